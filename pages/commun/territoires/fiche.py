"""Show the profile of one territory: amounts, part, initiatives, organisations, plan, needs, and what is not published."""

from __future__ import annotations

from dataclasses import replace

import pandas as pd
import streamlit as st

from analytics import format_fr
from analytics.aggregates.besoins import extremes
from analytics.aggregates.profil import Profil
from analytics.figures import phrases_territoires as phrases
from analytics.figures.chiffres import profile_figures
from analytics.figures.manques_territoire import gaps
from analytics.figures.phrases import APART, coverage
from analytics.figures.theme import Mode
from analytics.schema.reference import REGIONAL
from pages.commun import filtres, html, lecture, mise_en_page
from pages.commun.blocs_croises import bloc_ligne
from pages.commun.fiches import tableau_en_fiches
from pages.commun.figure import Bloc, Donnees, montrer, telecharger
from pages.commun.html import Colonne
from pages.commun.initiatives_nommees import montrer_initiatives
from pages.commun.lecture_croisements import nommees
from pages.commun.territoires import lecture_territoires, reperes
from pages.commun.traces import bars, parts_figure


def montrer_fiche(numero: int, enveloppe: str, nom: str, mode: Mode) -> None:
    """Show the view."""
    today = filtres.jour_lu(numero)
    profil = lecture_territoires.profil(numero, enveloppe, nom)
    mise_en_page.titre(
        phrases.headline(nom, profil.ligne, phrases.reserved_in_words(profil.parts)),
        _sous_titre(numero, enveloppe, nom),
    )
    st.html(html.cartes(profile_figures(profil)))
    if nom != REGIONAL:
        _part(numero, enveloppe, profil, mode)
    _montants(numero, enveloppe, profil, mode)
    _initiatives(numero, enveloppe, profil)
    _organismes(profil)
    _etapes(profil, today)
    if len(profil.besoins):
        titre = phrases.needs_title(nom, extremes(profil.besoins, nom))
        dessin = reperes.reperes(profil.besoins, lecture_territoires.valeurs_des_mrc(numero), mode)
        montrer(reperes.bloc(profil.besoins, titre), dessin, numero, enveloppe)
    mise_en_page.intertitre("Ce qui n'est pas publié")
    st.html(html.liste(gaps(profil)))


def _sous_titre(numero: int, enveloppe: str, nom: str) -> str:
    """Name the territory officially, the envelope, and until when it is known."""
    last = lecture.derniere_annonce(numero, enveloppe)
    until = f", d'après ce qui a été publié jusqu'en {format_fr.mois(last)}" if last is not None else ""
    return f"{phrases.official_name(nom)}. {lecture.enveloppes(numero)[enveloppe].nom}{until}."


def _part(numero: int, enveloppe: str, profil: Profil, mode: Mode) -> None:
    """Show the amount against the published parts."""
    rows = lecture_territoires.contre_parts(numero, enveloppe, (profil.nom,))
    cents = profil.ligne["montant_accorde"]
    titre = phrases.part_title(profil.nom, None if pd.isna(cents) else int(cents), profil.bornes)
    sources = "".join(f"<li>{_part_selon(row)}</li>" for row in profil.parts.to_dict("records"))
    legende = f'<ul class="a-liste">{sources}</ul>' if sources else ""
    montrer(replace(bloc_part(rows, titre, profil.ligne), legende=legende), parts_figure(rows, mode), numero, enveloppe)


def _part_selon(row: dict) -> str:
    """Return one published part with its source and its note."""
    note = "" if format_fr.missing(row["note"]) else f" {html.texte(row['note'])}"
    amount = format_fr.intervalle(row["montant_minimum"], row["montant_maximum"])
    return f"<strong>{amount[:1].upper()}{amount[1:]}</strong> ({html.lien(row['source'])}).{note}"


def bloc_part(rows: pd.DataFrame, titre: str, ligne: dict) -> Bloc:
    """Build the block of amounts against parts: one row a published part, with its source."""
    return Bloc(
        cle="part",
        titre=titre,
        nom="Montant engagé et part de l'enveloppe réservée au territoire, en dollars",
        resume=_resume_parts(rows),
        couverture=coverage(int(ligne["nombre_initiatives"]), int(ligne["nombre_avec_montant"])),
        donnees=Donnees(rows, _PARTS, _ecrire_parts, "parts-reservees"),
        formules=("engage", "part_territoire", "part_atteinte", "precision"),
        origine="territoire",
        groupes=tuple(dict.fromkeys(rows["cle"])),
        parmi={"territoire": tuple(dict.fromkeys(rows["cle"]))},
    )


_PARTS = {
    "cle": Colonne("Territoire"),
    "montant_accorde": Colonne("Montant engagé ($)", nombre=True),
    "montant_minimum": Colonne("Part, minimum ($)", nombre=True),
    "montant_maximum": Colonne("Part, maximum ($)", nombre=True),
    "part_atteinte_minimum": Colonne("Part engagée, au moins", nombre=True),
    "part_atteinte_maximum": Colonne("Part engagée, au plus", nombre=True),
    "note": Colonne("Note"),
    "source": Colonne("Source", html=True),
}


def _ecrire_parts(rows: pd.DataFrame) -> pd.DataFrame:
    """Write the parts in French."""
    amounts = zip(rows["montant_accorde"], rows["precision"], strict=True)
    return rows.assign(
        montant_accorde=[format_fr.montant(m, p) for m, p in amounts],
        **{name: rows[name].map(format_fr.montant) for name in ("montant_minimum", "montant_maximum")},
        **{
            name: [format_fr.part(v) for v in rows[name]] for name in ("part_atteinte_minimum", "part_atteinte_maximum")
        },
        source=[html.lien(url) for url in rows["source"]],
    )


