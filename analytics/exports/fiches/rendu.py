"""Compose the sheets as a tagged PDF (PDF/UA-1), with typst: offline, in milliseconds, vectors only.

The template is a file of its own, which never changes; what it shows comes to it as data (JSON), never as markup.
"""

from __future__ import annotations

import json
from datetime import datetime
from pathlib import Path
from typing import Any

import typst

from analytics.exports.fiches.polices import FOLDER

TEMPLATE = Path(__file__).with_name("fiche.typ")
STANDARD = "ua-1"


class SheetError(RuntimeError):
    """A sheet that does not fit on its page, or that the standard refuses: a fault of the program, not of the data."""


def _compiler() -> typst.Compiler:
    """Open a compiler with the project's own typeface, and nothing of the machine.

    One a document: it refuses two threads at once, and to open it takes a millisecond.
    """
    return typst.Compiler(str(TEMPLATE), root=str(TEMPLATE.parent), font_paths=[str(FOLDER)], ignore_system_fonts=True)


def compose(data: dict[str, Any], made: datetime) -> bytes:
    """Return the PDF of a document, one page a sheet; SheetError when the compiler or the number of pages says otherwise."""
    try:
        pdf, warnings = _compiler().compile_with_warnings(
            format="pdf",
            sys_inputs={"donnees": json.dumps(data, ensure_ascii=False)},
            pdf_standards=[STANDARD],
            timestamp=int(made.timestamp()),
        )
    except typst.TypstError as error:
        raise SheetError(f"typst: {error}") from error
    if warnings:
        raise SheetError(f"typst: {[str(warning) for warning in warnings]}")
    return pdf
