"""« Enveloppe » on the published facts, on an envelope without amount, on sources that disagree, on hostile text."""

from __future__ import annotations

import pandas as pd
import pytest

from analytics import format_fr
from analytics.amorce import open_store
from pages.commun import blocs_enveloppe, lecture, lecture_enveloppe
from tests.aggregates.fabrique import ALLIANCE, ENVELOPE, funding, initiative, table, total
from tests.pages.ecran import HOSTILE, NOW, drawings, open_page, publish, publish_without, raw, shown

PAGE = "consulter/enveloppe"


def titles(page) -> str:
    """Return the page's heading."""
    return raw(page).split("<h1")[1].split("</h1>")[0].split(">", 1)[1].replace("\xa0", " ")


def test_first_view_answers_on_the_published_facts(facts) -> None:
    page = open_page(PAGE)
    said = shown(page)
    assert "43 % de l'enveloppe engagée quand 70 % du temps est écoulé" in said.replace("&#x27;", "'")
    assert "il restait 3,4 M$ à engager, soit 186 580 $ par mois" in said
    assert "Les 5 découpages donnent le même total, 2 612 032 $" in said
    assert "990 979 $ du FQIS hors Alliance et 2 autres sources ne comptent pas dans l'enveloppe" in said
    assert "2 des 5 exercices de la période ont un montant publié" in said
    assert "Les montants connus restent sous la part publiée des huit MRC" in said
    assert "2 des 9" not in said and "3 des 9 initiatives nommées ont un montant publié" in said
    assert len(drawings(page)) == 5


@pytest.mark.parametrize(
    ("enveloppe", "heading", "also"),
    [
        (
            "Alliance pour la solidarité 2024-2029",
            "Ni le montant de l'enveloppe ni aucun engagement n'est publié",
            "Enveloppe 2024-2029 : le montant",
        ),
        (
            "Alliance pour la solidarité 2010-2015",
            "Aucun engagement n'est publié sur une enveloppe de 4,4 M$ ou 4,5 M$ selon la source",
            "environ 4 500 000 $",
        ),
        (
            "Prolongation de l'Alliance, 2023-2024",
            "Aucun engagement n'est publié sur une enveloppe de 1,0 M$",
            "1 022 462 $",
        ),
    ],
)
def test_an_envelope_of_which_little_is_known_says_so(facts, enveloppe, heading, also) -> None:
    page = open_page(PAGE, enveloppe=enveloppe)
    assert titles(page).replace("&#x27;", "'") == heading
    assert also in shown(page)
    assert "Aucun montant engagé n'est publié pour cette enveloppe." in shown(page)
    assert len(drawings(page)) == 1
    assert " 0 $" not in shown(page)


def test_sources_that_disagree_stand_side_by_side_with_their_link(facts) -> None:
    page = open_page(PAGE, enveloppe="Alliance pour la solidarité 2010-2015")
    assert "environ 4 400 000 $" in shown(page) and "environ 4 500 000 $" in shown(page)
    assert raw(page).count('target="_blank"') == 2


def test_the_day_of_the_address_is_read_and_an_unknown_one_falls_back(facts) -> None:
    assert "17 % de l" in shown(open_page(PAGE, au="2021-03-31"))
    assert "17 % de l" in shown(open_page(PAGE, au="2021-03-30"))
    for wrong in ("2031-03-31", "1999-01-01", "31 mars", "<script>"):
        page = open_page(PAGE, au=wrong, enveloppe="zzz")
        assert "43 % de l" in shown(page)
        assert "au" not in page.query_params


def test_choosing_a_day_writes_it_in_the_address_and_every_figure_follows(facts) -> None:
    page = open_page(PAGE)
    chosen = next(day for day in page.selectbox(key=f"au-{ENVELOPE}").options if day.startswith("18 février 2021"))
    page.selectbox(key=f"au-{ENVELOPE}").select(chosen).run()
    assert page.query_params["au"] == "2021-02-18"
    again = open_page(PAGE, au=page.query_params["au"])
    for one in (page, again):
        assert "Les 5 découpages donnent le même total, 1 025 070 $" in shown(one)
        assert "1 des 5 exercices de la période a un montant publié" in shown(one)
        assert "Ce qui a été annoncé plus tard n'est pas compté." in shown(one)
        assert "Annonces connues jusqu'au 18 février 2021" in shown(one) and "jusqu'au 22 septembre" not in shown(one)


@pytest.mark.parametrize(
    "page", ["consulter/enveloppe", "consulter/apercu", "consulter/concertation", "consulter/territoires"]
)
def test_an_address_copied_during_the_cycle_shows_the_same_thing_later_and_says_its_day(url, monkeypatch, page) -> None:
    open_store(NOW, url)
    there = {"enveloppe": "Alliance pour la solidarité 2024-2029"}
    there |= {"territoire": "La Mitis"} if page.endswith("territoires") else {}
    copied = pd.Timestamp(NOW.date()) + pd.Timedelta(days=10)
    monkeypatch.setattr(lecture, "aujourdhui", lambda: copied)
    first = open_page(page, **there)
    frozen = first.session_state["_adresse-figee"]
    assert frozen == {"au": copied.strftime("%Y-%m-%d")} and "en date du" not in shown(first)
    monkeypatch.setattr(lecture, "aujourdhui", lambda: copied + pd.Timedelta(days=780))
    later, again = open_page(page, **there), open_page(page, **there | frozen)
    assert shown(later) != shown(first)
    said = f"Vous lisez cette page en date du {format_fr.date_longue(copied)}."
    assert said in shown(again)
    assert shown(again).replace(said, "").replace("était écoulé", "est écoulé").split() == shown(first).split()