def _resume_parts(rows: pd.DataFrame) -> str:
    """Read the amounts and the parts aloud."""
    said = [
        f"{r['cle']} : {format_fr.montant(r['montant_accorde'], r['precision'])} engagés, part réservée "
        f"{format_fr.intervalle(r['montant_minimum'], r['montant_maximum'])}"
        for r in rows.to_dict("records")
    ]
    return "; ".join(said) + "."


def _montants(numero: int, enveloppe: str, profil: Profil, mode: Mode) -> None:
    """Show the amounts by exercice and by priority."""
    gauche, droite = st.columns(2, gap="large")
    cuts = (
        (gauche, "exercice", "exercice", profil.par_exercice, "Montant engagé par exercice, en dollars"),
        (droite, "priorite", "priorité", profil.par_priorite, "Montant engagé par priorité, en dollars"),
    )
    for place, par, mot, frame, nom in cuts:
        with place:
            bloc = bloc_ligne(
                f"territoire-{par}",
                phrases.split_title(frame, mot),
                nom,
                frame,
                par,
                {"territoire": (profil.nom,)},
                profil.ligne,
            )
            montrer(bloc, bars(frame, mode, quiet=APART), numero, enveloppe)


def _initiatives(numero: int, enveloppe: str, profil: Profil) -> None:
    """List the initiatives of the territory."""
    named, funded = int(profil.ligne["nombre_initiatives"]), int(profil.ligne["nombre_avec_montant"])
    mise_en_page.intertitre(phrases.initiatives_title(named, funded))
    rows = nommees(numero, enveloppe, "territoire", (profil.nom,))
    montrer_initiatives(rows, "page_territoire", profil.nom, ("organisme_porteur", "priorite", "statut"))


_ORGANISMES = {"nom": Colonne("Organisme"), "secteur": Colonne("Secteur"), "source": Colonne("Source", html=True)}
_FICHIER = {"nom": "Nom", "secteur": "Secteur", "territoire": "Territoire", "source": "Source"}
_DABORD, _AU_PLUS = 10, 90


def _organismes(profil: Profil) -> None:
    """List the organisations named in the territory: ten, the others folded; all of them in the file."""
    mise_en_page.intertitre(phrases.organismes_title(profil.organismes))
    if profil.organismes.empty:
        return
    others = profil.organismes.iloc[_DABORD:]
    st.html(_table_des_organismes(profil.organismes.head(_DABORD), "Organismes nommés"))
    if len(others):
        more = f"Les {format_fr.nombre(len(others))} autres" + (
            f" ({_AU_PLUS} montrés)" if len(others) > _AU_PLUS else ""
        )
        folded = _table_des_organismes(others.head(_AU_PLUS), "Autres organismes nommés")
        st.html(f"<details><summary>{more}</summary>{folded}</details>")
    telecharger("organismes", profil.organismes, _FICHIER, "organismes", (f"Organismes nommés : {profil.nom}",))


def _table_des_organismes(rows: pd.DataFrame, legende: str) -> str:
    """Return organisations as a table."""
    written = rows.assign(
        nom=[_membre(nom, seat) for nom, seat in zip(rows["nom"], rows["table_regionale"], strict=True)],
        source=[html.lien(url) for url in rows["source"]],
    )
    return tableau_en_fiches(written, _ORGANISMES, legende)


def _membre(nom: str, seat: object) -> str:
    """Write the name of an organisation, and whether it sits at the Table régionale."""
    return f"{nom} (Table régionale)" if not pd.isna(seat) and seat else nom


_ETAPES = {
    "etape": Colonne("Étape"),
    "statut": Colonne("État"),
    "echeance": Colonne("Échéance"),
    "connu": Colonne("Ce qui est publié", html=True),
}


def _etapes(profil: Profil, today: pd.Timestamp) -> None:
    """Show the steps of the plan 2024-2029 and their deadlines; Régional has no plan of its own."""
    if profil.nom == REGIONAL:
        return
    mise_en_page.intertitre(phrases.steps_title(profil.etapes))
    rows = profil.etapes
    dates = zip(rows["echeance"], rows["date_realisation"], strict=True)
    written = rows.assign(
        etape=[name[:1].upper() + name[1:] for name in rows["etape"]],
        echeance=[_echeance(day, done, today) for day, done in dates],
        connu=[_connu(row) for row in rows.to_dict("records")],
    )
    st.html(tableau_en_fiches(written, _ETAPES, "Étapes du plan de territoire 2024-2029"))


def _echeance(day: pd.Timestamp, done: pd.Timestamp, today: pd.Timestamp) -> str | None:
    """Write a deadline, and whether it is past or met."""
    if not pd.isna(done):
        return f"réalisée {format_fr.le(done)}"
    if pd.isna(day):
        return None
    return format_fr.date_longue(day) + (" (passée)" if day < today else "")


def _connu(row: dict) -> str:
    """Return what is told of a step, and who tells it."""
    told = "" if format_fr.missing(row["commentaire"]) else html.texte(row["commentaire"])
    source = html.lien(row["source"]) if isinstance(row["source"], str) else ""
    return " ".join(part for part in (told, f"({source})" if source else "") if part)
