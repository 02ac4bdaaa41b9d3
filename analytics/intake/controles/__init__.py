"""Check what was read, once typed: each module yields findings and changes nothing."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date

import pandas as pd

from analytics.intake.controles.cles import find_duplicates
from analytics.intake.controles.confidentialite import find_personal_data
from analytics.intake.controles.entre_tables import find_between_tables
from analytics.intake.controles.identite import find_identity
from analytics.intake.controles.lignes import find_row_gaps
from analytics.intake.controles.logique import find_illogical
from analytics.intake.controles.totaux import find_totals
from analytics.intake.depot import Check, DepositTable
from analytics.intake.findings import Batch

CHECKS: tuple[Check, ...] = (
    find_row_gaps,
    find_duplicates,
    find_identity,
    find_between_tables,
    find_totals,
    find_personal_data,
)
"""The checks that need no date, in the order in which they are shown."""


def check_deposit(
    deposit: dict[str, DepositTable], context: Mapping[str, pd.DataFrame], today: date | None
) -> Iterator[Batch]:
    """Yield what every check finds; `today` (None: not known) is what a status is compared with."""
    for check in CHECKS:
        yield from check(deposit, context)
    yield from find_illogical(deposit, context, today)
