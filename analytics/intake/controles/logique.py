"""Check what the cells of one row, or of an initiative and its amounts, say together: dates, status, amounts, people.

Days are Arrow's (days since 1970); today is given, never looked up.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from datetime import date
from decimal import Decimal
from typing import Any

import numpy as np
import pandas as pd
import pyarrow as pa
import pyarrow.compute as pc

from analytics import format_fr
from analytics.intake.controles.initiatives import Origin, initiatives_of
from analytics.intake.depot import DepositTable
from analytics.intake.findings import Batch
from analytics.schema import Kind
from analytics.schema.lists import EXACT
from analytics.schema.reference import cycle_ends

FEW = 10_000
"""Findings up to which each amount is written with care."""
_TEXT = pa.large_string()
_SPANS = (("date_debut", "date_fin"), ("date_debut", "date_limite_initiatives"))
_ORDERED = (
    ("montant_verse", "montant_accorde", "verse-depasse-accorde"),
    ("montant_depense", "montant_verse", "depense-depasse-verse"),
)
_ZERO_LEVELS = {"montant_verse": "a_enrichir", "montant_depense": "a_enrichir"}
"""Nothing paid yet is common: zero is only worth a word there, while an award of zero is not."""
COMING, RUNNING, DONE = "à venir", "en cours", "terminée"


def find_illogical(
    deposit: dict[str, DepositTable], context: Mapping[str, pd.DataFrame], today: date | None
) -> Iterator[Batch]:
    """Yield what the cells of a row, or of an initiative and its amounts, contradict; status only when today is given."""
    for table in deposit.values():
        yield from _reversed(table)
        yield from _zeros(table)
        yield from _amounts(table)
    if "initiatives" not in deposit:
        return
    table = deposit["initiatives"]
    yield from _initiatives(table, today)
    if any(_filled(table, name) for name in ("date_debut", "date_fin")):
        origin = initiatives_of(deposit)
        yield from _after_limit(table, origin, *_limits(deposit, context))
        yield from _outside_dates(origin)


def positions_of(mask: pa.Array) -> np.ndarray:
    """Return the positions where an Arrow mask is true."""
    return np.flatnonzero(mask.fill_null(False).to_numpy(zero_copy_only=False))


def _filled(table: DepositTable, *names: str) -> bool:
    """Tell whether a table has all these columns and each has a value somewhere."""
    return all(name in table.columns and table.columns[name].null_count < len(table) for name in names)


def _worded(values: pa.Array, positions: np.ndarray, write: Callable[[Any], str]) -> pa.Array:
    """Write some values for a sentence, each distinct one once."""
    encoded = values.take(pa.array(positions)).dictionary_encode()
    return pa.array([write(value) for value in encoded.dictionary.to_pylist()], pa.string()).take(encoded.indices)


def _said(days: pa.Array, positions: np.ndarray) -> pa.Array:
    """Write some days for a sentence."""
    return _worded(days, positions, lambda day: format_fr.le(pd.Timestamp(day)))


def _dated(days: pa.Array, positions: np.ndarray) -> pa.Array:
    """Write some days without their article."""
    return _worded(days, positions, lambda day: format_fr.date_longue(pd.Timestamp(day)))


def _iso(days: pa.Array, positions: np.ndarray) -> pa.Array:
    """Write some days as they are best typed."""
    return days.take(pa.array(positions)).cast(pa.string())


def _money(cents: pa.Array, positions: np.ndarray) -> pa.Array:
    """Write some amounts for a sentence; a great many of them without the spaces between thousands."""
    if len(positions) <= FEW:
        return _worded(cents, positions, format_fr.montant)
    dollars = pc.multiply(cents.take(pa.array(positions)).cast(pa.decimal128(20, 0)), Decimal("0.01"))
    return pc.binary_join_element_wise(pc.replace_substring(dollars.cast(pa.string()), ".", ","), "$", format_fr.NBSP)


def _reversed(table: DepositTable) -> Iterator[Batch]:
    """Yield the ends that come before their start."""
    for start, end in _SPANS:
        if _filled(table, start, end):
            at = positions_of(pc.less(table.columns[end], table.columns[start]))
            if len(at):
                said = Batch(
                    "dates-inversees", values=_iso(table.columns[end], at), each={"lu": _said(table.columns[start], at)}
                )
                yield from table.batches(said, at, end)


def _zeros(table: DepositTable) -> Iterator[Batch]:
    """Yield the amounts of zero."""
    for name in table.table.of_kind(Kind.MONTANT):
        if _filled(table, name) and len(at := positions_of(pc.equal(table.columns[name], 0))):
            level = _ZERO_LEVELS.get(name)
            yield from table.batches(Batch("montant-zero", values=pa.repeat("0", len(at)), level=level), at, name)


def _amounts(table: DepositTable) -> Iterator[Batch]:
    """Yield the amounts paid above what was awarded, and spent above what was paid; one that is not exact bounds nothing."""
    for more, less, code in _ORDERED:
        if not _filled(table, more, less):
            continue
        above = pc.greater(table.columns[more], table.columns[less])
        if less == "montant_accorde" and _filled(table, "precision"):
            exact = pc.equal(table.columns["precision"], pa.scalar(EXACT, _TEXT)).fill_null(True)
            above = pc.and_(above, exact)
        at = positions_of(above)
        if len(at):
            high, low = (_money(table.columns[name], at) for name in (more, less))
            yield from table.batches(Batch(code, values=high, each={"lu": low}), at, more)


def _initiatives(table: DepositTable, today: date | None) -> Iterator[Batch]:
    """Yield what the cells of an initiative say against each other."""
    columns = table.columns
    if _filled(table, "personnes_rejointes"):
        alone = pc.and_(pc.is_valid(columns["personnes_rejointes"]), pc.is_null(columns["personnes_visees"]))
        at = positions_of(alone)
        reached = _worded(columns["personnes_rejointes"], at, format_fr.nombre)
        yield from table.batches(Batch("personnes-sans-cible", values=reached), at, "personnes_rejointes")
    if _filled(table, "titre", "description"):
        same = pc.equal(pc.utf8_lower(columns["titre"]), pc.utf8_lower(columns["description"]))
        at = positions_of(same)
        yield from table.batches(
            Batch("titre-egal-description", values=columns["description"].take(pa.array(at))), at, "description"
        )
    if today is not None:
        yield from _status(table, today)


def _status(table: DepositTable, today: date) -> Iterator[Batch]:
    """Yield the states that the dates contradict, with the date that does and the state that would agree."""
    status = table.encoded("statut")
    now = pa.scalar(today, pa.date32())
    starts, ends = table.columns["date_debut"], table.columns["date_fin"]
    over, ahead = pc.less(ends, now).fill_null(False), pc.greater(starts, now).fill_null(False)
    begun, unfinished = pc.less_equal(starts, now).fill_null(False), pc.greater(ends, now).fill_null(False)
    for state, wrong, which, agreed in (
        (COMING, over, "date_fin", DONE),
        (COMING, pc.and_(begun, pc.invert(over)), "date_debut", RUNNING),
        (RUNNING, over, "date_fin", DONE),
        (RUNNING, ahead, "date_debut", COMING),
        (DONE, ahead, "date_debut", COMING),
        (DONE, pc.and_(unfinished, pc.invert(ahead)), "date_fin", RUNNING),
    ):
        at = positions_of(pc.and_(_is(status, state), wrong))
        if len(at):
            words = {"titre": table.table[which].title, "propose": agreed}
            said = Batch(
                "statut-contraire",
                values=pa.repeat(state, len(at)),
                each={"lu": _said(table.columns[which], at)},
                common=words,
            )
            yield from table.batches(said, at, "statut")


def _is(encoded: pa.DictionaryArray, value: str) -> pa.Array:
    """Return the rows of an encoded column that hold a value."""
    return (
        pc.equal(encoded.dictionary, pa.scalar(value, encoded.dictionary.type)).take(encoded.indices).fill_null(False)
    )


def _after_limit(
    table: DepositTable, origin: Origin | None, by_envelope: Mapping[str, date], by_cycle: Mapping[str, date]
) -> Iterator[Batch]:
    """Yield the initiatives that end after the last limit of their cycle and of the envelopes that pay for them."""
    limits = [_limit_of(table.encoded("cycle"), by_cycle)] if _filled(table, "cycle") else []
    if origin is not None and _filled(origin.funding, "enveloppe"):
        limits.append(_latest_paid(origin, len(table), by_envelope))
    if not limits or not _filled(table, "date_fin"):
        return
    last = limits[0] if len(limits) == 1 else pc.max_element_wise(*limits)
    at = positions_of(pc.greater(table.columns["date_fin"], last))
    if len(at):
        said = Batch("fin-apres-limite", values=_iso(table.columns["date_fin"], at), each={"lu": _said(last, at)})
        yield from table.batches(said, at, "date_fin")


def _limits(deposit: Mapping[str, DepositTable], context: Mapping[str, pd.DataFrame]) -> tuple[dict, dict]:
    """Return envelope → last day of its initiatives, and cycle → the same; the reference gives those of the other cycles."""
    frame = deposit["enveloppes"].frame if "enveloppes" in deposit else context.get("enveloppes")
    by_cycle = dict(cycle_ends())
    if frame is None or not {"date_fin", "date_limite_initiatives", "cycle"} <= set(frame.columns):
        return {}, by_cycle
    last = frame["date_limite_initiatives"].fillna(frame["date_fin"])
    by_envelope = last.groupby(frame["id_enveloppe"]).max().dropna().dt.date.to_dict()
    return by_envelope, by_cycle | last.groupby(frame["cycle"]).max().dropna().dt.date.to_dict()


def _limit_of(encoded: pa.DictionaryArray, limits: Mapping[str, date]) -> pa.Array:
    """Return for each row the limit that its value has (null: none)."""
    known = pa.array([limits.get(value) for value in encoded.dictionary.to_pylist()], pa.date32())
    return known.take(encoded.indices)


def _latest_paid(origin: Origin, count: int, limits: Mapping[str, date]) -> pa.Array:
    """Return for each initiative the last limit of the envelopes that pay for it (null: none is known)."""
    days = _limit_of(origin.funding.encoded("enveloppe"), limits)
    known = positions_of(pc.and_(pc.is_valid(days), pa.array(origin.positions >= 0)))
    latest = np.full(count, np.iinfo(np.int32).min, np.int32)
    np.maximum.at(latest, origin.positions[known], days.cast(pa.int32()).take(pa.array(known)).to_numpy())
    return pa.array(latest, mask=latest == np.iinfo(np.int32).min).cast(pa.date32())


def _outside_dates(origin: Origin | None) -> Iterator[Batch]:
    """Yield the amounts of a year, from 1 April to 31 March, that their initiative's dates do not meet."""
    if origin is None:
        return
    table = origin.funding
    years = table.encoded("exercice")
    first, last = _year_bounds(years)
    at = pa.array(origin.positions, mask=origin.positions < 0)
    starts, ends = (_taken(origin.initiatives.columns[name], at, origin.same) for name in ("date_debut", "date_fin"))
    outside = pc.or_(pc.greater(starts, last).fill_null(False), pc.less(ends, first).fill_null(False))
    rows = positions_of(outside)
    if len(rows):
        values = years.dictionary.take(years.indices.take(pa.array(rows)))
        spans = _spans(starts, ends, rows)
        yield from table.batches(Batch("exercice-hors-dates", values=values, each={"lu": spans}), rows, "exercice")


def _taken(days: pa.Array, at: pa.Array, same: bool) -> pa.Array:
    """Return the days of the initiative of each amount; the column itself when the rows are the same."""
    return days if same else days.take(at)


def _year_bounds(years: pa.DictionaryArray) -> tuple[pa.Array, pa.Array]:
    """Return for each row the first and last day of its year."""
    starts = [None if text is None else int(text[:4]) for text in years.dictionary.to_pylist()]
    first = pa.array([None if year is None else date(year, 4, 1) for year in starts], pa.date32())
    last = pa.array([None if year is None else date(year + 1, 3, 31) for year in starts], pa.date32())
    return first.take(years.indices), last.take(years.indices)


def _spans(starts: pa.Array, ends: pa.Array, rows: np.ndarray) -> pa.Array:
    """Say from when to when some initiatives last."""
    first, last = _dated(starts, rows), _dated(ends, rows)
    join = pc.binary_join_element_wise
    return pc.coalesce(join("du", first, "au", last, " "), join("à partir du", first, " "), join("jusqu'au", last, " "))
