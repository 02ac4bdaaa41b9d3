"""Files made to harm: name → a function that writes the bytes. None is kept on disk; none is of any real person or body.

Each must be answered by a sentence in French in under five seconds, or read as the little that it truly holds.
"""

from __future__ import annotations

import io
import random
import struct
import zipfile
import zlib
from collections.abc import Callable

from tests.intake.binaires import bare_xlsx, ods_bytes, ods_cell, ole_bytes, record, xls_bytes, xml_row, zip_bytes
from tests.intake.fabrique import FLAT_HEADER, flat_csv

GOOD = xml_row(1, FLAT_HEADER) + xml_row(
    2, ["P1", "Frigos", "Moisson", "La Mitis", "Santé", "en cours", "Autre", "2021-2022", 5]
)
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_MIB = 1 << 20
_LAUGHS = "<!DOCTYPE x [" + '<!ENTITY a0 "ha">' + "".join(
    f'<!ENTITY a{n} "{f"&a{n - 1};" * 10}">' for n in range(1, 10)
) + "]>"  # fmt: skip
_BOOK, _SST, _SHEET = "xl/workbook.xml", "xl/sharedStrings.xml", "xl/worksheets/sheet1.xml"
_STYLE = '<xf numFmtId="14"/>'
_MAIN = 'xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"'


def noise(size: int, seed: int = 7) -> bytes:
    """Return bytes without any sense, always the same."""
    return random.Random(seed).randbytes(size)


def inflating(unit: bytes, times: int) -> bytes:
    """Return a raw deflate stream that gives `unit` so many times, without compressing it each time."""
    packer = zlib.compressobj(9, zlib.DEFLATED, -15)
    block = packer.compress(unit) + packer.flush(zlib.Z_FULL_FLUSH)
    last = zlib.compressobj(9, zlib.DEFLATED, -15)
    return block * times + last.compress(b"") + last.flush()


def raw_zip(entries: list[tuple[str, bytes, int]], flags: int = 0) -> bytes:
    """Write an archive of entries already deflated, each with the size that it declares, true or not."""
    body, listed, at = [], [], 0
    for name, data, declared in entries:
        start = zlib.decompressobj(-15).decompress(data, declared) if 0 < declared < _MIB and not flags else b""
        checksum = zlib.crc32(start)
        head = struct.pack("<HHHHHLLLHH", 20, flags, 8, 0, 33, checksum, len(data), declared, len(name), 0)
        more = struct.pack("<HHHHHLL", len(name), 0, 0, 0, 0, 0, at) + name.encode()
        listed.append(b"PK\x01\x02" + struct.pack("<H", 20) + head[:-4] + more)
        body.append(b"PK\x03\x04" + head + name.encode() + data)
        at += len(body[-1])
    count = min(len(entries), 0xFFFF)
    table = b"".join(listed)
    end = b"PK\x05\x06" + struct.pack("<HHHHLLH", 0, 0, count, count, len(table), at, 0)
    return b"".join(body) + table + end


def with_raw_part(name: str, data: bytes, declared: int) -> bytes:
    """Return a workbook of which one part is already deflated and declares this size."""
    with zipfile.ZipFile(io.BytesIO(bare_xlsx(GOOD))) as archive:
        others = [(entry, archive.read(entry)) for entry in archive.namelist() if entry != name]
    return raw_zip([(entry, inflating(body, 1), len(body)) for entry, body in others] + [(name, data, declared)])


def truncated(share: float) -> bytes:
    """Return the start of a workbook."""
    data = bare_xlsx("".join(xml_row(n, ["x", n, noise(9, n).hex()]) for n in range(1, 2000)))
    return data[: int(len(data) * share)]


def broken_deflate() -> bytes:
    """Return a workbook whose sheet stops inflating half-way."""
    return with_raw_part("xl/worksheets/sheet1.xml", inflating(noise(9000), 1)[:4000] + noise(4000), 2 * _MIB)


def wrong_bytes(offset: int) -> bytes:
    """Return an .xls in which a word was changed."""
    data = bytearray(xls_bytes({"Projets": [FLAT_HEADER, ["P1", "Frigos", None, None, None, None, None, None, 12.5]]}))
    data[offset : offset + 4] = b"\xff\xff\xff\x7f"
    return bytes(data)


