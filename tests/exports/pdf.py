"""Read a PDF as an assistive technology does: its tags, in order, and what each says."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from io import BytesIO

import pikepdf
import pypdfium2


@dataclass(frozen=True)
class Tag:
    """One element of the structure: its role, its alternative text, its place in the tree (roles of its ancestors)."""

    role: str
    alt: str | None
    ancestors: tuple[str, ...]


def tags(pdf: pikepdf.Pdf) -> list[Tag]:
    """Return the elements of the structure in reading order."""
    return list(_walk(pdf.Root.StructTreeRoot.K, ()))


def _walk(node: object, ancestors: tuple[str, ...]) -> Iterator[Tag]:
    """Yield an element, then those inside it."""
    if isinstance(node, pikepdf.Array):
        for child in node:
            yield from _walk(child, ancestors)
    elif isinstance(node, pikepdf.Dictionary) and "/S" in node:
        role = str(node.S).removeprefix("/")
        yield Tag(role, str(node.Alt) if "/Alt" in node else None, ancestors)
        yield from _walk(node.get("/K", pikepdf.Array([])), (*ancestors, role))


def texts(content: bytes) -> list[str]:
    """Return the text of each page, with plain spaces and without line breaks."""
    with pypdfium2.PdfDocument(content) as document:
        pages = [page.get_textpage().get_text_bounded() for page in document]
    return [" ".join(text.replace("\u00a0", " ").replace("\ufffe", "-").split()) for text in pages]


def fonts(pdf: pikepdf.Pdf) -> list[pikepdf.Dictionary]:
    """Return the descriptors of the fonts used."""
    return [obj for obj in pdf.objects if isinstance(obj, pikepdf.Dictionary) and obj.get("/Type") == "/FontDescriptor"]


def images(pdf: pikepdf.Pdf) -> list[pikepdf.Object]:
    """Return the pictures in the file (a vector file has none)."""
    return [obj for obj in pdf.objects if isinstance(obj, pikepdf.Stream) and obj.get("/Subtype") == "/Image"]


def opened(content: bytes) -> pikepdf.Pdf:
    """Open a PDF."""
    return pikepdf.open(BytesIO(content))
