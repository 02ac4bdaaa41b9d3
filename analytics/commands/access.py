"""Answer `code`: a one-time code for whoever runs the server, when nobody can administer any more (docs/acces.md)."""

from __future__ import annotations

import argparse
from datetime import datetime

from analytics.amorce import open_store
from analytics.commands.outcome import Outcome
from analytics.publications.codes import LIFETIME


def code(args: argparse.Namespace, now: datetime) -> Outcome:
    """Make a code that gives the role of administration, and write it: it can be read nowhere else."""
    made = open_store(now).codes.create(le=now)
    until = now + LIFETIME
    text = f"Code valable une heure, une seule fois : {made}\nOuvrez « Se connecter », puis « J'ai reçu un code »."
    return Outcome({"code": made, "expire_le": until.isoformat(timespec="seconds")}, text)
