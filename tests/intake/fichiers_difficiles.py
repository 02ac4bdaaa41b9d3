"""Files such as people really send, each with its right answer; written here, taken from nobody.

Every case holds the same three initiatives (`ROWS`), whose amounts make 4 500,75 $, unless it says otherwise.
"""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any

import openpyxl
from openpyxl.utils.datetime import CALENDAR_MAC_1904

from tests.intake.binaires import bare_xlsx, ods_bytes, xls_bytes, xml_row
from tests.intake.fabrique import FLAT_HEADER, csv_bytes, xlsx_bytes

ROWS = [
    ["P1", "Frigos d’été", "Moisson", "La Mitis", "Alimentation", "en cours", "Autre", "2021-2022", "1 000,25 $"],
    ["P2", "Œuvre à l'île", "Échéance", "La Matapédia", "Transport", "terminée", "Autre", "2021-2022", "2 000,50 $"],
    ["P3", "Où ça, naïve?", "Fiducie", "Rimouski-Neigette", "Logement", "à venir", "Autre", "2022-2023", "1 500,00 $"],
]
CENTS = 100_025 + 200_050 + 150_000
TITLES = [row[1] for row in ROWS]
NUMBERS = [[*row[:-1], amount] for row, amount in zip(ROWS, (1000.25, 2000.5, 1500), strict=True)]
TABLE = [FLAT_HEADER, *ROWS]


@dataclass(frozen=True)
class Case:
    """A file, what it holds, and the findings that must be among those of its reading."""

    write: Callable[[], bytes]
    codes: frozenset[str] = frozenset()
    rows: int = 3
    cents: int = CENTS
    header: int = 1
    sheet: str | None = None
    encoding: str | None = None
    separator: str | None = ";"
    titles: Sequence[str] = field(default_factory=lambda: TITLES)


def coded(encoding: str, *codes: str, said: str | None = None, mark: bytes = b"") -> Case:
    """Return the case of a CSV in another encoding."""
    return Case(lambda: mark + csv_bytes(TABLE).decode().encode(encoding), frozenset(codes), encoding=said or encoding)


def plain(text: str, *codes: str, **answer: Any) -> Case:
    """Return the case of a CSV written by hand, in UTF-8."""
    return Case(lambda: text.encode(), frozenset(codes), **answer)


def lines(*rows: Sequence[Any], newline: str = "\r\n", separator: str = ";") -> str:
    """Return rows as the text of a CSV."""
    return csv_bytes(rows, separator).decode().replace("\r\n", newline) + newline


def shown_as(encoding: str) -> str:
    """Return the CSV as a program shows it that reads its UTF-8 in an old encoding."""
    return "".join(
        bytes([code]).decode(encoding, errors="replace").replace("\ufffd", chr(code)) for code in csv_bytes(TABLE)
    )


def book(*codes: str, sheet: str = "Projets", **answer: Any) -> Callable[[Callable[[openpyxl.Workbook], None]], Case]:
    """Return what makes a case of a function that fills a workbook."""

    def make(fill: Callable[[openpyxl.Workbook], None]) -> Case:
        def write() -> bytes:
            workbook = openpyxl.Workbook()
            workbook.active.title = "Projets"
            fill(workbook)
            target = io.BytesIO()
            workbook.save(target)
            return target.getvalue()

        return Case(write, frozenset(codes), sheet=sheet, separator=None, **answer)

    return make


def rows_into(workbook: openpyxl.Workbook, rows: Sequence[Sequence[Any]]) -> Any:
    """Write rows at the end of the first sheet, and return it."""
    for row in rows:
        workbook.worksheets[0].append(list(row))
    return workbook.worksheets[0]


@book("feuille-ignoree", header=4)
def readme_first(workbook: openpyxl.Workbook) -> None:
    """A read-me first, then title rows above the headers."""
    rows_into(workbook, [["Alliance du Bas-Saint-Laurent"], ["Projets de 2021"], [], *[FLAT_HEADER], *NUMBERS])
    workbook.create_sheet("Lisez-moi", 0)["A1"] = "Remplissez la feuille suivante."


