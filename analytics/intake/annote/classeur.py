"""Put an annotated workbook together: the parts that change are changed, every other one is copied byte for byte."""

from __future__ import annotations

import io
import posixpath
import re
import zipfile
from dataclasses import dataclass, field

from analytics.intake.annote.commentaires import KIND, VML, CommentsPart, add_shapes
from analytics.intake.annote.feuille import SheetEditor
from analytics.intake.annote.liste import SHEET, write_list
from analytics.intake.annote.marque import xml_text
from analytics.intake.annote.plan import WHOLE_ROW, Plan, SheetPlan
from analytics.intake.annote.styles import Styles
from analytics.intake.annote.xml import ContentTypes, Names, Relations, names_of, parse, relations_path
from analytics.intake.archive import DAMAGED, Archive, open_archive
from analytics.intake.feuille_ajoutee import MARQUE, TITRE
from analytics.intake.limites import Limites, Refus

_TYPES = "[Content_Types].xml"
_FAST, _FAST_FROM = 1, 8 << 20
"""A part of more than eight megabytes is compressed quickly."""


@dataclass
class Book:
    """A workbook being annotated: `changed` holds the parts that are not copied as they are."""

    archive: Archive
    names: Names
    relations: Relations
    types: ContentTypes
    styles: Styles
    styles_path: str
    sheets: dict[str, str]
    changed: dict[str, bytes] = field(default_factory=dict)

    def read(self, name: str) -> bytes | None:
        """Return a part, as changed so far (None: there is none)."""
        if name in self.changed:
            return self.changed[name]
        return self.archive.read(name) if name in self.archive.names else None

    def free(self, pattern: str) -> str:
        """Return the first name of a part that nothing has, `pattern` holding its number."""
        taken = self.archive.names | set(self.changed)
        return next(name for number in range(1, 10_000) if (name := pattern.format(number)) not in taken)


def annotate_workbook(
    data: bytes, plan: Plan, limites: Limites, named: dict[str | None, str], note: str | None
) -> bytes:
    """Return an Excel workbook with its cells coloured and commented, and the sheet « À corriger » at its end.

    `named`: name of a sheet in the findings → name in the workbook, where they differ.
    """
    book = _open(data, limites)
    earlier = book.styles.earlier()
    for name, path in book.sheets.items():
        wanted = [said for said in plan.sheets if named.get(said, said) == name]
        _annotate_sheet(book, path, plan.sheets[wanted[0]] if wanted else SheetPlan(), earlier)
    links = {said: named.get(said, said) for said in {*plan.sheets, *(line.feuille for line in plan.lines)}}
    _add_list(book, plan, {said: name for said, name in links.items() if name in book.sheets}, note)
    book.changed[book.styles_path] = book.styles.data()
    book.changed[relations_path(book.archive.workbook)] = book.relations.data()
    book.changed[_TYPES] = book.types.data()
    return _pack(book)


def _open(data: bytes, limites: Limites) -> Book:
    """Open a workbook."""
    archive = open_archive(data, limites)
    part = archive.workbook
    names = names_of(archive.read(part))
    path = relations_path(part)
    relations = Relations(part, archive.read(path) if path in archive.names else None)
    types = ContentTypes(archive.read(_TYPES))
    styles_path = next((entry for entry in relations.find("/styles").values() if entry in archive.names), "")
    styles = Styles(archive.read(styles_path) if styles_path else None, names)
    if not styles_path:
        styles_path = posixpath.join(posixpath.dirname(part), "styles.xml")
        relations.add(f"{names.office}/styles", styles_path)
        types.override(styles_path, "application/vnd.openxmlformats-officedocument.spreadsheetml.styles+xml")
    entries = relations.find("/worksheet")
    sheets = {}
    for node in parse(archive.read(part)).iter(names.tag("sheet")):
        entry = entries.get(node.get(f"{{{names.office}}}id", ""))
        if entry in archive.names:
            sheets[node.get("name", "")] = entry
    return Book(archive, names, relations, types, styles, styles_path, sheets)


def _annotate_sheet(book: Book, path: str, plan: SheetPlan, earlier: dict[int, int]) -> None:
    """Colour the cells of a sheet and add its comments; a sheet without any finding stays as it is."""
    if not plan.cells and not earlier:
        return
    source = book.archive.read(path)
    editor = SheetEditor(source)
    editor.unmark(earlier)
    firsts = editor.mark(plan.cells, book.styles.mark)
    comments: dict[tuple[int, int], list[str]] = {}
    for (row, column), texts in plan.comments.items():
        at = firsts.get(row) if column == WHOLE_ROW else column
        if at is not None:
            comments.setdefault((row, at), []).extend(texts)
    if comments or earlier:
        _comment(book, path, editor, comments)
    if editor.data != source:
        book.changed[path] = editor.data


