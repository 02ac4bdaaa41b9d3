"""Say what a deposit changes so much, against the published version, that it may be a slip. Nothing here blocks.

Source of the thresholds: the data model, « against the published version »: an initiative that disappears, an amount that
changes by more than half, a number of rows that falls by more than a fifth.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import pandas as pd

from analytics import format_fr
from analytics.schema import TABLES, Kind

Tables = Mapping[str, pd.DataFrame]

HALF, FIFTH = 2, 5
_GRAIN = {"financement": ("id_initiative", "exercice", "source_financement")}
"""What a person calls one amount, where it is coarser than the key; elsewhere, the key without its amounts."""
_PLACE = ("origine_fichier", "origine_feuille", "origine_ligne")


@dataclass(frozen=True, slots=True)
class Gap:
    """One difference worth a look, written as the findings of a deposit are (level « à vérifier »)."""

    code: str
    message: str
    colonne: str | None = None
    valeur: str | None = None
    fichier: str | None = None
    feuille: str | None = None
    ligne: int | None = None
    niveau: str = "a_verifier"

    def to_json(self) -> dict[str, Any]:
        """Return the gap as an entry of `anomalies`."""
        names = ("code", "niveau", "fichier", "feuille", "cellule", "ligne", "colonne", "valeur", "message")
        return {name: getattr(self, name, None) for name in names}


def find_gaps(published: Tables, proposed: Tables) -> list[Gap]:
    """Return the gaps between the published tables and those that a deposit would publish (`merged_with`)."""
    return [*_fewer_rows(published, proposed), *_gone(published, proposed), *_moved(published, proposed)]


def _fewer_rows(published: Tables, proposed: Tables) -> Iterator[Gap]:
    """Say which tables lose more than a fifth of their rows."""
    for name, table in TABLES.items():
        was, now = len(published[name]), len(proposed[name])
        if (was - now) * FIFTH > was:
            yield Gap(
                "lignes-en-moins",
                f"La table « {table.title} » passe de {format_fr.compte(was, 'ligne')} à {format_fr.compte(now, 'ligne')}."
                " Vérifiez qu'il ne manque ni un fichier ni une feuille.",
                valeur=str(now),
            )


def _gone(published: Tables, proposed: Tables) -> Iterator[Gap]:
    """Say which published initiatives the deposit does not have any more."""
    was, now = published["initiatives"].drop_duplicates("id_initiative"), proposed["initiatives"]["id_initiative"]
    for row in was.loc[~was["id_initiative"].isin(now[now.isin(was["id_initiative"])])].itertuples():
        yield Gap(
            "initiative-disparue",
            f"L'initiative « {row.titre} », publiée, n'est plus dans ce dépôt."
            " Si elle n'a pas été retirée exprès, ajoutez-la; si son identifiant a changé, remettez l'ancien.",
            "id_initiative",
            str(row.id_initiative),
        )


def _moved(published: Tables, proposed: Tables) -> Iterator[Gap]:
    """Say which amounts change by more than half of what they were."""
    for name, table in TABLES.items():
        amounts = table.of_kind(Kind.MONTANT)
        grain = _GRAIN.get(name, tuple(key for key in table.key if key not in amounts))
        was, now = _in_both(published[name], proposed[name], grain[0])
        for column in amounts:
            rows = _changes(was, now, grain, column)
            titles = _titles(published["initiatives"], rows) | _titles(proposed["initiatives"], rows) if rows else {}
            for row in rows:
                yield _moved_gap(table[column].title, column, row, grain, titles)


def _in_both(was: pd.DataFrame, now: pd.DataFrame, key: str) -> tuple[pd.DataFrame, pd.DataFrame]:
    """Return the rows of each side that the other may have too: those of a key that both know."""
    now = now[now[key].isin(was[key])]
    return was[was[key].isin(now[key])], now


def _titles(initiatives: pd.DataFrame, rows: Sequence[Mapping[str, Any]]) -> dict[str, str]:
    """Return the title of the initiatives that some rows name."""
    named = initiatives[initiatives["id_initiative"].isin({row.get("id_initiative") for row in rows})]
    return dict(zip(named["id_initiative"], named["titre"], strict=True))


def _changes(was: pd.DataFrame, now: pd.DataFrame, grain: tuple[str, ...], column: str) -> list[dict[str, Any]]:
    """Return the amounts of which both sides are known and one is off by more than half of the published one."""
    sides = [_summed(frame, grain, column) for frame in (was, now)]
    both = sides[0].merge(sides[1], on=list(grain), validate="one_to_one", suffixes=("_avant", "_apres"))
    before, after = both["montant_avant"], both["montant_apres"]
    return both.loc[((after - before).abs() * HALF > before.abs()).fillna(False)].to_dict("records")


def _summed(frame: pd.DataFrame, grain: tuple[str, ...], column: str) -> pd.DataFrame:
    """Return one row an amount: its grain, its sum (missing when nothing is known), where its first row stands."""
    groups = frame.groupby(list(grain), dropna=False, sort=False)
    summed = groups[column].sum(min_count=1).rename("montant").to_frame()
    return summed.join(groups[list(_PLACE)].first(), validate="one_to_one").reset_index()


def _moved_gap(title: str, column: str, row: Mapping[str, Any], grain: tuple[str, ...], titles: Mapping) -> Gap:
    """Write one amount that changed, where the deposit says it."""
    named = [titles.get(row[key], row[key]) for key in grain if not pd.isna(row[key])]
    before, after = row["montant_avant"], row["montant_apres"]
    fichier, feuille, ligne = (row[f"{name}_apres"] for name in _PLACE)
    return Gap(
        "montant-change",
        f"« {title} » de « {', '.join(map(str, named))} » passe de {format_fr.montant(before)} à {format_fr.montant(after)}."
        " Vérifiez le nouveau montant.",
        column,
        format_fr.montant_json(after),
        None if pd.isna(fichier) else fichier,
        None if pd.isna(feuille) else feuille,
        None if pd.isna(ligne) else int(ligne),
    )
