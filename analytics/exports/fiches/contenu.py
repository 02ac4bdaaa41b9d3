"""Write what one sheet says, as plain values: texts ready to be set, numbers ready to be drawn. No layout here.

Every text goes through `polices.writable`; the document is given to the maker of the PDF as data, never as markup.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import pandas as pd

from analytics import format_fr
from analytics.aggregates.besoins import needs
from analytics.aggregates.nommees import named_initiatives
from analytics.aggregates.profil import Profil
from analytics.exports.fiches.echelles import Echelles, largest
from analytics.exports.fiches.polices import writable
from analytics.exports.fiches.textes import (
    change_sentences,
    cut,
    initiative_rows,
    need_rows,
    other_initiatives,
    region_gaps,
    step_rows,
)
from analytics.exports.releve import Releve
from analytics.figures import phrases
from analytics.figures import phrases_territoires as told
from analytics.figures.chiffres import Chiffre, profile_figures, progress_figures
from analytics.figures.manques_territoire import gaps
from analytics.figures.phrases_concertation import plans_coverage, plans_title, plans_under
from analytics.schema import NON_PUBLIE
from analytics.schema.fictif import WARNING
from analytics.schema.lists import EXACT
from analytics.schema.reference import NON_VENTILE, REGIONAL, mrc_names

REGION = "Bas-Saint-Laurent"
SAME_SCALE = " (même échelle sur les neuf fiches)"
_QUIET = (NON_VENTILE, NON_PUBLIE)
Fiche = dict[str, Any]


def territory_sheet(releve: Releve, echelles: Echelles, nom: str) -> Fiche:
    """Return the sheet of one of the nine territories."""
    profil = releve.profil(nom)
    row = profil.ligne
    by_exercice, by_priorite = profil.par_exercice, profil.par_priorite
    regional = nom == REGIONAL
    return _cleaned({
        "nom": nom,
        "titre": "Volet régional" if regional else told.official_name(nom),
        "message": told.headline(nom, row, told.reserved_in_words(profil.parts)),
        "chiffres": _figures([_engaged(row), *profile_figures(profil)[:3]]),
        "carte": {"nom": nom, "alt": _place(nom)},
        "jauge": None if regional else _part_gauge(profil, echelles),
        "barres": [
            _territories(releve, nom, echelles.montant),
            _bars(by_exercice, told.split_title(by_exercice, "exercice"), "Par exercice", echelles.exercice),
            _bars(by_priorite, told.split_title(by_priorite, "priorité"), "Par priorité", echelles.priorite),
        ],
        "initiatives": _initiatives(releve, nom, row),
        "etapes": None if regional else _steps(releve, profil),
        "besoins": _needs(profil.besoins, nom),
        "manques": gaps(profil),
        "changements": _changes(releve, nom),
    })  # fmt: skip


def region_sheet(releve: Releve) -> Fiche:
    """Return the sheet of the whole region."""
    total, progress = releve.par_territoire.total.to_dict(), releve.progress
    numbers = progress_figures(progress, releve.jour) if progress else []
    by_exercice, by_priorite = releve.par_exercice.lignes, releve.par_priorite.lignes
    first_mrc = needs(releve.tables["indicateurs"], [mrc_names()[0]])
    return _cleaned({
        "nom": REGION,
        "titre": "Ensemble du Bas-Saint-Laurent",
        "message": phrases.headline(progress) if progress else "Aucune enveloppe n'est décrite dans cette version.",
        "chiffres": _figures([_engaged(total), *numbers[:2], *numbers[3:]]),
        "carte": {"nom": None, "alt": _region_place(releve)},
        "jauge": _envelope_gauge(releve),
        "barres": [
            _territories(releve, None, None),
            _bars(by_exercice, told.split_title(by_exercice, "exercice"), "Par exercice", None),
            _bars(by_priorite, phrases.priorite_title(releve.par_priorite), "Par priorité", None),
        ],
        "initiatives": _initiatives(releve, None, total),
        "etapes": _plans(releve),
        "besoins": _needs(first_mrc, None),
        "manques": region_gaps(releve),
        "changements": _changes(releve, None),
    })  # fmt: skip


def document_data(releve: Releve, sheets: Sequence[Fiche]) -> dict[str, Any]:
    """Return what all the sheets of one document share, and the sheets."""
    until = "" if releve.last_day is None else f" Dernière annonce connue : {format_fr.date_longue(releve.last_day)}."
    shared = {
        "titre": f"Alliance pour la solidarité : {'fiches des territoires' if len(sheets) > 1 else sheets[0]['titre']}",
        "enveloppe": releve.enveloppe.nom if releve.enveloppe else "Toutes les enveloppes",
        "auteur": "Alliance pour la solidarité du Bas-Saint-Laurent",
        "fictif": WARNING if releve.version.fictif else None,
        "pied": f"{releve.stamp} par {cut(releve.version.auteur, 60)}.{until} Fiche produite {format_fr.le(releve.jour)}.",
        "sources": SOURCES,
    }
    return _cleaned(shared) | {"fiches": list(sheets)}


SOURCES = (
    "Sources : publications de l'Alliance et des médias, chacune nommée avec son adresse dans le tableau de bord. « Non publié » veut dire que "
    "personne ne l'a publié, et non que c'est zéro. Carte : © Gouvernement du Québec (SDA), CC BY 4.0, et Statistique Canada, modifiées."
)


def _cleaned(value: Any) -> Any:
    """Return the same values with every text written in signs that the typeface has."""
    if isinstance(value, str):
        return writable(value)
    if isinstance(value, Mapping):
        return {key: _cleaned(inner) for key, inner in value.items()}
    return [_cleaned(inner) for inner in value] if isinstance(value, list | tuple) else value


def _engaged(row: Mapping) -> Chiffre:
    """Return the committed amount, exact, as the first figure."""
    cents = row["montant_accorde"]
    share = row.get("part_du_total")
    note = "" if share is None or pd.isna(share) else f"{format_fr.part(share, 1)} du total régional"
    return Chiffre("Montant engagé", None if pd.isna(cents) else format_fr.montant(cents, row["precision"]), note)


def _figures(chiffres: Sequence[Chiffre]) -> list[dict]:
    """Return the large figures in words."""
    return [{"nom": c.nom, "valeur": c.valeur or format_fr.NON_PUBLIE, "note": c.note} for c in chiffres]


def _place(nom: str) -> str:
    """Say where a territory stands, for those who do not see the map."""
    if nom == REGIONAL:
        return "Carte des huit MRC du Bas-Saint-Laurent : le volet régional les sert toutes."
    names = mrc_names()
    rank = names.index(nom)
    around = [names[k] for k in (rank - 1, rank + 1) if 0 <= k < len(names)]
    return f"Carte des huit MRC du Bas-Saint-Laurent, d'ouest en est : {nom}, en foncé, à côté de {format_fr.liste(around)}."


def _region_place(releve: Releve) -> str:
    """Read the map of the region aloud: each MRC and its amount."""
    rows = releve.par_territoire.lignes.set_index("cle").loc[list(mrc_names())].to_dict("index")
    said = "; ".join(
        f"{name} : {format_fr.montant(row['montant_accorde'], row['precision'])}" for name, row in rows.items()
    )
    return f"Carte des huit MRC du Bas-Saint-Laurent, plus foncées là où le montant engagé est plus grand. {said}."


def _territories(releve: Releve, own: str | None, end: int | None) -> dict:
    """Return the bars of the territories, on the same scale in every sheet; for the region, what no territory holds too."""
    rows = releve.par_territoire.lignes
    if own is None:
        return _bars(rows, phrases.territoire_title(releve.par_territoire), "Montant engagé par territoire", end)
    kept = rows.loc[~rows["cle"].isin(_QUIET)]
    return _bars(kept, "À côté des autres territoires", "Montant engagé par territoire", end, own)


def _bars(rows: pd.DataFrame, title: str, name: str, end: int | None, own: str | None = None) -> dict:
    """Return a chart of bars: its message, its name, its rows, the end of its axis (dollars), its text for who cannot see it."""
    kept = rows.loc[~rows["cle"].isin(_QUIET) | rows["montant_accorde"].notna()]
    bars = [_bar(row, own) for row in kept.to_dict("records")]
    axis = largest(kept["montant_accorde"]) if end is None else end
    said = "; ".join(f"{bar['nom']} : {bar['texte']}" for bar in bars)
    return {
        "titre": title,
        "nom": name,
        "echelle": "" if end is None else SAME_SCALE,
        "fin": axis / 100,
        "lignes": bars,
        "alt": f"{name}. {said or 'rien de publié'}.",
    }


def _bar(row: Mapping, own: str | None) -> dict:
    """Return one bar: `motif` says how sure its amount is, « absent » when none is published."""
    cents, precision = row["montant_accorde"], row["precision"]
    known = not pd.isna(cents)
    sure = EXACT if pd.isna(precision) else precision
    return {
        "nom": row["cle"],
        "valeur": int(cents) / 100 if known else 0,
        "texte": format_fr.montant(cents, None if pd.isna(precision) else precision),
        "motif": sure if known else "absent",
        "fort": row["cle"] == own,
        "discret": row["cle"] in _QUIET,
        "compare": own is not None,
    }


def _part_gauge(profil: Profil, echelles: Echelles) -> dict | None:
    """Return the committed amount against the reserved part, on the same scale for the eight; None where no part is published."""
    bounds = profil.bornes
    if bounds is None:
        return None
    cents = profil.ligne["montant_accorde"]
    engaged = None if pd.isna(cents) else int(cents)
    title = told.part_title(profil.nom, engaged, bounds)
    reserved = told.reserved_in_words(profil.parts) or format_fr.NON_PUBLIE
    text = f"Engagé : {format_fr.montant(engaged)}; part réservée : {reserved}."
    return {
        "titre": title, "engage": (engaged or 0) / 100, "minimum": bounds[0] / 100, "maximum": bounds[1] / 100,
        "fin": echelles.part / 100, "temps": None, "texte": text, "alt": f"{title}. {text}",
    }  # fmt: skip


def _envelope_gauge(releve: Releve) -> dict | None:
    """Return the committed amount against the envelope, with the part of the time elapsed; None without an amount."""
    progress = releve.progress
    if progress is None or progress.montant_enveloppe is None:
        return None
    whole = progress.montant_enveloppe / 100
    engaged = (progress.montant_accorde or 0) / 100
    text = phrases.pace_sentence(progress, releve.jour)
    title = phrases.pace_title(progress)
    return {
        "titre": title, "engage": engaged, "minimum": whole, "maximum": whole, "fin": max(whole, engaged),
        "temps": progress.part_du_temps, "texte": text, "alt": f"{title}. {text}",
    }  # fmt: skip


def _initiatives(releve: Releve, nom: str | None, row: Mapping) -> dict:
    """Return the list of the initiatives: how many there are, and the largest; the page says how many it cannot show."""
    among = {} if nom is None else {"territoire": (nom,)}
    frame = named_initiatives(releve.ledger, releve.tables, releve.scope[0], among)
    title = told.initiatives_title(int(row["nombre_initiatives"]), int(row["nombre_avec_montant"]))
    heads = ["Titre", "Territoire" if nom is None else "Organisme porteur", "Priorité", "Statut", "Montant engagé"]
    rows = initiative_rows(frame, nom is None)
    others = [other_initiatives(len(frame), shown) for shown in range(len(rows) + 1)]
    return {"titre": title, "entetes": heads, "lignes": rows, "autres": others}


def _steps(releve: Releve, profil: Profil) -> dict:
    """Return the steps of a territory's plan."""
    grid = releve.plans
    rows = step_rows(grid.loc[grid["territoire"] == profil.nom])
    return {
        "titre": "Plan de territoire",
        "message": told.steps_title(profil.etapes),
        "entetes": ["Étape", "État", "Date"],
        "lignes": rows,
    }


def _plans(releve: Releve) -> dict:
    """Return where the eight plans stand, in sentences."""
    grid = releve.plans
    message = f"{plans_title(grid)}. {plans_under(grid, releve.jour)} {plans_coverage(grid)}."
    return {"titre": "Les huit plans de territoire", "message": message, "entetes": [], "lignes": []}


def _needs(rows: pd.DataFrame, own: str | None) -> dict:
    """Return the indicators of need, each with its year and its quality."""
    heads = ["Indicateur", *(["Valeur"] if own else []), "Parmi les huit MRC", "Année, qualité"]
    return {"titre": "Repères sur les besoins", "entetes": heads, "lignes": need_rows(rows, own)}


def _changes(releve: Releve, nom: str | None) -> dict | None:
    """Return what changed since the version compared with; None when nobody asked."""
    if releve.changements is None:
        return None
    title = f"Ce qui a changé depuis la version {releve.avant[0].numero}"
    return {"titre": title, "phrases": change_sentences(releve.changements, nom)}
