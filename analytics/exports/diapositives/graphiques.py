"""Add native charts, whose figures are in a workbook inside the file: right-click, « Modifier les données », and the chart follows."""

from __future__ import annotations

import io
from collections.abc import Sequence
from datetime import datetime
from xml.sax.saxutils import quoteattr

from pptx.chart.data import CategoryChartData
from pptx.enum.chart import XL_CHART_TYPE, XL_TICK_MARK
from pptx.oxml import parse_xml
from pptx.oxml.ns import qn
from pptx.util import Emu, Pt
from xlsxwriter import Workbook

from analytics import format_fr
from analytics.aggregates.progress import Progress
from analytics.exports.diapositives.formes import (
    ENGAGED,
    MUTED,
    PAID,
    SPENT,
    TEXT,
    TIME,
    describe,
    hatch,
    outline,
)
from analytics.exports.diapositives.gabarit_xml import LANGUAGE
from analytics.exports.diapositives.mesure import Cadre, width
from analytics.exports.sequence import Avancement, Barres, Somme

SHEET = "Feuil1"
_PREFIXES = {"plancher": "plus de ", "arrondi": "environ ", "plafond": "au plus "}
_HUNDRED, _LABEL_ROOM = 100, 0.18
_CREATED = datetime(1980, 1, 1)
_SPACE = '"\u00a0"'


class _Figures(CategoryChartData):
    """What a chart draws, with the workbook that we write for it in place of the library's."""

    def __init__(self, number_format: str, workbook: bytes) -> None:
        """Keep the workbook: the chart takes it when it is added."""
        super().__init__(number_format)
        self._written = workbook

    @property
    def xlsx_blob(self) -> bytes:
        """Return the workbook."""
        return self._written


def dollars_format(precision: str | None = None) -> str:
    """Return the number format « 229 930 $ » with its « plus de », the same whatever the language of the machine."""
    said = f'"{_PREFIXES[precision]}"' if precision in _PREFIXES else ""
    end = f'{_SPACE}"$"'
    return f"[>=1000000]{said}0{_SPACE}000{_SPACE}000{end};[>=1000]{said}0{_SPACE}000{end};{said}0{end}"


def part_format(precision: str | None = None) -> str:
    """Return the number format « 43 % » with its « plus de »."""
    said = f'"{_PREFIXES[precision]}"' if precision in _PREFIXES else ""
    return f"{said}0{_SPACE}%"


def bar_chart(slide, cadre: Cadre, barres: Barres, name: str, alt: str, points: float):
    """Add amounts as horizontal bars from zero, each with its own label; what is not published has no bar and says so by its name."""
    names = [_named(s) for s in barres.sommes]
    data = _Figures(dollars_format(), _amount_sheet(barres.sommes, names))
    data.categories = names
    data.add_series("Montant engagé ($)", [None if s.cents is None else s.cents / _HUNDRED for s in barres.sommes])
    frame = slide.shapes.add_chart(XL_CHART_TYPE.BAR_CLUSTERED, *_emu(cadre), data)
    chart = frame.chart
    _common(chart, cadre, names, points, gap=45, room=_LABEL_ROOM)
    series = chart.plots[0].series[0]
    for number, somme in enumerate(barres.sommes):
        ink = MUTED if somme.nom in barres.discrets else ENGAGED
        _ink(series.points[number].format, ink, somme.precision)
    _labels(series, [dollars_format(s.precision) for s in barres.sommes], points)
    _on_our_sheet(chart)
    describe(frame, alt, name)
    return frame


def _named(somme: Somme) -> str:
    """Write the name of a bar, with « non publié » where there is no amount to draw."""
    return f"{somme.nom} : {format_fr.NON_PUBLIE}" if somme.cents is None else somme.nom


def _emu(cadre: Cadre):
    """Return a place as python-pptx takes it."""
    return (Emu(v) for v in (cadre.x, cadre.y, cadre.largeur, cadre.hauteur))


def _ink(look, ink, precision: str | None) -> None:
    """Fill a bar: solid when the amount is exact, hatched when it is a floor, a ceiling or rounded."""
    if precision in _PREFIXES:
        hatch(look.fill, ink)
    else:
        look.fill.solid()
        look.fill.fore_color.theme_color = ink
    look.line.color.theme_color = ink
    look.line.width = Pt(1)


