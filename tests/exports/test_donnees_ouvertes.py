"""The open data: valid for the reference validator, the figures of the version, nothing that must not be public."""

import json
import zipfile
from dataclasses import replace
from decimal import Decimal
from io import BytesIO
from pathlib import Path

import frictionless
import pandas as pd
import pytest
from shapely.geometry import shape

from analytics.exports.donnees_ouvertes import DESCRIPTOR, MAP, READ_ME, export_files, package_files, package_zip
from analytics.exports.donnees_ouvertes.descripteur import constraints, file_of, table_schema
from analytics.exports.donnees_ouvertes.retraits import REDACTED, Finders, Search, open_tables, redacted
from analytics.exports.donnees_ouvertes.tables_csv import open_csv
from analytics.schema import TABLES, Kind
from tests.aggregates.fabrique import funding, initiative, table, workbook
from tests.exports.releves import example, published, releve_of

COLUMNS = [(name, column.name) for name, own in TABLES.items() for column in own]


@pytest.fixture(scope="module")
def files():
    return package_files(published())


@pytest.fixture(scope="module")
def described(files):
    return json.loads(files[DESCRIPTOR])


def written(folder: Path, files: dict[str, bytes]) -> Path:
    """Write a package and return its descriptor."""
    for path, content in files.items():
        (folder / path).parent.mkdir(exist_ok=True)
        (folder / path).write_bytes(content)
    return folder / DESCRIPTOR


def problems(descriptor: Path) -> list[list[str]]:
    """Return what the reference validator says."""
    return frictionless.validate(str(descriptor)).flatten(["type", "fieldName", "rowNumber", "note"])


def test_the_package_is_valid_for_the_reference_validator(tmp_path, files):
    assert problems(written(tmp_path, files)) == []


@pytest.mark.parametrize("initiatives", [25, pytest.param(5000, marks=pytest.mark.stress)])
def test_a_fictitious_package_is_valid_and_says_what_it_is(tmp_path, initiatives):
    files = package_files(example(initiatives))
    assert problems(written(tmp_path, files)) == []
    described = json.loads(files[DESCRIPTOR])
    assert described["name"].endswith("-fictif") and described["title"].startswith("DONNÉES FICTIVES")
    assert "Données fictives" in files[READ_ME].decode().split("## Fichiers")[0]


@pytest.mark.parametrize(
    ("path", "before", "after", "expected"),
    [
        ("donnees/financement.csv", b"30827.00", b"30 827,00", "hash-count"),
        ("donnees/initiatives.csv", b"Les Basques", b"Atlantide..", "hash-count"),
    ],
)
def test_the_validator_sees_a_file_changed_since(tmp_path, files, path, before, after, expected):
    changed = files | {path: files[path].replace(before, after, 1)}
    assert expected in {found[0] for found in problems(written(tmp_path, changed))}


@pytest.mark.parametrize(("name", "column"), COLUMNS)
def test_every_column_is_described_as_declared(described, files, name, column):
    declared = TABLES[name][column]
    resource = next(one for one in described["resources"] if one["path"] == file_of(name))
    field = next(one for one in resource["schema"]["fields"] if one["name"] == column)
    assert (field["title"], field.get("unite")) == (declared.title, declared.unit)
    assert field["description"].startswith(declared.description)
    expected = {
        Kind.MONTANT: "number",
        Kind.NOMBRE: "number",
        Kind.ENTIER: "integer",
        Kind.DATE: "date",
        Kind.OUINON: "boolean",
    }
    assert field["type"] == expected.get(declared.kind, "string")
    assert column in files[file_of(name)].decode("utf-8-sig").splitlines()[0].split(",")


def test_the_package_says_who_publishes_under_which_licence_from_which_sources(described):
    assert described["licenses"][0]["name"] == "CC-BY-4.0" and described["version"] == "1.0.0"
    assert [one["title"] for one in described["contributors"]] == ["Alliance pour la solidarité du Bas-Saint-Laurent"]
    assert len(described["sources"]) > 20 and all(one["path"].startswith("http") for one in described["sources"])
    keys = {one["name"]: one["schema"].get("primaryKey") for one in described["resources"] if "schema" in one}
    assert keys["initiatives"] == ["id_initiative"] and keys["indicateurs"] == ["territoire", "indicateur", "annee"]
    link = next(one for one in described["resources"] if one["name"] == "financement")["schema"]["foreignKeys"]
    assert link[0]["reference"] == {"resource": "initiatives", "fields": ["id_initiative"]}


def test_the_names_suit_donnees_quebec(files):
    assert all(
        path.isascii() and path.removeprefix("donnees/") in (DESCRIPTOR, READ_ME) or path == path.lower()
        for path in files
    )
    assert all(content.startswith(b"\xef\xbb\xbf") for path, content in files.items() if path.endswith(".csv"))


@pytest.mark.parametrize("name", TABLES)
def test_the_csv_holds_the_rows_and_the_sums_of_the_version(files, name):
    text = pd.read_csv(BytesIO(files[file_of(name)]), dtype="str", keep_default_na=False)
    frame = published().tables[name]
    assert len(text) == len(frame)
    for column in TABLES[name].of_kind(Kind.MONTANT):
        amounts = [Decimal(cell) for cell in text[column] if cell]
        assert all(-amount.as_tuple().exponent == 2 for amount in amounts)
        assert sum(amounts) * 100 == int(frame[column].sum()) and len(amounts) == int(frame[column].notna().sum())


