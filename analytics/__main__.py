"""Run one command: `python -m analytics COMMANDE …`. The only module of the package that looks at the clock."""

from __future__ import annotations

import argparse
import json
import os
import sys
import uuid
from collections.abc import Callable
from datetime import UTC, datetime
from importlib import import_module
from typing import TextIO

from analytics.commands.outcome import WRONG, CommandError, Outcome
from analytics.commands.parser import build_parser
from analytics.publications import StoreError

COMMANDS = {
    "verifier": "files",
    "publier": "deposits",
    "restaurer": "deposits",
    "modele": "workbooks",
    "exemple": "workbooks",
    "exporter": "exports",
    "versions": "versions",
    "comparer": "versions",
    "sauvegarder": "backups",
    "recuperer": "backups",
    "code": "access",
    "agregats": "figures",
    "progression": "figures",
}
"""Command → module of `analytics.commands` that holds a function of its name; only the one asked for is imported."""


def _function(command: str) -> Callable[[argparse.Namespace, datetime], Outcome]:
    """Return the function of a command."""
    return getattr(import_module(f"analytics.commands.{COMMANDS[command]}"), command)


def run(argv: list[str]) -> Outcome:
    """Run one call and return its outcome; a wrong call, an unreadable file or a store out of reach is code 2."""
    as_json = "--json" in argv
    try:
        args = build_parser().parse_args(argv)
        return _function(args.commande)(args, datetime.now(UTC))
    except (CommandError, StoreError) as error:
        return Outcome({"erreur": str(error)} if as_json else None, str(error), WRONG)


def _say(text: str, stream: TextIO) -> None:
    """Print a text; a reader who left before the end (« | head ») is no trouble."""
    try:
        print(text, file=stream, flush=True)
    except BrokenPipeError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), stream.fileno())


def main(argv: list[str]) -> int:
    """Print one outcome: JSON alone on the standard output with `--json`, sentences otherwise; never a traceback."""
    try:
        outcome = run(argv)
    except Exception as error:
        if os.environ.get("ALLIANCE_DEBOGAGE"):
            raise
        number = uuid.uuid4().hex[:8]
        message = (
            f"Une erreur imprévue s'est produite ({type(error).__name__}, incident {number}). Rien n'a été modifié."
        )
        outcome = Outcome({"erreur": message}, message, WRONG)
    if "--json" in argv:
        _say(json.dumps(outcome.payload, ensure_ascii=False), sys.stdout)
    _say(outcome.text, sys.stderr if "--json" in argv or outcome.code == WRONG else sys.stdout)
    return outcome.code


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