def looping_ole() -> bytes:
    """Return an OLE2 file whose table of sectors turns in circles."""
    data = bytearray(ole_bytes({"Workbook": record(0x0809, bytes(16)) * 400}))
    struct.pack_into("<LL", data, 512 + 4 * 3, 2, 2)
    return bytes(data)


def many_entries(count: int) -> bytes:
    """Return an archive of so many empty parts."""
    return raw_zip([(f"xl/{number:06d}", b"\x03\x00", 0) for number in range(count)])


def deep_xml(depth: int) -> bytes:
    """Return a workbook whose sheet is one tag inside another, and another."""
    return bare_xlsx("<a>" * depth + "</a>" * depth)


def named_like(*names: str) -> bytes:
    """Return an archive of parts with these names."""
    return zip_bytes(dict.fromkeys(names, "<x/>"))


HOSTILES: dict[str, Callable[[], bytes]] = {
    # nothing, or another kind of file
    "vide": lambda: b"",
    "blancs": lambda: b" \r\n\t\r\n" * 1000,
    "marque-seule": lambda: b"\xef\xbb\xbf",
    "marque-utf16-seule": lambda: b"\xff\xfe",
    "nuls": lambda: bytes(100_000),
    "image-png": lambda: b"\x89PNG\r\n\x1a\n" + noise(5000),
    "image-jpeg": lambda: b"\xff\xd8\xff\xe0" + noise(5000),
    "image-gif": lambda: b"GIF89a" + noise(5000),
    "image-svg": lambda: b'<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>',
    "pdf": lambda: b"%PDF-1.7\n" + noise(5000),
    "page-web": lambda: b"<html><body><table><tr><td>Titre</td></tr></table></body></html>",
    "xml-2003": lambda: b'<?xml version="1.0"?><Workbook xmlns="urn:schemas-microsoft-com:office:spreadsheet"/>',
    "json": lambda: b'[{"titre": "Frigos", "montant": 5}]',
    "gzip": lambda: b"\x1f\x8b\x08" + noise(500),
    "7z": lambda: b"7z\xbc\xaf\x27\x1c" + noise(500),
    "programme": lambda: b"MZ" + noise(5000),
    "base": lambda: b"SQLite format 3\x00" + noise(5000),
    "parquet": lambda: b"PAR1" + noise(500) + b"PAR1",
    "rtf": lambda: rb"{\rtf1\ansi Titre}",
    "hasard": lambda: noise(200_000),
    "docx": lambda: named_like("[Content_Types].xml", "word/document.xml"),
    "pptx": lambda: named_like("[Content_Types].xml", "ppt/presentation.xml"),
    "odt": lambda: zip_bytes({"mimetype": "application/vnd.oasis.opendocument.text", "content.xml": "<x/>"}),
    "numbers": lambda: named_like("Index/Document.iwa"),
    "zip-de-csv": lambda: zip_bytes({"projets.csv": flat_csv(3)}),
    "zip-de-zip": lambda: zip_bytes({"projets.xlsx": bare_xlsx(GOOD)}),
    # damaged or locked
    "tronque-10": lambda: truncated(0.1),
    "tronque-50": lambda: truncated(0.5),
    "tronque-99": lambda: truncated(0.99),
    "deflate-casse": broken_deflate,
    "somme-fausse": lambda: with_raw_part("xl/worksheets/sheet1.xml", inflating(b"<worksheet/>", 1), 13),
    "zip-chiffre": lambda: raw_zip([("xl/workbook.xml", noise(50), 50)], flags=1),
    "mot-de-passe": lambda: ole_bytes({"EncryptionInfo": noise(300), "EncryptedPackage": noise(5000)}),
    "ole-tronque": lambda: xls_bytes({"Projets": [FLAT_HEADER]})[:700],
    "ole-tete-seule": lambda: _OLE,
    "ole-hasard": lambda: _OLE + noise(20_000),
    "ole-en-boucle": looping_ole,
    "ole-sans-classeur": lambda: ole_bytes({"Autre": noise(5000)}),
    **{f"xls-mot-change-{at}": (lambda at=at: wrong_bytes(at)) for at in (44, 48, 60, 76, 512, 1024 + 116, 1540, 1560)},
    "xls-textes-declares": lambda: ole_bytes({"Workbook": _xls_globals(record(0xFC, struct.pack("<LL", 2**32 - 1, 2**32 - 1)))}),
    "xls-etendue-declaree": lambda: ole_bytes({"Workbook": _xls_globals(record(0x200, struct.pack("<LLHHH", 0, 2**32 - 1, 0, 65535, 0)))}),
    "xls-protege": lambda: ole_bytes({"Workbook": _xls_globals(record(0x2F, struct.pack("<H", 1) + noise(52)))}),
    "sans-feuille": lambda: bare_xlsx("", parts={_BOOK: f"<workbook {_MAIN}><sheets/></workbook>"}),
    "sans-relations": lambda: bare_xlsx(GOOD, parts={"xl/_rels/workbook.xml.rels": None}),
    "relations-dehors": lambda: _with_target("../../../../etc/passwd"),
    "relations-ailleurs": lambda: _with_target("http://localhost/feuille.xml"),
    "classeur-utf16": lambda: bare_xlsx(GOOD, parts={_BOOK: f"<workbook {_MAIN}/>".encode("utf-16")}),
    "feuille-vide": lambda: bare_xlsx(GOOD, parts={_SHEET: ""}),
    "feuille-hasard": lambda: bare_xlsx(GOOD, parts={_SHEET: noise(50_000)}),
    "xlsb-hasard": lambda: zip_bytes(
        {
            "_rels/.rels": '<r><Relationship Type="x/officeDocument" Target="xl/workbook.bin"/></r>',
            "xl/workbook.bin": noise(9000),
            "xl/_rels/workbook.bin.rels": "<r/>",
        }
    ),
    # bombs
    "bombe-feuille": lambda: with_raw_part("xl/worksheets/sheet1.xml", inflating(bytes(_MIB), 1024), 1 << 30),
    "bombe-textes": lambda: with_raw_part("xl/sharedStrings.xml", inflating(b"<si><t>x</t></si>" * 60_000, 600), 600 * 1_020_000),
    "bombe-taille-cachee": lambda: with_raw_part("xl/worksheets/sheet1.xml", inflating(bytes(_MIB), 1024), 4000),
    "bombe-taille-inventee": lambda: with_raw_part("xl/worksheets/sheet1.xml", inflating(b"<worksheet/>", 1), 0xFFFFFFF0),
    "bombe-relations": lambda: with_raw_part("xl/_rels/workbook.xml.rels", inflating(b" " * _MIB, 200), 200 * _MIB),
    "bombe-ods": lambda: raw_zip(
        [
            ("mimetype", inflating(b"application/vnd.oasis.opendocument.spreadsheet", 1), 46),
            ("content.xml", inflating(b"<a/>" * 250_000, 1000), 1_000_000_000),
        ]
    ),
    "bombe-mimetype": lambda: raw_zip([("mimetype", inflating(b"a" * _MIB, 1000), 1000 * _MIB)]),
    "entrees-100000": lambda: many_entries(100_000),
    "entrees-doubles": lambda: raw_zip([("xl/workbook.xml", b"\x03\x00", 0)] * 2),
    "entites-classeur": lambda: bare_xlsx(GOOD, parts={_BOOK: f"{_LAUGHS}<workbook {_MAIN}>&a9;</workbook>"}),
    "entites-feuille": lambda: bare_xlsx(GOOD, parts={_SHEET: f"{_LAUGHS}<worksheet {_MAIN}><sheetData>&a9;</sheetData></worksheet>"}),
    "entites-textes": lambda: bare_xlsx(GOOD, parts={_SST: f"{_LAUGHS}<sst {_MAIN}><si><t>&a9;</t></si></sst>"}),
    "entite-externe": lambda: bare_xlsx(
        GOOD, parts={_BOOK: f'<!DOCTYPE x [<!ENTITY f SYSTEM "file:///etc/passwd">]><workbook {_MAIN}>&f;</workbook>'}
    ),
    "entites-ods": lambda: ods_bytes({}, {"content.xml": f"{_LAUGHS}<a>&a9;</a>"}),
    "cellule-xfd-vide": lambda: bare_xlsx(GOOD + '<row r="1048576"><c r="XFD1048576" s="0"/></row>'),
    "cellule-xfd-pleine": lambda: bare_xlsx(GOOD + xml_row(1048576, []) .replace("></row>", '><c r="XFD1048576"><v>1</v></c></row>')),
    "cellule-xfd-texte-vide": lambda: bare_xlsx(GOOD + '<row r="1048576"><c r="XFD1048576" t="str"><v></v></c></row>'),
    "cellule-hors-feuille": lambda: bare_xlsx(GOOD + '<row r="9999999"><c r="ZZZZ9999999"><v>1</v></c></row>'),
    "cellules-sans-place": lambda: bare_xlsx("<row>" + "<c><v>1</v></c>" * 200_000 + "</row>"),
    "place-absurde": lambda: bare_xlsx('<row r="0"><c r="0"><v>1</v></c><c r="A"><v>2</v></c><c r=""><v>3</v></c></row>'),
    "lignes-fantomes": lambda: bare_xlsx(GOOD + "".join(f'<row r="{n}" ht="15"/>' for n in range(3, 1_048_577))),
    "cellules-fantomes": lambda: bare_xlsx(
        GOOD + "".join(f'<row r="{n}"><c r="A{n}" s="0"/><c r="B{n}" s="0"/></row>' for n in range(3, 600_000))
    ),
    "etendue-fausse": lambda: bare_xlsx(GOOD, '<dimension ref="A1:XFD1048576"/>'),
    "fusion-totale": lambda: bare_xlsx(GOOD, after='<mergeCells><mergeCell ref="A1:XFD1048576"/></mergeCells>'),
    "formule-partagee": lambda: bare_xlsx(
        GOOD + '<row r="3"><c r="A3"><f t="shared" ref="A3:XFD1048576" si="0">B3</f></c></row>'
    ),
    "texte-hors-liste": lambda: bare_xlsx(GOOD + '<row r="3"><c r="A3" t="s"><v>4000000000</v></c></row>'),
    "texte-negatif": lambda: bare_xlsx(GOOD + '<row r="3"><c r="A3" t="s"><v>-1</v></c></row>'),
    "nombres-infinis": lambda: bare_xlsx(
        GOOD + "".join(f'<row r="{n}"><c r="I{n}"><v>{v}</v></c></row>' for n, v in enumerate(("1e999", "NaN", "-inf", "1e308"), 3))
    ),
    "feuilles-5000": lambda: _many_sheets(5000),
    "styles-million": lambda: bare_xlsx(
        GOOD, parts={"xl/styles.xml": f"<styleSheet {_MAIN}><cellXfs>{_STYLE * 500_000}</cellXfs></styleSheet>"}
    ),
    "xml-profond": lambda: deep_xml(300_000),
    "cellule-50-mo": lambda: bare_xlsx(GOOD + xml_row(3, ["x" * 50_000_000])),
    "erreurs-200000": lambda: bare_xlsx(
        GOOD + "".join(f'<row r="{n}"><c r="I{n}" t="e"><v>#N/A</v></c></row>' for n in range(3, 200_000))
    ),
    "erreurs-hors-cellule": lambda: bare_xlsx('<x t="e"/>' * 500_000),
    "ods-colonnes-repetees": lambda: ods_bytes({"P": f"<table:table-row>{_repeated('columns', 16384)}</table:table-row>"}),
    "ods-lignes-repetees": lambda: ods_bytes(
        {"P": f'<table:table-row table:number-rows-repeated="1048576">{_repeated("columns", 100)}</table:table-row>'}
    ),
    "ods-repetitions-absurdes": lambda: ods_bytes({"P": f"<table:table-row>{_repeated('columns', 10**18)}</table:table-row>"}),
    "ods-chiffre": lambda: ods_bytes({"P": []}, {"META-INF/manifest.xml": "<m><encryption-data/></m>"}),
    "ods-sans-contenu": lambda: zip_bytes({"mimetype": "application/vnd.oasis.opendocument.spreadsheet"}),
    # texts
    "csv-million-de-colonnes": lambda: b";" * 1_000_000 + b"\n" + b"1;" * 1_000_000,
    "csv-ligne-large": lambda: flat_csv(50) + b";" * 3_000_000 + b"x\n",
    "csv-une-ligne-de-30-mo": lambda: b"x" * 30_000_000,
    "csv-trois-millions-de-lignes": lambda: b"a;b\n" + b"1;2\n" * 3_000_000,
    "csv-guillemets-ouverts": lambda: flat_csv(2) + b'"a;b\n' * 60_000,
    "csv-tout-en-guillemets": lambda: b'"' * 5_000_001,
    "csv-guillemets-et-retours": lambda: b'"a\n' * 60_000,
    "csv-octets-au-hasard": lambda: bytes(b for b in noise(400_000) if b > 31 or b == 10),
    "csv-nuls": lambda: flat_csv(100).replace(b";", b";\0\0"),
    "csv-territoires-inventes": lambda: _invented(60_000),
    "csv-tout-en-totaux": lambda: flat_csv(1) + b"".join(b"Total Danse %d;;;;;;;;%d\r\n" % (n, n) for n in range(19_000)),
    "csv-titre-de-colonne-geant": lambda: b"Titre" * 200_000 + b";Territoire\nx;La Mitis\n",
    "csv-cellule-geante": lambda: flat_csv(2).replace(b"Frigos", b"F" * 20_000_000),
    "csv-montant-geant": lambda: flat_csv(2).replace(b"1000,00", b"9" * 1_000_000),
    "csv-markdown": lambda: flat_csv(1).replace(b"Frigos", b"[x](javascript:alert(1)) <img src=x onerror=alert(1)> $\\frac{1}{2}$"),
    "csv-formules": lambda: flat_csv(1).replace(b"Frigos", b"=HYPERLINK(\"http://x\")"),
    "csv-demi-paires": lambda: b"\xff\xfe" + "Titre;Territoire\n".encode("utf-16-le") + b"\x00\xd8\x00\xd8;\x00\n\x00",
    "csv-utf16-impair": lambda: "Titre;Territoire\nx;La Mitis\n".encode("utf-16")[:-1],
}  # fmt: skip
"""Every file made to harm, by name."""


