"""Draw the initiatives: their plan (cycle, territories, exercices, state), then their table.

Grain: one row an initiative. The first entries of a grid, shuffled among the rows, put one initiative in each territory
of each cycle, so that the proportions hold from 18 initiatives on.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import pandas as pd

from analytics.exports.fictif import draws, words
from analytics.exports.fictif.world import CURRENT, OLD, REFERENCE_DAY, envelopes, territory_names, territory_shares
from analytics.schema import lists
from analytics.schema.fictif import PREFIX
from analytics.schema.model import LISTES_SEPARATOR
from analytics.schema.reference import REGIONAL, priorites_of

CYCLES = (OLD, CURRENT)
_CURRENT_SHARE = 0.4
_MAX_CARRIERS = 1_500


@dataclass(frozen=True)
class Plan:
    """One entry an initiative: codes in `CYCLES`, in the territories and in the priorities of its cycle; years in which
    exercices begin; `territories` how many MRC it serves; `state` the place of its `statut` in the closed list."""

    on_grid: np.ndarray
    cycle: np.ndarray
    territoire: np.ndarray
    territories: np.ndarray
    priorite: np.ndarray
    first_year: np.ndarray
    last_year: np.ndarray
    debut: np.ndarray
    fin: np.ndarray
    state: np.ndarray
    funded: np.ndarray

    def __len__(self) -> int:
        """Return the number of initiatives."""
        return len(self.cycle)

    def is_state(self, statut: str) -> np.ndarray:
        """Return the mask of the initiatives in one state."""
        return self.state == [choice.value for choice in lists.statut()].index(statut)


def draw_plan(rng: np.random.Generator, count: int) -> Plan:
    """Draw the plan of `count` initiatives."""
    grid = _grid(rng, count)
    on_grid = grid >= 0
    cycle = np.where(on_grid, grid // len(territory_names()), rng.random(count) < _CURRENT_SHARE).astype(int)
    territoire = np.where(
        on_grid, grid % len(territory_names()), rng.choice(len(territory_names()), count, p=territory_shares())
    )
    first_year, last_year = _years(rng, cycle, grid)
    debut, fin = _days(rng, first_year, last_year)
    state = _states(rng, debut, fin, on_grid)
    return Plan(
        on_grid=on_grid,
        cycle=cycle,
        territoire=territoire,
        territories=_territories(rng, territoire, on_grid),
        priorite=_priorities(rng, cycle),
        first_year=first_year,
        last_year=last_year,
        debut=debut,
        fin=fin,
        state=state,
        funded=~draws.some(rng, ~on_grid, 0.04),
    )


def _grid(rng: np.random.Generator, count: int) -> np.ndarray:
    """Place each (cycle, territory) once at random rows; -1 elsewhere."""
    cells = len(CYCLES) * len(territory_names())
    grid = np.full(count, -1)
    kept = min(cells, count)
    grid[rng.choice(count, kept, replace=False)] = rng.permutation(cells)[:kept]
    return grid


def _years(rng: np.random.Generator, cycle: np.ndarray, grid: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """Draw the first and last exercices; those of the old cycle that reach its end may be prolonged by a year.

    On the grid, the old cycle covers its three last exercices and its prolongation.
    """
    old, extension, current = envelopes()
    first_open, last_open = np.array([old.first_year, current.first_year]), np.array([old.last_year, current.last_year])
    latest_start = np.minimum(last_open, REFERENCE_DAY.astype("datetime64[Y]").astype(int) + 1970)
    first = rng.integers(first_open[cycle], latest_start[cycle] + 1)
    length = 1 + (rng.random(len(cycle)) < 0.28) + (rng.random(len(cycle)) < 0.07)
    old_grid = (grid >= 0) & (cycle == 0)
    first = np.where(old_grid, old.last_year - grid % 3, first)
    last = np.minimum(first + length - 1, last_open[cycle])
    prolonged = old_grid | ((cycle == 0) & (last == old.last_year) & (rng.random(len(cycle)) < 0.3))
    return first, np.where(prolonged, extension.first_year, last)


def _days(rng: np.random.Generator, first_year: np.ndarray, last_year: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """Draw a first day in the first exercice and a last day near the end of the last one, always later."""
    debut = draws.day_of(first_year, 4, 1) + rng.integers(0, 240, len(first_year))
    early = np.where(rng.random(len(last_year)) < 0.6, 0, rng.integers(1, 90, len(last_year)))
    return debut, draws.day_of(last_year + 1, 3, 31) - early


def _states(rng: np.random.Generator, debut: np.ndarray, fin: np.ndarray, on_grid: np.ndarray) -> np.ndarray:
    """Read each state at the reference day; a few initiatives that began were given up."""
    codes = {choice.value: code for code, choice in enumerate(lists.statut())}
    begun = debut <= REFERENCE_DAY
    state = np.where(~begun, codes["à venir"], np.where(fin <= REFERENCE_DAY, codes["terminée"], codes["en cours"]))
    return np.where(draws.some(rng, begun & ~on_grid, 0.03), codes["abandonnée"], state)


def _territories(rng: np.random.Generator, territoire: np.ndarray, on_grid: np.ndarray) -> np.ndarray:
    """Draw how many MRC an initiative serves: several for a few, never for a regional one."""
    several = draws.some(rng, ~on_grid & (territoire != territory_names().index(REGIONAL)), 0.06)
    return np.where(several, rng.integers(2, 5, len(territoire)), 1)


def _priorities(rng: np.random.Generator, cycle: np.ndarray) -> np.ndarray:
    """Draw a priority in the list of each initiative's cycle."""
    sizes = np.array([len(priorites_of(name)) for name in CYCLES])
    return (rng.random(len(cycle)) * sizes[cycle]).astype(int)


