"""Write as a workbook the cells of a file that is none of Excel's own: every text as typed, each in its place."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Sequence

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from analytics.intake.annote.marque import xml_text
from analytics.intake.annote.styles import TEXT_FORMAT
from analytics.intake.annote.xml import RELATIONS, TYPES, Names
from analytics.intake.csv_file import read_csv
from analytics.intake.limites import Limites, Refus
from analytics.intake.results import Upload
from analytics.intake.sheet import NO_VALUE, Sheet, column_letter, in_one_piece
from analytics.intake.textes import change_texts, is_encoded
from analytics.intake.xlsx_file import read_workbook

NAMES = Names(
    "http://schemas.openxmlformats.org/spreadsheetml/2006/main",
    "http://schemas.openxmlformats.org/officeDocument/2006/relationships",
)
MOST_ROWS, MOST_COLUMNS, LONGEST_NAME = 1_048_576, 16_384, 31
_CHUNK = 50_000
_TEXT = pa.large_string()
_KIND = "application/vnd.openxmlformats-officedocument.spreadsheetml."


def read_cells(upload: Upload, kind: str, limites: Limites) -> list[Sheet]:
    """Read again the cells of a file already accepted, those coded twice as they were typed."""
    sheets = [read_csv(upload, limites).sheet] if kind == "csv" else read_workbook(upload, kind, limites)[1]
    for sheet in sheets:
        last = int(sheet.rows[-1]) if len(sheet) else 0
        if last > MOST_ROWS or len(sheet.columns) > MOST_COLUMNS:
            raise Refus("feuille-demesuree", raison="il a plus de lignes ou de colonnes qu'une feuille d'Excel")
    return sheets


def write_workbook(sheets: Sequence[Sheet], names: Sequence[str]) -> bytes:
    """Return a workbook of these sheets, under these names."""
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED, compresslevel=1) as archive:
        for entry, content in _frame(names).items():
            archive.writestr(_info(entry), content)
        for number, sheet in enumerate(sheets, start=1):
            with archive.open(_info(f"xl/worksheets/sheet{number}.xml"), "w", force_zip64=len(sheet) > 250_000) as part:
                part.write(f'<?xml version="1.0" encoding="UTF-8"?>\n<worksheet xmlns="{NAMES.main}">'.encode())
                part.write(_columns(sheet).encode() + b"<sheetData>")
                for piece in _pieces(sheet):
                    part.write(piece)
                part.write(b"</sheetData></worksheet>")
    return target.getvalue()


def sheet_names(sheets: Sequence[Sheet], fichier: str) -> list[str]:
    """Return a name that Excel accepts for each sheet: its own, or that of the file."""
    found: list[str] = []
    for sheet in sheets:
        label = "".join(" " if sign in "[]:*?/\\" or sign < " " else sign for sign in sheet.label).strip("' ")
        name = label[:LONGEST_NAME] or "Feuille"
        number = 2
        while name.casefold() in {other.casefold() for other in found}:
            name, number = f"{label[: LONGEST_NAME - 4]} ({number})", number + 1
        found.append(name)
    return found


def _info(entry: str) -> zipfile.ZipInfo:
    """Describe an entry, dated the same whenever it is written."""
    info = zipfile.ZipInfo(entry, (1980, 1, 1, 0, 0, 0))
    info.compress_type = zipfile.ZIP_DEFLATED
    return info


def _frame(names: Sequence[str]) -> dict[str, str]:
    """Return the parts of a workbook besides its sheets and its styles, which the annotation adds."""
    numbers = range(1, len(names) + 1)
    sheets = "".join(
        f'<sheet name="{xml_text(name)}" sheetId="{at}" r:id="rId{at}"/>'
        for at, name in zip(numbers, names, strict=True)
    )
    office, head = NAMES.office, '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
    relations = "".join(
        f'<Relationship Id="rId{at}" Type="{office}/worksheet" Target="worksheets/sheet{at}.xml"/>' for at in numbers
    )
    types = "".join(
        f'<Override PartName="/xl/worksheets/sheet{at}.xml" ContentType="{_KIND}worksheet+xml"/>' for at in numbers
    )
    return {
        "[Content_Types].xml": f'{head}<Types xmlns="{TYPES}"><Default Extension="rels" '
        'ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" '
        f'ContentType="application/xml"/><Override PartName="/xl/workbook.xml" ContentType="{_KIND}sheet.main+xml"/>'
        f"{types}</Types>",
        "_rels/.rels": f'{head}<Relationships xmlns="{RELATIONS}"><Relationship Id="rId1" Type="{office}/officeDocument" '
        'Target="xl/workbook.xml"/></Relationships>',
        "xl/workbook.xml": f'{head}<workbook xmlns="{NAMES.main}" xmlns:r="{office}"><sheets>{sheets}</sheets></workbook>',
        "xl/_rels/workbook.xml.rels": f'{head}<Relationships xmlns="{RELATIONS}">{relations}</Relationships>',
    }


def _columns(sheet: Sheet) -> str:
    """Return the widths of the columns, after the first rows."""
    widths = [max([9, *(len(text) for text in column.slice(0, 100).to_pylist() if text)]) for column in sheet.columns]
    cols = "".join(
        f'<col min="{at}" max="{at}" width="{min(48, width + 2)}" customWidth="1"/>'
        for at, width in enumerate(widths, 1)
    )
    return f"<cols>{cols}</cols>" if cols else ""


def _pieces(sheet: Sheet):
    """Yield the XML of the rows, some thousands at a time."""
    columns = [_as_typed(sheet, at) for at in range(len(sheet.columns))]
    for start in range(0, len(sheet), _CHUNK):
        numbers = pa.array(sheet.rows[start : start + _CHUNK]).cast(_TEXT)
        cells = [_cells(column.slice(start, _CHUNK), at, numbers) for at, column in enumerate(columns)]
        joined = _join(_join('<row r="', numbers, '">'), *cells, "</row>", nulls="replace")
        yield joined.buffers()[2].to_pybytes()


def _cells(texts: pa.Array, column: int, numbers: pa.Array) -> pa.Array:
    """Return the XML of the cells of a column, null where a cell is empty."""
    if is_encoded(texts):
        texts = texts.dictionary.take(texts.indices)
    letter = column_letter(column)
    opening = _join(f'<c r="{letter}', numbers, f'" s="{TEXT_FORMAT}" t="inlineStr"><is><t xml:space="preserve">')
    return _join(opening, texts.cast(_TEXT), "</t></is></c>")


def _join(*parts: str | pa.Array, nulls: str = "emit_null") -> pa.Array:
    """Join texts end to end, row by row; a missing part leaves nothing, or is left out (`replace`)."""
    texts = [pa.scalar(part, _TEXT) if isinstance(part, str) else part for part in parts]
    return pc.binary_join_element_wise(*texts, pa.scalar("", _TEXT), null_handling=nulls)


def _as_typed(sheet: Sheet, at: int) -> pa.Array:
    """Return the texts of a column as they were typed, ready for XML."""
    column, letter = in_one_piece(sheet.columns[at]), column_letter(at)
    for batch in sheet.batches:
        if batch.code == "texte-repare" and batch.place.lettre == letter:
            plain = column.dictionary.take(column.indices) if is_encoded(column) else column
            mask = np.isin(sheet.rows, batch.rows)
            column = pc.replace_with_mask(plain, pa.array(mask), pa.array(batch.values.to_pylist(), plain.type))
    return change_texts(column, _ready)


def _ready(texts: pa.Array) -> pa.Array:
    """Return texts as XML holds them; a formula without value becomes an empty cell."""
    odd = pc.match_substring_regex(
        texts, r"[&<>\"\x00-\x08\x0b\x0c\x0e-\x1f]|_x[0-9A-Fa-f]{4}_|\x{FFFE}|\x{FFFF}"
    ).fill_null(False)
    if not pc.any(odd).as_py():
        return texts
    made = [None if text == NO_VALUE else xml_text(text) for text in texts.filter(odd).to_pylist()]
    return pc.replace_with_mask(texts, odd, pa.array(made, texts.type))
