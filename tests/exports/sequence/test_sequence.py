"""The slides say what the pages say, in the order chosen, frozen on one version."""

from __future__ import annotations

import re

import pandas as pd
import pytest

from analytics.aggregates.groups import aggregate_by
from analytics.exports.sequence import (
    DEFAULT,
    Avancement,
    Barres,
    Carte,
    Liste,
    Materiel,
    Tableau,
    build_sequence,
    figure,
    read_material,
    slide_names,
    territory_keys,
)
from analytics.publications import Store
from analytics.schema.reference import mrc_names, territoires
from tests.aggregates.fabrique import funding, initiative, total, workbook
from tests.exports.sequence.fabrique import JOUR, material, published, version
from tests.publications.fabrique import first_book, publish

EVERY = (*DEFAULT, *territory_keys())


def plain(text):
    """Return the text with plain spaces."""
    return text.replace("\u00a0", " ")


def one(m, cle):
    """Return one slide."""
    return build_sequence(m, [cle]).diapos[0]


@pytest.fixture(scope="module")
def slides():
    """Return every slide of version 1 by its key."""
    return {d.cle: d for d in build_sequence(published(), EVERY).diapos}


def test_build_sequence_keeps_the_order_chosen():
    chosen = ["plans", "carte", "territoire-la-mitis", "enveloppe"]
    assert [d.cle for d in build_sequence(published(), chosen).diapos] == chosen


def test_build_sequence_refuses_an_unknown_slide():
    with pytest.raises(ValueError, match="nimporte"):
        build_sequence(published(), ["carte", "nimporte"])


def test_build_sequence_replaces_only_the_notes_that_somebody_wrote():
    carte, plans = build_sequence(published(), ["carte", "plans"], {"carte": "Saluer la préfète."}).diapos
    assert carte.notes == "Saluer la préfète."
    assert plans.notes == one(published(), "plans").notes


def test_build_sequence_is_frozen_on_a_version_and_a_day():
    sequence = build_sequence(published())
    assert plain(sequence.mention) == "Version 1, publiée le 21 novembre 2026. Lue le 22 novembre 2026."


def test_build_sequence_marks_a_fictitious_version():
    fictitious = Materiel(version(fictif=True), published().tables, JOUR)
    assert build_sequence(fictitious, ["plans"]).mention.startswith("Données fictives.")


def test_territory_keys_name_the_nine_in_order():
    assert list(territory_keys().values()) == [t.nom for t in territoires()]
    assert list(territory_keys())[1] == "territoire-riviere-du-loup"
    assert set(slide_names()) == set(EVERY)


@pytest.mark.parametrize("cle", EVERY)
def test_build_sequence_gives_every_slide_its_words(slides, cle):
    slide = slides[cle]
    assert slide.titre and slide.nom and slide.source and slide.notes
    assert slide.resume or cle == "couverture"
    said = " ".join([slide.titre, *slide.phrases, slide.resume, slide.notes])
    assert not re.search(r"\bnan\b|<NA>|NaT|None", said)
    assert " 0 $" not in plain(slide.resume)


def test_build_sequence_says_what_the_pages_say(slides):
    assert plain(slides["enveloppe"].titre).startswith("2,6 M$ des 6,0 M$ sont engagés (43 %)")
    assert slides["territoires"].titre == "Témiscouata et La Mitis reçoivent le plus"
    assert plain(slides["territoire-la-mitis"].titre).startswith("La Mitis : 229 930 $ engagés (9 % du total régional)")


@pytest.mark.parametrize(("cle", "par"), [("territoires", "territoire"), ("priorites", "priorite")])
def test_build_sequence_holds_the_figures_of_the_aggregates(slides, cle, par):
    expected = aggregate_by(par, published().ledger, "alliance-2018-2023", "2018-2023").lignes
    shown = slides[cle].contenu
    assert isinstance(shown, Barres)
    assert [s.nom for s in shown.sommes] == expected["cle"].tolist()
    assert [s.cents for s in shown.sommes] == [None if pd.isna(v) else int(v) for v in expected["montant_accorde"]]


def test_amount_map_has_the_eight_mrc_and_names_what_none_of_them_holds(slides):
    carte = slides["carte"].contenu
    assert isinstance(carte, Carte)
    assert [s.nom for s in carte.sommes] == list(mrc_names())
    assert {s.nom: s.cents for s in carte.hors} == {"Régional": 7_702_700, "Non ventilé": 99_424_300}
    assert sum(s.cents for s in (*carte.sommes, *carte.hors)) == 261_203_200


def test_build_sequence_keeps_plus_de_and_never_writes_zero_for_what_is_not_published(slides):
    amounts = {s.nom: (s.cents, plain(s.court)) for s in slides["priorites"].contenu.sommes}
    assert amounts["Logement"] == (3_600_000, "plus de 36 000 $")
    assert amounts["Santé"] == (None, "non publié")


def test_changed_says_that_the_first_version_has_nothing_before(slides):
    assert slides["changements"].titre == "Première version : rien à comparer encore"
    assert isinstance(slides["changements"].contenu, Liste)