@book(header=3)
def two_line_headers(workbook: openpyxl.Workbook) -> None:
    """Headers on two lines: « Montant » merged over « accordé » and « versé », the others merged downwards."""
    sheet = rows_into(workbook, [["Projets"], [*FLAT_HEADER[:-1], "Montant", None], [None] * 8 + ["accordé", "versé"]])
    sheet.merge_cells("I2:J2")
    for letter in "ABCDEFGH":
        sheet.merge_cells(f"{letter}2:{letter}3")
    rows_into(workbook, [[*row, 5] for row in NUMBERS])


@book("ligne-masquee", "feuille-masquee")
def hidden(workbook: openpyxl.Workbook) -> None:
    """A hidden row, which counts, and a hidden sheet, an old copy, which does not."""
    rows_into(workbook, [FLAT_HEADER, *NUMBERS]).row_dimensions[3].hidden = True
    copy = workbook.create_sheet("Ancien")
    for row in [FLAT_HEADER, *NUMBERS]:
        copy.append(row)
    copy.sheet_state = "hidden"


@book("ligne-total", "ligne-note", "ligne-intertitre", "entete-repete", "ligne-vide")
def totals_and_notes(workbook: openpyxl.Workbook) -> None:
    """Titles between rows, sub-totals, a repeated header, a total with and without a label, notes."""
    sheet = rows_into(workbook, [FLAT_HEADER, ["Volet 1 – projets en cours"], *NUMBERS[:2]])
    rows_into(workbook, [["Sous-total"] + [None] * 7 + [3000.75], FLAT_HEADER, ["Autres projets"], *NUMBERS[2:]])
    rows_into(workbook, [["Total général"] + [None] * 7 + [4500.75], [None] * 8 + [4500.75], []])
    rows_into(workbook, [["* Montants préliminaires"], ["Source :", "MRC de La Mitis"]])
    sheet.merge_cells("A7:I7")


@book("feuille-croisee")
def pivot(workbook: openpyxl.Workbook) -> None:
    """A pivot table beside the data."""
    rows_into(workbook, [FLAT_HEADER, *NUMBERS])
    summary = workbook.create_sheet("Sommaire")
    for row in [
        ["Étiquettes de lignes", "Somme de Montant accordé"],
        ["La Mitis", 1000.25],
        ["Total général", 4500.75],
    ]:
        summary.append(row)


@book()
def ghost_cells(workbook: openpyxl.Workbook) -> None:
    """A cell that only has a style, in the last row and column of the sheet."""
    sheet = rows_into(workbook, [FLAT_HEADER, *NUMBERS])
    sheet["XFD1048576"].font = openpyxl.styles.Font(bold=True)


@book("formule-sans-valeur", "valeur-erreur-excel", cents=150_000)
def formulas(workbook: openpyxl.Workbook) -> None:
    """A formula saved without its value, and an error."""
    sheet = rows_into(workbook, [FLAT_HEADER, *NUMBERS])
    sheet["I2"], sheet["I3"] = "=SUM(1,2)", "#REF!"


@book("date-numero", "date-illisible", "date-incomplete", "date-ambigue")
def dates(workbook: openpyxl.Workbook) -> None:
    """Dates as dates, as words, as numbers, of the Macintosh's calendar, beyond the calendar."""
    workbook.epoch = CALENDAR_MAC_1904
    starts = [datetime(2021, 4, 1, 13, 30), "1er avril 2021", 42825]
    ends = [date(2022, 3, 31), "mars 2022", 2_994_626]
    sheet = rows_into(workbook, [[*FLAT_HEADER, "Début", "Fin", "Du"]])
    rows_into(workbook, [[*row, start, end] for row, start, end in zip(NUMBERS, starts, ends, strict=True)])
    sheet["K2"] = "05/12/2021"


def patched(write: Callable[[], bytes], *changes: tuple[bytes, bytes]) -> bytes:
    """Return a workbook in whose sheet some XML was replaced."""
    target = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(write())) as source, zipfile.ZipFile(target, "w") as copy:
        for name in source.namelist():
            data = source.read(name)
            for before, after in changes if name == "xl/worksheets/sheet1.xml" else ():
                data = data.replace(before, after)
            copy.writestr(name, data)
    return target.getvalue()


def false_dimension() -> bytes:
    """Return a workbook that declares one row only."""
    return patched(
        lambda: xlsx_bytes({"Projets": [FLAT_HEADER, *NUMBERS]}), (b'<dimension ref="A1:I4"', b'<dimension ref="A1:A1"')
    )