def priority_words(plan: Plan) -> pd.Series:
    """Return the name of each initiative's priority."""
    names = [name for cycle in CYCLES for name in priorites_of(cycle)]
    return draws.words(names, plan.priorite + np.where(plan.cycle == 1, len(priorites_of(OLD)), 0))


def initiative_ids(plan: Plan) -> pd.Series:
    """Return the identifiers, « FICTIF-0001 » and on."""
    numbers = pd.Series(np.arange(1, len(plan) + 1)).astype("str").str.zfill(max(4, len(str(len(plan)))))
    return draws.sentence(f"{PREFIX}-", numbers)


def initiatives_table(rng: np.random.Generator, plan: Plan) -> pd.DataFrame:
    """Return the table of the initiatives."""
    everyone = np.ones(len(plan), bool)
    dated = plan.on_grid | ~draws.some(rng, ~plan.on_grid, 0.04)
    number, theme = np.arange(1, len(plan) + 1), _themes(rng, priority_words(plan))
    columns = {
        "id_initiative": initiative_ids(plan),
        "titre": draws.sentence(words.TITLE, number, " : ", theme),
        "organisme_porteur": draws.sentence(words.CARRIER, _carriers(rng, plan)),
        "fiduciaire": draws.sentence(words.TRUSTEE, plan.territoire + 1, where=draws.some(rng, everyone, 0.15)),
        "territoire": draws.words(territory_names(), plan.territoire),
        "priorite": priority_words(plan),
        "cycle": draws.words(CYCLES, plan.cycle),
        "type_initiative": draws.words([c.value for c in lists.type_initiative()], draws.decreasing(rng, len(plan), 4)),
        "clienteles": _clienteles(rng, draws.some(rng, everyone, 0.85)),
        "statut": draws.words([c.value for c in lists.statut()], plan.state),
        "date_debut": draws.days(plan.debut, dated),
        "date_fin": draws.days(plan.fin, dated),
        "participation_citoyenne": draws.yes_no(rng, draws.some(rng, everyone, 0.8), 0.55),
        "ads_plus": draws.yes_no(rng, draws.some(rng, everyone, 0.7), 0.3),
        "source": draws.sentence(words.SITE, "/initiatives/", number, where=draws.some(rng, everyone, 0.7)),
    }
    return draws.typed("initiatives", columns | _people(rng, plan) | _texts(rng, plan, theme))


def _themes(rng: np.random.Generator, priorities: pd.Series) -> pd.Series:
    """Draw what each initiative does, among the themes of its priority."""
    known = list(priorities.unique())
    themes = [words.THEMES.get(name, words.OTHER_THEMES) for name in known]
    starts, sizes = np.cumsum([0] + [len(some) for some in themes])[:-1], np.array([len(some) for some in themes])
    code = pd.Index(known).get_indexer(priorities)
    return draws.words(
        [word for some in themes for word in some], starts[code] + (rng.random(len(code)) * sizes[code]).astype(int)
    )


def carriers_by_territory(count: int) -> np.ndarray:
    """Return how many organisations each territory has, for `count` initiatives."""
    return np.maximum(1, np.round(min(_MAX_CARRIERS, 0.4 * count) * territory_shares())).astype(int)


def _carriers(rng: np.random.Generator, plan: Plan) -> np.ndarray:
    """Draw the number of each initiative's organisation, among those of its territory."""
    sizes = carriers_by_territory(len(plan))
    starts = np.cumsum(sizes) - sizes
    return 1 + starts[plan.territoire] + (rng.random(len(plan)) * sizes[plan.territoire]).astype(int)


def _clienteles(rng: np.random.Generator, known: np.ndarray) -> pd.Series:
    """Draw one to three groups of people."""
    values = np.array([choice.value for choice in lists.clienteles()])
    mixes = [LISTES_SEPARATOR.join(values[np.sort(rng.permutation(len(values))[: 1 + i % 3])]) for i in range(60)]
    return draws.words(mixes, rng.integers(0, len(mixes), len(known)), known)


def _people(rng: np.random.Generator, plan: Plan) -> dict[str, pd.Series]:
    """Draw how many people are aimed at, and how many were reached where the initiative began."""
    known = draws.some(rng, np.ones(len(plan), bool), 0.75)
    aimed = np.maximum(5, np.exp(rng.normal(4.3, 0.9, len(plan)))).astype(int)
    part = np.where(plan.is_state("terminée"), rng.uniform(0.7, 1.2, len(plan)), rng.uniform(0.1, 0.7, len(plan)))
    counted = draws.some(rng, known & ~plan.is_state("à venir"), 0.8)
    return {"personnes_visees": draws.whole(aimed, known), "personnes_rejointes": draws.whole(aimed * part, counted)}


def _texts(rng: np.random.Generator, plan: Plan, theme: pd.Series) -> dict[str, pd.Series]:
    """Draw what the initiative does, and its results once it is over."""
    meetings = rng.integers(4, 60, len(plan))
    described = draws.some(rng, np.ones(len(plan), bool), 0.6)
    over = draws.some(rng, plan.is_state("terminée"), 0.7)
    return {
        "description": draws.sentence(
            "Description fictive : ", theme, ", ", meetings, " rencontres par année.", where=described
        ),
        "resultats": draws.sentence("Résultat fictif : ", meetings, " rencontres tenues.", where=over),
    }
