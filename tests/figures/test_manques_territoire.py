"""What is not published for a territory is said, and nothing that is published is said to be missing."""

from __future__ import annotations

from dataclasses import replace

import pandas as pd
import pytest

from analytics.aggregates.etapes import plan_steps
from analytics.aggregates.profil import Profil
from analytics.figures.manques_territoire import gaps
from tests.aggregates.fabrique import table


def plain(said: list[str]) -> str:
    """Return the sentences as one text with plain spaces."""
    return " ".join(said).replace("\u00a0", " ")


def groups(**amounts: int | None) -> pd.DataFrame:
    """Return groups (cents)."""
    return pd.DataFrame({
        "cle": list(amounts), "montant_accorde": pd.array(list(amounts.values()), dtype="Int64"), "precision": "exact",
    })  # fmt: skip


def parts(*bounds: tuple[int, int]) -> pd.DataFrame:
    """Return published parts (cents)."""
    return (
        pd.DataFrame(bounds, columns=["montant_minimum", "montant_maximum"])
        .astype("Int64")
        .assign(territoire="La Mitis")
    )


@pytest.fixture
def complete():
    """Return a profile of which everything is published."""
    steps = plan_steps(table("jalons"), "La Mitis").assign(statut="fait")
    row = {"montant_verse": 1, "montant_depense": 1, "nombre_initiatives": 2, "nombre_avec_montant": 2}
    return Profil(
        "La Mitis", row, groups(**{"2021-2022": 500}), groups(Logement=500), parts((600, 600)), steps, pd.DataFrame(), pd.DataFrame(), {}
    )  # fmt: skip


def test_gaps_of_a_complete_profile_names_nothing(complete):
    assert gaps(complete) == ["Rien ne manque parmi ce que ce tableau de bord montre pour ce territoire."]


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        ({"par_exercice": groups(**{"2020-2021": None, "2021-2022": 5})}, "Aucun montant n'est publié pour l'exercice 2020-2021."),
        ({"par_exercice": groups(**{"2019-2020": None, "2020-2021": None})}, "Aucun montant n'est publié pour les exercices 2019-2020 et 2020-2021."),
        (
            {"par_exercice": groups(**{"2020-2021": None}), "non_ventile": {"2020-2021": 994_243_00}},
            "En 2020-2021, 994 243 $ sont engagés dans la région sans être répartis : la part de ce territoire n'est pas connue.",
        ),
        ({"par_priorite": groups(**{"Logement": 5, "Non ventilé": 300_00})}, "Sans priorité connue : 300 $."),
        ({"parts": parts()}, "La part de l'enveloppe réservée à ce territoire n'est pas publiée."),
        ({"parts": parts((450, 650))}, "Sa part exacte n'est pas publiée : seule une fourchette l'est."),
        ({"parts": parts((600_00, 600_00), (650_00, 650_00))}, "Les sources ne s'entendent pas sur sa part : 600 $ ou 650 $."),
        ({"etapes": plan_steps(table("jalons"), "La Mitis")}, "L'état des 6 étapes de son plan n'est pas publié."),
    ],
)  # fmt: skip
def test_gaps_says_each_thing_that_is_missing_and_only_it(complete, changes, said):
    assert plain(gaps(replace(complete, **changes))) == said


@pytest.mark.parametrize(
    ("counts", "said"),
    [
        (
            {"nombre_initiatives": 0, "nombre_avec_montant": 0},
            "Aucune initiative nommée n'a été trouvée, ce qui ne veut pas dire qu'aucune n'est financée.",
        ),
        ({"nombre_avec_montant": 1}, "1 initiative nommée n'a pas de montant publié."),
        ({"montant_depense": pd.NA}, "Les montants dépensés par les organismes ne sont pas publiés."),
        (
            {"montant_verse": pd.NA, "montant_depense": pd.NA},
            "Les montants versés aux organismes et dépensés par les organismes ne sont pas publiés.",
        ),
    ],
)  # fmt: skip
def test_gaps_counts_the_initiatives_and_the_measures_without_amount(complete, counts, said):
    assert plain(gaps(replace(complete, ligne=complete.ligne | counts))) == said


def test_gaps_of_regional_asks_for_no_part_and_no_plan(complete):
    silent = {"parts": parts(), "etapes": plan_steps(table("jalons"), "Régional")}
    assert gaps(replace(complete, nom="Régional", **silent)) == gaps(complete)


def test_gaps_of_some_steps_counts_those_nobody_tells_about(complete):
    steps = complete.etapes.assign(statut=["fait", "en cours", *["Non publié"] * 4])
    assert plain(gaps(replace(complete, etapes=steps))) == "L'état de 4 des 6 étapes de son plan n'est pas publié."
