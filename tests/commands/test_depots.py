"""publier, restaurer, sauvegarder, recuperer: the contract of the command line, on files as people send them."""

from __future__ import annotations

import json
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from analytics.__main__ import main
from analytics.amorce import open_store
from analytics.commands.parser import build_parser
from analytics.publications import Store
from tests.maison.documents import document_violations
from tests.publications.fabrique import NOW

ROOT = Path(__file__).resolve().parents[2]
SIGNED = ("--auteur", "Marie Roy", "--commentaire", "Envoi de novembre")
HEADER = "id_initiative,titre,organisme_porteur,territoire,priorite,statut"
FLAT = HEADER + ",source_financement,enveloppe,exercice,montant_accorde\n"
ROW = "J-1,Jardin,Carrefour,La Mitis,Sécurité alimentaire,en cours,FQIS – Alliance,alliance-2018-2023,2021-2022,{}\n"


@pytest.fixture
def url(tmp_path, monkeypatch):
    """Name a new store in the settings."""
    monkeypatch.setenv("ALLIANCE_DATABASE_URL", f"sqlite:///{tmp_path / 'local' / 'alliance.sqlite'}")
    return f"sqlite:///{tmp_path / 'local' / 'alliance.sqlite'}"


@pytest.fixture
def store(url):
    """Run the calls on the store of the test."""
    return url


@pytest.fixture
def deposit(tmp_path):
    """Return a function that writes a flat CSV of one initiative."""

    def write(amount="20 000,75", name="depot.csv", rows=ROW):
        path = tmp_path / name
        path.write_text(FLAT + rows.format(f'"{amount}"'), encoding="utf-8")
        return path

    return write


def test_publier_makes_a_new_version_and_answers_as_verifier_and_versions_do(call, deposit, url):
    path = deposit()
    verified, (code, document) = call("verifier", path)[1], call("publier", path, *SIGNED)
    version = document.pop("version")
    gaps = [finding for finding in document["anomalies"] if finding not in verified["anomalies"]]
    assert code == 0 and {**document, "anomalies": [a for a in document["anomalies"] if a not in gaps]} == verified
    assert version == call("versions")[1][0] and version["courante"] is True
    assert (version["numero"], version["auteur"], version["commentaire"]) == (2, "Marie Roy", "Envoi de novembre")
    assert version["lignes"]["initiatives"] == version["lignes"]["financement"] == 1
    assert (
        call("agregats", "--par", "territoire", "--enveloppe", "alliance-2018-2023")[1]["total"]["montant_accorde"]
        == "20000.75"
    )
    store = Store(url)
    assert [(f.nom, f.contenu) for f in store.originals(2)] == [("depot.csv", path.read_bytes())]
    store.close()


def test_publier_says_what_the_published_version_loses(call, deposit):
    _, document = call("publier", deposit(), *SIGNED)
    codes = {finding["code"] for finding in document["anomalies"]}
    assert {"initiative-disparue", "lignes-en-moins"} <= codes
    levels = [("erreur", "a_verifier", "a_enrichir").index(finding["niveau"]) for finding in document["anomalies"]]
    assert levels == sorted(levels)


def test_publier_says_an_amount_that_changes_by_more_than_half(call, deposit):
    call("publier", deposit("100 000,00"), *SIGNED)
    _, document = call("publier", deposit("40 000,00"), *SIGNED)
    (changed,) = [finding for finding in document["anomalies"] if finding["code"] == "montant-change"]
    assert (changed["fichier"], changed["ligne"], changed["valeur"]) == ("depot.csv", 2, "40000.00")


def test_publier_keeps_the_profile_and_the_summary_of_the_findings(call, deposit, url, tmp_path):
    profil = tmp_path / "profil.json"
    profil.write_text(json.dumps({"decimale": "virgule"}), encoding="utf-8")
    _, document = call("publier", deposit(), "--profil", profil, *SIGNED)
    store = Store(url)
    provenance = store.provenance(2)
    store.close()
    assert provenance.profil == {"decimale": "virgule"} and provenance.corrections == ()
    levels = [finding["niveau"] for finding in document["anomalies"]]
    assert provenance.constats["niveaux"] == {
        level: levels.count(level) for level in ("erreur", "a_verifier", "a_enrichir")
    }
    assert sum(provenance.constats["codes"].values()) == len(levels)


def test_publier_refused_data_is_code_1_and_writes_nothing(call, deposit):
    code, document = call("publier", deposit("douze mille"), *SIGNED)
    assert (code, document["publiable"], document["version"]) == (1, False, None)
    assert [a["cellule"] for a in document["anomalies"] if a["code"] == "montant-illisible"] == ["J2"]
    assert len(call("versions")[1]) == 1


