"""Build the small pieces of HTML that pages show: every text that comes from data is escaped here and nowhere else."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from html import escape
from urllib.parse import urlencode

import pandas as pd

from analytics.figures.chiffres import Chiffre as Carte
from analytics.figures.citation import publisher_name
from analytics.format_fr import NBSP, NON_PUBLIE


def texte(value: object) -> str:
    """Return a text safe to put in HTML; a missing one is « non publié », in its own style."""
    if value is None or (not isinstance(value, str) and pd.isna(value)) or str(value).lower() == NON_PUBLIE:
        return f'<span class="a-non-publie">{NON_PUBLIE}</span>'
    return phrase(str(value))


_TIED = re.compile(r"(?<=\d) (?=\d{3}(?!\d))|(?<=\d) (?=[$%])|(?<=«) | (?=[»:;!?])")
"""Spaces that no line may break at: inside a number, before its unit, inside guillemets, before a colon."""


def phrase(texte: str) -> str:
    """Return a sentence safe to put in HTML, its numbers and its guillemets kept whole at the end of a line."""
    return escape(_TIED.sub(NBSP, texte))


POINT = f"{NBSP}· "
"""What parts short facts on one line: a line never begins with it."""
_PUNCTUATION = re.compile(r"([!-/:-@\[-`{-~])")
_REWRITTEN = re.compile(r"(?<=[:@])(?=\S)|(?<=[-<>=~])(?=[-<>=~])|(?<=\bwww)(?=\.)", re.IGNORECASE)
"""Where Streamlit rewrites even an escaped text: « :smile: », « -- », « -> », « https:// », « www. », « a@b.ca »."""
_WORD_JOINER = "\u2060"


def etiquette(value: object) -> str:
    """Return a text as the label of a widget or of a link: Streamlit reads labels as Markdown, so every sign is escaped.

    What it rewrites all the same is parted by a word joiner, which shows nothing.
    """
    return _PUNCTUATION.sub(r"\\\1", _REWRITTEN.sub(_WORD_JOINER, " ".join(str(value).split())))


def lien(url: object, label: str | None = None) -> str:
    """Return a link to a web address under the name of its publisher; anything that is no web address stays text."""
    if not isinstance(url, str) or not url.startswith(("https://", "http://")):
        return texte(url if isinstance(url, str) else None)
    return f'<a href="{escape(url, quote=True)}" target="_blank" rel="noopener noreferrer">{escape(label or publisher_name(url))}</a>'


def lien_de_page(adresse: str, nom: object, parametres: Mapping[str, object] | None = None) -> str:
    """Return a link to an address of the dashboard (a page, « » for this one) and its parameters: it opens without loading all of it again."""
    asked = f"?{urlencode(parametres, doseq=True)}" if parametres else ""
    return f'<a class="a-page" href="{escape(adresse + asked, quote=True)}" target="_self">{texte(nom)}</a>'


def cartes(items: Sequence[Carte]) -> str:
    """Return the cards as one description list."""
    cells = "".join(
        f'<div class="a-carte"><dt>{phrase(c.nom)}</dt><dd class="a-valeur">{texte(c.valeur)}</dd><dd class="a-note">{phrase(c.note)}</dd></div>'
        for c in items
    )
    return f'<dl class="a-cartes">{cells}</dl>'


def liste(phrases: Sequence[str]) -> str:
    """Return sentences as a list."""
    return '<ul class="a-liste">' + "".join(f"<li>{phrase(said)}</li>" for said in phrases) + "</ul>"


@dataclass(frozen=True, slots=True)
class Colonne:
    """One column of an HTML table: its title, whether it is aligned as a number, whether its cells are ready-made HTML."""

    titre: str
    nombre: bool = False
    html: bool = False


def tableau(frame: pd.DataFrame, colonnes: dict[str, Colonne], legende: str, total: bool = False) -> str:
    """Return an accessible table of the columns named in `colonnes`, in that order; `total` sets the last row apart.

    The first column is the header of each row. Values are texts already written in French.
    """
    head = "".join(f'<th scope="col"{_class(c)}>{phrase(c.titre)}</th>' for c in colonnes.values())
    rows = list(frame[list(colonnes)].itertuples(index=False, name=None))
    body = "".join(_row(row, list(colonnes.values()), total and rank == len(rows) - 1) for rank, row in enumerate(rows))
    return (
        f'<div class="a-tableau" tabindex="0" role="region" aria-label="{escape(legende, quote=True)}"><table><caption>{phrase(legende)}</caption>'
        f"<thead><tr>{head}</tr></thead><tbody>{body}</tbody></table></div>"
    )


def _class(column: Colonne) -> str:
    """Return the class attribute of a column."""
    return ' class="a-nombre"' if column.nombre else ""


def _row(values: tuple, columns: list[Colonne], last: bool) -> str:
    """Return one row of a table."""
    cells = []
    for rank, (value, column) in enumerate(zip(values, columns, strict=True)):
        inside = value if column.html else texte(value)
        cells.append(f'<th scope="row">{inside}</th>' if rank == 0 else f"<td{_class(column)}>{inside}</td>")
    return f"<tr{' class=' + chr(34) + 'a-total' + chr(34) if last else ''}>{''.join(cells)}</tr>"
