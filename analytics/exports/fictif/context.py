"""Make the tables around the initiatives: envelopes, parts of the territories, steps of the plans, organisations, documents, needs."""

from __future__ import annotations

from itertools import product

import numpy as np
import pandas as pd

from analytics.exports.fictif import draws, words
from analytics.exports.fictif.initiatives import carriers_by_territory
from analytics.exports.fictif.world import REFERENCE_DAY, Envelope, envelopes, territory_names, territory_shares
from analytics.schema import lists
from analytics.schema.lists import EXACT
from analytics.schema.reference import indicateurs, mrc_names, secteur_choices

_LEAD = 60
"""Days before its term during which a step is under way."""
_RANGE = 0.05
"""Half-width of the range given for a territory's part in the last envelope; the part of the first one is exact."""


def envelopes_table() -> pd.DataFrame:
    """Return the table of the envelopes: published identifiers and periods, a fictitious amount where none is published."""
    return draws.typed(
        "enveloppes", pd.DataFrame([_envelope_row(envelope) for envelope in envelopes()]).to_dict("series")
    )


def _envelope_row(envelope: Envelope) -> dict[str, object]:
    """Return one row of the envelopes: what is published, or what is made up in its place."""
    row = envelope.row
    made_up = {
        "nom": f"{row['nom']} (montant fictif)",
        "date_annonce": pd.Timestamp(envelope.debut) + pd.Timedelta(days=45),
        "source": f"{words.SITE}/enveloppes/{envelope.cycle}",
        "note": words.FICTITIOUS_ENVELOPE,
    }
    known = {
        "nom": row["nom"],
        "date_annonce": pd.Timestamp(row["date_annonce"] or None),
        "source": row["source"],
        "note": words.REAL_ENVELOPE,
    }
    return {
        "id_enveloppe": envelope.id,
        "cycle": envelope.cycle,
        "montant": envelope.montant,
        "precision": EXACT,
        "date_debut": pd.Timestamp(envelope.debut),
        "date_fin": pd.Timestamp(envelope.fin),
        "date_limite_initiatives": pd.Timestamp(row["date_limite_initiatives"] or None),
        "date_limite_plans": pd.Timestamp(row["date_limite_plans"] or None),
    } | (known if envelope.published else made_up)


def parts_table() -> pd.DataFrame:
    """Return the parts of the territories: exact in 2018-2023, a range around the proportion in 2024-2029."""
    parts = [_parts(envelopes()[0], 0), _parts(envelopes()[2], _RANGE)]
    return draws.typed("parts_enveloppe", pd.concat(parts, ignore_index=True).to_dict("series"))


def _parts(envelope: Envelope, half_width: float) -> pd.DataFrame:
    """Return the parts of one envelope, in whole dollars."""
    parts = envelope.montant * territory_shares()
    low, high = (
        (np.floor(parts * factor / draws.DOLLAR) * draws.DOLLAR) for factor in (1 - half_width, 1 + half_width)
    )
    return pd.DataFrame(
        {
            "id_enveloppe": envelope.id,
            "territoire": territory_names(),
            "montant_minimum": draws.whole(low),
            "montant_maximum": draws.whole(high),
            "source": f"{words.SITE}/parts/{envelope.cycle}",
            "note": "Part fictive.",
        }
    )


def steps_table(rng: np.random.Generator) -> pd.DataFrame:
    """Return the steps of the eight plans: done, under way or to come at the reference day."""
    terms = _terms()
    pairs = list(product(mrc_names(), terms))
    due = np.array([terms[step] for _, step in pairs])
    done_on = due + rng.integers(-_LEAD, _LEAD, len(due))
    done = done_on <= REFERENCE_DAY
    state = np.where(done, 2, np.where(due <= REFERENCE_DAY + _LEAD, 1, 0))
    columns = {
        "territoire": [territoire for territoire, _ in pairs],
        "etape": [step for _, step in pairs],
        "statut": draws.words([choice.value for choice in lists.statut_jalon()], state),
        "echeance": draws.days(due),
        "date_realisation": draws.days(done_on, done),
        "commentaire": "Étape fictive.",
        "source": f"{words.SITE}/plans",
    }
    return draws.typed("jalons", columns)


def _terms() -> dict[str, np.datetime64]:
    """Return step → last day: evenly spaced up to the deposit of the plans, then the end of the initiatives."""
    current, names = envelopes()[2], [choice.value for choice in lists.etape()]
    plans, end = (np.datetime64(current.row[name]) for name in ("date_limite_plans", "date_limite_initiatives"))
    before = len(names) - 1
    even = [current.debut + (plans - current.debut) * rank // before for rank in range(1, before + 1)]
    return dict(zip(names, [*even, end], strict=True))


def organisations_table(rng: np.random.Generator, initiatives: int) -> pd.DataFrame:
    """Return the organisations that may carry an initiative, each in its territory."""
    sizes = carriers_by_territory(initiatives)
    territoire = np.repeat(np.arange(len(sizes)), sizes)
    sectors = [choice.value for choice in secteur_choices()]
    everyone = np.ones(len(territoire), bool)
    columns = {
        "nom": draws.sentence(words.CARRIER, np.arange(1, len(territoire) + 1)),
        "secteur": draws.words(sectors, rng.integers(0, len(sectors), len(territoire))),
        "territoire": draws.words(territory_names(), territoire),
        "table_regionale": draws.yes_no(rng, everyone, 0.15),
        "depuis": draws.days(
            draws.day_of(rng.integers(2019, 2026, len(territoire)), 4, 1), draws.some(rng, everyone, 0.5)
        ),
        "source": draws.sentence(words.SITE, "/organismes/", np.arange(1, len(territoire) + 1)),
        "note": "Organisme fictif.",
    }
    return draws.typed("organismes", columns)


def documents_table() -> pd.DataFrame:
    """Return the documents of the current cycle."""
    titles, sections, dates = zip(*words.DOCUMENTS, strict=True)
    columns = {
        "titre": titles,
        "rubrique": sections,
        "date": pd.to_datetime(list(dates)),
        "url": [f"{words.SITE}/documents/{rank}" for rank in range(1, len(titles) + 1)],
        "note": "Document fictif.",
    }
    return draws.typed("documents", columns)


def needs_table(rng: np.random.Generator) -> pd.DataFrame:
    """Return fictitious indicators of need for the eight MRC."""
    known = [indicator for indicator in indicateurs() if indicator.code in words.INDICATORS]
    rows = [
        {"territoire": territoire, "indicateur": one.code, "unite": one.unite} | _measure(rng, one.code)
        for territoire, one in product(mrc_names(), known)
    ]
    common = {
        "source": "Donnée fictive",
        "qualite": "fictif",
        "url": f"{words.SITE}/indicateurs",
        "note": "Valeur fictive.",
    }
    return draws.typed("indicateurs", pd.DataFrame(rows).assign(**common).to_dict("series"))


def _measure(rng: np.random.Generator, code: str) -> dict[str, float]:
    """Draw the year and the value of one indicator."""
    year, low, high, decimals = words.INDICATORS[code]
    return {"annee": year, "valeur": round(float(rng.uniform(low, high)), decimals)}