def _comment(book: Book, path: str, editor: SheetEditor, comments: dict[tuple[int, int], list[str]]) -> None:
    """Add the comments of a sheet, in its own parts when it has some."""
    relations = Relations(path, book.read(relations_path(path)))
    texts_path = next(iter(relations.find("/comments").values()), None)
    part = CommentsPart(book.read(texts_path) if texts_path else None, book.names)
    added = part.add(comments)
    if not added and not comments and not part.removed:
        return
    if texts_path is None:
        texts_path = book.free("xl/comments{}.xml")
        relations.add(f"{book.names.office}/comments", texts_path)
        book.types.override(texts_path, KIND)
    book.changed[texts_path] = part.data()
    _draw(book, relations, editor, added, comments, part.removed)
    book.changed[relations_path(path)] = relations.data()


def _draw(
    book: Book,
    relations: Relations,
    editor: SheetEditor,
    added: list[tuple[int, int]],
    comments: dict[tuple[int, int], list[str]],
    removed: set[str],
) -> None:
    """Add the boxes of the comments to the drawing of a sheet."""
    drawings = relations.find("/vmlDrawing")
    identifier = _drawing_of(editor.data, drawings)
    path = drawings[identifier] if identifier else book.free("xl/drawings/vmlDrawing{}.vml")
    block = 1 + int(re.sub(r"\D", "", posixpath.basename(path)) or 0)
    book.changed[path] = add_shapes(book.read(path), added, comments, removed, block)
    if identifier is None:
        book.types.default("vml", VML)
        editor.refer_to_comments(relations.add(f"{book.names.office}/vmlDrawing", path), book.names)


def _drawing_of(sheet: bytes, drawings: dict[str, str]) -> str | None:
    """Return the relation to the drawing that holds the comments of a sheet (not that of its header), if it has one."""
    found = re.search(rb"""<(?:\w+:)?legacyDrawing\s[^>]*\bid=["']([^"']+)["']""", sheet)
    identifier = found[1].decode() if found else None
    return identifier if identifier in drawings else None


def _add_list(book: Book, plan: Plan, links: dict[str | None, str], note: str | None) -> None:
    """Add the sheet « À corriger », in the place of the one of an earlier annotation if there is one."""
    content = write_list(plan, book.names, book.styles, links, note)
    before = next((path for name, path in book.sheets.items() if _is_list(book, name, path)), None)
    if before:
        book.changed[before] = content
        return
    entry = book.free("xl/worksheets/sheet{}.xml")
    identifier = book.relations.add(f"{book.names.office}/worksheet", entry)
    book.types.override(entry, SHEET)
    book.changed[entry] = content
    workbook = book.archive.read(book.archive.workbook)
    end = re.search(rb"</((?:\w+:)?)sheets\s*>", workbook)
    if end is None:
        raise Refus("fichier-illisible", raison=DAMAGED)
    number = 1 + max((int(found) for found in re.findall(rb"""\bsheetId=["'](\d{1,9})["']""", workbook)), default=0)
    node = (
        f'<{end[1].decode()}sheet name="{xml_text(_free_name(book))}" sheetId="{number}" xmlns:annote="{book.names.office}" '
        f'annote:id="{identifier}"/>'
    )
    book.changed[book.archive.workbook] = workbook[: end.start()] + node.encode() + workbook[end.start() :]


def _is_list(book: Book, name: str, path: str) -> bool:
    """Tell whether a sheet is the list of an earlier annotation: by its name and its first words, wherever they are kept."""
    if not name.startswith(TITRE):
        return False
    kept = [path, *book.relations.find("/sharedStrings").values()]
    words = MARQUE.partition("'")[0]
    ways = (words.encode(), words.encode("ascii", "xmlcharrefreplace"))
    return any(way in (book.read(entry) or b"") for entry in kept for way in ways)


def _free_name(book: Book) -> str:
    """Return the name of the list, which no sheet has."""
    taken = {name.casefold() for name in book.sheets}
    names = (TITRE if number == 1 else f"{TITRE} ({number})" for number in range(1, 300))
    return next(name for name in names if name.casefold() not in taken)


def _pack(book: Book) -> bytes:
    """Return the workbook, its parts in their order, the new ones last."""
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as archive:
        for entry in book.archive.file.infolist():
            content = book.changed.pop(entry.filename, None)
            _write(archive, entry, book.archive.read(entry.filename) if content is None else content)
        for name, content in book.changed.items():
            _write(archive, zipfile.ZipInfo(name, (1980, 1, 1, 0, 0, 0)), content)
    return target.getvalue()


def _write(archive: zipfile.ZipFile, entry: zipfile.ZipInfo, content: bytes) -> None:
    """Write one part, compressed."""
    info = zipfile.ZipInfo(entry.filename, entry.date_time)
    info.external_attr = entry.external_attr
    archive.writestr(info, content, zipfile.ZIP_DEFLATED, _FAST if len(content) > _FAST_FROM else None)
