"""Decide what is said of one file: which cells are coloured, which have a comment, what the added sheet lists.

Caps, errors first: what a cap leaves out is counted, and the added sheet says so.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field

from analytics.intake.catalogue import NIVEAUX
from analytics.intake.findings import Batch, Finding
from analytics.intake.sheet import column_number

MOST_COMMENTS, MOST_LINES, MOST_LINES_OF_ONE, MOST_CELLS = 1_000, 5_000, 500, 200_000
"""Comments of a sheet (Excel becomes slow beyond), lines of the added sheet in all and of one kind and column, cells coloured."""
WHOLE_ROW = -1
"""Stands for the first filled cell of a row, where a finding is about the row as a whole."""
NIVEAU = {"erreur": "Erreur", "a_verifier": "À vérifier", "a_enrichir": "À enrichir"}

Cells = dict[int, dict[int, int]]
"""True row → column from 0 (or `WHOLE_ROW`) → rank of the most serious level."""


@dataclass
class SheetPlan:
    """What is done in one sheet; `comments`: (row, column) → texts, the most serious first."""

    cells: Cells = field(default_factory=dict)
    comments: dict[tuple[int, int], list[str]] = field(default_factory=dict)


@dataclass
class Plan:
    """What is done in one file. `sheets` by name (None: the only sheet of a CSV); `lines` are the findings listed.

    `uncommented`, `unlisted`, `uncoloured`: how many findings each cap leaves out; `counts`: level → findings.
    """

    sheets: dict[str | None, SheetPlan] = field(default_factory=dict)
    lines: list[Finding] = field(default_factory=list)
    titles: dict[str, str] = field(default_factory=dict)
    counts: Counter[str] = field(default_factory=Counter)
    uncommented: int = 0
    unlisted: int = 0
    uncoloured: int = 0
    coloured: int = 0

    def sheet(self, name: str | None) -> SheetPlan:
        """Return what is done in a sheet."""
        return self.sheets.setdefault(name, SheetPlan())


def make_plan(batches: Iterable[Batch]) -> Plan:
    """Decide what is said of one file from its findings."""
    plan = Plan()
    for batch in sorted(batches, key=lambda batch: NIVEAUX.index(batch.niveau)):
        plan.counts[batch.niveau] += len(batch)
        if batch.place.colonne and batch.place.titre:
            plan.titles[batch.place.colonne] = batch.place.titre
        commented = _colour(plan, batch)
        listed = min(len(batch), MOST_LINES_OF_ONE, MOST_LINES - len(plan.lines))
        findings = list(batch.findings(max(commented, listed)))
        plan.lines += findings[:listed]
        plan.unlisted += len(batch) - listed
        for finding in findings[:commented]:
            place = finding.ligne, _column(finding)
            plan.sheet(finding.feuille).comments.setdefault(place, []).append(_said(finding))
    return plan


def _colour(plan: Plan, batch: Batch) -> int:
    """Note the cells of some findings, and return how many of these findings have a comment."""
    if not len(batch.rows):
        return 0
    sheet, rank = plan.sheet(batch.place.feuille), NIVEAUX.index(batch.niveau)
    column = column_number(batch.place.lettre) if batch.place.lettre else WHOLE_ROW
    rows = batch.rows[: MOST_CELLS - plan.coloured].tolist()
    for row in rows:
        sheet.cells.setdefault(row, {}).setdefault(column, rank)
    plan.coloured += len(rows)
    plan.uncoloured += len(batch) - len(rows)
    commented = min(len(rows), max(0, MOST_COMMENTS - len(sheet.comments)))
    plan.uncommented += len(batch) - commented
    return commented


def _column(finding: Finding) -> int:
    """Return the column, from 0, of the cell of a finding."""
    if finding.cellule is None:
        return WHOLE_ROW
    return column_number(finding.cellule.rstrip("0123456789"))


def _said(finding: Finding) -> str:
    """Return the text of a comment."""
    return f"{NIVEAU[finding.niveau]} : {finding.message}"
