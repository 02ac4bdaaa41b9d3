"""Sources that disagree stay side by side; those that agree are not called disagreements."""

from __future__ import annotations

from analytics.aggregates.disagreements import disagreements
from tests.aggregates.fabrique import ENVELOPE, table, workbook

PERIOD = {"nom": "Alliance", "cycle": "2018-2023", "date_debut": "2018-04-01", "date_fin": "2023-03-31"}


def envelope(dollars: float | None, source: str, **more) -> dict:
    """Return one source of the envelope's amount."""
    return {"id_enveloppe": ENVELOPE, "montant": dollars, "source": source, **PERIOD, **more}


def part(territoire: str, low: float | None, high: float | None) -> dict:
    """Return one published part."""
    return {"id_enveloppe": ENVELOPE, "territoire": territoire, "montant_minimum": low, "montant_maximum": high}


def step(territoire: str, day: str, source: str | None = "https://a.test", etape: str = "dépôt du plan") -> dict:
    """Return one due date."""
    return {"territoire": territoire, "etape": etape, "statut": "à venir", "echeance": day, "source": source}


def values(**tables) -> list[tuple[str, str]]:
    """Return (subject, value with plain spaces) of each disagreement."""
    steps = tables.pop("steps", ())
    found = disagreements(workbook(**tables) | {"jalons": table("jalons", *steps)})
    return [(row.sujet, row.valeur.replace("\u00a0", " ")) for row in found.itertuples()]


def test_disagreements_keep_each_amount_of_an_envelope_with_its_precision() -> None:
    rows = [envelope(4_500_000, "https://a.test", precision="arrondi"), envelope(4_400_000, "https://b.test")]
    assert values(enveloppes=rows) == [
        ("Montant de l'enveloppe « Alliance »", "environ 4 500 000 $"),
        ("Montant de l'enveloppe « Alliance »", "4 400 000 $"),
    ]


def test_disagreements_say_nothing_of_sources_that_agree_or_are_silent() -> None:
    same = [
        envelope(6_014_144, "https://a.test"),
        envelope(6_014_144, "https://b.test"),
        envelope(None, "https://c.test"),
    ]
    assert values(enveloppes=same) == []


def test_disagreements_leave_out_a_range_that_holds_the_exact_part() -> None:
    parts = [part("Rimouski-Neigette", 450_000, 650_000), part("Rimouski-Neigette", 516_000, 516_000)]
    assert values(parts=parts) == []


def test_disagreements_name_the_parts_that_cannot_all_be_true() -> None:
    parts = [part("La Mitis", 450_000, 650_000), part("La Mitis", 600_000, 600_000), part("La Mitis", 650_000, 650_000)]
    assert [value for _, value in values(parts=parts)] == ["600 000 $", "650 000 $"]


def test_disagreements_read_a_part_without_maximum_as_open() -> None:
    assert values(parts=[part("La Mitis", 450_000, None), part("La Mitis", 700_000, 700_000)]) == []
    assert values(parts=[part("La Mitis", 750_000, None), part("La Mitis", 700_000, 700_000)]) == [
        ("Part de La Mitis dans l'enveloppe « Alliance 2018-2023 »", "plus de 750 000 $"),
        ("Part de La Mitis dans l'enveloppe « Alliance 2018-2023 »", "700 000 $"),
    ]


def test_disagreements_gather_the_territories_of_which_the_same_is_said() -> None:
    both = [step(name, day) for name in ("La Mitis", "La Matanie") for day in ("2026-03-31", "2026-02-28")]
    alone = [step("Les Basques", "2026-03-31"), step("Les Basques", "2026-04-30", None)]
    agreed = [step("Kamouraska", "2026-03-31"), step("Kamouraska", "2026-12-31", etape="mise en œuvre")]
    assert values(steps=both + alone + agreed) == [
        ("Échéance de l'étape « dépôt du plan » (La Mitis et La Matanie)", "28 février 2026"),
        ("Échéance de l'étape « dépôt du plan » (La Mitis et La Matanie)", "31 mars 2026"),
        ("Échéance de l'étape « dépôt du plan » (Les Basques)", "31 mars 2026"),
        ("Échéance de l'étape « dépôt du plan » (Les Basques)", "30 avril 2026"),
    ]


def test_disagreements_of_an_empty_version_are_none() -> None:
    assert values(enveloppes=[]) == []
