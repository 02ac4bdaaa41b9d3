"""Build the blocks of the page « Carte »: the map of the amounts, the map of a need, the table of every measure."""

from __future__ import annotations

from functools import partial

import pandas as pd
import streamlit as st

from analytics import format_fr
from analytics.aggregates.groups import TOTAL, Aggregate
from analytics.aggregates.indicators import POPULATION_YEAR, Mesure
from analytics.figures import phrases, phrases_carte
from analytics.figures.mesures_carte import CHOICES, Choix, Couche
from analytics.figures.theme import Mode
from analytics.schema.reference import NON_VENTILE, REGIONAL
from pages.commun import cartographie, html, lecture, lecture_carte
from pages.commun.blocs import colonnes_groupes, ecrire_groupes
from pages.commun.figure import Bloc, Donnees

_BLOCS_KEPT = 256


@st.cache_resource(show_spinner=False, max_entries=_BLOCS_KEPT)
def bloc_montants(numero: int, enveloppe: str, mesure: str, mode: Mode) -> Bloc:
    """Build the block of the map of the amounts; `mesure` is a key of `CHOICES`."""
    choix, couche = CHOICES[mesure], lecture_carte.couche_de_montants(numero, enveloppe, mesure)
    aggregate, frame = lecture.agregat(numero, "territoire", enveloppe), lecture_carte.mesures(numero, enveloppe)
    total, counts = aggregate.total, choix.colonne == "nombre_initiatives"
    return Bloc(
        cle="carte-montants",
        titre=phrases_carte.amount_title(aggregate, frame, choix),
        nom=choix.nom,
        resume=phrases_carte.layer_summary(couche),
        couverture=phrases.coverage(int(total["nombre_initiatives"]), int(total["nombre_avec_montant"])),
        donnees=donnees(frame, None),
        formules=choix.formules,
        origine="territoire",
        groupes=tuple(aggregate.lignes["cle"]),
        legende=_legende(couche, mode, "aucune nommée" if counts else format_fr.NON_PUBLIE),
    )


def _legende(couche: Couche, mode: Mode, sans: str = format_fr.NON_PUBLIE) -> str:
    """Return the key of a layer."""
    return cartographie.cle(couche.valeurs, mode, str, couche.echelle, sans)


def donnees(frame: pd.DataFrame, mesure: Mesure | None) -> Donnees:
    """Return every measure of the amounts per territoire as a table, with a column for an indicator when one is given."""
    base = colonnes_groupes("territoire")
    columns = {name: base[name] for name in ("cle", "montant_accorde")} | {
        "montant_par_personne": html.Colonne("Par personne ($)", nombre=True),
        "part_du_total": base["part_du_total"],
        "nombre_initiatives": base["nombre_initiatives"],
        "nombre_avec_montant": base["nombre_avec_montant"],
        "population": html.Colonne(f"Population recensée en {POPULATION_YEAR}", nombre=True),
    }
    if mesure is None:
        return Donnees(frame, columns, _ecrire, "carte-montants", total=True)
    del columns["nombre_avec_montant"]
    need = mesure.valeurs.set_index("territoire")["valeur"].reindex(frame["cle"]).array
    columns |= {"besoin": html.Colonne(phrases_carte.need_name(mesure), nombre=True)}
    return Donnees(
        frame.assign(besoin=need), columns, partial(_ecrire_avec_besoin, mesure), "toutes-les-mesures", total=True
    )


def _ecrire(frame: pd.DataFrame) -> pd.DataFrame:
    """Write the measures in French; a group without a population of its own says so."""
    per_person = [
        format_fr.montant(m, p) for m, p in zip(frame["montant_par_personne"], frame["precision"], strict=True)
    ]
    apart = frame["cle"].isin([REGIONAL, NON_VENTILE])
    people = ["sans objet" if out else format_fr.nombre(v) for out, v in zip(apart, frame["population"], strict=True)]
    return ecrire_groupes(frame).assign(
        population=people,
        montant_par_personne=["sans objet" if out else text for out, text in zip(apart, per_person, strict=True)],
    )


def _ecrire_avec_besoin(mesure: Mesure, frame: pd.DataFrame) -> pd.DataFrame:
    """Write the measures and the indicator in French; its value for the whole region stands in the row « Régional »."""
    words = need_words(mesure)
    return _ecrire(frame).assign(
        besoin=[words.get(key, "sans objet" if key in (NON_VENTILE, TOTAL) else None) for key in frame["cle"]]
    )


def need_words(mesure: Mesure) -> dict[str, str]:
    """Return territory → value of an indicator in words, the region included where it has one."""
    return phrases_carte.need_in_words(mesure)


