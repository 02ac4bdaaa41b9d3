"""Write the spreadsheets that no library at hand writes: an old .xls, an .ods, an .xlsx from its bare XML."""

from __future__ import annotations

import io
import struct
import zipfile
from collections.abc import Mapping, Sequence
from html import escape
from typing import Any

SECTOR = 512
_FREE, _END, _FAT = 0xFFFFFFFF, 0xFFFFFFFE, 0xFFFFFFFD
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_ERRORS = {"#NULL!": 0x00, "#DIV/0!": 0x07, "#VALUE!": 0x0F, "#REF!": 0x17, "#NAME?": 0x1D, "#NUM!": 0x24, "#N/A": 0x2A}
_SPREADSHEET = "application/vnd.oasis.opendocument.spreadsheet"
_ODS_NAMES = " ".join(
    f'xmlns:{short}="urn:{long}"'
    for short, long in {
        "office": "oasis:names:tc:opendocument:xmlns:office:1.0",
        "table": "oasis:names:tc:opendocument:xmlns:table:1.0",
        "text": "oasis:names:tc:opendocument:xmlns:text:1.0",
        "calcext": "org:documentfoundation:names:experimental:calc:xmlns:calcext:1.0",
    }.items()
)
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006"


def zip_bytes(parts: Mapping[str, str | bytes], method: int = zipfile.ZIP_DEFLATED) -> bytes:
    """Write an archive."""
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w", method) as archive:
        for name, data in parts.items():
            archive.writestr(name, data)
    return target.getvalue()


