"""« Ce qui a changé », on the overview: since the version before, another one, or the version of the last meeting's day."""

from __future__ import annotations

from datetime import date

import pytest

from analytics.exports.exemple import example_tables
from pages.commun import html, lecture
from tests.pages.ecran import NOW, open_page, publish, raw, shown, use_store


@pytest.fixture
def url(tmp_path, monkeypatch) -> str:
    """Use a store of three versions: the published facts, one title corrected, then a fictitious example."""
    found = use_store(tmp_path, monkeypatch)
    publish(found, {})
    initiatives = lecture.tables(1)["initiatives"]
    titles = initiatives["titre"].mask(initiatives.index == 0, "Titre corrigé")
    publish(found, {"initiatives": initiatives.assign(titre=titles)})
    publish(found, example_tables(20, 1))
    return found


def test_the_first_version_has_nothing_to_be_compared_with(tmp_path, monkeypatch):
    use_store(tmp_path, monkeypatch)
    page = open_page("consulter/apercu")
    assert "Première version" in shown(page) and not [box for box in page.selectbox if "changé" in box.label]


def test_changes_are_told_since_the_version_before(url):
    page = open_page("consulter/apercu", version="3")
    assert page.selectbox(key="depuis-apercu-3").value == 2
    (sentence,) = lecture.changements(2, 3).phrases
    assert "Titre corrigé" in sentence and sentence.replace("\u00a0", " ") in shown(page)


def test_many_changes_show_the_first_ones_and_fold_the_others(url):
    phrases = lecture.changements(3, 4).phrases
    shown_at_once, folded = raw(open_page("consulter/apercu", version="4")).split("<details><summary>Les ")
    assert len(phrases) > 4 and folded.startswith(f"{len(phrases) - 4} autres changements</summary>")
    for place, sentence in enumerate(phrases):
        assert (html.phrase(sentence) in shown_at_once) == (place < 4)
        assert (html.phrase(sentence) in folded) == (place >= 4)


def test_an_older_version_is_chosen_by_its_number_and_kept_in_the_address(url):
    page = open_page("consulter/apercu", version="3")
    page.selectbox(key="depuis-apercu-3").select(1).run()
    assert page.query_params["depuis"] == "1" and not page.exception
    again = open_page("consulter/apercu", version="3", depuis="1")
    assert again.selectbox(key="depuis-apercu-3").value == 1


@pytest.mark.parametrize("asked", ["3", "abc"])
def test_an_address_that_names_no_earlier_version_is_compared_with_the_one_before(url, asked):
    assert open_page("consulter/apercu", version="3", depuis=asked).selectbox(key="depuis-apercu-3").value == 2


def test_the_last_meeting_takes_the_version_of_its_day(url):
    page = open_page("consulter/apercu", version="3")
    page.selectbox(key="depuis-apercu-3").select("date").run()
    page.date_input(key="rencontre-apercu").set_value(NOW.date()).run()
    assert "Version courante ce jour-là : 3." in shown(page) and "Rien n'a changé depuis la version 3." in shown(page)
    page.date_input(key="rencontre-apercu").set_value(date(2020, 1, 1)).run()
    assert "Rien n'était encore publié ce jour-là" in shown(page)
