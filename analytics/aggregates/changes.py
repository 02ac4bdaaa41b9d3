"""Say what changed between two versions: initiatives, their values, amounts per territory, and sentences to read aloud.

Amounts are those of the Alliance (`FQIS – Alliance`, every envelope), remainders of published totals included.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

import pandas as pd

from analytics import format_fr
from analytics.aggregates.change_words import (
    WHOLE,
    Change,
    Events,
    Moved,
    moved,
    passage,
    priority_subject,
    table_sentence,
    territory_sentences,
)
from analytics.aggregates.envelopes import Enveloppe, read_enveloppes
from analytics.aggregates.groups import TOTAL, Aggregate, aggregate_by
from analytics.aggregates.ledger import Tables, build_ledger
from analytics.schema import TABLES, Kind

_COMPARED = tuple(name for name in TABLES["initiatives"].names if name != "id_initiative")
_TOLD_APART = ("initiatives", "financement")
"""Tables whose changes have sentences of their own; the rows of the others are counted."""
_SUM = "montant_accorde"


@dataclass(frozen=True, slots=True)
class Changes:
    """What changed from one version to the next.

    `montants`: territoire, avant, apres (cents, missing = not published), precision_avant, precision_apres. `phrases`: everything,
    the whole region first; `par_territoire`: territory → its own sentences, where something changed.
    """

    ajoutees: tuple[str, ...]
    retirees: tuple[str, ...]
    modifiees: tuple[Change, ...]
    montants: pd.DataFrame
    phrases: tuple[str, ...]
    par_territoire: Mapping[str, tuple[str, ...]] = field(default_factory=dict)

    @property
    def empty(self) -> bool:
        """Tell whether nothing at all changed."""
        return not self.phrases


@dataclass(frozen=True)
class _Side:
    """One of the two versions: its tables, its initiatives by identifier, the ledger of the Alliance, its territories."""

    tables: Tables
    initiatives: pd.DataFrame
    ledger: pd.DataFrame
    territoires: Aggregate


def compare(before: Tables, after: Tables) -> Changes:
    """Return what changed between the tables of two versions."""
    old, new = _side(before), _side(after)
    added = tuple(new.initiatives.index.difference(old.initiatives.index, sort=False))
    removed = tuple(old.initiatives.index.difference(new.initiatives.index, sort=False))
    values = _changed_values(old.initiatives, new.initiatives)
    common = old.initiatives.index.intersection(new.initiatives.index)
    amounts = _both(*(_amounts(side.territoires.lignes.set_index("cle")) for side in (old, new)))
    events = _events(old, new, added, removed, values)
    titles = pd.concat([new.initiatives["titre"], old.initiatives["titre"]]).groupby(level=0).first().to_dict()
    own = {
        row["cle"]: tuple(said)
        for row in amounts.to_dict("records")
        if (said := territory_sentences(row, events.get(row["cle"], _NOTHING), titles))
    }
    told = (*_whole(old, new), *(text for said in own.values() for text in said), *_priorities(old, new))
    told = (*told, *_counted_tables(before, after, [name for name in TABLES if name not in _TOLD_APART]))
    told = told or tuple(_counted_tables(before, after, _TOLD_APART))
    modified = (*values, *_changed_amounts(before, after, common))
    return Changes(added, removed, modified, amounts.rename(columns={"cle": "territoire"}), told, own)


def _side(tables: Tables) -> _Side:
    """Read one of the two versions."""
    ledger = build_ledger(tables)
    named = tables["initiatives"].drop_duplicates("id_initiative").set_index("id_initiative")
    alliance = ledger.loc[ledger["enveloppe"].notna()]
    return _Side(tables, named, alliance, aggregate_by("territoire", alliance))


def _written(values: pd.Series, kind: Kind) -> pd.Series:
    """Write typed values as in a file; missing ones become None."""
    if kind is Kind.DATE:
        return values.dt.strftime("%Y-%m-%d").astype("object").where(values.notna(), None)
    if kind is Kind.OUINON:
        return values.map({True: "oui", False: "non"}).astype("object").where(values.notna(), None)
    return values.astype("str").astype("object").where(values.notna(), None)


def _changed_values(old: pd.DataFrame, new: pd.DataFrame) -> list[Change]:
    """List each value of the initiatives table that differs, in the order of the new file."""
    common = new.index.intersection(old.index, sort=False)
    found: list[Change] = []
    for name in _COMPARED:
        kind = TABLES["initiatives"][name].kind
        was, now = _written(old.loc[common, name], kind), _written(new.loc[common, name], kind)
        differs = (was != now) & ~(was.isna() & now.isna())
        found += [Change(str(key), name, was[key], now[key]) for key in common[differs]]
    return found


def _changed_amounts(before: Tables, after: Tables, common: pd.Index) -> list[Change]:
    """List the common initiatives whose sum of one measure differs (cents written as dollars)."""
    found: list[Change] = []
    for name in TABLES["financement"].of_kind(Kind.MONTANT):
        was, now = (
            tables["financement"].groupby("id_initiative")[name].sum(min_count=1).reindex(common)
            for tables in (before, after)
        )
        differs = (was != now).fillna(True) & ~(was.isna() & now.isna())
        found += [
            Change(str(key), name, format_fr.montant_json(was[key]), format_fr.montant_json(now[key]))
            for key in common[differs]
        ]
    return found


def _amounts(groups: pd.DataFrame) -> pd.DataFrame:
    """Keep the committed amount (cents) of groups, and its precision."""
    return groups[[_SUM, "precision"]]


def _both(was: pd.DataFrame, now: pd.DataFrame) -> pd.DataFrame:
    """Return cle, avant, apres (cents), precision_avant, precision_apres on all the groups of both versions."""
    order = list(dict.fromkeys([*was.index, *now.index]))
    sides = [
        frame.reindex(order).rename(columns={_SUM: side, "precision": f"precision_{side}"})
        for side, frame in (("avant", was), ("apres", now))
    ]
    return pd.concat(sides, axis="columns").rename_axis("cle").reset_index()


_NOTHING = Events((), (), (), ())


def _events(
    old: _Side, new: _Side, added: tuple[str, ...], removed: tuple[str, ...], values: list[Change]
) -> dict[str, Events]:
    """Return territory → what happened there; an initiative that several territories fund is told in each of them."""
    came, went, revised = _served(new, added), _served(old, removed), _revised(old, new)
    where = new.initiatives["territoire"]
    corrected: dict[str, list[Change]] = {}
    for change in values:
        corrected.setdefault(where[change.id], []).append(change)
    names = dict.fromkeys([*came, *went, *revised, *corrected])
    return {n: Events(came.get(n, ()), went.get(n, ()), revised.get(n, ()), corrected.get(n, ())) for n in names}


def _served(side: _Side, ids: tuple[str, ...]) -> dict[str, list[str]]:
    """Return territory → those of these initiatives that are of it, or that have an amount in it."""
    funded = side.ledger.loc[side.ledger["ligne"] == "montant", ["id_initiative", "territoire"]].astype("str")
    named = side.initiatives["territoire"].rename_axis("id_initiative").reset_index()
    pairs = pd.concat([named, funded]).drop_duplicates()
    pairs = pairs.loc[pairs["id_initiative"].isin(ids)]
    return {str(name): rows.tolist() for name, rows in pairs.groupby("territoire", sort=False)["id_initiative"]}


def _revised(old: _Side, new: _Side) -> dict[str, list[Moved]]:
    """Return territory → the initiatives of both versions whose amount there is not what it was."""
    was, now = (_amounts_of(side) for side in (old, new))
    both = pd.concat([was.rename("avant"), now.rename("apres")], axis="columns")
    known = both.index.get_level_values(0)
    kept = both.loc[known.isin(old.initiatives.index) & known.isin(new.initiatives.index)]
    differs = (kept["avant"] != kept["apres"]).fillna(True) & ~(kept["avant"].isna() & kept["apres"].isna())
    found: dict[str, list[Moved]] = {}
    for (key, name), row in kept.loc[differs].iterrows():
        found.setdefault(name, []).append(Moved(key, _cents(row["avant"]), _cents(row["apres"])))
    return found


def _amounts_of(side: _Side) -> pd.Series:
    """Return the committed amount (cents) per initiative and territory."""
    rows = side.ledger.loc[side.ledger["ligne"] == "montant"]
    keys = [rows["id_initiative"].astype("str"), rows["territoire"].astype("str")]
    return rows[_SUM].groupby(keys).sum(min_count=1)


def _cents(value: object) -> int | None:
    """Return a whole number, or None for a missing value."""
    return None if pd.isna(value) else int(value)


def _whole(old: _Side, new: _Side) -> list[str]:
    """Say how the sum of everything moved."""
    row = _both(*(_amounts(side.territoires.total.to_frame(TOTAL).T) for side in (old, new))).iloc[0].to_dict()
    return [f"{passage(WHOLE, row)}."] if moved(row) else []


def _priorities(old: _Side, new: _Side) -> list[str]:
    """Say how the priorities of each envelope moved; two cycles have two lists and are never added."""
    known = read_enveloppes(old.tables["enveloppes"]) | read_enveloppes(new.tables["enveloppes"])
    used = {key for side in (old, new) for key in side.ledger["enveloppe"].unique()}
    return [
        f"{passage(priority_subject(row['cle']), row)} ({enveloppe.nom})."
        for key, enveloppe in known.items()
        if key in used
        for row in _both(*(_by_priorite(side, enveloppe) for side in (old, new))).to_dict("records")
        if moved(row)
    ]


def _by_priorite(side: _Side, enveloppe: Enveloppe) -> pd.DataFrame:
    """Return the amounts of one envelope per priority of its cycle."""
    return _amounts(aggregate_by("priorite", side.ledger, enveloppe.id, enveloppe.cycle).lignes.set_index("cle"))


def _counted_tables(before: Tables, after: Tables, names: tuple[str, ...] | list[str]) -> list[str]:
    """Count the rows that came, went or changed in these tables."""
    counts = [(name, *_changed_rows(name, before[name], after[name])) for name in names]
    return [table_sentence(TABLES[name].title, *found) for name, *found in counts if any(found)]


def _changed_rows(name: str, before: pd.DataFrame, after: pd.DataFrame) -> tuple[int, int, int]:
    """Return how many rows of a table came, went, and kept their key but not all their values."""
    table = TABLES[name]
    was, now = (_hashed(frame[list(table.names)]) for frame in (before, after))
    old, new = before.loc[~was.isin(now)], after.loc[~now.isin(was)]
    gone, come = (set(_hashed(rows[list(table.key)])) for rows in (old, new))
    return len(come - gone), len(gone - come), len(come & gone)


def _hashed(frame: pd.DataFrame) -> pd.Series:
    """Return one number a row, the same for the same values."""
    return pd.util.hash_pandas_object(frame.astype("str"), index=False)
