"""The annotated workbook: the faulty cells coloured and commented, a list with links, and nothing else changed."""

from __future__ import annotations

import io
import re
import warnings
from dataclasses import replace

import openpyxl
import pytest

from analytics.intake import LIMITES, Reading, Upload, read_uploads
from analytics.intake.annote import AnnotationImpossible, annotate, plan
from analytics.intake.annote.feuille import SheetEditor
from analytics.intake.annote.marque import AUTEUR, COULEURS, neutralised
from tests.intake.binaires import ods_bytes, xls_bytes, zip_bytes
from tests.intake.classeur_riche import FAULTY, MACRO, parts_of, rich_bytes
from tests.intake.fabrique import FLAT_HEADER, csv_bytes, xlsx_bytes
from tests.intake.fichiers_difficiles import CASES
from tests.intake.hostiles import HOSTILES

GOOD = ["P1", "Frigos", "Moisson", "La Mitis", "Alimentation", "en cours", "Autre", "2021-2022", "1 000,00"]
OF_THE_FILE = {"encodage-devine", "encodage-melange", "separateur-devine", "caracteres-illisibles", "caracteres-retires"} | {
    "guillemets-inegaux", "guillemets-ouverts", "ligne-courte", "ligne-decalee", "lignes-entre-guillemets", "ligne-masquee"
}  # fmt: skip
"""Findings about how a file is written: the workbook made of it, all of whose rows are shown, has no such trouble any more."""


def read(data: bytes, nom: str = "projets.xlsx") -> Reading:
    """Read one file, in this process."""
    return read_uploads([Upload(nom, data)], isole=False)


def annotated(data: bytes, nom: str = "projets.xlsx") -> bytes:
    """Return one file annotated, in this process."""
    return annotate(Upload(nom, data), read(data, nom), isole=False).contenu


def book(data: bytes) -> openpyxl.Workbook:
    """Open a workbook; openpyxl warns of what it would lose, which is why the annotation does not use it."""
    warnings.simplefilter("ignore", UserWarning)
    return openpyxl.load_workbook(io.BytesIO(data))


def found(reading: Reading, but: set[str] = frozenset()) -> list[tuple]:
    """Return what is found, in order."""
    return [(f.code, f.niveau, f.cellule, f.ligne, f.valeur) for f in reading.anomalies if f.code not in but]


@pytest.fixture(scope="module")
def rich() -> bytes:
    return rich_bytes()


@pytest.fixture(scope="module")
def marked(rich) -> bytes:
    """Return the rich workbook annotated, in a process of its own."""
    return annotate(Upload("projets.xlsx", rich), read(rich)).contenu


def test_annotate_colours_and_comments_the_faulty_cells_only(rich, marked):
    sheet, before = book(marked).worksheets[0], book(rich).worksheets[0]
    colours = {
        cell.coordinate: cell.fill.fgColor.rgb for row in sheet for cell in row if cell.fill.fgColor.rgb in COULEURS
    }
    assert colours == dict.fromkeys(FAULTY, COULEURS[0]) | {"J4": COULEURS[1]}
    added = {cell.coordinate for row in sheet for cell in row if cell.comment and cell.comment.author == AUTEUR}
    assert added == {*FAULTY, "J4"} - {"I6"}
    assert "« La Matannie » n'est pas un territoire" in sheet["D5"].comment.text
    assert before["D5"].comment is None


def test_annotate_keeps_the_comments_of_people_and_writes_under_them(marked):
    sheet = book(marked).worksheets[0]
    assert sheet["A5"].comment.text.endswith("Dossier reçu")
    assert sheet["I6"].comment.author == "Une personne"
    assert re.search(
        r"À demander à la trésorière\n.*« douze mille » n'est pas un montant", sheet["I6"].comment.text, re.S
    )


def test_annotate_leaves_every_other_part_byte_for_byte(rich, marked):
    before, after = parts_of(rich), parts_of(marked)
    changed = {name for name in before if before[name] != after[name]}
    assert changed == {
        "[Content_Types].xml",
        "xl/workbook.xml",
        "xl/_rels/workbook.xml.rels",
        "xl/styles.xml",
        "xl/worksheets/sheet1.xml",
        "xl/worksheets/_rels/sheet1.xml.rels",
        "xl/comments1.xml",
        "xl/drawings/vmlDrawing1.vml",
    }
    assert set(after) - set(before) == {"xl/worksheets/sheet4.xml"}
    assert list(after)[: len(before)] == list(before)
    assert (
        len(
            {"xl/sharedStrings.xml", "xl/charts/chart1.xml", "xl/media/image1.png", "customXml/item1.xml"} & set(before)
        )
        == 4
    )


def test_annotate_changes_nothing_but_the_formats_of_the_sheet(rich, marked):
    before, after = (parts_of(data)["xl/worksheets/sheet1.xml"].decode() for data in (rich, marked))
    bare = [
        re.sub(r'<c r="C7" s="\d+"/>|(?<=") s="\d+"|(?<=<row r="7") spans="1:9"', "", text) for text in (before, after)
    ]
    assert bare[0] == bare[1]


