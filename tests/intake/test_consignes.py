"""What a person says of a deposit: the profile of a sheet or of a layout, cells mended; and each sheet as it was recognised."""

from __future__ import annotations

from analytics.intake import Consignes, Profil, Upload, read_uploads
from analytics.schema.spelling import layout_signature
from tests.intake.fabrique import FLAT_HEADER, csv_bytes, one_row, xlsx_bytes

ROW = ["P1", "Frigos", "Moisson", "La Mitis", "Alimentation", "en cours", "Autre", "2021-2022", "douze mille"]
FOREIGN = [["Rapport"], ["Qui", "Quoi", "Combien", "Divers"], ["Moisson", "Frigos", "12,50", "x"], ["Éveil", "Jardin", "1,25", "y"]]  # fmt: skip
MAPPING = {"Qui": "organisme_porteur", "Quoi": "titre", "Combien": "montant_accorde"}
SAID = {"priorite": "Santé", "statut": "en cours", "source_financement": "Autre", "exercice": "2021-2022"}


def flat(row=ROW, name: str = "plat.csv") -> Upload:
    """Return a flat CSV of one row."""
    return Upload(name, csv_bytes([FLAT_HEADER, row]))


def read(*uploads: Upload, **said):
    """Read files with what a person said of them."""
    return read_uploads(list(uploads), consignes=Consignes(**said), isole=False)


def mended(reading) -> list[str | None]:
    """Return the codes of the errors, and those of the corrections that no longer fit."""
    return [f.code for f in reading.anomalies if f.niveau == "erreur" or f.code == "correction-perimee"]


def test_mend_reads_the_new_text_and_keeps_the_typed_one():
    cell = ("plat.csv", None, "I2")
    before, after = read(flat()), read(flat(), corrections={cell: ("douze mille", "12 000,00")})
    assert mended(before) == ["montant-illisible"]
    assert (mended(after), after.tables["financement"].montants["montant_accorde"]) == ([], 1_200_000)
    assert before.cellules[cell] == after.cellules[cell] == "douze mille"


def test_mend_fills_an_empty_cell_and_empties_a_full_one():
    empty = [*ROW[:3], "", *ROW[4:8], "5"]
    reading = read(flat(empty), corrections={("plat.csv", None, "D2"): (None, "La Matanie")})
    assert reading.frames["initiatives"]["territoire"].tolist() == ["La Matanie"]
    emptied = read(flat([*ROW[:8], "5"]), corrections={("plat.csv", None, "C2"): ("Moisson", None)})
    assert mended(emptied) == ["obligatoire-vide"]


def test_mend_says_a_correction_that_no_longer_fits_and_leaves_the_cell():
    reading = read(flat([*ROW[:8], "7,00"]), corrections={("plat.csv", None, "I2"): ("douze mille", "12 000,00")})
    (stale,) = [f for f in reading.anomalies if f.code == "correction-perimee"]
    assert (stale.cellule, stale.valeur) == ("I2", "7,00")
    assert reading.tables["financement"].montants["montant_accorde"] == 700


def test_mend_of_a_cell_that_the_file_lacks_is_said():
    assert mended(read(flat([*ROW[:8], "5"]), corrections={("plat.csv", None, "I99"): ("a", "b")})) == ["correction-perimee"]  # fmt: skip


def test_mend_takes_a_column_that_repeats_its_texts():
    rows = [[f"P{n}", *ROW[1:8], "1,00" if n else "un"] for n in range(6000)]
    reading = read(Upload("x.csv", csv_bytes([FLAT_HEADER, *rows])), corrections={("x.csv", None, "I2"): ("un", "3")})
    assert reading.tables["financement"].montants["montant_accorde"] == 300 + 5999 * 100


def test_mend_ends_a_finding_of_the_file_itself():
    typed = "FrigosÃ© partagÃ©s"
    before = read(flat([ROW[0], typed, *ROW[2:8], "5"]))
    assert "texte-repare" in {f.code for f in before.anomalies}
    said = {("plat.csv", None, "B2"): (before.cellules["plat.csv", None, "B2"], "Frigos")}
    assert "texte-repare" not in {f.code for f in read(flat([ROW[0], typed, *ROW[2:8], "5"]), corrections=said).anomalies}  # fmt: skip


