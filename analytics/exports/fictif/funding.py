"""Draw the amounts of the initiatives: what the Alliance awards, what partners and other funds add.

Grain: one row an initiative, exercice and source (and territory when the initiative serves several). Amounts in cents.
In each envelope the sum of a territory keeps its published proportion, to the dollar.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import pandas as pd

from analytics.exports.fictif import draws, words
from analytics.exports.fictif.initiatives import Plan, initiative_ids, priority_words
from analytics.exports.fictif.world import PLAUSIBLE_MEAN, REFERENCE_DAY, envelopes, territory_names, territory_shares
from analytics.schema import lists
from analytics.schema.lists import SOURCE_ALLIANCE, SOURCE_AUTRE, SOURCE_HORS_ALLIANCE, SOURCE_PARTENAIRES

_MRC = len(territory_names()) - 1
_SOURCES = (SOURCE_ALLIANCE, SOURCE_PARTENAIRES, SOURCE_HORS_ALLIANCE, SOURCE_AUTRE)
_ADDED = ((1, 0.36, 0.4, 2.4), (2, 0.05, 0.2, 0.8), (3, 0.03, 0.1, 0.5))
"""Code of a source → part of the (initiative, exercice) pairs that it adds to, and lowest and highest multiple of the Alliance's."""
_ANNOUNCED = ((6, 20), (9, 22), (2, 18))
"""Month and day of the announcements of an exercice."""
_LAST_ANNOUNCED = np.datetime64("2026-02-18")


@dataclass(frozen=True)
class Rows:
    """One entry a funding row: `parent` the initiative, `year` the exercice's first, codes of territory, source, envelope (-1: none)."""

    parent: np.ndarray
    year: np.ndarray
    territoire: np.ndarray
    source: np.ndarray
    enveloppe: np.ndarray
    montant: np.ndarray

    def __len__(self) -> int:
        """Return the number of rows."""
        return len(self.parent)

    def take(self, order: np.ndarray) -> Rows:
        """Return the rows chosen by a mask or put in another order."""
        return Rows(*(getattr(self, name)[order] for name in self.__dataclass_fields__))


def draw_rows(rng: np.random.Generator, plan: Plan) -> Rows:
    """Draw every amount awarded, by initiative, exercice, then source."""
    alliance = alliance_rows(rng, plan)
    parts = [alliance, *(_added(rng, alliance, *rule) for rule in _ADDED)]
    rows = Rows(*(np.concatenate([getattr(part, name) for part in parts]) for name in Rows.__dataclass_fields__))
    return rows.take(np.lexsort((rows.territoire, rows.source, rows.year, rows.parent)))


def alliance_rows(rng: np.random.Generator, plan: Plan) -> Rows:
    """Draw what the Alliance awards: one row an exercice and territory of each funded initiative."""
    lengths = plan.last_year - plan.first_year + 1
    parent, rank = draws.rank_in_group(np.where(plan.funded, lengths * plan.territories, 0))
    year = plan.first_year[parent] + rank // plan.territories[parent]
    territoire = _neighbour(plan.territoire[parent], rank % plan.territories[parent], plan.territories[parent])
    enveloppe = np.where(plan.cycle[parent] == 1, 2, (year > envelopes()[0].last_year).astype(int))
    group = enveloppe * len(territory_names()) + territoire
    weights = rng.lognormal(0, 0.6, len(parent)) / plan.territories[parent]
    amounts = draws.share_out(_targets(enveloppe, territoire), group, weights)
    return Rows(parent, year, territoire, np.zeros(len(parent), int), enveloppe, draws.with_cents(rng, amounts, group))


def _neighbour(territoire: np.ndarray, rank: np.ndarray, served: np.ndarray) -> np.ndarray:
    """Return the MRC that follows along the river, or goes before where there is none after; a territory alone is itself."""
    forward = territoire + served <= _MRC
    return np.where(forward, territoire + rank, territoire - rank)


def _targets(enveloppe: np.ndarray, territoire: np.ndarray) -> np.ndarray:
    """Return the sum (cents) of each (envelope, territory): the published proportions among the territories that have rows."""
    counts = np.zeros((len(envelopes()), len(territory_names())), np.int64)
    np.add.at(counts, (enveloppe, territoire), 1)
    shares = np.where(counts > 0, territory_shares(), 0)
    present = shares.sum(axis=1)
    committed = np.array([envelope.committed for envelope in envelopes()]) * present
    sums = np.minimum(committed, counts.sum(axis=1) * PLAUSIBLE_MEAN)
    each = np.divide(sums, present, out=np.zeros(len(sums)), where=present > 0)
    return (np.floor(each[:, None] * shares / draws.DOLLAR).astype(np.int64) * draws.DOLLAR).ravel()