def test_annotate_keeps_the_format_of_the_cell_but_its_background(rich, marked):
    before, after = (book(data).worksheets[0]["I6"] for data in (rich, marked))
    assert (after.number_format, after.font.i) == (before.number_format, before.font.i) == ('#,##0.00 "$"', True)
    assert (before.fill.fgColor.rgb, after.fill.fgColor.rgb) == ("FFFFFF00", COULEURS[0])


def test_annotate_gives_dark_text_to_a_coloured_header(marked):
    sheet = book(marked).worksheets[0]
    assert (sheet["J4"].fill.fgColor.rgb, sheet["J4"].font.color.rgb) == (COULEURS[1], "FF1F2933")
    assert sheet["I4"].font.color.rgb == "FFFFFFFF"


def test_annotate_lists_the_findings_with_a_link_to_each_cell(rich, marked):
    sheet = book(marked)["À corriger"]
    links = {cell.value: cell.hyperlink.location for row in sheet for cell in row if cell.hyperlink}
    assert {place: f"'Projets d''ici'!{place}" for place in FAULTY}.items() <= links.items()
    rows = [row for row in sheet.iter_rows(values_only=True) if row[0] in plan.NIVEAU.values()]
    assert [row[5] for row in rows] == [f.message for f in read(rich).anomalies]
    assert book(marked).sheetnames == ["Projets d'ici", "Lisez-moi", "Calculs", "À corriger"]


def test_annotated_workbook_deposited_again_reads_the_same(rich, marked):
    assert read(marked).to_json() == read(rich).to_json()


@pytest.mark.parametrize("name", CASES)
def test_annotated_difficult_file_deposited_again_reads_the_same(name):
    data = CASES[name].write()
    first = read(data, "projets.bin")
    given = annotate(Upload("projets.bin", data), first, isole=False)
    again = read(given.contenu, "projets.bin")
    assert found(again) == found(first, OF_THE_FILE if given.converti else set())
    assert {n: t.montants for n, t in again.tables.items()} == {n: t.montants for n, t in first.tables.items()}


def test_annotate_again_replaces_what_it_added(marked):
    mended = book(marked)
    mended.worksheets[0]["D5"] = "La Matanie"
    mended.worksheets[0]["H6"] = "2021-2022"
    target = io.BytesIO()
    mended.save(target)
    again = book(annotated(target.getvalue()))
    sheet = again.worksheets[0]
    assert again.sheetnames.count("À corriger") == 1 and len(again.sheetnames) == 4
    assert sheet["D5"].comment is None and sheet["D5"].fill.fgColor.rgb not in COULEURS
    assert sheet["I6"].comment.text.count("douze mille") == 1
    assert sheet["C7"].fill.fgColor.rgb == COULEURS[0]
    listed = {cell.value for row in again["À corriger"] for cell in row if cell.hyperlink}
    assert {"C7", "I6"} <= listed and not {"D5", "H6"} & listed


def test_annotate_keeps_macros():
    data = rich_bytes(macro=True)
    given = annotate(Upload("projets.xlsm", data), read(data, "projets.xlsm"), isole=False)
    assert given.nom == "projets (annoté).xlsm"
    assert parts_of(given.contenu)["xl/vbaProject.bin"] == MACRO


@pytest.mark.parametrize(
    ("nom", "write"),
    [
        ("projets.csv", lambda rows: csv_bytes(rows)),
        ("projets.xls", lambda rows: xls_bytes({"Projets": rows})),
        ("projets.ods", lambda rows: ods_bytes({"Projets": rows})),
    ],
)
def test_annotate_gives_a_workbook_of_the_same_cells_for_another_kind_of_file(nom, write):
    rows = [FLAT_HEADER, [*GOOD[:3], "La Matannie", *GOOD[4:]], ["=1+1", "007", *GOOD[2:8], "-12"]]
    data = write(rows)
    given = annotate(Upload(nom, data), read(data, nom), isole=False)
    assert (given.nom, given.converti) == ("projets (annoté).xlsx", True)
    workbook = book(given.contenu)
    assert [[cell.value for cell in row] for row in workbook.worksheets[0]] == rows
    assert workbook.worksheets[0]["D2"].comment and workbook.worksheets[0]["D2"].fill.fgColor.rgb == COULEURS[0]
    assert all(
        cell.number_format == "@" and cell.quotePrefix
        for row in workbook.worksheets[0]
        for cell in row
        if cell.row != 2
    )
    assert "n'était pas un classeur .xlsx" in " ".join(str(row[0].value) for row in workbook["À corriger"])
    assert b"<f>" not in b"".join(parts_of(given.contenu).values())


def test_annotate_writes_texts_that_nothing_runs():
    rows = [FLAT_HEADER, [*GOOD[:8], '=cmd|"/c calc"!A1'], [*GOOD[:8], "-12"], [*GOOD[:8], "\x01<b>&"]]
    data = csv_bytes(rows)
    sheet = book(annotated(data, "x.csv"))["À corriger"]
    values = {row[2].value: row[4].value for row in sheet if row[2].hyperlink}
    assert values["I2"] == '\'=cmd|"/c calc"!A1'
    assert values["I3"] == "-12"
    assert values["I4"] == "\ufffd<b>&"


