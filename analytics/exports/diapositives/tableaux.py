"""Add real tables, cut into several slides when they are long, their columns as wide as their words."""

from __future__ import annotations

from collections.abc import Sequence

from pptx.enum.text import MSO_ANCHOR
from pptx.util import Emu, Pt

from analytics.exports.diapositives.formes import MUTED, TEXT, describe, line_spacing
from analytics.exports.diapositives.mesure import EMU_PER_POINT, LINE_HEIGHT, Cadre, lines, width
from analytics.exports.sequence import Tableau
from analytics.format_fr import NON_PUBLIE

_SIDE, _OVER = 91_440, 45_720
"""Margins of a cell (EMU): at its sides, over and under its words."""


def column_widths(tableau: Tableau, room: int, points: float) -> list[int]:
    """Return the width of each column (EMU), adding up to `room`: what its longest words need, shared out in proportion."""
    needs = []
    for rank, header in enumerate(tableau.colonnes):
        cells = [row[rank] for row in tableau.lignes]
        words = max(width(word, points, bold=True) for text in (header, *cells) for word in text.split(" "))
        whole = max((width(text, points) for text in cells), default=0)
        needs.append(max(words, min(whole, round(room * 0.45))) + 2 * _SIDE + 20_000)
    scale = room / sum(needs)
    widths = [round(need * scale) for need in needs]
    widths[-1] += room - sum(widths)
    return widths


def row_height(cells: Sequence[str], widths: Sequence[int], points: float, bold: bool = False) -> int:
    """Return the height of a row (EMU)."""
    most = max(lines(text, room - 2 * _SIDE, points, bold) for text, room in zip(cells, widths, strict=True))
    return round(most * points * LINE_HEIGHT * EMU_PER_POINT) + 2 * _OVER


def cut(tableau: Tableau, cadre: Cadre, points: float) -> list[Tableau]:
    """Cut a table into parts that each fit in a place, its header repeated; what was left out is said once, on the last."""
    widths = column_widths(tableau, cadre.largeur, points)
    left = cadre.hauteur - row_height(tableau.colonnes, widths, points, bold=True)
    parts: list[list[tuple[str, ...]]] = [[]]
    used = 0
    for row in tableau.lignes:
        tall = row_height(row, widths, points)
        if parts[-1] and used + tall > left:
            parts.append([])
            used = 0
        parts[-1].append(row)
        used += tall
    last = len(parts) - 1
    return [
        Tableau(tableau.colonnes, tuple(part), tableau.reste if rank == last else "") for rank, part in enumerate(parts)
    ]


def add_table(slide, cadre: Cadre, tableau: Tableau, name: str, alt: str, points: float):
    """Add a table whose first row is its header, in the template's own style of tables."""
    widths = column_widths(tableau, cadre.largeur, points)
    rows = [tableau.colonnes, *tableau.lignes]
    heights = [row_height(row, widths, points, bold=rank == 0) for rank, row in enumerate(rows)]
    frame = slide.shapes.add_table(len(rows), len(widths), *map(Emu, (cadre.x, cadre.y, cadre.largeur, sum(heights))))
    table = frame.table
    table.first_row, table.horz_banding = True, False
    for column, wide in zip(table.columns, widths, strict=True):
        column.width = Emu(wide)
    for rank, (row, texts) in enumerate(zip(table.rows, rows, strict=True)):
        row.height = Emu(heights[rank])
        for place, (cell, text) in enumerate(zip(row.cells, texts, strict=True)):
            _write(cell, text, points, header=rank == 0, first=place == 0)
    describe(frame, alt, name)
    return frame


def _write(cell, text: str, points: float, header: bool, first: bool) -> None:
    """Write one cell; « non publié » is quieter than what is known."""
    cell.margin_left = cell.margin_right = Emu(_SIDE)
    cell.margin_top = cell.margin_bottom = Emu(_OVER)
    cell.vertical_anchor = MSO_ANCHOR.MIDDLE
    paragraph = cell.text_frame.paragraphs[0]
    paragraph.line_spacing = line_spacing(points)
    run = paragraph.add_run()
    run.text, run.font.size = text, Pt(points)
    if not header:
        run.font.bold = first
        run.font.color.theme_color = MUTED if text == NON_PUBLIE else TEXT
