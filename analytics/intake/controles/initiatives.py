"""Join each amount of a deposit with its initiative."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
import pyarrow.compute as pc

from analytics.intake.depot import DepositTable


@dataclass(frozen=True)
class Origin:
    """The amounts and the initiatives of a deposit: for each amount the row of its initiative (-1: unknown).

    `same`: both tables are the rows of one flat sheet, in the same order.
    """

    funding: DepositTable
    initiatives: DepositTable
    positions: np.ndarray
    same: bool


def initiatives_of(deposit: Mapping[str, DepositTable]) -> Origin | None:
    """Join each amount with the first initiative that has its identifier; None when the deposit lacks one of the tables."""
    if not {"financement", "initiatives"} <= set(deposit):
        return None
    funding, initiatives = deposit["financement"], deposit["initiatives"]
    if funding.columns["id_initiative"] is initiatives.columns["id_initiative"]:
        return Origin(funding, initiatives, np.arange(len(funding)), True)
    ids, known = funding.encoded("id_initiative"), initiatives.columns["id_initiative"]
    at = pc.index_in(ids.dictionary, value_set=known.cast(ids.dictionary.type))
    return Origin(funding, initiatives, at.take(ids.indices).fill_null(-1).to_numpy(zero_copy_only=False), False)
