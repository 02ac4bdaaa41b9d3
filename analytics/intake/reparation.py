"""Mend the texts coded twice, such as « Ã©tÃ© » or « √©t√© » for « été ».

Rule: a run of signs that, written back in an old encoding, gives the UTF-8 of an accent or a sign of French, is that
accent. Each cell mended is said, with what was typed.
"""

from __future__ import annotations

import re
from functools import cache

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from analytics.intake.findings import Batch, Place
from analytics.intake.sheet import Sheet, column_letter

_ENCODINGS = ("cp1252", "mac_roman", "cp850")
_LEADS = (b"\xc2", b"\xc3", b"\xc5", b"\xe2\x80", b"\xe2\x82", b"\xe2\x84", b"\xef\xbb")
"""First bytes, in UTF-8, of accents and signs of French."""
_SIEVE = "|".join(("Ã", "Â[^A-Za-z\\s]|Â\u00a0", "Å[“’¸]", "â[€„‚\u0080\u0082]", "ï»", "√", "¬", "≈[íì∏]", "‚[ÄÇÑ]", "├", "┬", "┼", "Ô[ÇéÄ]"))
_TIMES = 3


def mend(text: str) -> str:
    """Return the text with every run coded twice (or more) mended; any other text comes back as it is."""
    for _ in range(_TIMES):
        mended = text
        for encoding in _ENCODINGS:
            mended = _runs(encoding).sub(lambda run, encoding=encoding: _mend_run(run[0], encoding), mended)
        if mended == text:
            return text
        text = mended
    return text


@cache
def _runs(encoding: str) -> re.Pattern[str]:
    """Return the pattern of one character of UTF-8 as an old encoding shows it."""
    tail = "".join(sorted({_shown(bytes([code]), encoding) for code in range(0x80, 0xC0)} | set(_controls(encoding))))
    leads = "|".join(re.escape(_shown(lead, encoding)) for lead in _LEADS)
    if encoding == "cp1252":
        leads += "|â[\x80\x82\x84]"
    return re.compile(f"(?:{leads})[{re.escape(tail)}]")


def _controls(encoding: str) -> str:
    """Return the control characters that stand for the bytes that Windows leaves undefined, or for all of them."""
    return "".join(map(chr, range(0x80, 0xA0))) if encoding == "cp1252" else ""


def _shown(data: bytes, encoding: str) -> str:
    """Return bytes as an old encoding shows them, an undefined one as the control character of its number."""
    return "".join(
        text if (text := bytes([code]).decode(encoding, errors="replace")) != "\ufffd" else chr(code) for code in data
    )


def _mend_run(run: str, encoding: str) -> str:
    """Return the character that a run stands for, or the run when it stands for none."""
    try:
        data = b"".join(bytes([ord(sign)]) if "\x80" <= sign < "\xa0" else sign.encode(encoding) for sign in run)
        return data.decode("utf-8").replace("\ufeff", "")
    except UnicodeError:
        return run


def mend_sheet(sheet: Sheet) -> Sheet:
    """Return the sheet with its texts mended, and one finding a cell mended."""
    columns, batches = list(sheet.columns), list(sheet.batches)
    for index, column in enumerate(columns):
        if _is_plain(column):
            continue
        mask = pc.match_substring_regex(column, _SIEVE).fill_null(False)
        rows = np.flatnonzero(mask.to_numpy(zero_copy_only=False))
        typed = column.take(pa.array(rows))
        table = {text: mended for text in typed.unique().to_pylist() if (mended := mend(text)) != text}
        if not table:
            continue
        columns[index] = _replace(column, table)
        kept = rows[pc.is_in(typed, value_set=pa.array(table, column.type)).to_numpy(zero_copy_only=False)]
        batches.append(_say(sheet, index, kept, column, table))
    return Sheet(sheet.fichier, sheet.feuille, tuple(columns), sheet.rows, tuple(batches))


def _is_plain(column: pa.Array) -> bool:
    """Tell whether a column has plain letters only, from its bytes as a whole."""
    data = column.buffers()[2]
    return data is None or not (np.frombuffer(data, np.uint8) >= 0x80).any()


def _replace(column: pa.Array, table: dict[str, str]) -> pa.Array:
    """Replace some texts of a column."""
    at = pc.index_in(column, value_set=pa.array(table, column.type))
    return pc.coalesce(pa.array(list(table.values()), column.type).take(at), column)


def _say(sheet: Sheet, index: int, rows: np.ndarray, column: pa.Array, table: dict[str, str]) -> Batch:
    """Say the cells mended of one column, each with what it became."""
    typed = column.take(pa.array(rows))
    details = {text: {"lu": mended} for text, mended in table.items()}
    place = Place(sheet.fichier, sheet.feuille, None, column_letter(index))
    return Batch("texte-repare", place, sheet.rows[rows], typed, details)
