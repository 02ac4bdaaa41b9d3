"""Put the slides chosen in the order chosen, and replace the speaker's notes that somebody rewrote."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from functools import partial

import pandas as pd

from analytics.exports.sequence import region
from analytics.exports.sequence.materiel import Materiel
from analytics.exports.sequence.modele import Diapo
from analytics.exports.sequence.modele import Sequence as Diaporama
from analytics.exports.sequence.territoire import key_of, of_territoire
from analytics.schema.reference import territoires

_MAKERS: dict[str, tuple[str, Callable[[Materiel], Diapo], bool]] = {
    "couverture": ("Couverture", region.cover, False),
    "enveloppe": ("Enveloppe contre le temps", region.envelope, True),
    "carte": ("Carte des MRC", region.amount_map, True),
    "territoires": ("Territoires", region.by_territoire, True),
    "priorites": ("Priorités", region.by_priorite, True),
    "changements": ("Ce qui a changé", region.changed, False),
    "plans": ("Les huit plans", region.plans, False),
    "echeances": ("Ce qui se termine bientôt", region.ending, False),
}
"""Key → name for a list of choices, what makes the slide, whether it needs an envelope."""

DEFAULT = tuple(_MAKERS)
"""Keys of the slides of the whole region, in the order of the story."""


def territory_keys() -> dict[str, str]:
    """Return the key of each territory's slide → the territory, west to east, then Régional."""
    return {key_of(t.nom): t.nom for t in territoires()}


def slide_names() -> dict[str, str]:
    """Return every key → its name for a list of choices."""
    return {key: name for key, (name, *_) in _MAKERS.items()} | territory_keys()


def available(material: Materiel) -> tuple[str, ...]:
    """Return the keys that this version can show: those of amounts need an envelope, what changed needs a version to compare with.

    The first version has none before it: its slide says so.
    """
    told = [key for key, (_, _, needs) in _MAKERS.items() if material.enveloppe is not None or not needs]
    if material.avant is None and material.version.numero > 1:
        told.remove("changements")
    return (*told, *(territory_keys() if material.enveloppe is not None else ()))


def build_sequence(
    material: Materiel, choix: Sequence[str] = DEFAULT, notes: Mapping[str, str] | None = None
) -> Diaporama:
    """Return the slides `choix` (keys, in order), frozen on the version; ValueError for an unknown key.

    A key that the version cannot show (`available`) is left out. `notes`: key → text said instead of the default notes.
    """
    makers = {key: maker for key, (_, maker, _) in _MAKERS.items()}
    makers |= {key: partial(of_territoire, nom=name) for key, name in territory_keys().items()}
    if unknown := [key for key in choix if key not in makers]:
        raise ValueError(f"unknown slides {unknown}, expected some of {list(makers)}")
    shown = [key for key in choix if key in available(material)]
    slides = tuple(_with_notes(makers[key](material), notes or {}) for key in shown)
    envelope = None if material.enveloppe is None else material.enveloppe.nom
    version = material.version
    published = pd.Timestamp(version.publiee_le)
    return Diaporama(version.numero, published, material.jour, envelope, version.fictif, slides)


def _with_notes(slide: Diapo, notes: Mapping[str, str]) -> Diapo:
    """Replace the notes of a slide when somebody wrote others."""
    return replace(slide, notes=notes[slide.cle]) if slide.cle in notes else slide
