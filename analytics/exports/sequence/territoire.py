"""Make the slide of one territory: what is engaged there, exercice by exercice, and what is known of its plan and initiatives."""

from __future__ import annotations

from analytics.exports.sequence.materiel import Materiel
from analytics.exports.sequence.modele import Barres, Chiffres, Diapo
from analytics.exports.sequence.region import slide, sums
from analytics.figures import phrases, phrases_territoires
from analytics.figures.chiffres import profile_figures
from analytics.figures.manques_territoire import gaps
from analytics.schema.reference import REGIONAL
from analytics.schema.spelling import fold

PREFIX = "territoire-"


def key_of(territoire: str) -> str:
    """Return the key of a territory's slide: « territoire-la-mitis »."""
    return PREFIX + fold(territoire).replace(" ", "-")


def of_territoire(m: Materiel, nom: str) -> Diapo:
    """Make the slide of one territory."""
    profil = m.profil(nom)
    row = profil.ligne
    named, funded = int(row["nombre_initiatives"]), int(row["nombre_avec_montant"])
    plan = "" if nom == REGIONAL else f"Plan de territoire : {_small(phrases_territoires.steps_title(profil.etapes))}."
    reserved = phrases_territoires.reserved_in_words(profil.parts)
    exercices = profil.par_exercice
    return slide(
        m, key_of(nom), phrases_territoires.headline(nom, row, reserved).removesuffix("."),
        f"{phrases_territoires.official_name(nom)} : montant engagé par exercice, en dollars",
        (f"{phrases_territoires.initiatives_title(named, funded)}.", plan), Barres(sums(exercices), phrases.APART),
        f"{phrases_territoires.frame_summary(exercices)}", phrases.coverage(named, funded),
        a_cote=Chiffres(tuple(profile_figures(profil))), manques=tuple(gaps(profil)),
    )  # fmt: skip


def _small(text: str) -> str:
    """Begin with a small letter, unless the word is a name or a number."""
    return text[:1].lower() + text[1:]
