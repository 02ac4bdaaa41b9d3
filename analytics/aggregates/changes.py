"""Say what changed between two versions: initiatives, their values, amounts per territory, and sentences to read aloud.

Amounts are those of the Alliance (`FQIS – Alliance`, every envelope), remainders of published totals included.
"""

from __future__ import annotations

from dataclasses import dataclass

import pandas as pd

from analytics import format_fr
from analytics.aggregates.groups import aggregate_by
from analytics.aggregates.ledger import Tables, build_ledger
from analytics.schema import TABLES, Kind
from analytics.schema.reference import REGIONAL

_COMPARED = tuple(name for name in TABLES["initiatives"].names if name != "id_initiative")


@dataclass(frozen=True, slots=True)
class Change:
    """One value of one initiative that is not what it was; `avant` and `apres` are written as in a file (None: empty)."""

    id: str
    colonne: str
    avant: str | None
    apres: str | None


@dataclass(frozen=True, slots=True)
class Changes:
    """What changed from one version to the next. `montants`: territoire, avant, apres (cents, missing = not published)."""

    ajoutees: tuple[str, ...]
    retirees: tuple[str, ...]
    modifiees: tuple[Change, ...]
    montants: pd.DataFrame
    phrases: tuple[str, ...]

    @property
    def empty(self) -> bool:
        """Tell whether nothing at all changed."""
        return not self.phrases


def compare(before: Tables, after: Tables) -> Changes:
    """Return what changed between the tables of two versions."""
    old, new = (
        tables["initiatives"].drop_duplicates("id_initiative").set_index("id_initiative") for tables in (before, after)
    )
    added, removed = (
        tuple(new.index.difference(old.index, sort=False)),
        tuple(old.index.difference(new.index, sort=False)),
    )
    modified = (*_changed_values(old, new), *_changed_amounts(before, after, old.index.intersection(new.index)))
    amounts = _amounts(before, after)
    return Changes(added, removed, modified, amounts, _sentences(old, new, added, removed, modified, amounts))


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


def _amounts(before: Tables, after: Tables) -> pd.DataFrame:
    """Return territoire, avant, apres (cents) on the full list of territories."""
    was, now = (_by_territoire(tables) for tables in (before, after))
    both = was.to_frame("avant").join(now.to_frame("apres"), how="outer", validate="one_to_one")
    order = list(dict.fromkeys([*was.index, *now.index]))
    return both.reindex(order).rename_axis("territoire").reset_index()


def _by_territoire(tables: Tables) -> pd.Series:
    """Return the Alliance's committed amount per territory (cents)."""
    ledger = build_ledger(tables)
    alliance = ledger.loc[ledger["enveloppe"].notna()]
    return aggregate_by("territoire", alliance).lignes.set_index("cle")["montant_accorde"]


def _sentences(
    old: pd.DataFrame,
    new: pd.DataFrame,
    added: tuple,
    removed: tuple,
    modified: tuple[Change, ...],
    amounts: pd.DataFrame,
) -> tuple[str, ...]:
    """Write the changes, one sentence a territory then one for what moves no amount."""
    where_added, where_removed = new.loc[list(added), "territoire"], old.loc[list(removed), "territoire"]
    said = [_territoire_sentence(row, where_added, where_removed) for row in amounts.to_dict("records")]
    return tuple(sentence for sentence in (*said, *_edited_sentence(modified)) if sentence)


def _territoire_sentence(row: dict, added: pd.Series, removed: pd.Series) -> str | None:
    """Write what happened to one territory, or None when nothing did."""
    name, was, now = row["territoire"], row["avant"], row["apres"]
    causes = _causes(int((added == name).sum()), int((removed == name).sum()))
    same = (pd.isna(was) and pd.isna(now)) or (not pd.isna(was) and not pd.isna(now) and was == now)
    if same:
        return f"{_subject(name)} : {causes}, sans changement du montant publié." if causes else None
    moved = f"{_subject(name)} passe de {format_fr.montant(was)} à {format_fr.montant(now)}"
    return f"{moved} : {causes}." if causes else f"{moved}."


def _subject(name: str) -> str:
    """Name a territory as the subject of a sentence."""
    return "Le volet régional" if name == REGIONAL else f"Le groupe « {name} »" if name.startswith("Non ") else name


def _causes(added: int, removed: int) -> str:
    """Write how many initiatives came and went."""
    words = {1: "une initiative"}
    parts = []
    if added:
        parts.append(f"{words.get(added, format_fr.compte(added, 'initiative'))} ajoutée{'s' if added > 1 else ''}")
    if removed:
        parts.append(
            f"{words.get(removed, format_fr.compte(removed, 'initiative'))} retirée{'s' if removed > 1 else ''}"
        )
    return format_fr.liste(parts)


def _edited_sentence(modified: tuple[Change, ...]) -> list[str]:
    """Write how many initiatives had a value corrected."""
    count = len({change.id for change in modified})
    return [f"{format_fr.compte(count, 'initiative modifiée', 'initiatives modifiées')}."] if count else []
