"""Lay one slide of the sequence out: message, name, words, figure, figures beside, source; several slides when it is too long."""

from __future__ import annotations

from dataclasses import replace

from pptx.util import Emu, Pt

from analytics import format_fr
from analytics.exports.diapositives import places
from analytics.exports.diapositives.cartes import amount_map
from analytics.exports.diapositives.formes import (
    MUTED,
    NO_LINE,
    PAPER,
    RECTANGLE,
    TEXT,
    TROUBLE,
    Ligne,
    add_text,
    body,
    line_spacing,
    put,
    solid,
    tag_language,
)
from analytics.exports.diapositives.gabarit import Gabarit
from analytics.exports.diapositives.graphiques import bar_chart, progress_chart
from analytics.exports.diapositives.mesure import EMU_PER_POINT, LINE_HEIGHT, Cadre, fitting, height
from analytics.exports.diapositives.tableaux import add_table, cut
from analytics.exports.diapositives.typographie import with_held_spaces
from analytics.exports.sequence import FICTIF, Avancement, Barres, Carte, Chiffres, Diapo, Liste, Sequence, Tableau
from analytics.figures.chiffres import Chiffre

_NAME, _WORDS, _SOURCE = 14, (18, 16, 15, 14), (11, 10)
_GAP = 100_000
_REST = 260_000
"""Height of what a table says it leaves out."""
_BESIDE = 0.69
"""Part of the width left to the figure when something stands beside it."""
_TABLE_SIZES = (16, 15, 14, 13, 12)
_LIST_SIZES = (22, 20, 18, 16, 14)


def add_slides(gabarit: Gabarit, sequence: Sequence, diapo: Diapo) -> None:
    """Add a slide of the sequence to the presentation: one, or several when its table or its list is long."""
    diapo = with_held_spaces(diapo)
    if diapo.contenu is None:
        _cover(gabarit, sequence, diapo)
        return
    parts = _parts(gabarit, diapo)
    for number, part in enumerate(parts, start=1):
        said = f"{diapo.titre} ({number} de {len(parts)})" if len(parts) > 1 else diapo.titre
        _content(gabarit, sequence, replace(diapo, contenu=part, titre=said))


def _cover(gabarit: Gabarit, sequence: Sequence, diapo: Diapo) -> None:
    """Add the first slide."""
    slide = gabarit.presentation.slides.add_slide(gabarit.couverture)
    places.write_title(slide, diapo.titre, balanced=True)
    under = next((p for p in slide.placeholders if p.placeholder_format.idx not in (0, 10, 11, 12)), None)
    said = [text for text in (diapo.nom, *diapo.phrases, sequence.mention) if text]
    if under is not None:
        under.text_frame.text = said[0]
        for text in said[1:]:
            under.text_frame.add_paragraph().text = text
        size = fitting(
            said, Cadre(0, 0, under.width - 182_880, under.height - 91_440), (24, 22, 20, 18, 16, 14), between=6
        )
        for paragraph in under.text_frame.paragraphs:
            paragraph.runs[0].font.size, paragraph.space_before = Pt(size), Pt(6)
    _finish(gabarit, slide, sequence, diapo)


def _content(gabarit: Gabarit, sequence: Sequence, diapo: Diapo) -> None:
    """Add a slide with a content."""
    slide = gabarit.presentation.slides.add_slide(gabarit.contenu)
    places.write_title(slide, diapo.titre)
    room, source = _frame(gabarit, diapo)
    _words(slide, gabarit.zone, diapo)
    if diapo.a_cote is not None:
        room, beside = room.columns(_BESIDE, 2 * _GAP)
        _beside(slide, beside, diapo.a_cote)
    _show(slide, gabarit, room, diapo)
    _source(slide, source, diapo)
    _finish(gabarit, slide, sequence, diapo)


