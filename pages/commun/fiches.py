"""Build a table that becomes one card a row on a telephone: nothing is cut off, nothing scrolls sideways."""

from __future__ import annotations

from html import escape

import pandas as pd

from pages.commun.html import Colonne, phrase, texte


def tableau_en_fiches(frame: pd.DataFrame, colonnes: dict[str, Colonne], legende: str, total: bool = False) -> str:
    """Return a table like `html.tableau`; each cell carries the title of its column, shown only on a telephone.

    The roles are written out: a browser forgets those of a table whose rows it lays out as cards.
    """
    columns = list(colonnes.values())
    head = "".join(f'<th scope="col" role="columnheader"{_class(c)}>{phrase(c.titre)}</th>' for c in columns)
    rows = list(frame[list(colonnes)].itertuples(index=False, name=None))
    body = "".join(_row(row, columns, total and rank == len(rows) - 1) for rank, row in enumerate(rows))
    return (
        f'<div class="a-tableau a-fiches" tabindex="0" role="region" aria-label="{escape(legende, quote=True)}">'
        f'<table role="table"><caption>{phrase(legende)}</caption><thead role="rowgroup"><tr role="row">{head}</tr></thead>'
        f'<tbody role="rowgroup">{body}</tbody></table></div>'
    )


def _class(column: Colonne) -> str:
    """Return the class attribute of a column."""
    return ' class="a-nombre"' if column.nombre else ""


def _row(values: tuple, columns: list[Colonne], last: bool) -> str:
    """Return one row; an empty cell is left out of the card."""
    cells = [
        _cell(value, column, first=rank == 0) for rank, (value, column) in enumerate(zip(values, columns, strict=True))
    ]
    return f'<tr role="row"{" class=a-total" if last else ""}>{"".join(cells)}</tr>'


def _cell(value: object, column: Colonne, first: bool) -> str:
    """Return one cell; the first one is the header of its row."""
    inside = str(value) if column.html else texte(value)
    if first:
        return f'<th scope="row" role="rowheader">{inside}</th>'
    names = " ".join(name for name, held in (("a-nombre", column.nombre), ("a-absente", not inside)) if held)
    kind = f' class="{names}"' if names else ""
    return f'<td role="cell" data-titre="{escape(column.titre, quote=True)}"{kind}><div>{inside}</div></td>'