def _added(rng: np.random.Generator, alliance: Rows, source: int, share: float, low: float, high: float) -> Rows:
    """Draw what another source adds to some (initiative, exercice) pairs, in whole dollars."""
    first = (np.diff(alliance.parent, prepend=-1) != 0) | (np.diff(alliance.year, prepend=-1) != 0)
    sums = np.add.reduceat(alliance.montant, np.flatnonzero(first)) if len(alliance) else alliance.montant
    pairs = alliance.take(first)
    amounts = np.maximum(1, sums * rng.uniform(low, high, len(sums)) // draws.DOLLAR).astype(np.int64) * draws.DOLLAR
    kept = draws.some(rng, np.ones(len(pairs), bool), share)
    codes = np.full(len(pairs), source), np.full(len(pairs), -1)
    return Rows(pairs.parent, pairs.year, pairs.territoire, *codes, amounts).take(kept)


def funding_table(rng: np.random.Generator, plan: Plan, rows: Rows) -> pd.DataFrame:
    """Return the table of the amounts."""
    inside, shared = rows.source == 0, (plan.territories[rows.parent] > 1) & (rows.source == 0)
    ids, priorities = initiative_ids(plan), priority_words(plan)
    nature = (rows.year > plan.first_year[rows.parent]).astype(int)
    everyone = np.ones(len(rows), bool)
    columns = {
        "id_initiative": ids.take(rows.parent).reset_index(drop=True),
        "territoire": draws.words(territory_names(), rows.territoire, shared | draws.some(rng, inside, 0.3)),
        "priorite": priorities.take(rows.parent).reset_index(drop=True).where(draws.some(rng, everyone, 0.1)),
        "source_financement": draws.words(_SOURCES, rows.source),
        "enveloppe": draws.words([e.id for e in envelopes()], np.maximum(rows.enveloppe, 0), inside),
        "exercice": draws.exercice(rows.year),
        "nature": draws.words([choice.value for choice in lists.nature()], nature),
        "precision": draws.words([choice.value for choice in lists.precision()], _precision(rng, rows.source)),
        "date_annonce": draws.days(_announced(rng, rows.year), draws.some(rng, everyone, 0.92)),
        "source": draws.sentence(words.SITE, "/montants/", rows.parent + 1, where=draws.some(rng, everyone, 0.6)),
        "note": _notes(rows.source, shared),
    }
    return draws.typed("financement", columns | _amounts(rng, plan, rows))


def _precision(rng: np.random.Generator, source: np.ndarray) -> np.ndarray:
    """Draw how sure an amount is: always exact, save some of the partners'."""
    return np.where(source == 1, draws.decreasing(rng, len(source), 3), 0)


def _announced(rng: np.random.Generator, year: np.ndarray) -> np.ndarray:
    """Draw the day of an announcement in the exercice, never after the reference day."""
    options = np.array([draws.day_of(year + (month < 4), month, day) for month, day in _ANNOUNCED])
    chosen = options[rng.integers(0, len(_ANNOUNCED), len(year)), np.arange(len(year))]
    return np.minimum(chosen, _LAST_ANNOUNCED)


def _notes(source: np.ndarray, shared: np.ndarray) -> pd.Series:
    """Say what is particular to a row; missing for the ordinary ones."""
    code = np.where(shared, 0, source)
    return draws.words(
        (words.ROW_SHARED, words.ROW_PARTNER, words.ROW_OTHER, words.ROW_OTHER), code, shared | (source > 0)
    )


def _amounts(rng: np.random.Generator, plan: Plan, rows: Rows) -> dict[str, pd.Series]:
    """Draw what was paid of each award (in an exercice that began), and what was spent of what was paid."""
    over = draws.day_of(rows.year + 1, 3, 31) <= REFERENCE_DAY
    given_up, ended = plan.is_state("abandonnée")[rows.parent], plan.is_state("terminée")[rows.parent]
    rate = np.where(rng.random(len(rows)) < 0.7, 1.0, 0.9)
    rate = np.where(given_up, 0.3, np.where(ended, rate, rate * 0.8))
    paid = np.floor(rows.montant * rate).astype(np.int64)
    used = np.where(ended, rng.uniform(0.85, 1.0, len(rows)), rng.uniform(0.4, 0.9, len(rows)))
    known = draws.some(rng, over & (rows.source != 1), 0.85)
    return {
        "montant_accorde": draws.whole(rows.montant),
        "montant_verse": draws.whole(paid, known),
        "montant_depense": draws.whole(np.floor(paid * used), draws.some(rng, known, 0.8)),
    }