def test_profile_of_a_sheet_is_for_that_sheet_alone():
    uploads = [Upload(name, csv_bytes(FOREIGN)) for name in ("a.csv", "b.csv")]
    profiles = {
        (name, None): Profil(colonnes=MAPPING, constantes=SAID | {"territoire": where})
        for name, where in (("a.csv", "La Mitis"), ("b.csv", "Kamouraska"))
    }
    reading = read(*uploads, par_feuille=profiles)
    assert reading.frames["initiatives"]["territoire"].tolist() == ["La Mitis"] * 2 + ["Kamouraska"] * 2
    assert {sheet.origine_profil for sheet in reading.feuilles} == {"feuille"}


def test_profile_kept_for_a_layout_is_found_by_its_headers():
    kept = {layout_signature(FOREIGN[1]): Profil(colonnes=MAPPING, constantes=SAID | {"territoire": "La Mitis"})}
    reading = read(Upload("autre nom.csv", csv_bytes(FOREIGN)), par_mise_en_page=kept)
    (sheet,) = reading.feuilles
    assert (sheet.origine_profil, sheet.ligne_entete, sheet.manquantes) == ("mise en page", 2, ())
    assert reading.tables["financement"].montants["montant_accorde"] == 1_250 + 125


def test_profile_that_sets_every_column_aside_leaves_the_sheet():
    book = xlsx_bytes({"Notes": [FLAT_HEADER, ROW], "Projets": [FLAT_HEADER, [*ROW[:8], "5"]]})
    aside = {("x.xlsx", "Notes"): Profil(colonnes={"Titre du projet": None})}
    reading = read(Upload("x.xlsx", book), par_feuille=aside)
    assert reading.tables["initiatives"].feuille == "Projets"
    assert [sheet.tables for sheet in reading.feuilles] == [(), ("initiatives", "financement")]


def test_profile_that_only_names_the_row_of_the_headers():
    (blank,) = read(Upload("x.csv", csv_bytes(FOREIGN))).feuilles
    assert (blank.tables, blank.apercu[1]) == ((), (2, ("Qui", "Quoi", "Combien", "Divers")))
    (sheet,) = read(Upload("x.csv", csv_bytes(FOREIGN)), par_feuille={("x.csv", None): Profil(ligne_entete=2)}).feuilles
    assert (sheet.ligne_entete, [c.entete for c in sheet.colonnes]) == (2, FOREIGN[1])


def test_sheet_says_how_each_column_was_recognised():
    header = ["Titre", "Porteur", "Teritoire", "Inconnue"]
    (sheet,) = read(Upload("initiatives.csv", csv_bytes([header, ["Frigos", "Moisson", "La Mitis", "x"]]))).feuilles
    assert [(c.lettre, c.colonne, c.raison) for c in sheet.colonnes] == [
        ("A", "titre", "titre exact"),
        ("B", "organisme_porteur", "autre façon d'écrire ce titre"),
        ("C", "territoire", "titre très proche"),
        ("D", None, "mise de côté"),
    ]
    assert sheet.colonnes[0].exemples == ("Frigos",)
    assert sheet.manquantes == ("priorite", "statut")


def test_consignes_pass_to_the_reading_process():
    good = csv_bytes(one_row("initiatives", territoire="nulle part"))
    said = Consignes(corrections={("initiatives.csv", None, "D2"): ("nulle part", "La Mitis")})
    reading = read_uploads([Upload("initiatives.csv", good)], consignes=said)
    assert reading.publiable


def test_mend_says_the_corrections_of_a_sheet_that_is_gone():
    book = xlsx_bytes({"Projets": [FLAT_HEADER, [*ROW[:8], "5"]]})
    reading = read(Upload("plat.xlsx", book), corrections={("plat.xlsx", "Ancienne", "I2"): ("douze", "12")})
    assert mended(reading) == ["correction-perimee"]
