"""Say what a publication would change before it is made: sentences, rows of each table, money per territoire and priorité.

Per envelope, since lists of priorities are never compared across cycles; what is in no envelope is apart, never added to it.
"""

from __future__ import annotations

from dataclasses import dataclass

import pandas as pd

from analytics import format_fr
from analytics.aggregates.changes import Changes, compare
from analytics.aggregates.envelopes import Enveloppe, read_enveloppes
from analytics.aggregates.groups import Aggregate, aggregate_by
from analytics.aggregates.ledger import Tables, build_ledger
from analytics.schema import TABLES

OUTSIDE = "Hors enveloppe"
_SIDES = ("avant", "apres")
_COUNTED = ("initiatives", "financement")
"""Tables of which the number of rows is said here; `changes` says it of the others."""
_KEPT = {"montant_accorde": "", "precision": "precision_", "nombre_initiatives": "nombre_"}


@dataclass(frozen=True, slots=True)
class Money:
    """The committed money of one envelope before and after.

    `territoires`, `priorites`: one row a group, on the full reference: `cle`, `avant`, `apres` (cents, missing = not published),
    `precision_avant`, `precision_apres`, `nombre_avant`, `nombre_apres` (initiatives named). `total`: the same of the whole.
    """

    nom: str
    territoires: pd.DataFrame
    priorites: pd.DataFrame
    total: pd.Series

    @property
    def changed(self) -> bool:
        """Tell whether anything of it is not what it was."""
        return any(changed(frame).any() for frame in (self.territoires, self.priorites))


@dataclass(frozen=True, slots=True)
class Effect:
    """What would change. `lignes`: one row a table, `table`, `avant`, `apres` (numbers of rows)."""

    changes: Changes
    lignes: pd.DataFrame
    argent: tuple[Money, ...]

    @property
    def empty(self) -> bool:
        """Tell whether nothing that a page shows would change."""
        same = bool((self.lignes["avant"] == self.lignes["apres"]).all())
        return self.changes.empty and same and not any(money.changed for money in self.argent)


def changed(frame: pd.DataFrame) -> pd.Series:
    """Tell which groups have another amount, or another number of initiatives."""
    return amount_changed(frame) | (frame["nombre_avant"] != frame["nombre_apres"])


def amount_changed(frame: pd.DataFrame) -> pd.Series:
    """Tell which groups have another amount."""
    return (frame["avant"] != frame["apres"]).fillna(True) & ~(frame["avant"].isna() & frame["apres"].isna())


def measure_effect(before: Tables, after: Tables) -> Effect:
    """Return what changes from the published tables to those that would be published."""
    ledgers = [build_ledger(tables) for tables in (before, after)]
    known = [read_enveloppes(tables["enveloppes"]) for tables in (before, after)]
    envelopes = known[0] | known[1]
    money = [_money(one.nom, ledgers, one) for one in envelopes.values()]
    outside = _money(OUTSIDE, [ledger.loc[ledger["enveloppe"].isna()] for ledger in ledgers], None)
    return Effect(compare(before, after), _rows(before, after), tuple([*money, outside]))


def _money(nom: str, ledgers: list[pd.DataFrame], enveloppe: Enveloppe | None) -> Money:
    """Return the money of one envelope (None: of all the rows given) on both sides."""
    key, cycle = (enveloppe.id, enveloppe.cycle) if enveloppe else (None, None)
    places, subjects = (
        [aggregate_by(par, ledger, key, cycle) for ledger in ledgers] for par in ("territoire", "priorite")
    )
    total = pd.concat(
        [_renamed(one.total.to_frame().T, side).iloc[0] for one, side in zip(places, _SIDES, strict=True)]
    )
    return Money(nom, _both(places), _both(subjects), total)


def _both(sides: list[Aggregate]) -> pd.DataFrame:
    """Return the groups of both sides, in their order."""
    frames = [_renamed(one.lignes.set_index("cle"), side) for one, side in zip(sides, _SIDES, strict=True)]
    order = list(dict.fromkeys(key for frame in frames[::-1] for key in frame.index))
    both = frames[0].join(frames[1], how="outer", validate="one_to_one").reindex(order)
    counts = {f"nombre_{side}": both[f"nombre_{side}"].fillna(0) for side in _SIDES}
    return both.assign(**counts).rename_axis("cle").reset_index()


def _renamed(frame: pd.DataFrame, side: str) -> pd.DataFrame:
    """Keep what is compared, under the name of its side."""
    return frame[list(_KEPT)].rename(columns={name: f"{prefix}{side}" for name, prefix in _KEPT.items()})


def _rows(before: Tables, after: Tables) -> pd.DataFrame:
    """Return the number of rows of each table on both sides."""
    counts = [(name, len(before[name]), len(after[name])) for name in TABLES]
    return pd.DataFrame(counts, columns=["table", *_SIDES])


def sentences(effect: Effect) -> tuple[str, ...]:
    """Say the effect aloud: what changes, then the money in no envelope, then the rows of the two main tables."""
    tables = [
        f"Table « {TABLES[row.table].title} » : {format_fr.compte(row.avant, 'ligne')} avant, {format_fr.nombre(row.apres)} après."
        for row in effect.lignes.itertuples()
        if row.avant != row.apres and row.table in _COUNTED
    ]
    return (*effect.changes.phrases, *_outside(effect.argent[-1]), *tables)


def _outside(money: Money) -> list[str]:
    """Say what changes of the money that is in no envelope."""
    before, after = money.total["avant"], money.total["apres"]
    if (pd.isna(before) and pd.isna(after)) or (not pd.isna(before) and not pd.isna(after) and before == after):
        return []
    return [f"Hors enveloppe : de {format_fr.montant(before)} à {format_fr.montant(after)}."]
