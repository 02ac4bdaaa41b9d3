"""Show all the territories in one table, ordered as asked; each name leads to its profile."""

from __future__ import annotations

from collections.abc import Mapping
from urllib.parse import quote_plus, urlencode

import pandas as pd
import streamlit as st

from analytics import format_fr
from analytics.aggregates.groups import TOTAL
from analytics.aggregates.profil import sorted_by
from analytics.figures import phrases_territoires as phrases
from analytics.figures.phrases import APART, coverage
from analytics.figures.theme import Mode, palette
from analytics.schema.reference import mrc_names, territoires
from pages.commun import html, lecture, mise_en_page
from pages.commun.fiches import tableau_en_fiches
from pages.commun.figure import Bloc, Donnees, montrer
from pages.commun.gardee import gardee
from pages.commun.html import Colonne
from pages.commun.territoires import lecture_territoires

_RESULTS_KEPT = 256
_ORDRES = {
    "Ouest en est": None,
    "Montant engagé": "montant_accorde",
    "Montant par personne": "montant_par_personne",
    "Part réservée": "part_maximum",
    "Initiatives nommées": "nombre_initiatives",
    "Organismes nommés": "nombre_organismes",
}


def colonnes(annee: str = "2021") -> dict[str, Colonne]:
    """Return the columns of the table."""
    return {
        "cle": Colonne("Territoire"),
        "montant_accorde": Colonne("Montant engagé ($)", nombre=True),
        "part_du_total": Colonne("Part du total", nombre=True),
        "montant_par_personne": Colonne(f"Par personne ({annee})", nombre=True),
        "part_reservee": Colonne("Part réservée ($)", nombre=True),
        "nombre_initiatives": Colonne("Initiatives nommées", nombre=True),
        "nombre_organismes": Colonne("Organismes nommés", nombre=True),
    }


def ordre() -> str | None:
    """Ask for the order of the table and return its measure."""
    asked = st.selectbox(
        "Trier par", list(_ORDRES), key="tri_territoires", bind="query-params", filter_mode=None, width=300
    )
    return _ORDRES[asked]


def bloc(table: pd.DataFrame, titre: str, cle: str = "territoires", parmi: dict | None = None) -> Bloc:
    """Build the block of the table: each territory opens to its rows."""
    total = table.loc[table["cle"] == TOTAL].iloc[-1] if (table["cle"] == TOTAL).any() else table.iloc[-1]
    return Bloc(
        cle=cle,
        titre=titre,
        nom="Montant engagé, part réservée, initiatives et organismes nommés, par territoire",
        resume=phrases.table_summary(table),
        couverture=coverage(int(total["nombre_initiatives"]), int(total["nombre_avec_montant"])),
        donnees=Donnees(table, _fichier(), ecrire, "territoires", total=True),
        formules=("territoire", "part_du_total", "par_personne", "part_territoire", "nombre", "precision"),
        origine="territoire",
        groupes=tuple(name for name in table["cle"] if name != TOTAL),
        parmi=parmi or {},
    )


def _fichier() -> dict[str, Colonne]:
    """Return the columns of the twin table and of the files: the part keeps its two ends."""
    ends = {
        "part_minimum": Colonne("Part réservée, la plus petite publiée ($)", nombre=True),
        "part_maximum": Colonne("Part réservée, la plus grande publiée ($)", nombre=True),
    }
    shown = colonnes()
    people = {"population": Colonne("Population (2021)", nombre=True)}
    return {**{k: v for k, v in shown.items() if k != "part_reservee"}, **ends, **people}


def ecrire(table: pd.DataFrame) -> pd.DataFrame:
    """Write the table in French."""
    amounts = zip(table["montant_accorde"], table["precision"], strict=True)
    return table.assign(
        montant_accorde=[format_fr.montant(m, p) for m, p in amounts],
        part_du_total=["" if c == TOTAL else format_fr.part(p) for c, p in zip(table["cle"], table["part_du_total"], strict=True)],
        montant_par_personne=[_par_personne(c, m) for c, m in zip(table["cle"], table["montant_par_personne"], strict=True)],
        part_minimum=[format_fr.montant(m) for m in table["part_minimum"]],
        part_maximum=[format_fr.montant(m) for m in table["part_maximum"]],
        nombre_initiatives=table["nombre_initiatives"].map(format_fr.nombre),
        nombre_organismes=table["nombre_organismes"].map(format_fr.nombre),
        population=["" if c in APART else format_fr.nombre(v) for c, v in zip(table["cle"], table["population"], strict=True)],
    )  # fmt: skip


