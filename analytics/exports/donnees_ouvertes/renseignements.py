"""Look for personal data in texts with the very checks of a deposit: what raises a finding there never leaves as open data."""

from __future__ import annotations

from collections.abc import Mapping

import pandas as pd

from analytics.exports.donnees_ouvertes.retraits import Finders, Search
from analytics.intake.controles.confidentialite import (
    NAME_SIEVE,
    SIEVE,
    known_organisations,
    names_in,
    numbers_in,
)


def finders_of(tables: Mapping[str, pd.DataFrame]) -> Finders:
    """Return what looks through the texts of these tables; the organisations that they name are nobody's name."""
    known = known_organisations({}, tables)
    return Finders(Search(SIEVE, numbers_in), Search(NAME_SIEVE, lambda text: names_in(text, known())))
