"""Check what was read, once typed: each module yields findings and changes nothing."""

from __future__ import annotations

from analytics.intake.controles.cles import find_duplicates
from analytics.intake.controles.entre_tables import find_between_tables
from analytics.intake.controles.lignes import find_row_gaps
from analytics.intake.controles.totaux import find_totals
from analytics.intake.depot import Check

CHECKS: tuple[Check, ...] = (find_row_gaps, find_duplicates, find_between_tables, find_totals)
"""Every check of a deposit, in the order in which they are shown."""