@pytest.mark.parametrize("wrong", ["2031-03-31", "2019-03-31", "31 mars", "<script>"])
def test_a_day_to_come_before_the_version_or_unreadable_is_read_as_today(facts, wrong) -> None:
    page = open_page("consulter/apercu", au=wrong)
    assert "en date du" not in shown(page) and shown(page) == shown(open_page("consulter/apercu"))


def test_a_day_of_another_period_does_not_follow_to_the_next_envelope(facts) -> None:
    page = open_page(PAGE, au="2021-03-31")
    page.selectbox(key="enveloppe").select("Alliance pour la solidarité 2010-2015").run()
    assert not page.exception
    assert page.selectbox(key="au-alliance-2010-2015").value.strftime("%Y-%m-%d") == "2015-03-31"
    assert "au" not in page.query_params


def test_no_envelope_says_what_to_do(url) -> None:
    publish_without(url, "enveloppes", "parts_enveloppe", "financement", "totaux_publies")
    page = open_page(PAGE)
    assert "Cette version ne décrit aucune enveloppe." in shown(page)
    assert drawings(page) == []


def test_text_of_the_data_is_shown_as_typed(url) -> None:
    own = {"id_enveloppe": ENVELOPE, "nom": HOSTILE, "cycle": "2018-2023", "montant": 1_000, "date_debut": "2018-04-01", "date_fin": "2023-03-31",
           "source": "javascript:alert(1)", "note": HOSTILE}  # fmt: skip
    part = {
        "id_enveloppe": ENVELOPE,
        "territoire": "La Mitis",
        "montant_minimum": 5,
        "source": HOSTILE,
        "note": HOSTILE,
    }
    publish(url, {
        "enveloppes": table("enveloppes", own),
        "parts_enveloppe": table("parts_enveloppe", part),
        "initiatives": table("initiatives", initiative("a", titre=HOSTILE)),
        "financement": table("financement", funding("a", 100, date_annonce="2021-09-22")),
        "totaux_publies": table("totaux_publies"),
    })  # fmt: skip
    page = open_page(PAGE)
    assert "<script>alert" not in raw(page) and 'href="javascript' not in raw(page)
    assert HOSTILE in shown(page)
    assert not any(HOSTILE[:8] in block.value for block in page.markdown)


def test_a_total_exceeded_by_its_rows_is_named_down_to_its_row(url) -> None:
    publish(url, {
        "initiatives": table("initiatives", initiative("a")),
        "financement": table("financement", funding("a", 120, date_annonce="2021-09-22")),
        "totaux_publies": table("totaux_publies", total(100, date_annonce="2021-09-22", origine_fichier="totaux.csv", origine_ligne=7)),
    })  # fmt: skip
    said = shown(open_page(PAGE))
    assert "mais 1 total publié est dépassé" in said
    assert "100 $ 120 $ 20 $ totaux.csv, ligne 7" in said


def test_paid_and_spent_are_shown_when_they_are_known(url) -> None:
    rows = [funding("a", 600_000, date_annonce="2021-09-22", montant_verse=300_000, montant_depense=150_000)]
    publish(
        url,
        {
            "initiatives": table("initiatives", initiative("a")),
            "financement": table("financement", *rows),
            "totaux_publies": table("totaux_publies"),
        },
    )
    page = open_page(PAGE)
    assert "600 000 $ engagés, 300 000 $ versés et 150 000 $ dépensés" in shown(page)


def test_an_amount_of_the_alliance_without_envelope_is_said_apart(url) -> None:
    rows = [funding("a", 600, date_annonce="2021-09-22"), funding("a", 40, source_financement=ALLIANCE, enveloppe=None)]
    publish(
        url,
        {
            "initiatives": table("initiatives", initiative("a")),
            "financement": table("financement", *rows),
            "totaux_publies": table("totaux_publies"),
        },
    )
    said = shown(open_page(PAGE))
    assert "40 $ sans enveloppe connue ne comptent pas dans l'enveloppe" in said
    assert "Les 5 découpages donnent le même total, 600 $" in said


@pytest.mark.parametrize("au", ["2021-03-31", "2021-09-22"])
def test_every_figure_opens_to_rows_that_add_up_to_it_on_the_day_read(facts, au) -> None:
    day = pd.Timestamp(au)
    aggregate = lecture_enveloppe.agregat(1, "territoire", ENVELOPE, day)
    opened = blocs_enveloppe.lignes_de(1, ENVELOPE, day, "territoire")
    for row in aggregate.lignes.dropna(subset=["montant_accorde"]).to_dict("records"):
        assert opened(row["cle"])["montant_accorde"].sum() == row["montant_accorde"]
    assert opened(None)["montant_accorde"].sum() == aggregate.total["montant_accorde"]
    groups = lecture_enveloppe.hors_enveloppe(1, ENVELOPE, day)
    for row in groups.to_dict("records"):
        assert (
            lecture_enveloppe.lignes_hors_enveloppe(1, ENVELOPE, day, row["cle"])["montant_accorde"].sum()
            == row["montant_accorde"]
        )
