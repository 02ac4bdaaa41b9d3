"""Check the tables against each other; what a deposit does not bring is taken from the published version."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from difflib import get_close_matches

import numpy as np
import pandas as pd
import pyarrow as pa
import pyarrow.compute as pc

from analytics import format_fr
from analytics.intake.depot import DepositTable
from analytics.intake.findings import Batch
from analytics.schema.lists import SOURCE_ALLIANCE
from analytics.schema.reference import REGIONAL

_PROPOSED_AMONG = 2_000
_TEXT = pa.large_string()


def find_between_tables(deposit: dict[str, DepositTable], context: Mapping[str, pd.DataFrame]) -> Iterator[Batch]:
    """Yield what one table says that another does not bear out."""
    yield from _links(deposit, context)
    yield from _envelopes(deposit, context)
    yield from _territories(deposit, context)
    yield from _over_envelope(deposit, context)
    yield from _over_part(deposit, context)


def known_column(
    name: str, column: str, deposit: Mapping[str, DepositTable], context: Mapping[str, pd.DataFrame]
) -> pa.Array | None:
    """Return a column of a table as deposited, else as published, or None when neither has the table."""
    if name in deposit:
        return deposit[name].columns[column]
    if name in context:
        return pa.array(context[name][column], from_pandas=True)
    return None


def known_frame(
    name: str, deposit: Mapping[str, DepositTable], context: Mapping[str, pd.DataFrame]
) -> pd.DataFrame | None:
    """Return a table as deposited, else as published, or None."""
    return deposit[name].frame if name in deposit else context.get(name)


def _outside(values: pa.Array, known: pa.Array) -> np.ndarray:
    """Return the positions of the values, not missing, that a column does not know."""
    if values is known:
        return np.empty(0, np.int64)
    found = pc.is_in(values, value_set=known.cast(values.type).unique())
    return np.flatnonzero(pc.and_(pc.invert(found), pc.is_valid(values)).to_numpy(zero_copy_only=False))


def _links(deposit: Mapping[str, DepositTable], context: Mapping[str, pd.DataFrame]) -> Iterator[Batch]:
    """Yield the amounts of an unknown initiative, then the initiatives without an amount."""
    known = known_column("initiatives", "id_initiative", deposit, context)
    paid = known_column("financement", "id_initiative", deposit, context)
    if "financement" in deposit and known is not None:
        table = deposit["financement"]
        positions = _outside(table.columns["id_initiative"], known)
        values = table.columns["id_initiative"].take(pa.array(positions))
        yield from table.batches(
            Batch("initiative-inconnue", values=values, details=_proposals(values, known)), positions, "id_initiative"
        )
    if "initiatives" in deposit and paid is not None:
        table = deposit["initiatives"]
        positions = _outside(table.columns["id_initiative"], paid)
        titles = pc.coalesce(table.columns["titre"], table.columns["id_initiative"]).take(pa.array(positions))
        yield from table.batches(Batch("initiative-sans-montant", values=titles), positions)


def _proposals(values: pa.Array, known: pa.Array) -> dict[str, dict[str, str]]:
    """Return unknown identifier → the known one that it most looks like, as the end of a sentence."""
    words = [word for word in known.unique().to_pylist() if word] if len(known) <= _PROPOSED_AMONG else []
    close = {value: get_close_matches(value, words, n=1, cutoff=0.7) for value in values.unique().to_pylist()[:100]}
    return {value: {"propose": f", par exemple « {found[0]} »"} for value, found in close.items() if found}


def _envelopes(deposit: Mapping[str, DepositTable], context: Mapping[str, pd.DataFrame]) -> Iterator[Batch]:
    """Yield the envelopes named by an amount, a total or a part and declared nowhere."""
    known = known_column("enveloppes", "id_enveloppe", deposit, context)
    if known is None:
        return
    example = next((value for value in known.to_pylist()[::-1] if value), "alliance-2018-2023")
    for name, column in (
        ("financement", "enveloppe"),
        ("totaux_publies", "enveloppe"),
        ("parts_enveloppe", "id_enveloppe"),
    ):
        if name in deposit:
            table = deposit[name]
            positions = _outside(table.columns[column], known)
            values = table.columns[column].take(pa.array(positions))
            yield from table.batches(
                Batch("enveloppe-inconnue", values=values, common={"propose": example}), positions, column
            )


def _territories(deposit: Mapping[str, DepositTable], context: Mapping[str, pd.DataFrame]) -> Iterator[Batch]:
    """Yield the amounts whose territory is not their initiative's.

    Not said of a regional initiative, which may serve any, nor of one that also has an amount in its own territory: it serves
    several MRC, with one row each.
    """
    initiatives = known_frame("initiatives", deposit, context)
    if "financement" not in deposit or initiatives is None:
        return
    table = deposit["financement"]
    own = table.columns["territoire"]
    if "initiatives" in deposit and _same_rows(table, deposit["initiatives"]):
        return
    known = initiatives.dropna(subset=["id_initiative"]).drop_duplicates("id_initiative")
    ids = pc.cast(table.columns["id_initiative"], _TEXT)
    at = pc.index_in(ids, value_set=pa.array(known["id_initiative"], _TEXT))
    theirs = pa.array(known["territoire"], _TEXT, from_pandas=True).take(at)
    differ = pc.and_(pc.not_equal(own, theirs), pc.not_equal(theirs, REGIONAL)).fill_null(False)
    at_home = ids.filter(pc.fill_null(pc.equal(own, theirs), True))
    differ = pc.and_(differ, pc.invert(pc.is_in(ids, value_set=at_home)))
    positions = np.flatnonzero(differ.to_numpy(zero_copy_only=False))
    taken = pa.array(positions)
    yield from table.batches(
        Batch("territoire-different", values=own.take(taken), each={"lu": theirs.take(taken).to_pylist()}),
        positions,
        "territoire",
    )


def _same_rows(funding: DepositTable, initiatives: DepositTable) -> bool:
    """Tell whether both tables are the same columns of one flat sheet: no territory can then differ."""
    return all(funding.columns[name] is initiatives.columns[name] for name in ("id_initiative", "territoire"))


def _awarded(deposit: Mapping[str, DepositTable], by: list[str]) -> tuple[DepositTable, pd.Series, pd.Series] | None:
    """Return the funding, the cents awarded by the Alliance per group, and the position of each group's last row."""
    if "financement" not in deposit:
        return None
    table = deposit["financement"]
    inside = pc.equal(table.columns["source_financement"], pa.scalar(SOURCE_ALLIANCE, _TEXT)).fill_null(False)
    positions = np.flatnonzero(inside.to_numpy(zero_copy_only=False))
    rows = pa.table(
        {name: table.columns[name] for name in (*by, "montant_accorde")} | {"position": np.arange(len(table))}
    ).take(pa.array(positions))
    grouped = (
        rows.group_by(by)
        .aggregate([("montant_accorde", "sum"), ("position", "max")])
        .to_pandas()
        .dropna(subset=by)
        .set_index(by)
    )
    return table, grouped["montant_accorde_sum"].dropna(), grouped["position_max"]