def _frame(gabarit: Gabarit, diapo: Diapo) -> tuple[Cadre, Cadre]:
    """Return the room of the figure and that of the source, once the words are written."""
    zone = gabarit.zone
    said = height([_source_text(diapo)], zone.largeur, _SOURCE[0])
    source = zone.bottom(min(said, zone.hauteur // 6) + _GAP // 4)
    return zone.above(source.hauteur + _GAP // 2).below(_words_height(zone, diapo)), source


def _words_size(zone: Cadre, diapo: Diapo) -> float:
    """Return the size of the words under the message: a quarter of the room at most."""
    return fitting(_said(diapo), zone.top(zone.hauteur // 4), _WORDS, between=4)


def _words_height(zone: Cadre, diapo: Diapo) -> int:
    """Return the height of the name of the figure and of the words under it."""
    name = height([diapo.nom], zone.largeur, _NAME) + _GAP
    said = _said(diapo)
    if not said:
        return name + _GAP
    return name + height(said, zone.largeur, _words_size(zone, diapo), between=4) + 2 * _GAP


def _said(diapo: Diapo) -> tuple[str, ...]:
    """Return the words under the message; what is beside the map is in its key."""
    return () if isinstance(diapo.contenu, Carte) else diapo.phrases


def _words(slide, zone: Cadre, diapo: Diapo) -> None:
    """Write the neutral name of the figure, then what the message means."""
    name = height([diapo.nom], zone.largeur, _NAME) + _GAP // 2
    add_text(slide, zone.top(name), [Ligne(diapo.nom, _NAME, encre=MUTED)], "Nom de la figure")
    said = _said(diapo)
    if said:
        size = _words_size(zone, diapo)
        box = zone.below(name + _GAP // 2).top(height(said, zone.largeur, size, between=4) + _GAP // 2)
        add_text(
            slide,
            box,
            [Ligne(text, size, avant=4 if n else 0) for n, text in enumerate(said)],
            "Ce que cela veut dire",
        )


def _source_text(diapo: Diapo) -> str:
    """Write how much is known, who published it, and whose boundaries are on the map."""
    parts = (diapo.couverture, diapo.source, diapo.contenu.mention if isinstance(diapo.contenu, Carte) else "")
    return " ".join(part for part in parts if part)


def _source(slide, cadre: Cadre, diapo: Diapo) -> None:
    """Write the source at the bottom of the content."""
    text = _source_text(diapo)
    size = fitting([text], cadre, _SOURCE)
    add_text(slide, cadre, [Ligne(text, size, encre=MUTED)], "Couverture et source", anchor="bottom")


def _beside(slide, cadre: Cadre, contenu: Chiffres | Liste) -> None:
    """Write a few large figures, or sentences, at the right of the figure."""
    if isinstance(contenu, Liste):
        size = fitting(contenu.phrases, cadre, (16, 15, 14, 13, 12), between=6)
        add_text(
            slide, cadre, [Ligne(text, size, avant=6 if n else 0) for n, text in enumerate(contenu.phrases)], "À savoir"
        )
        return
    tall = cadre.hauteur // max(1, len(contenu.chiffres))
    boxes = [cadre.below(number * tall).top(tall) for number in range(len(contenu.chiffres))]
    big = min(_value_size(one, box) for one, box in zip(contenu.chiffres, boxes, strict=True))
    for one, box in zip(contenu.chiffres, boxes, strict=True):
        add_text(slide, box, _figure_lines(one, big), f"Chiffre : {one.nom}")


def _value_size(one: Chiffre, cadre: Cadre) -> float:
    """Return the largest size that a value may have in its room, its name and its note written."""
    small = height([one.nom], cadre.largeur, 13) + (height([one.note], cadre.largeur, 12) if one.note else 0)
    return max(16.0, min(28.0, (cadre.hauteur * 0.92 - small) / EMU_PER_POINT / LINE_HEIGHT))


def _figure_lines(one: Chiffre, big: float) -> list[Ligne]:
    """Return the lines of one large figure: its name, its value, what it means."""
    known = one.valeur is not None
    value = Ligne(one.valeur or format_fr.NON_PUBLIE, big if known else 16.0, known, TEXT if known else MUTED)
    note = [Ligne(one.note[:1].upper() + one.note[1:], 12, encre=MUTED)] if one.note else []
    return [Ligne(one.nom, 13, encre=MUTED), value, *note]


def _show(slide, gabarit: Gabarit, room: Cadre, diapo: Diapo) -> None:
    """Put the content in its room, in the layout's placeholder when it can hold it."""
    place = places.content_place(slide, gabarit.place)
    points = max(12.0, min(16.0, room.largeur / 480_000))
    match diapo.contenu:
        case Barres() as barres:
            places.sit_in(bar_chart(slide, room, barres, diapo.nom, diapo.resume, points), place)
        case Avancement() as avancement:
            lower = room.top(min(room.hauteur, 3_000_000))
            places.sit_in(progress_chart(slide, lower, avancement, diapo.nom, diapo.resume, points), place)
        case Carte() as carte:
            amount_map(slide, room, carte, gabarit.accent)
        case Tableau() as tableau:
            _table(slide, room, tableau, diapo, place)
        case Liste() as liste:
            _list(slide, room, liste, place)


def _table(slide, room: Cadre, tableau: Tableau, diapo: Diapo, place) -> None:
    """Add a table, then what it leaves out."""
    size = _table_size(tableau, room)
    frame = add_table(slide, room, tableau, diapo.nom, diapo.resume, size)
    places.sit_in(frame, place)
    if tableau.reste:
        add_text(
            slide,
            room.bottom(_REST),
            [Ligne(tableau.reste, 14, encre=MUTED)],
            "Ce que le tableau ne montre pas",
            anchor="bottom",
        )


def _table_size(tableau: Tableau, room: Cadre) -> float:
    """Return the largest size at which a table fits on one slide, else the smallest."""
    kept = room.above(_REST + _GAP if tableau.reste else 0)
    return next((s for s in _TABLE_SIZES if len(cut(tableau, kept, s)) == 1), _TABLE_SIZES[-1])


def _list(slide, room: Cadre, liste: Liste, place) -> None:
    """Write sentences in the layout's place for a content, with its own bullets; in a text box when it has none."""
    size = fitting(liste.phrases, room.above(room.hauteur // 12), _LIST_SIZES, between=9)
    if place is None:
        add_text(
            slide, room, [Ligne(text, size, avant=9 if n else 0) for n, text in enumerate(liste.phrases)], "Phrases"
        )
        return
    place.left, place.top, place.width, place.height = map(Emu, (room.x, room.y, room.largeur, room.hauteur))
    frame = place.text_frame
    frame.text = liste.phrases[0]
    for text in liste.phrases[1:]:
        frame.add_paragraph().text = text
    for paragraph in frame.paragraphs:
        paragraph.runs[0].font.size, paragraph.line_spacing = Pt(size), line_spacing(size)


def _parts(gabarit: Gabarit, diapo: Diapo) -> list:
    """Return the contents of the slides that a slide of the sequence becomes."""
    room, _ = _frame(gabarit, diapo)
    if isinstance(diapo.contenu, Tableau):
        kept = room.above(_REST + _GAP if diapo.contenu.reste else 0)
        return cut(diapo.contenu, kept, _table_size(diapo.contenu, room))
    if isinstance(diapo.contenu, Liste):
        return _cut_list(diapo.contenu, room.above(room.hauteur // 12))
    return [diapo.contenu]


def _cut_list(liste: Liste, room: Cadre) -> list[Liste]:
    """Cut sentences into as many lists as they need at the smallest size."""
    parts: list[tuple[str, ...]] = [()]
    for text in liste.phrases:
        longer = (*parts[-1], text)
        if parts[-1] and height(longer, room.largeur, _LIST_SIZES[-1], between=9) > room.hauteur:
            parts.append((text,))
        else:
            parts[-1] = longer
    return [Liste(part) for part in parts]


def _finish(gabarit: Gabarit, slide, sequence: Sequence, diapo: Diapo) -> None:
    """Write the foot and the notes, mark what is fictitious, take away what stayed empty, say the language."""
    places.without_empty(slide)
    if not places.write_feet(slide, sequence):
        line = gabarit.zone.bottom(0)
        box = Cadre(line.x, round(gabarit.presentation.slide_height * 0.945), line.largeur, 260_000)
        add_text(slide, box, [Ligne(sequence.mention, 10, encre=MUTED)], "Version et date")
    if sequence.fictif:
        _fictitious(slide, gabarit)
    slide.notes_slide.notes_text_frame.text = diapo.notes
    places.name_in_french(slide)
    for element in (slide._element, slide.notes_slide._element):
        tag_language(element)


def _fictitious(slide, gabarit: Gabarit) -> None:
    """Write across the top of a slide that its figures are made up."""
    wide, tall = 2_743_200, 265_000
    left = gabarit.presentation.slide_width - wide - 150_000
    words = body([Ligne(FICTIF.removesuffix(".").upper(), 13, gras=True, encre=PAPER)], "center", "middle")
    look = RECTANGLE + solid(TROUBLE) + NO_LINE
    put(slide, Cadre(left, 0, wide, tall), "Données fictives", FICTIF, look, words)