def test_changed_counts_and_tells_what_moved():
    before = workbook([initiative("a")], [funding("a", 229_930)])
    after = workbook([initiative("a"), initiative("b")], [funding("a", 229_930), funding("b", 25_000)])
    slide = one(material(after, before), "changements")
    assert plain(slide.titre) == "Depuis la version 1 : 1 initiative ajoutée et 1 montant de territoire changé"
    assert "La Mitis passe de 229 930 $ à 254 930 $ : une initiative ajoutée (« Titre b »)." in map(
        plain, slide.contenu.phrases
    )


def test_changed_tells_the_first_changes_and_counts_the_others():
    before = workbook()
    after = workbook(
        [
            initiative(f"i{k}", t.nom, priorite)
            for k, t in enumerate(territoires())
            for priorite in ("Logement", "Santé")
        ],
        [funding(f"i{k}", 1000, priorite=p) for k in range(9) for p in ("Logement", "Santé", "Transport")],
    )
    m = material(after, before)
    told = one(m, "changements").contenu.phrases
    assert told[:11] == m.changements.phrases[:11]
    assert plain(told[-1]) == f"Et {len(m.changements.phrases) - 11} autres changements."


def test_changed_says_when_nothing_did():
    book = workbook([initiative("a")])
    assert one(material(book, book), "changements").titre == "Rien n'a changé depuis la version 1"


def test_plans_has_one_row_a_territory_and_says_what_is_not_published(slides):
    table = slides["plans"].contenu
    assert isinstance(table, Tableau)
    assert [row[0] for row in table.lignes] == list(mrc_names())
    assert {len(row) for row in table.lignes} == {len(table.colonnes)} == {7}
    assert table.lignes[0][1] == "non publié"


def test_ending_shows_the_next_dates_and_counts_the_others():
    ends = [initiative(f"i{k}", date_fin=f"2027-01-{k:02d}") for k in range(1, 13)]
    slide = one(material(workbook(ends)), "echeances")
    assert len(slide.contenu.lignes) == 8
    assert plain(slide.contenu.reste) == "Et 4 autres échéances plus tard."
    assert plain(slide.titre) == "Prochaine échéance : le 1er janvier 2027, dans 40 jours"


def test_ending_leaves_out_what_is_past():
    slide = one(material(workbook([initiative("a", date_fin="2026-11-21")])), "echeances")
    assert slide.titre == "Aucune échéance à venir n'est publiée"


def test_build_sequence_without_an_envelope_keeps_what_needs_none():
    kept = build_sequence(material(workbook(enveloppes=[])), EVERY)
    assert [d.cle for d in kept.diapos] == ["couverture", "changements", "plans", "echeances"]
    assert kept.enveloppe is None


def test_build_sequence_with_an_envelope_without_amount_says_so():
    bare = {"id_enveloppe": "x", "nom": "X", "cycle": "2024-2029", "date_debut": "2024-04-01", "date_fin": "2029-03-31"}
    slide = one(material(workbook(enveloppes=[bare])), "enveloppe")
    assert isinstance(slide.contenu, Avancement)
    assert "montant non publié" in slide.titre
    assert figure(slide, "light") is not None


def test_materiel_refuses_an_unknown_envelope():
    with pytest.raises(ValueError, match="inconnue"):
        material(workbook(), choisie="inconnue")


@pytest.mark.parametrize("mode", ["light", "dark"])
@pytest.mark.parametrize("cle", EVERY)
def test_figure_draws_amounts_and_leaves_words_alone(slides, cle, mode):
    drawn = figure(slides[cle], mode)
    words = slides[cle].contenu is None or isinstance(slides[cle].contenu, Liste | Tableau)
    assert (drawn is None) == words


def test_figure_writes_non_publie_without_a_bar(slides):
    bars = figure(slides["priorites"], "light").data[0]
    silent = [k for k, label in enumerate(bars.text) if "non publié" in label]
    assert silent and all(bars.x[k] == 0 for k in silent)


def test_speaker_notes_say_what_is_missing(slides):
    assert "– Aucune initiative nommée n'a été trouvée" in slides["territoire-la-mitis"].notes


def test_read_material_compares_with_the_version_before_or_the_one_chosen(tmp_path):
    store = Store(f"sqlite:///{tmp_path / 'x.sqlite'}")
    for dollars in (10, 20, 30):
        publish(store, workbook([initiative("a")], [funding("a", dollars)], [total(100)]))
    assert read_material(store, JOUR).avant[0].numero == 2
    assert read_material(store, JOUR, depuis=1).avant[0].numero == 1
    assert read_material(store, JOUR, numero=1).avant is None


def test_read_material_reads_the_version_asked_for(tmp_path):
    store = Store(f"sqlite:///{tmp_path / 'x.sqlite'}")
    publish(store, first_book())
    publish(store, workbook([initiative("b")], [funding("b", 5)]))
    old = read_material(store, JOUR, numero=1)
    assert old.version.numero == 1
    assert old.par_territoire.total["montant_accorde"] == 1_960_625


def test_available_leaves_out_what_changed_when_nothing_is_compared():
    later = Materiel(version(3), published().tables, JOUR)
    assert "changements" not in [d.cle for d in build_sequence(later).diapos]
    assert "changements" in [d.cle for d in build_sequence(published()).diapos]
