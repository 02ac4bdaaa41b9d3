"""A workbook such as a careful person keeps: colours, formulas, a chart, a picture, comments, lists, merged cells, a macro."""

from __future__ import annotations

import io
import struct
import zipfile
import zlib

import xlsxwriter

from tests.intake.fabrique import FLAT_HEADER

FAULTY = {"D5": "La Matannie", "H6": "2021", "I6": "douze mille", "C7": None}
"""Cells that are wrong on purpose, and what they hold."""
ROWS = [
    ["P1", "Frigos", "Moisson", FAULTY["D5"], "Alimentation", "en cours", "Autre", "2021-2022", 1000],
    ["P2", "Jardin", "Ruche", "La Mitis", "Logement", "en cours", "Autre", FAULTY["H6"], FAULTY["I6"]],
    ["P3", "=SOMME(1;2)", FAULTY["C7"], "Kamouraska", "Transport", "terminée", "Autre", "2022-2023", 2500.5],
]
MACRO = b"macro: octets gardes tels quels"


def rich_bytes(macro: bool = False) -> bytes:
    """Write the workbook, with a macro when asked."""
    target = io.BytesIO()
    with xlsxwriter.Workbook(target, {"in_memory": True, "strings_to_formulas": False}) as book:
        _fill(book)
        if macro:
            book.add_vba_project(io.BytesIO(MACRO), is_stream=True)
    return _with_part(target.getvalue(), "customXml/item1.xml", b"<note>\xc3\xa0 garder</note>")


def _fill(book: xlsxwriter.Workbook) -> None:
    """Write the three sheets."""
    title = book.add_format({"bold": True, "font_color": "white", "bg_color": "#0B5A7A"})
    money = book.add_format({"num_format": '#,##0.00 "$"', "bg_color": "#FFFF00", "italic": True})
    sheet = book.add_worksheet("Projets d'ici")
    sheet.merge_range("A1:I1", "Alliance pour la solidarité", title)
    for column, header in enumerate(FLAT_HEADER):
        sheet.write(3, column, header, title)
    for number, row in enumerate(ROWS, start=4):
        for column, value in enumerate(row):
            sheet.write(number, column, value, money if column == 8 else None)
    sheet.write("J4", "Couleur", title)
    sheet.write_formula("J5", "=I5*2", money, 2000)
    sheet.write_comment("I6", "À demander à la trésorière", {"author": "Une personne"})
    sheet.write_comment("A5", "Dossier reçu", {"author": "Une personne"})
    sheet.data_validation("F5:F99", {"validate": "list", "source": ["en cours", "terminée"]})
    sheet.conditional_format("I5:I9", {"type": "data_bar", "data_bar_2010": True})
    sheet.insert_image("N2", "point.png", {"image_data": io.BytesIO(png())})
    chart = book.add_chart({"type": "column"})
    chart.add_series({"values": "='Projets d''ici'!$I$5:$I$7"})
    sheet.insert_chart("N8", chart)
    sheet.set_header("&C&G", {"image_center": "point.png", "image_data_center": io.BytesIO(png())})
    sheet.autofilter("A4:I7")
    book.define_name("montants", "='Projets d''ici'!$I$5:$I$7")
    readme = book.add_worksheet("Lisez-moi")
    readme.write("A1", "Comment remplir", title)
    readme.write_comment("A1", "Une note", {"author": "Une personne"})
    book.add_worksheet("Calculs").write_formula("A1", "=SUM(montants)", None, 3500.5)


def png() -> bytes:
    """Write a picture of one point."""

    def chunk(kind: bytes, data: bytes) -> bytes:
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))

    header = struct.pack(">IIBBBBB", 1, 1, 8, 2, 0, 0, 0)
    return (
        b"\x89PNG\r\n\x1a\n"
        + chunk(b"IHDR", header)
        + chunk(b"IDAT", zlib.compress(b"\0\x0b\x5a\x7a"))
        + chunk(b"IEND", b"")
    )


def _with_part(data: bytes, name: str, content: bytes) -> bytes:
    """Add a part that nobody knows."""
    target = io.BytesIO(data)
    with zipfile.ZipFile(target, "a") as archive:
        archive.writestr(name, content)
    return target.getvalue()


def parts_of(data: bytes) -> dict[str, bytes]:
    """Return name → bytes of the parts of a workbook, in their order."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}
