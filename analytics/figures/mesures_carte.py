"""Say what a map may show of the amounts: the values per MRC, how each is written, its classes, its title, its formula.

The frame read is that of `analytics.aggregates.indicators.all_measures` (amounts in cents); the values drawn are in dollars,
in parts of 0 to 1 or in numbers of initiatives.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import pandas as pd

from analytics import format_fr
from analytics.aggregates.indicators import POPULATION_YEAR, Mesure
from analytics.figures.classes import Scale, amount_scale, count_scale
from analytics.schema.reference import mrc_names


@dataclass(frozen=True, slots=True)
class Couche:
    """One layer of a map, indexed by MRC: values to colour (missing = hatched), their words, the classes and how a limit is written."""

    valeurs: pd.Series
    textes: dict[str, str]
    echelle: Scale


@dataclass(frozen=True, slots=True)
class Choix:
    """One measure that the reader may choose: the column of the frame, its name, the keys of `FORMULES` that explain it."""

    colonne: str
    nom: str
    formules: tuple[str, ...]


CHOICES = {
    "Montant engagé": Choix("montant_accorde", "Montant engagé par MRC, en dollars", ("territoire", "precision")),
    "Montant par personne": Choix(
        "montant_par_personne",
        f"Montant engagé par personne, en dollars (population recensée en {POPULATION_YEAR})",
        ("par_personne", "territoire", "precision"),
    ),
    "Nombre d'initiatives nommées": Choix("nombre_initiatives", "Nombre d'initiatives nommées par MRC", ("nombre",)),
    "Part du montant engagé": Choix(
        "part_du_total", "Part du montant engagé de l'enveloppe", ("part_du_total", "territoire")
    ),
}
"""What the list shows → what is drawn, in the order of the list."""


def amount_layer(frame: pd.DataFrame, choix: Choix) -> Couche:
    """Return the layer of a measure of the amounts; no named initiative is « non publié » on a map, since others may exist."""
    rows = frame.set_index("cle").reindex(list(mrc_names()))
    words = {
        name: write_measure(choix.colonne, value, precision)
        for name, value, precision in zip(rows.index, rows[choix.colonne], rows["precision"], strict=True)
    }
    values = rows[choix.colonne].astype("Float64")
    if choix.colonne == "nombre_initiatives":
        values = values.where(values > 0)
        return Couche(values, words, count_scale(values))
    if choix.colonne == "part_du_total":
        return Couche(values, words, amount_scale(values, _limit_of_part))
    return Couche(values / 100, words, amount_scale(values / 100, _limit_in_dollars))


def write_measure(column: str, value: object, precision: object = None) -> str:
    """Write one value of a measure: « plus de 14,97 $ », « 8,8 % », « 2 initiatives », « aucune nommée »."""
    if value is None or pd.isna(value):
        return format_fr.NON_PUBLIE
    if column == "nombre_initiatives":
        return format_fr.compte(int(value), "initiative") if value else "aucune nommée"
    if column == "part_du_total":
        return format_fr.part(float(value), 1)
    return format_fr.montant(int(value), None if pd.isna(precision) else str(precision))


def _limit_in_dollars(value: float) -> str:
    """Write the limit of a class of amounts."""
    return format_fr.montant(round(value * 100))


def _limit_of_part(value: float) -> str:
    """Write the limit of a class of parts."""
    return f"{trimmed(value * 100)}{format_fr.NBSP}%"


def trimmed(value: float) -> str:
    """Write a number with the decimals it needs, two at most."""
    decimals = next(d for d in (0, 1, 2) if d == 2 or abs(value - round(value, d)) < 1e-9)
    return format_fr.nombre(value, decimals)


def unit_writer(unite: str) -> Callable[[float, int], str]:
    """Return what writes a value with a number of decimals in this unit: « 22,5 % », « 57 600 $ », « 9,5 personnes par km² »."""
    if unite.strip() == "$":
        return lambda value, decimals: format_fr.montant(round(value * 100))
    sign = f"{format_fr.NBSP}%" if unite.startswith("%") else f" {unite}" if unite else ""
    return lambda value, decimals: format_fr.nombre(value, decimals) + sign


def need_layer(mesure: Mesure) -> Couche:
    """Return the layer of an indicator of need; every value has the same number of decimals."""
    values, write, limit = mesure.by_mrc(), need_writer(mesure), unit_writer(mesure.definition.unite)
    words = {name: format_fr.NON_PUBLIE if pd.isna(v) else write(float(v)) for name, v in values.items()}
    return Couche(values, words, amount_scale(values, lambda value: limit(value, _decimals(value))))


def need_writer(mesure: Mesure) -> Callable[[float], str]:
    """Return what writes a value of an indicator, with as many decimals as the most precise of them."""
    decimals = max((_decimals(float(v)) for v in mesure.by_mrc().dropna()), default=0)
    write = unit_writer(mesure.definition.unite)
    return lambda value: write(value, decimals)


def _decimals(value: float) -> int:
    """Return the number of decimals a value needs, two at most."""
    return next((d for d in (0, 1) if abs(value - round(value, d)) < 1e-9), 2)
