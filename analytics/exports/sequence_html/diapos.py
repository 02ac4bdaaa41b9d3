"""Write one slide as HTML; every text of the data is escaped here and nowhere else."""

from __future__ import annotations

from collections.abc import Iterable
from html import escape

import segno

from analytics.exports.sequence import (
    Avancement,
    Barres,
    Carte,
    Chiffres,
    Contenu,
    Diapo,
    Liste,
    Sequence,
    Tableau,
    figure,
)
from analytics.figures.carte import scale_key
from analytics.figures.theme import Mode
from analytics.figures.vecteur import draw
from analytics.format_fr import NON_PUBLIE

_TALL, _CLOSER, _MAP_CLOSER = 250, 0.82, 0.92
"""Pixels from which a chart has many rows, and how much closer they are drawn in a room, so that their letters are larger; a map
a little less, for its names keep clear of the shore."""
_NARROWEST = 440
"""Pixels of width under which the labels of a chart would touch."""
FICTIF = "Données fictives : aucun de ces chiffres ne décrit la réalité."


def slide_html(slide: Diapo, sequence: Sequence, rank: int, mode: Mode, adresse: str | None) -> str:
    """Return one slide: message, name, content, what stands beside it, then version, date and source."""
    banner = f'<p class="fictif">{FICTIF}</p>' if sequence.fictif else ""
    cover = slide.contenu is None
    body = _cover(slide, adresse) if cover else _body(slide, mode)
    kind = "diapo couverture" if cover else "diapo"
    return (
        f'<section class="{kind}" id="d-{escape(slide.cle, quote=True)}" data-cle="{escape(slide.cle, quote=True)}" '
        f'aria-labelledby="t-{rank}" tabindex="0">{banner}'
        f'<header><h1 id="t-{rank}">{escape(slide.titre)}</h1>{_paragraph(slide.nom, "nom")}</header>{body}'
        f"<footer>{_paragraph(_joined(sequence.mention, slide.couverture))}{_paragraph(slide.source)}</footer></section>"
    )


def _joined(*sentences: str) -> str:
    """Put sentences one after the other."""
    return " ".join(sentence for sentence in sentences if sentence)


def _paragraph(text: str, kind: str = "") -> str:
    """Return a paragraph, or nothing for an empty text."""
    return f"<p{f' class={kind!r}' if kind else ''}>{escape(text)}</p>" if text else ""


def _cover(slide: Diapo, adresse: str | None) -> str:
    """Return the sentences of the cover, and the code that leads telephones to the dashboard."""
    said = "".join(_paragraph(sentence, "phrase") for sentence in slide.phrases)
    return f'<div class="corps"><div class="principal">{said}</div>{_code(adresse) if adresse else ""}</div>'


def _code(adresse: str) -> str:
    """Return the QR code of an address, and the address to type."""
    drawn = segno.make(adresse, micro=False).svg_inline(scale=8, border=4, dark="#000", light="#fff", omitsize=True)
    return (
        f'<figure class="code"><div role="img" aria-label="Code QR de l\'adresse {escape(adresse, quote=True)}">{drawn}</div>'
        f"<figcaption>{escape(adresse)}</figcaption></figure>"
    )


def _body(slide: Diapo, mode: Mode) -> str:
    """Return the main content, and beside it (under it when it is wide) the sentences and the small content."""
    content = _content(slide.contenu, slide, mode)
    beside = "".join(_paragraph(sentence, "phrase") for sentence in slide.phrases)
    said = f'<div class="dites">{beside}</div>' if beside else ""
    small = "" if slide.a_cote is None else _content(slide.a_cote, slide, mode)
    key = _map_key(slide.contenu, mode) if isinstance(slide.contenu, Carte) else ""
    aside = f'<div class="cote">{said}{small}{key}</div>' if said or small or key else ""
    wide = " large" if isinstance(slide.contenu, Avancement | Liste | Tableau) else ""
    return f'<div class="corps{wide}"><div class="principal">{content}</div>{aside}</div>'


def _content(content: Contenu | None, slide: Diapo, mode: Mode) -> str:
    """Return a content of any kind."""
    match content:
        case Barres() | Avancement() | Carte():
            return _drawing(slide, mode)
        case Tableau() as tableau:
            return _table(tableau, slide.nom)
        case Liste(phrases):
            return _scrolling(slide.nom, f'<ul class="liste">{_items(phrases)}</ul>')
        case Chiffres(chiffres):
            return '<dl class="chiffres">' + "".join(_figure(c.nom, c.valeur, c.note) for c in chiffres) + "</dl>"
    raise TypeError(f"unknown content {content!r} of the slide {slide.cle!r}")


def _items(texts: Iterable[str]) -> str:
    """Return list items."""
    return "".join(f"<li>{escape(text)}</li>" for text in texts)


def _drawing(slide: Diapo, mode: Mode) -> str:
    """Return the chart of a slide and the size at which its letters have theirs; the script makes it as large as its place."""
    chart = figure(slide, mode)
    if chart is None:
        raise TypeError(f"no chart for the slide {slide.cle!r}")
    is_map = isinstance(slide.contenu, Carte)
    height = round(chart.layout.height * (_MAP_CLOSER if is_map else _CLOSER if chart.layout.height > _TALL else 1))
    drawing = draw(chart.update_layout(height=height), f"d-{slide.cle}")
    width = round(height * drawing.ratio) if drawing.ratio else _NARROWEST
    kind = " carte" if is_map else ""
    return (
        f'<div class="dessin{kind}" data-largeur="{width}" data-hauteur="{height}">{drawing.fluid(slide.resume)}</div>'
    )


def _map_key(carte: Carte, mode: Mode) -> str:
    """Return the key of the map, and the attribution of the boundaries."""
    swatches = [(f'style="background:{key.colour}"', key.text) for key in scale_key(carte.echelle, mode)]
    if any(somme.cents is None for somme in carte.sommes):
        swatches.append(('class="hachure"', NON_PUBLIE))
    key = "".join(f"<span><i {look}></i>{escape(text)}</span>" for look, text in swatches)
    return f'<p class="cle">{key}</p><p class="mention">{escape(carte.mention)}</p>'


def _table(tableau: Tableau, legende: str) -> str:
    """Return a table; its first column names each row."""
    head = "".join(f'<th scope="col">{escape(name)}</th>' for name in tableau.colonnes)
    rows = "".join(
        f'<tr><th scope="row">{escape(first)}</th>' + "".join(f"<td>{escape(cell)}</td>" for cell in cells) + "</tr>"
        for first, *cells in tableau.lignes
    )
    body = f"<table><thead><tr>{head}</tr></thead><tbody>{rows}</tbody></table>{_paragraph(tableau.reste, 'mention')}"
    return _scrolling(legende, body)


def _scrolling(legende: str, inside: str) -> str:
    """Return a part that scrolls, by the keyboard too, when it is larger than its place."""
    return f'<div class="defile" tabindex="0" role="region" aria-label="{escape(legende, quote=True)}">{inside}</div>'


def _figure(nom: str, valeur: str | None, note: str) -> str:
    """Return one large figure; one that nobody published is said so."""
    said = '<dd class="valeur absent">' + NON_PUBLIE if valeur is None else f'<dd class="valeur">{escape(valeur)}'
    under = f'<dd class="note">{escape(note)}</dd>' if note else ""
    return f"<div><dt>{escape(nom)}</dt>{said}</dd>{under}</div>"