def _common(chart, cadre: Cadre, names: Sequence[str], points: float, gap: int, room: float) -> None:
    """Give a chart the common look: no legend, no grid, bars from zero and from top to bottom; `room`: part of the width for labels."""
    chart.has_legend = chart.has_title = False
    chart.font.size, chart.font.color.theme_color = Pt(points), TEXT
    chart.plots[0].gap_width = gap
    chart.category_axis.reverse_order = True
    chart.category_axis.major_tick_mark = XL_TICK_MARK.NONE
    outline(chart.category_axis.format.line, 0.75)
    chart.value_axis.visible = chart.value_axis.has_major_gridlines = False
    chart.value_axis.minimum_scale = 0
    left = min(0.42, (max(width(name, points) for name in names) * 1.06 + 120_000) / cadre.largeur)
    layout = (
        '<c:layout xmlns:c="http://schemas.openxmlformats.org/drawingml/2006/chart"><c:manualLayout><c:layoutTarget val="inner"/>'
        f'<c:xMode val="edge"/><c:yMode val="edge"/><c:x val="{left:.4f}"/><c:y val="0.02"/><c:w val="{1 - left - room:.4f}"/>'
        '<c:h val="0.96"/></c:manualLayout></c:layout>'
    )
    space = chart._chartSpace
    plot = space.find(f".//{qn('c:plotArea')}")
    for old in plot.findall(qn("c:layout")):
        plot.remove(old)
    plot.insert(0, parse_xml(layout))
    _set_language(space)


def _set_language(space) -> None:
    """Say the language of a chart, right after its system of dates, and keep its corners square."""
    for name, value in (("c:roundedCorners", "0"), ("c:lang", LANGUAGE)):
        for old in space.findall(qn(name)):
            space.remove(old)
        element = space.makeelement(qn(name), {"val": value})
        space.insert(1 if space[0].tag == qn("c:date1904") else 0, element)


_FLAGS = "".join(
    f'<c:{name} val="{value}"/>'
    for name, value in (("showLegendKey", 0), ("showVal", 1), ("showCatName", 0), ("showSerName", 0), ("showPercent", 0), ("showBubbleSize", 0))
)  # fmt: skip


def _labels(series, formats: Sequence[str], points: float, place: str = "outEnd") -> None:
    """Write the value of each bar at its end, in its own number format: it follows the data when they are edited.

    A label inside its bar stands on the colour of the paper, to be read on a hatched bar too.
    """
    ground = "<a:noFill/>" if place == "outEnd" else '<a:solidFill><a:schemeClr val="bg1"/></a:solidFill>'
    look = (
        f'<c:spPr>{ground}<a:ln><a:noFill/></a:ln></c:spPr><c:txPr><a:bodyPr wrap="none"/><a:lstStyle/><a:p><a:pPr>'
        f'<a:defRPr sz="{round(points * 100)}" b="1"><a:solidFill><a:schemeClr val="tx1"/></a:solidFill></a:defRPr></a:pPr>'
        f'<a:endParaRPr lang="{LANGUAGE}"/></a:p></c:txPr><c:dLblPos val="{place}"/>{_FLAGS}'
    )
    each = "".join(
        f'<c:dLbl><c:idx val="{n}"/><c:numFmt formatCode={quoteattr(code)} sourceLinked="0"/>{look}</c:dLbl>'
        for n, code in enumerate(formats)
    )
    whole = f'<c:numFmt formatCode={quoteattr(formats[0])} sourceLinked="0"/>{look}'
    labels = parse_xml(
        '<c:dLbls xmlns:c="http://schemas.openxmlformats.org/drawingml/2006/chart" '
        f'xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main">{each}{whole}</c:dLbls>'
    )
    old = series._element.get_or_add_dLbls()
    old.getparent().replace(old, labels)


def _on_our_sheet(chart) -> None:
    """Point a chart at the sheet of its workbook."""
    for reference in chart._chartSpace.iter(qn("c:f")):
        reference.text = reference.text.replace("Sheet1!", f"{SHEET}!")