def ole_bytes(streams: Mapping[str, bytes]) -> bytes:
    """Write an OLE2 file; every stream is padded to 4096 bytes at least, so that none is a small one."""
    padded = {name: data.ljust(4096, b"\0") for name, data in streams.items()}
    sizes = [-(-len(data) // SECTOR) for data in padded.values()]
    fat, starts, at = [_FAT, _END], [], 2
    for size in sizes:
        starts.append(at)
        fat += [*range(at + 1, at + size), _END]
        at += size
    fat += [_FREE] * (SECTOR // 4 - len(fat))
    if len(fat) > SECTOR // 4:
        raise ValueError("un seul secteur de table est écrit")
    entries = [_entry("Root Entry", 5, 1 if streams else _FREE, _END, 0)]
    for index, (name, data) in enumerate(padded.items()):
        right = index + 2 if index + 1 < len(padded) else _FREE
        entries.append(_entry(name, 2, _FREE, starts[index], len(data), right))
    directory = b"".join(entries).ljust(SECTOR, b"\0")
    body = b"".join(data.ljust(size * SECTOR, b"\0") for data, size in zip(padded.values(), sizes, strict=True))
    return _ole_header() + struct.pack(f"<{SECTOR // 4}L", *fat) + directory[:SECTOR] + body


def _ole_header() -> bytes:
    """Write the first sector: one sector of table (0), the directory next (1), no small stream."""
    head = (
        _OLE + bytes(16) + struct.pack("<HHHHH6xLLLLLLLLL", 0x3E, 3, 0xFFFE, 9, 6, 0, 1, 1, 0, 4096, _END, 0, _END, 0)
    )
    return head + struct.pack("<L", 0) + struct.pack("<L", _FREE) * 108


def _entry(name: str, kind: int, child: int, start: int, size: int, right: int = _FREE) -> bytes:
    """Write one entry of the directory."""
    text = (name + "\0").encode("utf-16-le")
    head = text.ljust(64, b"\0") + struct.pack("<HBBLLL", len(text), kind, 1, _FREE, right, child)
    return head + bytes(36) + struct.pack("<LLL", start, size, 0)


def record(code: int, data: bytes = b"") -> bytes:
    """Write one record of an .xls."""
    return struct.pack("<HH", code, len(data)) + data


def xls_bytes(
    sheets: Mapping[str, Sequence[Sequence[Any]]], hidden: Mapping[str, Sequence[int]] | None = None
) -> bytes:
    """Write an .xls of texts, numbers, true and false, and errors (« #N/A »); `hidden`: sheet → its hidden rows."""
    bodies = [_xls_sheet(rows, (hidden or {}).get(name, ())) for name, rows in sheets.items()]
    start = record(0x0809, struct.pack("<HHHHLL", 0x0600, 5, 0, 1997, 0, 6)) + record(0x0042, struct.pack("<H", 1200))
    names = [struct.pack("<LBBBB", 0, 0, 0, len(name), 1) + name.encode("utf-16-le") for name in sheets]
    at = len(start) + sum(len(record(0x85, name)) for name in names) + len(record(0x0A))
    listed = b""
    for name, body in zip(names, bodies, strict=True):
        listed += record(0x85, struct.pack("<L", at) + name[4:])
        at += len(body)
    return ole_bytes({"Workbook": start + listed + record(0x0A) + b"".join(bodies)})


def _xls_sheet(rows: Sequence[Sequence[Any]], hidden: Sequence[int]) -> bytes:
    """Write one sheet of an .xls."""
    looks = [struct.pack("<HHHHHHL", r, 0, 0, 255, 0, 0, 0x100 | 0x20 * (r + 1 in hidden)) for r in range(len(rows))]
    cells = [_xls_cell(r, c, value) for r, row in enumerate(rows) for c, value in enumerate(row) if value is not None]
    extent = struct.pack("<LLHHH", 0, len(rows), 0, max(map(len, rows), default=0), 0)
    begin = record(0x0809, struct.pack("<HHHHLL", 0x0600, 16, 0, 1997, 0, 6))
    return (
        begin
        + record(0x0200, extent)
        + b"".join(record(0x0208, look) for look in looks)
        + b"".join(cells)
        + record(0x0A)
    )


def _xls_cell(row: int, column: int, value: Any) -> bytes:
    """Write one cell of an .xls."""
    place = struct.pack("<HHH", row, column, 0)
    if isinstance(value, bool) or value in _ERRORS:
        wrong = not isinstance(value, bool)
        return record(0x0205, place + struct.pack("<BB", _ERRORS[value] if wrong else value, wrong))
    if isinstance(value, int | float):
        return record(0x0203, place + struct.pack("<d", value))
    return record(0x0204, place + struct.pack("<HB", len(value), 1) + value.encode("utf-16-le"))


def ods_bytes(sheets: Mapping[str, str | Sequence[Sequence[Any]]], parts: Mapping[str, str] | None = None) -> bytes:
    """Write an .ods; a sheet is rows of cells, or its bare XML."""
    tables = "".join(
        f'<table:table table:name="{escape(name)}">{rows if isinstance(rows, str) else ods_rows(rows)}</table:table>'
        for name, rows in sheets.items()
    )
    content = (
        f'<?xml version="1.0" encoding="UTF-8"?><office:document-content {_ODS_NAMES} office:version="1.2">'
        f"<office:body><office:spreadsheet>{tables}</office:spreadsheet></office:body></office:document-content>"
    )
    manifest = (
        '<?xml version="1.0"?><manifest:manifest xmlns:manifest="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0">'
        f'<manifest:file-entry manifest:full-path="/" manifest:media-type="{_SPREADSHEET}"/></manifest:manifest>'
    )
    return zip_bytes(
        {"mimetype": _SPREADSHEET, "content.xml": content, "META-INF/manifest.xml": manifest} | dict(parts or {})
    )


def ods_rows(rows: Sequence[Sequence[Any]]) -> str:
    """Write rows of cells as the XML of an .ods, with the blank row that every spreadsheet leaves at the end."""
    body = "".join(f"<table:table-row>{''.join(map(ods_cell, row))}</table:table-row>" for row in rows)
    blank = '<table:table-cell table:number-columns-repeated="16384"/>'
    return f'{body}<table:table-row table:number-rows-repeated="1048000">{blank}</table:table-row>'


def ods_cell(value: Any) -> str:
    """Write one cell of an .ods (« #N/A »: a cell in error)."""
    if value is None:
        return "<table:table-cell/>"
    if value in _ERRORS:
        kind = 'office:value-type="string" office:string-value="" calcext:value-type="error"'
    elif isinstance(value, int | float):
        kind = f'office:value-type="float" office:value="{value}"'
    else:
        kind = 'office:value-type="string"'
    return f"<table:table-cell {kind}><text:p>{escape(str(value))}</text:p></table:table-cell>"


def bare_xlsx(
    rows: str, before: str = "", after: str = "", parts: Mapping[str, str | bytes | None] | None = None
) -> bytes:
    """Write an .xlsx of one sheet « Projets » from the XML of its rows; `parts` adds parts, replaces or drops (None) them."""
    sheet = f'<?xml version="1.0"?><worksheet xmlns="{_MAIN}">{before}<sheetData>{rows}</sheetData>{after}</worksheet>'
    links = f'<?xml version="1.0"?><Relationships xmlns="{_PACKAGE}/relationships">'
    given = {
        "[Content_Types].xml": f'<?xml version="1.0"?><Types xmlns="{_PACKAGE}/content-types"/>',
        "_rels/.rels": f'{links}<Relationship Id="r1" Type="{_OFFICE}/officeDocument" Target="xl/workbook.xml"/></Relationships>',
        "xl/workbook.xml": f'<?xml version="1.0"?><workbook xmlns="{_MAIN}" xmlns:r="{_OFFICE}"><sheets>'
        '<sheet name="Projets" sheetId="1" r:id="r1"/></sheets></workbook>',
        "xl/_rels/workbook.xml.rels": f'{links}<Relationship Id="r1" Type="{_OFFICE}/worksheet" '
        f'Target="worksheets/sheet1.xml"/><Relationship Id="r2" Type="{_OFFICE}/sharedStrings" '
        'Target="sharedStrings.xml"/></Relationships>',
        "xl/worksheets/sheet1.xml": sheet,
    }
    whole = given | dict(parts or {})
    return zip_bytes({name: data for name, data in whole.items() if data is not None})


def xml_row(number: int, cells: Sequence[Any], attributes: str = "") -> str:
    """Write one row of the XML of an .xlsx: texts and numbers in columns A, B, C…"""
    written = "".join(
        f'<c r="{chr(65 + at)}{number}"><v>{value}</v></c>'
        if isinstance(value, int | float)
        else f'<c r="{chr(65 + at)}{number}" t="inlineStr"><is><t>{escape(value)}</t></is></c>'
        for at, value in enumerate(cells)
        if value is not None
    )
    return f'<row r="{number}"{attributes}>{written}</row>'