def _par_personne(name: str, cents: int) -> str:
    """Write an amount per person; the groups without people of their own have none."""
    return "" if name in APART else format_fr.montant(cents)


def en_html(table: pd.DataFrame, reservees: Mapping[str, str], mode: Mode, profil: str) -> str:
    """Return the table with a bar under each amount and a link on each territory that has a profile.

    `reservees`: territory → its part; `profil`: the address of a profile, but for the name.
    """
    written, names = ecrire(table), {t.nom for t in territoires()}
    whole = (
        float(table.loc[table["cle"] != TOTAL, "montant_accorde"].max())
        if table["montant_accorde"].notna().any()
        else 0
    )
    cells = [
        _montant(text, cents, whole, name, mode)
        for text, cents, name in zip(written["montant_accorde"], table["montant_accorde"], table["cle"], strict=True)
    ]
    named = [_lien(name, profil) if name in names else html.texte(name) for name in table["cle"]]
    columns = colonnes() | {
        "cle": Colonne("Territoire", html=True),
        "montant_accorde": Colonne("Montant engagé", nombre=True, html=True),
        "part_reservee": Colonne("Part réservée", nombre=True),
    }
    shown = written.assign(cle=named, montant_accorde=cells, part_reservee=[reservees[name] for name in table["cle"]])
    return tableau_en_fiches(shown, columns, "Les territoires", total=bool((table["cle"] == TOTAL).any()))


@st.cache_resource(show_spinner=False, max_entries=_RESULTS_KEPT)
def parts_reservees(numero: int, enveloppe: str) -> dict[str, str]:
    """Return territory → its published part in words."""
    parts = lecture.parts(numero, enveloppe)
    return {name: _reservee(name, parts) for name in lecture_territoires.tableau(numero, enveloppe)["cle"]}


def _reservee(name: str, parts: pd.DataFrame) -> str:
    """Write the part of a territory; the groups that are no MRC have none."""
    if name in (*APART, TOTAL):
        return ""
    return phrases.reserved_in_brief(parts.loc[parts["territoire"] == name]) or format_fr.NON_PUBLIE


def _montant(text: str, cents: int, whole: float, name: str, mode: Mode) -> str:
    """Return an amount with its bar, which the text makes redundant for a screen reader."""
    if pd.isna(cents) or not whole or name == TOTAL:
        return html.texte(text)
    colour = palette(mode).reste if name in APART else palette(mode).accorde
    width = max(0.0, 100 * float(cents) / whole)
    style = f"--a-encre:{colour};width:{width:.1f}%"
    return f'<span class="a-mesure">{html.texte(text)}</span><span class="a-barre" aria-hidden="true" style="{style}"></span>'


def _lien(name: str, profil: str) -> str:
    """Return a link to the profile of a territory."""
    return html.lien_de_page(f"territoires?{profil}{quote_plus(name)}", name)


def adresse(name: str) -> str:
    """Return the query of a territory's profile, in the same envelope and version; the name comes last."""
    kept = {key: st.query_params[key] for key in ("version", "enveloppe") if key in st.query_params}
    return urlencode({**kept, "territoire": name})


@gardee
def _vue(
    table: pd.DataFrame, reservees: Mapping[str, str], mesure: str | None, mode: Mode, profil: str
) -> tuple[Bloc, str]:
    """Build the table in the order asked for, and what stands around it."""
    shown = sorted_by(table, mesure, (*APART, TOTAL))
    return bloc(shown, phrases.overview_title(table)), en_html(shown, reservees, mode, profil)


def montrer_tableau(numero: int, enveloppe: str, mode: Mode) -> None:
    """Show the view: its message, the order asked for, the table, what the groups apart are."""
    table = lecture_territoires.tableau(numero, enveloppe)
    mise_en_page.titre(
        gardee(phrases.overview_headline)(table, mrc_names()),
        "Choisissez un territoire pour ouvrir sa fiche, ou jusqu'à quatre pour les comparer.",
    )
    measure = ordre()
    montrer(*_vue(table, parts_reservees(numero, enveloppe), measure, mode, adresse("")), numero, enveloppe)
    st.html(
        "<p class=\"a-confiance\">« Régional » vise la région entière et n'est jamais réparti entre les MRC. « Non ventilé » est ce qu'un "
        "total publié ne détaille pas. Une initiative de plusieurs MRC compte dans chacune, et une seule fois dans le total.</p>"
    )
