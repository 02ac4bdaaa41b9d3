"""Compare up to four territories side by side on the same scales, with their sum."""

from __future__ import annotations

from dataclasses import replace

import pandas as pd
import streamlit as st

from analytics import format_fr
from analytics.aggregates.profil import Ensemble, parts_together
from analytics.figures import phrases_territoires as phrases
from analytics.figures.petits_multiples import without_silent
from analytics.figures.phrases import APART, coverage
from analytics.figures.theme import Mode
from pages.commun import html, lecture, mise_en_page
from pages.commun.blocs_croises import bloc_croise
from pages.commun.figure import montrer
from pages.commun.html import Carte
from pages.commun.initiatives_nommees import montrer_initiatives
from pages.commun.lecture_croisements import nommees
from pages.commun.territoires import fiche, lecture_territoires, reperes
from pages.commun.territoires.choix import regroupement_de
from pages.commun.traces import parts_figure, side_by_side


def montrer_comparaison(numero: int, enveloppe: str, noms: tuple[str, ...], mode: Mode) -> None:
    """Show the view."""
    ensemble = lecture_territoires.ensemble(numero, enveloppe, noms)
    whole = lecture.agregat(numero, "territoire", enveloppe).total["montant_accorde"]
    grouping = regroupement_de(noms)
    mise_en_page.titre(
        phrases.together_headline(ensemble, None if pd.isna(whole) else int(whole), grouping),
        f"{format_fr.liste(noms)}. {lecture.enveloppes(numero)[enveloppe].nom}.",
    )
    st.html(html.cartes(cartes(numero, enveloppe, ensemble)))
    rows = lecture_territoires.contre_parts(numero, enveloppe, noms)
    counts = {"nombre_initiatives": ensemble.nombre_initiatives, "nombre_avec_montant": ensemble.nombre_avec_montant}
    titre = phrases.ranking_title(rows.drop_duplicates("cle"))
    montrer(fiche.bloc_part(rows, titre, counts), parts_figure(rows, mode), numero, enveloppe)
    for par, titre, nom in (
        ("exercice", "Par exercice, à la même échelle", "Montant engagé par territoire et par exercice, en dollars"),
        ("priorite", "Par priorité, à la même échelle", "Montant engagé par territoire et par priorité, en dollars"),
    ):
        _cote_a_cote(numero, enveloppe, ensemble, par, (titre, nom), mode)
    needs = lecture_territoires.besoins(numero, noms)
    if len(needs):
        montrer(reperes.bloc(needs, "Les indicateurs, côte à côte"), reperes.tableau(needs, noms), numero, enveloppe)
    mise_en_page.intertitre(phrases.initiatives_title(ensemble.nombre_initiatives, ensemble.nombre_avec_montant))
    named = nommees(numero, enveloppe, "territoire", noms)
    montrer_initiatives(
        named, "page_territoire", ", ".join(noms), ("territoire", "organisme_porteur", "priorite", "statut")
    )


def cartes(numero: int, enveloppe: str, ensemble: Ensemble) -> list[Carte]:
    """Return the sums of the territories chosen."""
    bounds = parts_together(lecture.parts(numero, enveloppe), ensemble.territoires)
    amount = ensemble.montant_accorde
    named = ensemble.nombre_initiatives
    share = phrases.share_of_part(amount, bounds)
    return [
        Carte("Engagé ensemble", None if amount is None else format_fr.montant(amount, ensemble.precision)),
        Carte("Parts réservées ensemble", None if bounds is None else _intervalle_court(*bounds), _note_des_parts(bounds, share)),
        Carte("Initiatives nommées", format_fr.nombre(named), coverage(named, ensemble.nombre_avec_montant) if named else "aucune trouvée"),
        Carte("Organismes nommés", format_fr.nombre(len(lecture_territoires.organismes(numero, ensemble.territoires))), "chacun compté une fois"),
    ]  # fmt: skip


def _note_des_parts(bounds: tuple[int, int] | None, share: str | None) -> str:
    """Write the exact ends of the parts together, and how much of them is engaged."""
    if bounds is None:
        return "au moins une n'est pas publiée"
    return format_fr.intervalle(*bounds) + (f"; {share} engagés" if share else "")


def _intervalle_court(low: int, high: int) -> str:
    """Write a range in a card: « de 1,8 M$ à 2,6 M$ »."""
    ends = [format_fr.montant_court(low), format_fr.montant_court(high)]
    return ends[0] if ends[0] == ends[1] else f"de {ends[0]} à {ends[1]}"


def _cote_a_cote(numero: int, enveloppe: str, ensemble: Ensemble, par: str, mots: tuple[str, str], mode: Mode) -> None:
    """Show one cut of each territory, in columns of the same scale."""
    profils = {nom: lecture_territoires.profil(numero, enveloppe, nom) for nom in ensemble.territoires}
    frames = {nom: getattr(p, f"par_{par}") for nom, p in profils.items()}
    crossed = pd.concat(
        [f.rename(columns={"cle": par}).assign(territoire=nom) for nom, f in frames.items()], ignore_index=True
    )
    couverture = coverage(ensemble.nombre_initiatives, ensemble.nombre_avec_montant)
    among = {"territoire": ensemble.territoires}
    bloc = bloc_croise(f"cote-{par}", mots, crossed, ("territoire", par), couverture, (numero, enveloppe), among)
    shown, silent = without_silent(frames)
    legende = f'<p class="a-confiance">{html.texte(phrases.silent_groups(silent))}</p>' if silent else ""
    montrer(replace(bloc, legende=legende), side_by_side(shown, mode, quiet=APART), numero, enveloppe)
