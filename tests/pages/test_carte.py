"""« Carte » on the published facts: each measure, each indicator, what no MRC holds, the links, hostile text."""

from __future__ import annotations

import re

import pytest

from analytics.schema.reference import mrc_names
from tests.aggregates.fabrique import initiative, table
from tests.pages.ecran import HOSTILE, drawings, links, open_page, publish, publish_without, raw, shown

PAGE = "consulter/carte"


def maps(page) -> list[list[str]]:
    """Return, for each map, what each MRC says when pointed at."""
    return [re.findall(r"<title>([^<]+)</title>", drawing) for drawing in drawings(page)]


def words(texts: list[str]) -> list[str]:
    return [text.replace("\xa0", " ") for text in texts]


def test_first_view_shows_the_amounts_beside_a_need(facts) -> None:
    page = open_page(PAGE)
    amounts, need = maps(page)
    assert "Témiscouata : 231 073 $" in words(amounts) and "La Mitis : 22,5 %" in words(need)
    assert [text.split(" : ")[0] for text in amounts] == [text.split(" : ")[0] for text in need] == list(mrc_names())
    said = shown(page)
    assert "Témiscouata reçoit le plus; par personne, c'est Les Basques" in said
    assert "Année : 2021. Qualité de la donnée : calcul" in said and "et non un taux de pauvreté" in said
    assert "rien ici ne dit que l'une explique l'autre" in said
    assert "Limites : © Gouvernement du Québec" in said


def test_what_no_mrc_holds_is_beside_the_map(facts) -> None:
    said = shown(open_page(PAGE))
    assert "Régional 77 027 $" in said and "Non ventilé 994 243 $" in said and "Total 2 612 032 $" in said


@pytest.mark.parametrize(
    ("mesure", "mitis", "title"),
    [
        (
            "Montant par personne",
            "La Mitis : 12,52 $",
            "De 3,33 $ (Rivière-du-Loup) à 14,97 $ par personne (Les Basques)",
        ),
        (
            "Nombre d'initiatives nommées",
            "La Mitis : aucune nommée",
            "aucune dans La Mitis, La Matanie et La Matapédia",
        ),
        (
            "Part du montant engagé",
            "La Mitis : 8,8 %",
            "De 4,5 % (Rivière-du-Loup) à 8,8 % du montant engagé (Témiscouata)",
        ),
    ],
)
def test_each_measure_is_drawn_from_the_address_and_from_the_list(facts, mesure, mitis, title) -> None:
    from_address = open_page(PAGE, mesure=mesure)
    from_list = open_page(PAGE)
    from_list.selectbox(key="mesure").select(mesure).run()
    for page in (from_address, from_list):
        assert mitis in words(maps(page)[0])
        assert title in shown(page)


def test_the_denominator_is_said(facts) -> None:
    page = open_page(PAGE, mesure="Montant par personne")
    assert "population recensée en 2021" in shown(page)
    assert "Régional 77 027 $ montant entier, sans population propre" in shown(page)


def test_each_indicator_has_its_year_its_quality_and_its_caution(facts) -> None:
    page = open_page(PAGE)
    for name in page.selectbox(key="besoin").options:
        page.selectbox(key="besoin").select(name).run()
        assert not page.exception
        assert f"{name}," in shown(page) and "Qualité de la donnée : " in shown(page)
    income = shown(open_page(PAGE, besoin="Revenu total médian des ménages"))
    assert "Revenu total médian des ménages, 2020" in income and "première année de la pandémie" in income


def test_an_unknown_choice_in_the_address_falls_back(facts) -> None:
    page = open_page(PAGE, mesure="zzz", besoin="<script>", enveloppe="zzz", version="abc")
    assert page.selectbox(key="mesure").value == "Montant engagé"
    assert len(maps(page)) == 2


def test_the_keyboard_reaches_the_page_of_each_mrc_in_order(facts) -> None:
    known = links(open_page(PAGE, enveloppe="Alliance pour la solidarité 2010-2015"))
    assert list(known) == list(mrc_names())
    assert known["La Mitis"].startswith("territoires?territoire=La+Mitis&") and "2010-2015" in known["La Mitis"]
    assert links(open_page(PAGE))["La Mitis"] == "territoires?territoire=La+Mitis"


def test_an_envelope_without_amount_hatches_every_mrc(facts) -> None:
    page = open_page(PAGE, enveloppe="Alliance pour la solidarité 2024-2029")
    assert all(text.endswith("non publié") for text in maps(page)[0])
    assert "Aucun montant par MRC n'est publié pour cette enveloppe" in shown(page)
    assert " 0 $" not in shown(page)


def test_the_table_holds_every_measure_and_the_region(facts) -> None:
    said = shown(open_page(PAGE))
    assert "Les Basques 132 821 $ 14,97 $ 5,1 % 2 8 873 18,7 %" in said
    assert "Régional 77 027 $ sans objet 2,9 % 2 sans objet 14,2 %" in said
    assert "Total 2 612 032 $ 13,12 $" in said


def test_no_indicator_says_what_to_do_and_divides_nothing(url) -> None:
    publish_without(url, "indicateurs")
    page = open_page(PAGE, mesure="Montant par personne")
    assert "Aucun indicateur de besoin n'est publié dans cette version." in shown(page)
    assert len(maps(page)) == 1
    assert all(text.endswith("non publié") for text in maps(page)[0])


def test_no_envelope_says_what_to_do(url) -> None:
    publish_without(url, "enveloppes", "parts_enveloppe", "financement", "totaux_publies")
    assert "Cette version ne décrit aucune enveloppe." in shown(open_page(PAGE))


def test_text_of_the_data_is_shown_as_typed(url) -> None:
    row = {"territoire": "La Mitis", "indicateur": HOSTILE[:80], "annee": 2024, "valeur": 5, "unite": "<b>u</b> $x$", "source": HOSTILE,
           "qualite": HOSTILE, "url": "javascript:alert(1)", "note": HOSTILE}  # fmt: skip
    publish(
        url,
        {"indicateurs": table("indicateurs", row), "initiatives": table("initiatives", initiative("a", titre=HOSTILE))},
    )
    page = open_page(PAGE)
    assert page.selectbox(key="besoin").value == HOSTILE[:80]
    assert "<script>alert" not in raw(page) and "<b>u</b>" not in raw(page)
    assert HOSTILE[:80] in shown(page) and "5 <b>u</b> $x$" in shown(page)
    assert "La Mitis : 5 &lt;b&gt;u&lt;/b&gt; $x$" in words(maps(page)[1])
    assert not any(HOSTILE[:8] in block.value for block in page.markdown)