@st.cache_resource(show_spinner=False, max_entries=_BLOCS_KEPT)
def bloc_besoin(numero: int, nom: str, mode: Mode) -> Bloc:
    """Build the block of the map of an indicator of need: year, quality, source and caution said; the same for every envelope."""
    mesure, couche = lecture_carte.mesures_de_besoin(numero)[nom], lecture_carte.couche_de_besoin(numero, nom)
    definition = mesure.definition
    said = [
        definition.description,
        phrases_carte.region_sentence(mesure),
        definition.caution,
        phrases_carte.need_quality(mesure),
    ]
    notes = f'<p class="a-confiance">{html.texte(" ".join(sentence for sentence in said if sentence))}</p>'
    return Bloc(
        cle="carte-besoin",
        titre=phrases_carte.need_title(mesure, couche),
        nom=phrases_carte.need_name(mesure),
        resume=phrases_carte.layer_summary(couche),
        couverture=phrases_carte.need_coverage(couche),
        donnees=donnees_besoin(mesure),
        formules=("indicateur",),
        legende=_legende(couche, mode) + notes,
        montants=False,
    )


def donnees_besoin(mesure: Mesure) -> Donnees:
    """Return the values of an indicator as a table, with the source and the quality of each."""
    columns = {
        "territoire": html.Colonne("Territoire"),
        "valeur": html.Colonne("Valeur", nombre=True),
        "unite": html.Colonne("Unité"),
        "annee": html.Colonne("Année", nombre=True),
        "qualite": html.Colonne("Qualité"),
        "source": html.Colonne("Source"),
        "url": html.Colonne("Adresse", html=True),
        "note": html.Colonne("Note"),
    }
    return Donnees(mesure.valeurs, columns, partial(_ecrire_besoin, mesure), "indicateur-de-besoin")


def _ecrire_besoin(mesure: Mesure, frame: pd.DataFrame) -> pd.DataFrame:
    """Write an indicator in French."""
    words = need_words(mesure)
    return frame.assign(
        valeur=frame["territoire"].map(words),
        annee=frame["annee"].astype("str"),
        url=frame["url"].map(html.lien),
        note=frame["note"].fillna(""),
    )


def bloc_mesures(frame: pd.DataFrame, aggregate: Aggregate, mesure: Mesure | None) -> Bloc:
    """Build the block of the table of every measure."""
    total = aggregate.total
    table = donnees(frame, mesure)
    return Bloc(
        cle="toutes-les-mesures",
        titre=phrases_carte.region_title(frame),
        nom="Toutes les mesures, territoire par territoire, d'ouest en est",
        resume=f"{phrases_carte.region_title(frame)}.",
        couverture=phrases.coverage(int(total["nombre_initiatives"]), int(total["nombre_avec_montant"])),
        donnees=table,
        formules=("territoire", "par_personne", "part_du_total", "nombre", "precision"),
        origine="territoire",
        groupes=tuple(aggregate.lignes["cle"]),
    )


@st.cache_resource(show_spinner=False, max_entries=_BLOCS_KEPT)
def tableau_entier(numero: int, enveloppe: str, nom: str | None) -> tuple[Bloc, str]:
    """Build the block of the table of every measure, beside the indicator of that name, and the table itself."""
    aggregate, frame = lecture.agregat(numero, "territoire", enveloppe), lecture_carte.mesures(numero, enveloppe)
    bloc = bloc_mesures(frame, aggregate, lecture_carte.mesures_de_besoin(numero).get(nom or ""))
    shown = bloc.donnees
    return bloc, html.tableau(shown.ecrire(shown.frame), shown.colonnes, "Toutes les mesures", total=True)


def cartes_a_cote(frame: pd.DataFrame, choix: Choix) -> str:
    """Return the groups that no MRC holds, and the whole, as cards."""
    words = phrases_carte.beside(frame, choix)
    return html.cartes(
        [html.Carte(name, None if text == format_fr.NON_PUBLIE else text, note) for name, text, note in words]
    )


def liens_des_mrc(numero: int, enveloppe: str) -> None:
    """Show one link a MRC, in order: what a click on the map does, for the keyboard and for a finger."""
    links = "".join(
        html.lien_de_page(address, name) for name, address in cartographie.liens_des_mrc(numero, enveloppe).items()
    )
    st.html(
        '<p class="a-confiance">Ouvrir la page d\'une MRC : touchez-la sur une carte, ou choisissez-la ici.</p>'
        f'<nav class="a-liens" aria-label="Pages des MRC">{links}</nav>{cartographie.MENTION}'
    )