def test_the_csv_never_writes_zero_for_what_is_not_published():
    rows = [funding("a", None, montant_verse=12.5)]
    line = open_csv(TABLES["financement"], table("financement", *rows)).decode("utf-8-sig").splitlines()[1]
    assert ",,12.50,," in line


def test_the_csv_is_safe_to_open_in_a_spreadsheet():
    content = open_csv(TABLES["initiatives"], table("initiatives", initiative("a", titre='=HYPERLINK("x")')))
    assert '"\'=HYPERLINK(""x"")"' in content.decode("utf-8-sig")


def test_the_map_holds_the_aggregates_of_the_territories(files):
    found = json.loads(files[MAP])
    told = {one["properties"]["territoire"]: one for one in found["features"]}
    rows = published().par_territoire
    assert {n: one["properties"]["montant_accorde"] for n, one in told.items()} == {
        row["cle"]: row["montant_accorde"] / 100 for row in rows.lignes.to_dict("records")
    }
    assert sum(one["properties"]["montant_accorde"] for one in told.values()) == 2_612_032
    assert told["La Mitis"]["properties"]["montant_verse"] is None and told["Non ventilé"]["geometry"] is None
    assert sum(one["geometry"] is not None and shape(one["geometry"]).is_valid for one in told.values()) == 8


def test_nothing_of_the_person_nor_of_the_deposited_files_is_published(files):
    everything = b"".join(files.values())
    assert b"Personne d'essai" not in everything and b"origine_fichier" not in everything
    assert "Le nom de la personne qui a publié" in files[READ_ME].decode()


def test_a_column_declared_not_public_is_nowhere_but_in_the_read_me(monkeypatch):
    own = TABLES["initiatives"]
    columns = tuple(replace(c, public=False) if c.name == "description" else c for c in own)
    monkeypatch.setitem(TABLES, "initiatives", replace(own, columns=columns))
    files = package_files(releve_of(workbook([initiative("a", description="Secret de fabrication")])))
    assert not any(b"Secret de fabrication" in content for content in files.values())
    fields = next(one for one in json.loads(files[DESCRIPTOR])["resources"] if one["name"] == "initiatives")["schema"][
        "fields"
    ]
    assert "description" not in [field["name"] for field in fields]
    assert "« Initiatives, Description » : elle n'est pas destinée au public" in files[READ_ME].decode()


def test_personal_data_in_a_text_is_taken_out_and_counted():
    rows = [
        initiative("a", description="Écrire à jean.untel@exemple.org ou a@b.ca, 418 555-0123."),
        initiative("b", description="Rien de personnel."),
    ]
    files = package_files(releve_of(workbook(rows)))
    csv, said = files[file_of("initiatives")].decode("utf-8-sig"), files[READ_ME].decode().replace("\u00a0", " ")
    assert "exemple.org" not in csv and "a@b.ca" not in csv and "555-0123" not in csv
    assert f"Écrire à {REDACTED} ou {REDACTED}, {REDACTED}." in csv and "Rien de personnel." in csv
    assert "1 texte : adresse de courriel" in said and "1 texte : numéro de téléphone" in said


def test_the_published_facts_lose_nothing(files):
    assert "Rien d'autre : aucun texte" in files[READ_ME].decode()
    assert REDACTED.encode() not in files[file_of("initiatives")]


def test_a_name_in_a_free_text_is_taken_out_and_that_of_an_organisation_kept():
    said = "Projet porté par Mme Louise Untel, avec Maison Louise-Amélie."
    row = initiative("a", description=said, organisme_porteur="Maison Louise-Amélie")
    csv = package_files(releve_of(workbook([row])))[file_of("initiatives")].decode("utf-8-sig")
    assert "Untel" not in csv and f"Projet porté par {REDACTED}, avec Maison Louise-Amélie." in csv


def test_redacted_ends_whatever_the_finder_says():
    always = lambda text: [("courriel", text[:1])] if text else []  # noqa: E731
    assert redacted("aaa", always)[1] == frozenset({"courriel"})
    assert redacted("", always) == ("", frozenset())


def test_open_tables_looks_for_names_in_free_texts_only():
    tables = published().tables | {"initiatives": table("initiatives", initiative("a", titre="Zoé", description="Zoé"))}
    names = Search("Zoé", lambda text: [("nom-de-personne", "Zoé")] if "Zoé" in text else [])
    finders = Finders(Search("jamais", lambda text: ()), names)
    opened = open_tables(tables, finders)
    assert opened.tables["initiatives"][["titre", "description"]].iloc[0].tolist() == ["Zoé", REDACTED]
    assert opened.retraits == {"nom-de-personne": 1}


def test_a_rule_that_the_rows_break_is_not_described():
    statut, titre = TABLES["initiatives"]["statut"], TABLES["initiatives"]["titre"]
    assert "enum" in constraints(statut, pd.Series(["en cours"], dtype="str"))
    assert "enum" not in constraints(statut, pd.Series(["autre chose"], dtype="str"))
    assert "maxLength" not in constraints(titre, pd.Series(["x" * 200], dtype="str"))
    twice = {"initiatives": table("initiatives", initiative("a"), initiative("a"))}
    assert "primaryKey" not in table_schema(TABLES["initiatives"], twice)


def test_export_files_makes_a_folder_or_an_archive(files):
    archive = package_zip(published())
    with zipfile.ZipFile(BytesIO(archive)) as opened:
        assert {name: opened.read(name) for name in opened.namelist()} == files
    assert list(export_files(published(), Path("x.zip"), None)) == [Path("x.zip")]
    assert set(export_files(published(), Path("x"), None)) == {Path("x") / path for path in files}
    assert package_zip(published()) == archive
