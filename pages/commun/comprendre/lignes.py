"""Write the reading lines of the pages « Comprendre »: a term, its explanation, its facts, and what stays folded.

Every text comes in raw and is escaped here (`html.texte`); only what a name says is HTML is taken as it is.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

import streamlit as st

from pages.commun import html

STYLE = Path(__file__).with_name("style.css")


@dataclass(frozen=True, slots=True)
class Pli:
    """Something folded under its title; `contenu_html` is ready-made, `ouvert` shows it at once."""

    titre: str
    contenu_html: str
    ouvert: bool = False


@dataclass(frozen=True, slots=True)
class Ligne:
    """One line to read: term, line under it, mark, sentences, facts (name → ready-made HTML), folded parts."""

    terme: str
    phrases: Sequence[str | None]
    sous_html: str = ""
    marque: str = ""
    faits_html: Sequence[tuple[str, str]] = ()
    plis: Sequence[Pli] = ()
    large: bool = False


def sommaire(sections: Sequence[str], cle: str) -> str:
    """Show the sections of a page, all in sight even on a telephone, and return the one chosen; it stands in the address."""
    return st.pills(
        "Sections de cette page", sections, default=sections[0], required=True, key=cle, bind="query-params", wrap=True
    )


def intertitre(titre: str, texte: str = "", phrases: Sequence[str] = ()) -> None:
    """Write a second-level heading, a sentence under it, then others as a list."""
    under = f'<p class="c-intro">{html.phrase(texte)}</p>' if texte else ""
    items = (
        f'<ul class="a-liste">{"".join(f"<li>{html.phrase(said)}</li>" for said in phrases)}</ul>' if phrases else ""
    )
    st.html(f'<h2 class="c-titre">{html.phrase(titre)}</h2>{under}{items}')


def montrer(lignes: Iterable[Ligne]) -> None:
    """Show lines one under the other."""
    st.html(_lignes(lignes))


def montrer_groupe(titre: str, texte: str, lignes: Sequence[Ligne], ouvert: bool) -> None:
    """Show lines folded under their title and their number."""
    under = f'<p class="c-intro">{html.phrase(texte)}</p>' if texte else ""
    st.html(
        f'<details class="c-groupe"{" open" if ouvert else ""}><summary><h2>{html.phrase(titre)} ({len(lignes)})</h2></summary>'
        f"{under}{_lignes(lignes)}</details>"
    )


def _lignes(lignes: Iterable[Ligne]) -> str:
    """Return lines as HTML."""
    return f'<div class="c-lignes">{"".join(map(ecrire, lignes))}</div>'


def ecrire(ligne: Ligne) -> str:
    """Return one line as HTML."""
    mark = f'<span class="c-marque">{html.texte(ligne.marque)}</span>' if ligne.marque else ""
    under = f'<p class="c-sous">{ligne.sous_html}{mark}</p>' if ligne.sous_html or mark else ""
    size = ' class="c-grand"' if ligne.large else ""
    body = "".join(f"<p>{html.phrase(said)}</p>" for said in ligne.phrases if said)
    facts = f'<dl class="c-faits">{"".join(map(_fait, ligne.faits_html))}</dl>' if ligne.faits_html else ""
    return (
        f'<section class="c-ligne"><div><h3{size}>{html.texte(ligne.terme)}</h3>{under}</div>'
        f"<div>{body}{facts}{''.join(map(_pli, ligne.plis))}</div></section>"
    )


def _fait(fait: tuple[str, str]) -> str:
    """Return one fact."""
    return f"<div><dt>{html.texte(fait[0])}</dt><dd>{fait[1]}</dd></div>"


def _pli(pli: Pli) -> str:
    """Return one folded part."""
    state = " open" if pli.ouvert else ""
    return f"<details{state}><summary>{html.texte(pli.titre)}</summary>{pli.contenu_html}</details>"


def jetons(textes: Iterable[str]) -> str:
    """Return short texts side by side."""
    return '<ul class="c-jetons">' + "".join(f"<li>{html.texte(texte)}</li>" for texte in textes) + "</ul>"


def puces(items_html: Iterable[str]) -> str:
    """Return ready-made items as a list."""
    return '<ul class="c-plis">' + "".join(f"<li>{item}</li>" for item in items_html) + "</ul>"


def source(texte: str) -> str:
    """Return a source as HTML: a link under its publisher's name, or the words that name it."""
    return html.lien(texte)