@pytest.mark.parametrize(
    ("text", "expected"),
    [("=1", "'=1"), ("+a", "'+a"), ("@x", "'@x"), ("\t=1", "'\t=1"), ("-1 234,50 $", "-1 234,50 $"), ("-", "-"), ("a=1", "a=1"),
     ("-1+1|x", "'-1+1|x")],
)  # fmt: skip
def test_neutralised_spares_true_numbers(text, expected):
    assert neutralised(text) == expected


UNUSUAL = {
    "prefixe": lambda xml: re.sub(r"<(/?)(?=[a-zA-Z])", r"<\1x:", xml).replace('xmlns="', 'xmlns:x="'),
    "sans adresse": lambda xml: re.sub(r'(?<=<c) r="[A-Z]+\d+"', "", xml),
    "commentaire XML": lambda xml: xml.replace("<sheetData>", "<!-- <c r='A1'> --><sheetData>"),
}


@pytest.mark.parametrize("way", UNUSUAL)
def test_annotate_follows_unusual_ways_to_write_a_sheet(way):
    parts = parts_of(xlsx_bytes({"Projets": [FLAT_HEADER, [*GOOD[:8], "douze"], [*GOOD[:8], "treize"]]}))
    path = "xl/worksheets/sheet1.xml"
    data = zip_bytes(parts | {path: UNUSUAL[way](parts[path].decode())})
    sheet = book(annotated(data)).worksheets[0]
    for place in ("I2", "I3"):
        assert sheet[place].comment and sheet[place].fill.fgColor.rgb == COULEURS[0]
    assert read(annotated(data)).to_json() == read(data).to_json()


def test_annotate_keeps_what_looks_like_an_escape_of_excel():
    data = csv_bytes([FLAT_HEADER, [GOOD[0], "_x0041_ & <b>", *GOOD[2:]]])
    again = read(annotated(data, "x.csv"), "x.csv")
    assert again.frames["initiatives"]["titre"].tolist() == ["_x0041_ & <b>"]


def test_mark_adds_rows_and_cells_in_their_place():
    editor = SheetEditor(
        b'<worksheet xmlns="m"><cols><col min="2" max="2" style="4"/></cols><sheetData><row r="2" spans="1:2" s="7" customFormat="1">'
        b'<c r="A2"/><c r="C2" s="3"><v>1</v></c></row><row r="5"/></sheetData><pageMargins/></worksheet>'
    )
    firsts = editor.mark(
        {2: {1: 0, 2: 0, 3: 1, -1: 0}, 3: {1: 0}, 5: {0: 0}}, lambda base, rank: 100 + 10 * base + rank
    )
    assert editor.data.split(b"<sheetData>")[1] == (
        b'<row r="2" s="7" customFormat="1"><c r="A2"/><c r="B2" s="170"/><c r="C2" s="130"><v>1</v></c><c r="D2" s="171"/></row>'
        b'<row r="3"><c r="B3" s="140"/></row><row r="5"><c r="A5" s="100"/></row></sheetData><pageMargins/></worksheet>'
    )
    assert firsts == {2: 2}


def test_annotate_says_what_its_caps_leave_out(monkeypatch):
    monkeypatch.setattr(plan, "MOST_COMMENTS", 3)
    monkeypatch.setattr(plan, "MOST_LINES_OF_ONE", 2)
    data = csv_bytes([FLAT_HEADER, *[[*GOOD[:8], "douze"] for _ in range(5)]])
    workbook = book(annotated(data, "x.csv"))
    commented = [cell for row in workbook.worksheets[0] for cell in row if cell.comment]
    assert len(commented) == 3
    said = " ".join(str(row[0].value) for row in workbook["À corriger"]).replace("\u00a0", " ")
    assert "autres points du même genre n'y sont pas" in said and "n’en ont pas" in said


def test_annotate_refuses_what_was_not_read_and_what_exceeds_the_limits(rich):
    pdf = Upload("x.pdf", b"%PDF-1.4 fichier")
    with pytest.raises(AnnotationImpossible, match="n'a pas pu être lu"):
        annotate(pdf, read_uploads([pdf]))
    with pytest.raises(AnnotationImpossible, match="trop gros"):
        annotate(Upload("projets.xlsx", rich), read(rich), limites=replace(LIMITES, gonfle=0.001))


@pytest.mark.parametrize("name", ["sans-feuille", "bombe-feuille"])
def test_annotate_of_a_file_made_to_harm_says_that_it_cannot(name):
    upload = Upload("piege.xlsx", HOSTILES[name]())
    with pytest.raises(AnnotationImpossible):
        annotate(upload, read_uploads([upload]))


def test_annotate_of_a_file_without_any_finding_only_adds_the_list():
    data = xlsx_bytes({"Projets": [FLAT_HEADER, GOOD]})
    before, after = parts_of(data), parts_of(annotated(data))
    assert {name for name in before if "sheet1" in name and before[name] != after[name]} == set()
    assert set(after) - set(before) == {"xl/worksheets/sheet2.xml"}
