"""Make the ordered slides of a version as plain data: one source for the room's page, the PowerPoint file and the HTML sequence.

    material = read_material(store, today)                        # or Materiel(version, tables, today, …)
    sequence = build_sequence(material, ["couverture", "carte", "territoire-la-mitis"])
    figure(sequence.diapos[1], "light")                           # the page's own figure, or None

Keys: `DEFAULT`, then `territory_keys()`; `slide_names` gives the name of each for a list of choices.
"""

from __future__ import annotations

from analytics.exports.sequence.construction import DEFAULT, available, build_sequence, slide_names, territory_keys
from analytics.exports.sequence.dessin import figure
from analytics.exports.sequence.materiel import Materiel, read_material
from analytics.exports.sequence.modele import (
    FICTIF,
    NAME,
    Avancement,
    Barres,
    Carte,
    Chiffres,
    Contenu,
    Diapo,
    Liste,
    Sequence,
    Somme,
    Tableau,
)

__all__ = [
    "DEFAULT",
    "FICTIF",
    "Avancement",
    "Barres",
    "Carte",
    "Chiffres",
    "Contenu",
    "Diapo",
    "Liste",
    "NAME",
    "Materiel",
    "Sequence",
    "Somme",
    "Tableau",
    "available",
    "build_sequence",
    "figure",
    "read_material",
    "slide_names",
    "territory_keys",
]