def _over_envelope(deposit: Mapping[str, DepositTable], context: Mapping[str, pd.DataFrame]) -> Iterator[Batch]:
    """Yield the envelopes, once each, whose amounts awarded exceed the largest amount published for them."""
    envelopes, awarded = known_frame("enveloppes", deposit, context), _awarded(deposit, ["enveloppe"])
    if envelopes is None or awarded is None:
        return
    table, sums, last = awarded
    limits = envelopes.dropna(subset=["montant"]).groupby("id_enveloppe")["montant"].max()
    for name, limit in limits.reindex(sums.index).dropna().items():
        if sums[name] > limit:
            words = {"lu": [format_fr.montant(int(sums[name]))], "limite": [format_fr.montant(int(limit))]}
            yield from table.batches(
                Batch("enveloppe-depassee", values=[name], each=words), np.array([last[name]]), "enveloppe"
            )


def _over_part(deposit: Mapping[str, DepositTable], context: Mapping[str, pd.DataFrame]) -> Iterator[Batch]:
    """Yield the territories, once an envelope, whose amounts awarded exceed the largest part published for them."""
    parts, awarded = known_frame("parts_enveloppe", deposit, context), _awarded(deposit, ["enveloppe", "territoire"])
    if parts is None or awarded is None:
        return
    table, sums, last = awarded
    most = parts["montant_maximum"].fillna(parts["montant_minimum"])
    limits = most.groupby([parts["id_enveloppe"], parts["territoire"]]).max().dropna()
    for key in sums.index.intersection(limits.index):
        if sums[key] > limits[key]:
            words = {
                "lu": [format_fr.montant(int(sums[key]))],
                "limite": [format_fr.montant(int(limits[key]))],
                "territoire": [key[1]],
            }
            yield from table.batches(
                Batch("part-depassee", values=[key[1]], each=words), np.array([last[key]]), "territoire"
            )
