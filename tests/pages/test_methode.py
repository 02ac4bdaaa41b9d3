"""« Méthode et sources » shows every formula, rule, fact, gap and version, and the text of the data as typed."""

from __future__ import annotations

from html import escape

import pytest

from analytics.amorce import open_store
from analytics.figures.carte import ATTRIBUTION
from analytics.figures.formules import FORMULES
from analytics.figures.regles import REGLES
from analytics.schema import TABLES
from analytics.schema.reference import attributions, indicateurs, missing_facts, published_facts, publishers
from tests.aggregates.fabrique import funding, initiative, table, total, workbook
from tests.pages.ecran import HOSTILE, NOW, links, open_page, publish, publish_alone, raw, shown

PAGE = "comprendre/methode"


def tidy(text: str) -> str:
    return " ".join(text.replace("\u00a0", " ").split())


def missing(texts, page) -> list[str]:
    """Return the texts that the page does not show."""
    words = shown(page)
    return [text for text in texts if text and tidy(text) not in words]


def test_page_opens_on_the_rules_whatever_the_address_says(facts) -> None:
    page = open_page(PAGE, section="<script>", usage="zzz", lieu="zzz", version="abc")
    assert page.button_group(key="section").value == "Règles"
    assert "59 montants publiés, dont 32 qu'aucune somme ne compte" in shown(page)
    assert "33 renseignements manquent" in shown(page)


def test_rules_come_with_the_proof_of_this_version(facts) -> None:
    page = open_page(PAGE, section="Règles")
    assert missing([word for regle in REGLES for word in (regle.nom, regle.texte)], page) == []
    assert "toutes les sommes concordent" in shown(page)
    assert shown(page).count("2 612 032 $") == 1 + 5


def test_formulas_are_all_there_with_what_to_mind(facts) -> None:
    page = open_page(PAGE, section="Formules")
    assert missing([word for f in FORMULES.values() for word in (f.nom, f.formule, f.attention)], page) == []


def test_every_published_fact_is_there_with_its_source_and_reason(facts) -> None:
    page = open_page(PAGE, section="Faits publiés")
    assert "Les 60 faits publiés" in shown(page)
    known = published_facts()
    assert (
        missing([word for f in known for word in (f["poste"][1:], f["raison"], f["periode"], f["portee"])], page) == []
    )
    assert [f["source"] for f in known if f'href="{escape(f["source"])}"' not in raw(page)] == []


def test_facts_filtered_by_use_place_and_words(facts) -> None:
    page = open_page(PAGE, section="Faits publiés")
    page.selectbox(key="usage").set_value("part d'un territoire").run()
    assert "5 des 60 faits publiés" in shown(page)
    page.selectbox(key="lieu").set_value("La Mitis").run()
    assert "2 des 60 faits publiés" in shown(page)
    page.text_input(key="mots").set_value("PREFET annoncee").run()
    assert "1 des 60 faits publiés" in shown(page)
    page.text_input(key="mots").set_value("zzz").run()
    assert "Aucun fait publié ne répond" in shown(page)


def test_facts_filters_are_read_in_the_address(facts) -> None:
    page = open_page(PAGE, section="Faits publiés", usage="Enveloppes", lieu="Bas-Saint-Laurent", mots="prolongation")
    assert (page.selectbox(key="usage").value, page.selectbox(key="lieu").value) == ("enveloppe", "Bas-Saint-Laurent")
    assert "1 des 60 faits publiés" in shown(page)
    assert "1 022 462 $" in shown(page)


def test_disagreements_keep_both_values(facts) -> None:
    text = shown(open_page(PAGE, section="Désaccords"))
    for value in (
        "environ 4 500 000 $",
        "environ 4 400 000 $",
        "600 000 $",
        "650 000 $",
        "28 février 2026",
        "31 mars 2026",
    ):
        assert value in text
    assert "Les sources se contredisent sur 3 points" in text
    assert "516 000 $" not in text


def test_what_is_missing_is_there_with_whom_to_ask(facts) -> None:
    page = open_page(PAGE, section="Manques")
    gaps = missing_facts()
    assert missing([word for row in gaps for word in row.values()], page) == []
    page.text_input(key="mots").set_value("prolongation").run()
    kept = [row for row in gaps if "prolongation" in " ".join(row.values()).lower()]
    assert 0 < len(kept) < len(gaps)
    assert f"{len(kept)} renseignements manquent sur {len(gaps)}" in shown(page)


