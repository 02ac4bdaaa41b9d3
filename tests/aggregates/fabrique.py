"""Build small typed tables for the tests of the aggregates: only what matters is said."""

from __future__ import annotations

import pandas as pd

from analytics.publications.frames import empty
from analytics.schema import TABLES

ENVELOPE = "alliance-2018-2023"
ALLIANCE = "FQIS – Alliance"


def table(name: str, *rows: dict) -> pd.DataFrame:
    """Return a typed table from partial rows; amounts are given in dollars."""
    if not rows:
        return empty(name)
    frame = pd.DataFrame(list(rows)).reindex(columns=list(TABLES[name].dtypes))
    for column in frame.columns.intersection([c for c in frame if c.startswith("montant")]):
        frame[column] = (pd.to_numeric(frame[column]) * 100).round().astype("Int64")
    return frame.astype(TABLES[name].dtypes)


def workbook(initiatives=(), financement=(), totaux=(), enveloppes=None, parts=()) -> dict[str, pd.DataFrame]:
    """Return the nine typed tables, with the envelope 2018-2023 unless others are given."""
    default = {"id_enveloppe": ENVELOPE, "nom": "Alliance 2018-2023", "cycle": "2018-2023", "montant": 6_014_144,
               "date_debut": "2018-04-01", "date_fin": "2023-03-31"}  # fmt: skip
    given = {
        "initiatives": table("initiatives", *initiatives),
        "financement": table("financement", *financement),
        "totaux_publies": table("totaux_publies", *totaux),
        "enveloppes": table("enveloppes", *([default] if enveloppes is None else enveloppes)),
        "parts_enveloppe": table("parts_enveloppe", *parts),
    }
    return {name: given.get(name, empty(name)) for name in TABLES}


def initiative(key: str, territoire: str = "La Mitis", priorite: str = "Logement", **more) -> dict:
    """Return one initiative of the cycle 2018-2023."""
    return {"id_initiative": key, "titre": f"Titre {key}", "organisme_porteur": "Organisme", "territoire": territoire, "priorite": priorite,
            "statut": "en cours", "cycle": "2018-2023", **more}  # fmt: skip


def funding(key: str, dollars: float | None, exercice: str = "2021-2022", **more) -> dict:
    """Return one amount of the Alliance."""
    return {
        "id_initiative": key,
        "source_financement": ALLIANCE,
        "enveloppe": ENVELOPE,
        "exercice": exercice,
        "montant_accorde": dollars,
        **more,
    }


def total(dollars: float, exercice: str = "2021-2022", **more) -> dict:
    """Return one published total of the Alliance."""
    return {
        "exercice": exercice,
        "source_financement": ALLIANCE,
        "enveloppe": ENVELOPE,
        "montant_accorde": dollars,
        **more,
    }