def _amount_sheet(sommes: Sequence[Somme], names: Sequence[str]) -> bytes:
    """Return the workbook of amounts: what the chart draws in the first two columns, then how sure each is and how it is written."""
    sink = io.BytesIO()
    with Workbook(sink, {"in_memory": True}) as book:
        sheet = _sheet(book, ("Groupe", "Montant engagé ($)", "Précision", "En toutes lettres"))
        look = book.add_format({"num_format": dollars_format()})
        for row, (somme, name) in enumerate(zip(sommes, names, strict=True), start=1):
            sheet.write_string(row, 0, name)
            if somme.cents is not None:
                sheet.write_number(row, 1, somme.cents / _HUNDRED, look)
            sheet.write_string(row, 2, somme.precision or "")
            sheet.write_string(row, 3, somme.exact)
    return sink.getvalue()


def _sheet(book: Workbook, headers: Sequence[str]):
    """Add the one sheet of a chart's workbook, its headers in bold."""
    book.set_properties({"created": _CREATED})
    sheet = book.add_worksheet(SHEET)
    sheet.write_row(0, 0, headers, book.add_format({"bold": True}))
    sheet.set_column(0, 0, 42)
    sheet.set_column(1, len(headers) - 1, 22)
    return sheet


def progress_chart(slide, cadre: Cadre, avancement: Avancement, name: str, alt: str, points: float):
    """Add an envelope's progress: one bar a measure, out of its whole; the time elapsed first, on the same scale of 0 to 100 %."""
    rows = _tracks(avancement.progress)
    data = _Figures(part_format(), _progress_sheet(avancement.progress, rows))
    names = [label for label, *_ in rows]
    data.categories = names
    data.add_series("Part atteinte", [part for _, part, *_ in rows])
    data.add_series("Reste", [None if part is None else max(0.0, 1 - part) for _, part, *_ in rows])
    frame = slide.shapes.add_chart(XL_CHART_TYPE.BAR_STACKED, *_emu(cadre), data)
    chart = frame.chart
    _common(chart, cadre, names, points, gap=55, room=0.01)
    chart.value_axis.maximum_scale = max(1.0, *(part or 0.0 for _, part, *_ in rows))
    chart.plots[0].overlap = 100
    reached, left = chart.plots[0].series
    for number, (_, _, ink, precision, _) in enumerate(rows):
        _ink(reached.points[number].format, ink, precision)
    left.format.fill.background()
    outline(left.format.line, 1.25)
    _labels(reached, [part_format(precision) for *_, precision, _ in rows], points, "inEnd")
    _on_our_sheet(chart)
    describe(frame, alt, name)
    return frame


def _tracks(progress: Progress) -> list[tuple]:
    """Return the rows: name with the amount, part (None: unknown), colour, precision, cents."""
    measures = (
        ("Engagé", progress.montant_accorde, ENGAGED, progress.precision),
        ("Versé", progress.montant_verse, PAID, None),
        ("Dépensé", progress.montant_depense, SPENT, None),
    )
    rows = [("Temps écoulé", progress.part_du_temps, TIME, None, None)]
    for word, cents, ink, precision in measures:
        if cents is not None or word == "Engagé":
            rows.append(
                (f"{word} : {format_fr.montant_court(cents, precision)}", progress.part(cents), ink, precision, cents)
            )
    return rows


def _progress_sheet(progress: Progress, rows: Sequence[tuple]) -> bytes:
    """Return the workbook of a progress: each part is the amount divided by the envelope, so that changing either moves the bar."""
    sink, whole = io.BytesIO(), progress.montant_enveloppe
    with Workbook(sink, {"in_memory": True}) as book:
        sheet = _sheet(book, ("Mesure", "Part atteinte", "Reste", "Montant ($)", "Enveloppe ($)"))
        share, money = (book.add_format({"num_format": code}) for code in (part_format(), dollars_format()))
        for row, (label, part, _, _, cents) in enumerate(rows, start=1):
            sheet.write_string(row, 0, label)
            if cents is not None:
                sheet.write_number(row, 3, cents / _HUNDRED, money)
            if cents is not None and whole is not None:
                sheet.write_number(row, 4, whole / _HUNDRED, money)
                sheet.write_formula(row, 1, f"=D{row + 1}/E{row + 1}", share, part)
            elif part is not None:
                sheet.write_number(row, 1, part, share)
            if part is not None:
                sheet.write_formula(row, 2, f"=MAX(0,1-B{row + 1})", share, max(0.0, 1 - part))
    return sink.getvalue()