def test_publier_an_unreadable_file_is_code_2_and_writes_nothing(call, tmp_path):
    (tmp_path / "vide.xlsx").write_bytes(b"")
    assert call("publier", tmp_path / "vide.xlsx", *SIGNED)[0] == 2
    assert call("publier", tmp_path / "absent.xlsx", *SIGNED)[0] == 2
    assert len(call("versions")[1]) == 1


def test_publier_on_another_version_than_expected_is_code_1_with_a_sentence(call, deposit):
    assert call("publier", deposit(), *SIGNED, "--attendu", "1")[0] == 0
    code, document = call("publier", deposit(), *SIGNED, "--attendu", "1")
    assert (code, document["version"]) == (1, None) and "La version 2 est maintenant la version courante" in document[
        "erreur"
    ]
    assert len(call("versions")[1]) == 2


@pytest.mark.parametrize("argv", [("--auteur", " ", "--commentaire", "x"), ("--auteur", "x", "--commentaire", "")])
def test_publier_and_restaurer_without_a_name_or_a_reason_are_code_2(call, deposit, argv):
    for command in (("publier", deposit()), ("restaurer", "1")):
        code, document = call(*command, *argv)
        assert code == 2 and "est vide. Dites qui publie, et pourquoi." in document["erreur"]


def test_publier_fiction_says_so(call, deposit, capsys):
    path = deposit(rows=ROW.replace("J-1", "FICTIF-0001"))
    assert main(["publier", str(path), *SIGNED]) == 0
    assert "Cette version est fictive : chaque page le dit." in capsys.readouterr().out


def test_restaurer_answers_as_versions_does(call, deposit):
    call("publier", deposit(), *SIGNED)
    code, document = call("restaurer", "1", *SIGNED)
    first, restored = call("versions")[1][-1], call("versions")[1][0]
    assert code == 0 and document == restored and document["numero"] == 3
    assert (document["origine"], document["empreinte"]) == ("restauration de la version 1", first["empreinte"])
    assert call("comparer", "1", "3")[1]["phrases"] == []
    assert (
        call("progression", "--enveloppe", "alliance-2018-2023", "--au", "2021-09-22")[1]["montant_accorde"]
        == "2612032.00"
    )


def test_restaurer_a_version_that_does_not_exist_is_code_2(call):
    code, document = call("restaurer", "9", *SIGNED)
    assert code == 2 and "La version 9 n'existe pas. Versions connues : 1." in document["erreur"]


def test_sauvegarder_then_recuperer_gives_the_same_versions(call, deposit, tmp_path, monkeypatch):
    call("publier", deposit(), *SIGNED)
    before, path = call("versions")[1], tmp_path / "sauvegarde.zip"
    code, written = call("sauvegarder", "--sortie", path)
    assert code == 0 and (written["fichier"], written["versions"], written["taille"]) == (
        str(path),
        2,
        path.stat().st_size,
    )
    assert call("recuperer", path)[0] == 2
    monkeypatch.setenv("ALLIANCE_DATABASE_URL", f"sqlite:///{tmp_path / 'autre' / 'alliance.sqlite'}")
    assert call("recuperer", path) == (0, written)
    assert call("versions")[1] == before


def test_sauvegarder_a_store_that_was_never_used_is_code_2_with_a_sentence(call, tmp_path):
    code, document = call("sauvegarder", "--sortie", tmp_path / "s.zip")
    assert code == 2 and "ne contient aucune version" in document["erreur"]


def test_the_document_on_backups_promises_what_exists():
    assert document_violations(ROOT, build_parser(), "docs/sauvegardes.md") == []


def test_several_replicas_that_start_at_once_make_one_first_version(url):
    with ThreadPoolExecutor(6) as pool:
        stores = list(pool.map(lambda _: open_store(NOW, url), range(6)))
    assert [v.origine for v in stores[0].versions()] == ["faits publiés"]
    for store in stores:
        store.close()


def test_several_people_publishing_by_command_at_once_all_have_their_version(url, deposit):
    open_store(NOW, url).close()
    paths = [deposit(name=f"d{rank}.csv", rows=ROW.replace("J-1", f"J-{rank}")) for rank in range(3)]
    command = [sys.executable, "-m", "analytics", "publier"]
    running = [
        subprocess.Popen(
            [*command, path, *SIGNED, "--json"], cwd=ROOT, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL
        )
        for path in paths
    ]
    documents = [json.loads(process.communicate()[0]) for process in running]
    assert sorted(document["version"]["numero"] for document in documents) == [2, 3, 4]
    assert {process.returncode for process in running} == {0}