def with_macros() -> bytes:
    """Return a workbook that has macros."""
    source = zipfile.ZipFile(io.BytesIO(xlsx_bytes({"Projets": [FLAT_HEADER, *NUMBERS]})))
    target = io.BytesIO()
    with source, zipfile.ZipFile(target, "w") as copy:
        for name in source.namelist():
            copy.writestr(name, source.read(name))
        copy.writestr("xl/vbaProject.bin", b"macros")
    return target.getvalue()


AMOUNTS = ["97 000euros", "1,500 $", "2,5E7", "n. d.", "Ne rien indiquer", "2\u00a0016\u00a0049\u00a0$"]
MIXED = csv_bytes(TABLE[:2]) + b"\r\n" + csv_bytes(TABLE[2:]).decode().encode("cp1252")
NOTED = lines(FLAT_HEADER, ROWS[0], [*ROWS[1][:1], "Œuvre à\nl'île", *ROWS[1][2:]], ROWS[2])

CASES: dict[str, Case] = {
    "cp1252": coded("cp1252", "encodage-devine"),
    "mac": coded("mac_roman", "encodage-devine"),
    "utf16": coded("utf-16"),
    "utf16-sans-marque": coded("utf-16-le", "encodage-devine", said="utf-16"),
    "utf16-gros-bout": coded("utf-16-be", "encodage-devine", said="utf-16"),
    "utf32": coded("utf-32"),
    "marque-utf8": coded("utf-8-sig", said="utf-8"),
    "marque-puis-cp1252": coded("cp1252", "encodage-melange", mark=b"\xef\xbb\xbf"),
    "dos": Case(
        lambda: lines(FLAT_HEADER, *ROWS).replace("’", "'").replace("Œ", "OE").encode("cp850"),
        frozenset(("encodage-devine",)),
        encoding="cp850",
        titles=[title.replace("’", "'").replace("Œ", "OE") for title in TITLES],
    ),
    "deux-codages": Case(lambda: MIXED, frozenset(("encodage-melange",)), encoding="utf-8"),
    "code-deux-fois": Case(lambda: shown_as("cp1252").encode(), frozenset(("texte-repare",)), encoding="utf-8"),
    "code-deux-fois-mac": Case(lambda: shown_as("mac_roman").encode(), frozenset(("texte-repare",)), encoding="utf-8"),
    "code-deux-fois-dos": Case(lambda: shown_as("cp850").encode(), frozenset(("texte-repare",)), encoding="utf-8"),
    "sep": plain("sep=;\r\n" + lines(*TABLE), header=2),
    "sep-inhabituel": plain("sep=~\r\n" + lines(*TABLE, separator="~"), header=2, separator="~"),
    "virgule": plain(lines(*TABLE, separator=","), separator=","),
    "tabulation": plain(lines(*TABLE, separator="\t"), separator="\t"),
    "barre": plain(lines(*TABLE, separator="|"), separator="|"),
    "retours-mac": plain(lines(*TABLE, newline="\r")),
    "retours-unix": plain(lines(*TABLE, newline="\n")),
    "retours-melanges": plain(lines(*TABLE[:2]) + lines(TABLE[2], newline="\n") + lines(TABLE[3], newline="\r")),
    "titres-et-blancs": plain(
        "Projets 2021\r\n\r\n" + lines(FLAT_HEADER, ROWS[0]) + "\r\n" + lines(*ROWS[1:]) + ";;;;;;;;\r\n" * 21,
        "ligne-vide", header=3,
    ),
    "retour-dans-une-cellule": plain(NOTED, titles=[TITLES[0], "Œuvre à\nl'île", TITLES[2]]),
    "guillemets-dedans": plain(
        lines(FLAT_HEADER, ROWS[0], ROWS[1]) + 'P3;"Projet "Où ça" ici";Fiducie;La Mitis;Logement;à venir;Autre;2022-2023;1500\r\n',
        "guillemets-inegaux", titles=[*TITLES[:2], 'Projet "Où ça" ici'],
    ),
    "guillemets-jamais-fermes": plain(
        lines(FLAT_HEADER, ROWS[0])
        + 'P2;"Œuvre;Échéance;La Mitis;Santé;en cours;Autre;2021-2022;2000,50\r\n'
        + 'P3;"Où ça";"Fiducie";La Mitis;Logement;à venir;Autre;2022-2023;1500\r\n',
        "guillemets-ouverts", titles=[TITLES[0], '"Œuvre', "Où ça"],
    ),
    "pouces": plain(lines(*TABLE[:3]) + 'P3;Porte 36";Fiducie;La Mitis;Logement;à venir;Autre;2022-2023;1500\r\n',
                    titles=[*TITLES[:2], 'Porte 36"']),
    "ligne-courte": plain(lines(*TABLE[:3]) + "P3;Où;Fiducie;La Mitis\r\n", "ligne-courte", "obligatoire-vide",
                          cents=300_075, titles=[*TITLES[:2], "Où"]),
    "ligne-longue": plain(lines(*TABLE) + "P4;a;b;La Mitis;Santé;en cours;Autre;2021-2022;5;de trop\r\n", "ligne-decalee",
                          rows=4, cents=CENTS + 500, titles=[*TITLES, "a"]),
    "lignes-entre-guillemets": plain(
        "\r\n".join('"' + line.replace('"', '""') + '"' for line in lines(*TABLE).splitlines()), "lignes-entre-guillemets"
    ),
    "textes-d-excel": plain(lines(*TABLE).replace("1 000,25 $", '="1000,25"').replace("P2", '="P2"')),
    "marque-au-milieu": plain(lines(*TABLE[:2]) + "\ufeff" + lines(*TABLE[2:])),
    "fin-de-ms-dos": plain(lines(*TABLE) + "\x1a"),
    "nul": plain(lines(*TABLE).replace("Moisson", "Moi\0sson"), "caracteres-retires"),
    "montants": plain(
        lines(FLAT_HEADER, *([f"P{n}", "Frigos", *ROWS[0][2:8], amount] for n, amount in enumerate(AMOUNTS))),
        "montant-autre-monnaie", "montant-ambigu", "montant-abrege", "valeur-manquante",
        rows=6, cents=9_700_000 + 150_000 + 2_500_000_000 + 201_604_900, titles=["Frigos"] * 6,
    ),
    "classeur": Case(lambda: xlsx_bytes({"Projets": [FLAT_HEADER, *NUMBERS]}), sheet="Projets", separator=None),
    "lisez-moi": readme_first,
    "entetes-sur-deux-lignes": two_line_headers,
    "masques": hidden,
    "totaux-et-notes": totals_and_notes,
    "tableau-croise": pivot,
    "cellule-fantome": ghost_cells,
    "formules": formulas,
    "dates": dates,
    "etendue-fausse": Case(false_dimension, sheet="Projets", separator=None),
    "macros": Case(with_macros, sheet="Projets", separator=None),
    "prefixe": Case(
        lambda: bare_xlsx("".join(xml_row(n, row) for n, row in enumerate([FLAT_HEADER, *NUMBERS], 1))),
        sheet="Projets", separator=None,
    ),
    "xls": Case(lambda: xls_bytes({"Lisez-moi": [["Bonjour"]], "Projets": [FLAT_HEADER, *NUMBERS]}), sheet="Projets", separator=None),
    "xls-masques": Case(
        lambda: xls_bytes({"Lisez-moi": [["Bonjour"]], "Projets": [FLAT_HEADER, *NUMBERS]}, hidden={"Lisez-moi": [1], "Projets": [3, 4]}),
        frozenset(("ligne-masquee",)), sheet="Projets", separator=None,
    ),
    "xls-erreur": Case(
        lambda: xls_bytes({"Projets": [[], [None, *FLAT_HEADER], *([None, *row] for row in NUMBERS[:2]), [None, *NUMBERS[2][:-1], "#N/A"]]}),
        frozenset(("valeur-erreur-excel",)), cents=300_075, header=2, sheet="Projets", separator=None,
    ),
    "ods": Case(lambda: ods_bytes({"Projets": [FLAT_HEADER, *NUMBERS]}), sheet="Projets", separator=None),
    "ods-erreur": Case(
        lambda: ods_bytes({"Projets": [FLAT_HEADER, *NUMBERS[:2], [*NUMBERS[2][:-1], "#N/A"]]}),
        frozenset(("valeur-erreur-excel",)), cents=300_075, sheet="Projets", separator=None,
    ),
}  # fmt: skip
"""Every difficult file, by name."""
