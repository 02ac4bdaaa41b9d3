"""Hold what a command answers: its exit code, its JSON document, its text for a person."""

from __future__ import annotations

from dataclasses import dataclass

DONE, REFUSED, WRONG = 0, 1, 2


@dataclass(frozen=True, slots=True)
class Outcome:
    """Answer of a command: `payload` is printed with `--json`, `text` without it; `code` is 0, 1 or 2."""

    payload: object
    text: str
    code: int = DONE


class CommandError(Exception):
    """A wrong call or an unreadable file; the message is a sentence in French for the person. Exit code 2."""
