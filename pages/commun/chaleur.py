"""Draw a heat map as a real table: cells coloured by class, hatched where nothing is published, outlined where not broken down."""

from __future__ import annotations

from collections.abc import Callable
from html import escape

from analytics import format_fr
from analytics.figures.chaleur import APART, HeatCell, HeatTable
from pages.commun import html

Lien = Callable[[str], str | None]
"""Header → address that it links to, None for none."""


def tableau(heat: HeatTable, legende: str, coin: str, lien_ligne: Lien, lien_colonne: Lien) -> str:
    """Return the heat map and its key. `coin` names the rows in the top left cell; headers may be links."""
    head = "".join(_entete(name, "col", lien_colonne) for name in heat.colonnes)
    body = "".join(
        f'<tr role="row">{_entete(name, "row", lien_ligne)}{"".join(_case(cell) for cell in cells)}</tr>'
        for name, cells in heat.lignes
    )
    return (
        f'<div class="a-chaleur" style="--a-colonnes:{len(heat.colonnes)}" tabindex="0" role="region" aria-label="{escape(legende, quote=True)}">'
        f'<table role="table"><caption>{escape(legende)}</caption><thead role="rowgroup"><tr role="row">'
        f'<th scope="col" role="columnheader">{escape(coin)}</th>{head}</tr></thead>'
        f'<tbody role="rowgroup">{body}</tbody></table></div>{_cle(heat)}'
    )


def _entete(name: str, scope: str, lien: Lien) -> str:
    """Return a header cell."""
    address = lien(name)
    inside = escape(name) if address is None else html.lien_de_page(address, name)
    role = "columnheader" if scope == "col" else "rowheader"
    return f'<th scope="{scope}" role="{role}"{" class=a-hors" if name in APART else ""}>{inside}</th>'


_CLASSES = {"montant": "a-montant", "a_part": "a-part", "non_publie": "a-vide"}


def _case(cell: HeatCell) -> str:
    """Return one cell: the exact amount, a short one for a telephone, how many initiatives are named there."""
    style = "" if cell.fond is None else f' style="background:{cell.fond};color:{cell.encre}"'
    named = format_fr.compte(cell.nombre, "initiative") if cell.nombre else ""
    count = f'<span class="a-nombre-case a-long">{named}</span>' if named else ""
    silent = cell.kind == "non_publie"
    short = f'<span class="a-cache">{format_fr.NON_PUBLIE}</span>' if silent else html.texte(cell.court)
    title = f"{cell.ligne}, {cell.colonne} : {cell.exact}" + (f", {named}" if named else "")
    return (
        f'<td role="cell" class="{_CLASSES[cell.kind]}"{style} title="{escape(title, quote=True)}">'
        f'<span class="a-long">{html.texte(cell.texte)}</span><span class="a-court">{short}</span>{count}</td>'
    )


def _cle(heat: HeatTable) -> str:
    """Return the key: one swatch a class, then what is not broken down, then what is not published."""
    swatches = [
        f'<span class="a-pastille" style="background:{key.colour}"></span>{html.texte(key.text)}' for key in heat.cle
    ]
    kinds = {cell.kind for _, cells in heat.lignes for cell in cells}
    if "a_part" in kinds:
        swatches.append('<span class="a-pastille"></span>non ventilé, hors des couleurs')
    if "non_publie" in kinds:
        swatches.append(f'<span class="a-pastille a-hachure"></span>{format_fr.NON_PUBLIE}')
    return '<p class="a-cle">' + "".join(f"<span>{swatch}</span>" for swatch in swatches) + "</p>"