def _xls_globals(extra: bytes) -> bytes:
    """Return the start of the stream of an .xls, with one more record."""
    begin = record(0x0809, struct.pack("<HHHHLL", 0x0600, 5, 0, 1997, 0, 6))
    return begin + extra + record(0x85, struct.pack("<LBBBB", 600, 0, 0, 1, 1) + "P".encode("utf-16-le")) + record(0x0A)


def _with_target(target: str) -> bytes:
    """Return a workbook whose only sheet is said to be elsewhere."""
    kind = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/worksheet"
    links = f'<Relationships><Relationship Id="r1" Type="{kind}" Target="{target}"/></Relationships>'
    with zipfile.ZipFile(io.BytesIO(bare_xlsx(GOOD))) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    return zip_bytes(parts | {"xl/_rels/workbook.xml.rels": links})


def _many_sheets(count: int) -> bytes:
    """Return a workbook that lists the same sheet so many times."""
    names = "".join(f'<sheet name="F{n}" sheetId="{n}" r:id="r1"/>' for n in range(1, count + 1))
    links = 'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"'
    return bare_xlsx(GOOD, parts={_BOOK: f"<workbook {_MAIN} {links}><sheets>{names}</sheets></workbook>"})


def _repeated(what: str, times: int) -> str:
    """Return a cell of an .ods repeated so many times."""
    return ods_cell("q").replace("<table:table-cell", f'<table:table-cell table:number-{what}-repeated="{times}"')


def _invented(count: int) -> bytes:
    """Return a CSV in which every row names another territory that does not exist."""
    rows = (f"P{n};Frigos;Moisson;Contrée {n:x};Santé;en cours;Autre;2021-2022;5\n" for n in range(count))
    return (";".join(FLAT_HEADER) + "\n" + "".join(rows)).encode()
