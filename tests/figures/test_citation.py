"""The sentence that leaves with a figure says what, of which version, from whom, where; nothing is invented."""

from datetime import date

import pytest

from analytics.figures.citation import Edition, citation, edition_in_words, publisher_names

EDITION = Edition(3, date(2021, 9, 22), date(2021, 2, 18), fictif=False)


def test_edition_in_words_says_version_day_and_last_announcement():
    assert edition_in_words(EDITION) == "version 3, 22 septembre 2021; annonces connues jusqu'au 18 février 2021"


def test_edition_in_words_without_announcement_says_none():
    assert edition_in_words(Edition(1, date(2021, 4, 1), None, fictif=False)) == "version 1, 1er avril 2021"


def test_edition_in_words_says_first_that_data_is_fictitious():
    assert edition_in_words(Edition(2, date(2021, 4, 1), None, fictif=True)).startswith("DONNÉES FICTIVES, version 2")


def test_citation_says_message_figures_source_and_address():
    said = citation(
        "La Mitis reçoit le plus", "La Mitis : 229 930 $.", EDITION, ["CRD"], "https://exemple.test/?version=3"
    )
    assert said == (
        "D'après le tableau de bord de l'Alliance pour la solidarité du Bas-Saint-Laurent (version 3, 22 septembre 2021; "
        "annonces connues jusqu'au 18 février 2021) : La Mitis reçoit le plus. La Mitis : 229 930 $. Source : CRD. "
        "https://exemple.test/?version=3"
    )


def test_citation_does_not_say_the_message_twice():
    said = citation("43 % engagés", "2,6 M$. 43 % engagés. Il reste 3 M$.", EDITION, [], "")
    assert said.endswith(" : 2,6 M$. 43 % engagés. Il reste 3 M$.")


@pytest.mark.parametrize(
    ("names", "written"), [(["A", "B"], "A et B."), (["A", "B", "C", "D", "E"], "A, B, C et 2\u00a0autres.")]
)
def test_citation_names_three_publishers_and_counts_the_others(names, written):
    assert citation("t", "r", EDITION, names, "").endswith(f"Source : {written}")


def test_publisher_names_puts_the_most_cited_first_and_drops_what_is_no_address():
    urls = [
        "https://un.test/a",
        "https://deux.test/b",
        None,
        "https://deux.test/c",
        "javascript:alert(1)",
        float("nan"),
    ]
    assert publisher_names(urls) == ["deux.test", "un.test"]