def test_indicators_say_their_quality_and_their_caution(facts) -> None:
    page = open_page(PAGE, section="Indicateurs")
    assert missing([word for i in indicateurs() for word in (i.nom, i.unite, i.description, i.caution)], page) == []
    assert "officielle (copie GitHub)" in shown(page)


def test_version_says_who_when_and_its_fingerprint(facts) -> None:
    page, version = open_page(PAGE, section="Version"), open_store(NOW, facts).version()
    assert missing([version.auteur, version.commentaire, version.empreinte], page) == []
    assert missing([t.title for t in TABLES.values()], page) == []
    assert "courante" in shown(page)


def test_version_asked_in_the_address_is_the_one_read(url) -> None:
    publish(url, {}, auteur="Une autre personne", commentaire="Correction")
    page = open_page(PAGE, section="Version", version="1")
    assert "Vous lisez la version 1" in shown(page)
    assert "passée" in shown(page)
    assert links(page)["Lire la version 2"] == "?version=2&section=Version"
    assert "Une autre personne" in shown(open_page(PAGE, section="Version"))


def test_licences_name_what_is_borrowed_and_the_words_under_the_map(facts) -> None:
    page = open_page(PAGE, section="Licences")
    assert (
        missing([word for row in attributions() for word in (row["quoi"], row["mention"], row["licence"])], page) == []
    )
    assert missing([ATTRIBUTION], page) == []


@pytest.mark.parametrize("section", ["Règles", "Version"])
def test_every_section_says_whom_to_tell_of_an_error(facts, section: str) -> None:
    page = open_page(PAGE, section=section)
    assert "Écrivez au CRD (Collectif régional de développement du Bas-Saint-Laurent)" in shown(page)
    assert "Dites la version : 1." in shown(page)
    assert "@" not in shown(page)
    assert 'href="https://crdbsl.org/' in raw(page) and "crdbsl.org" in publishers()


def test_empty_version_says_that_there_is_nothing_yet(url) -> None:
    publish_alone(url, {name: frame.iloc[:0] for name, frame in workbook(enveloppes=[]).items()})
    assert "il n'y a pas encore de somme à comparer" in shown(open_page(PAGE))
    assert "Aucune source n'en contredit une autre" in shown(open_page(PAGE, section="Désaccords"))
    assert shown(open_page(PAGE, section="Indicateurs")).count("Valeurs dans cette version non publié") == len(
        indicateurs()
    )


def test_total_that_its_detail_exceeds_is_named_with_its_row(url) -> None:
    totals = workbook(totaux=[total(100)])["totaux_publies"].assign(origine_fichier="totaux.csv", origine_ligne=7)
    book = workbook([initiative("a")], [funding("a", 150)])
    publish(url, book | {"totaux_publies": totals})
    text = shown(open_page(PAGE))
    assert "Totaux publiés que leur détail dépasse" in text
    assert 150 - 100 == 50 and "50 $ de plus Total publié pour 2021-2022 : 100 $. Somme de son détail : 150 $." in text
    assert "totaux.csv, ligne 7" in text


@pytest.mark.parametrize("section", ["Règles", "Désaccords", "Indicateurs", "Version"])
def test_text_of_the_data_is_shown_as_typed(url, section: str) -> None:
    shared = {
        "id_enveloppe": "e",
        "nom": HOSTILE,
        "cycle": "2018-2023",
        "date_debut": "2018-04-01",
        "date_fin": "2023-03-31",
    }
    envelopes = [shared | {"montant": dollars, "source": HOSTILE, "note": HOSTILE} for dollars in (100, 200)]
    values = {
        "territoire": "La Mitis",
        "indicateur": HOSTILE,
        "annee": 2021,
        "valeur": 1.0,
        "unite": HOSTILE,
        "source": HOSTILE,
        "qualite": HOSTILE,
    }
    tables = workbook(enveloppes=envelopes) | {"indicateurs": table("indicateurs", values)}
    publish(url, tables, auteur=HOSTILE, commentaire=HOSTILE)
    page = open_page(PAGE, section=section)
    assert missing([HOSTILE], page) == []
    assert "<script>alert" not in raw(page)
    assert not page.markdown
