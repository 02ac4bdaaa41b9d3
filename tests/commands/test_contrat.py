"""The contract of the command line: names, JSON, exit codes, never a traceback (docs/ligne-de-commande.md)."""

from __future__ import annotations

import json
import subprocess
import sys
from datetime import UTC, datetime
from pathlib import Path

import pytest

from analytics.commands.figures import progression
from analytics.commands.parser import build_parser
from tests.aggregates.test_groups import NINE_LINES

ROOT = Path(__file__).resolve().parents[2]


def amounts(document):
    """Return group → amount of an `agregats` document, for the groups that have one."""
    return {row["cle"]: row["montant_accorde"] for row in document["lignes"] if row["montant_accorde"] is not None}


def test_progression_of_the_published_facts(call):
    code, document = call("progression", "--enveloppe", "alliance-2018-2023", "--au", "2021-09-22")
    assert code == 0
    assert (document["montant_enveloppe"], document["montant_accorde"], document["part_accordee"]) == (
        "6014144.00",
        "2612032.00",
        0.4343,
    )
    assert (document["montant_verse"], document["montant_depense"], document["precision"]) == (None, None, "exact")
    assert list(document) == [
        "version", "enveloppe", "montant_enveloppe", "montant_accorde", "montant_verse", "montant_depense", "part_accordee", "au",
        "part_du_temps", "restant", "mois_restants", "a_engager_par_mois", "projection_fin", "precision",
    ]  # fmt: skip


def test_progression_reads_the_day_of_the_region_in_the_evening_too(monkeypatch, store):
    monkeypatch.setenv("ALLIANCE_DATABASE_URL", store)
    asked = build_parser().parse_args(["progression", "--enveloppe", "alliance-2024-2029"])
    evening = datetime(2026, 11, 27, 2, tzinfo=UTC)
    assert progression(asked, evening).payload["au"] == "2026-11-26"


def test_agregats_par_territoire_gives_the_groups_of_the_published_facts(call):
    code, document = call("agregats", "--par", "territoire")
    expected = NINE_LINES | {"Régional": 46_200 + 30_827, "Non ventilé": 994_243}
    assert code == 0
    assert amounts(document) == {name: f"{dollars}.00" for name, dollars in expected.items()}
    assert document["total"]["montant_accorde"] == f"{sum(expected.values())}.00" == "2612032.00"
    kamouraska = next(row for row in document["lignes"] if row["cle"] == "Kamouraska")
    assert (kamouraska["precision"], kamouraska["part_du_total"]) == ("exact", 0.0766)


@pytest.mark.parametrize("par", ["territoire", "priorite", "exercice", "statut", "source"])
def test_agregats_add_up_to_the_total_whatever_the_cut(call, par):
    _, document = call("agregats", "--par", par, "--enveloppe", "alliance-2018-2023")
    assert sum(float(amount) for amount in amounts(document).values()) == float(document["total"]["montant_accorde"])
    assert set(document["lignes"][0]) == {
        "cle", "nombre_initiatives", "nombre_avec_montant", "montant_accorde", "montant_verse", "montant_depense", "precision", "part_du_total",
    }  # fmt: skip


def test_agregats_of_every_envelope_count_the_25_initiatives_of_which_5_have_an_amount(call):
    _, document = call("agregats", "--par", "territoire", "--enveloppe", "toutes")
    assert (document["total"]["nombre_initiatives"], document["total"]["nombre_avec_montant"]) == (25, 5)


def test_versions_lists_the_first_one(call):
    code, document = call("versions")
    assert code == 0 and [v["numero"] for v in document] == [1] and document[0]["courante"] is True
    assert document[0]["lignes"]["initiatives"] == 25 and len(document[0]["empreinte"]) == 64


def test_comparer_a_version_with_itself_finds_nothing(call):
    _, document = call("comparer", "1", "1")
    assert document["initiatives"] == {"ajoutees": [], "retirees": [], "modifiees": []} and document["phrases"] == []
    assert {row["territoire"]: row["apres"] for row in document["montants"]}["La Mitis"] == "229930.00"


def test_verifier_the_published_files_finds_them_publishable(call):
    files = sorted(str(path) for path in (ROOT / "data" / "publiees").glob("*.csv"))
    code, document = call("verifier", *files)
    assert (code, document["publiable"]) == (0, True)
    assert (
        document["tables"]["totaux_publies"]["montants"]["montant_accorde"]
        == f"{1_025_070 + 990_979 + 2 * 1_586_962 + 813_038}.00"
    )


def test_verifier_refused_data_is_code_1_and_an_unreadable_file_code_2(call, tmp_path):
    bad = tmp_path / "initiatives.csv"
    bad.write_text(
        "id_initiative,titre,organisme_porteur,territoire,priorite,statut\na,T,O,Atlantide,Logement,en cours\n",
        encoding="utf-8",
    )
    code, document = call("verifier", str(bad))
    assert code == 1 and [
        (a["cellule"], a["niveau"]) for a in document["anomalies"] if a["colonne"] == "territoire"
    ] == [("D2", "erreur")]
    assert call("verifier", str(tmp_path / "absent.csv"))[0] == 2


@pytest.mark.parametrize(
    ("argv", "said"),
    [
        (["agregats", "--par", "couleur"], "« couleur » n'est pas un choix de --par; choix : territoire, priorite"),
        (["agregats"], "il manque --par"),
        (["agregats", "--par"], "--par attend une valeur"),
        (["versions", "--rapide"], "argument inconnu : --rapide"),
        (["agregats", "--par", "territoire", "--enveloppe", "absente"], "n'existe pas dans cette version"),
        (["agregats", "--par", "priorite", "--enveloppe", "toutes"], "ne se comparent pas"),
        (["progression", "--enveloppe", "alliance-2018-2023", "--au", "hier"], "« hier » n'est pas une valeur de --au"),
        (["agregats", "--par", "territoire", "--version", "9"], "La version 9 n'existe pas"),
        (["inconnue"], "« inconnue » n'est pas un choix de COMMANDE"),
        ([], "il manque COMMANDE"),
    ],
)
def test_a_wrong_call_is_code_2_with_a_sentence(call, argv, said):
    code, document = call(*argv)
    assert code == 2 and said in document["erreur"]


def test_the_program_prints_one_json_document_alone_on_its_output(store):
    command = [sys.executable, "-m", "analytics", "agregats", "--par", "territoire", "--json"]
    done = subprocess.run(
        command, cwd=ROOT, env={"ALLIANCE_DATABASE_URL": store, "PATH": ""}, capture_output=True, text=True, check=True
    )
    assert json.loads(done.stdout)["total"]["montant_accorde"] == "2612032.00"
    assert "Enveloppe retenue" in done.stderr


def test_a_reader_who_leaves_before_the_end_gets_no_traceback(store):
    command = [sys.executable, "-m", "analytics", "agregats", "--par", "territoire"]
    environment = {"ALLIANCE_DATABASE_URL": store, "PATH": ""}
    with subprocess.Popen(
        command, cwd=ROOT, env=environment, stdout=subprocess.PIPE, stderr=subprocess.PIPE
    ) as process:
        process.stdout.close()
        said = process.stderr.read()
    assert process.returncode == 0 and b"Error" not in said and b"Traceback" not in said
