"""Keep together what a line must not separate: guillemets and what they hold, a colon and the word before it."""

from __future__ import annotations

from dataclasses import replace

from analytics.exports.sequence import Contenu, Diapo, Liste, Tableau

_NBSP = "\u00a0"
_HELD = (("« ", f"«{_NBSP}"), (" »", f"{_NBSP}»"), (" :", f"{_NBSP}:"))


def held(text: str) -> str:
    """Return a text with no-break spaces inside guillemets and before a colon."""
    for loose, tight in _HELD:
        text = text.replace(loose, tight)
    return text


def with_held_spaces(diapo: Diapo) -> Diapo:
    """Return a slide whose words are cut at the right places."""
    phrases = tuple(map(held, diapo.phrases))
    return replace(
        diapo, titre=held(diapo.titre), nom=held(diapo.nom), phrases=phrases, contenu=_content(diapo.contenu)
    )


def _content(contenu: Contenu | None) -> Contenu | None:
    """Return a table or a list with its spaces held; a figure writes its own labels."""
    match contenu:
        case Tableau(colonnes, lignes, reste):
            return Tableau(colonnes, tuple(tuple(map(held, row)) for row in lignes), reste)
        case Liste(phrases):
            return Liste(tuple(map(held, phrases)))
    return contenu
