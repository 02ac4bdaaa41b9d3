"""Take away from a CSV what other programs wrap its cells or its lines in, before it is cut.

Rules, the second being said in a finding:
- « ="0012" », which keeps Excel from taking a text for a number, is the text;
- when nearly every line is whole between quotes, its separators included, each line is what these hold.
"""

from __future__ import annotations

import re

_SIGNS = re.compile(rb"[;,\t|]")
_HEAD, _MOST = 200, 0.8
_SAMPLE = 64 * 1024
_LINE = re.compile(rb'(?m)^"((?:[^"\r\n]|"")*)"[;,\t ]*(?=\r|\n|\Z)')


def unwrap_lines(data: bytes) -> tuple[bytes, bool]:
    """Return the file with the quotes around its whole lines taken away, and whether it had any."""
    if not data.lstrip()[:1] == b'"' and data.count(b'\n"', 0, _SAMPLE) < 2:
        return data, False
    lines = [line for line in data[:_SAMPLE].splitlines()[:_HEAD] if line.strip()]
    wrapped = [found for line in lines if (found := _LINE.fullmatch(line))]
    if len(wrapped) < max(2, _MOST * len(lines)) or not all(_SIGNS.search(found[1]) for found in wrapped):
        return data, False
    return _LINE.sub(lambda line: line[1].replace(b'""', b'"'), data), True


def plain_texts(data: bytes, sign: str) -> bytes:
    """Return the file with « ="0012" » written « "0012" »."""
    if b"=" not in data or b'="' not in data:
        return data
    edge = re.escape(sign.encode())
    return re.sub(rb"(?m)(^|" + edge + rb')="([^"\r\n]*)"(?=' + edge + rb"|\r|\n|\Z)", rb'\1"\2"', data)
