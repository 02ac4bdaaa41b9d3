"""Files made to harm: each has a sentence in French in under five seconds, and the reading process lives on."""

from __future__ import annotations

import gc
import json
import re
import subprocess
import sys
import time
from pathlib import Path

import pytest

from analytics.intake import LectureAnnulee, Limites, Upload, read_uploads
from analytics.intake.atelier import ROOT, ForkingAtelier, SpareAtelier, atelier
from tests.intake.fabrique import flat_csv
from tests.intake.hostiles import HOSTILES

SECONDS, MEMORY_MIB = 5, 300
READ = {
    "cellule-xfd-vide", "lignes-fantomes", "cellules-fantomes", "etendue-fausse", "fusion-totale", "formule-partagee",
    "nombres-infinis", "feuilles-5000", "styles-million", "erreurs-200000", "csv-nuls", "csv-territoires-inventes", "csv-tout-en-totaux",
    "csv-cellule-geante", "csv-montant-geant", "csv-markdown", "csv-formules", "csv-demi-paires", "csv-utf16-impair",
    "csv-guillemets-ouverts", "xls-mot-change-60", "xls-mot-change-512", "xls-mot-change-1140", "xls-mot-change-1540",
}  # fmt: skip
"""Those that still hold a table, which is read."""
EMPTY = {
    "somme-fausse", "sans-feuille", "entites-feuille", "erreurs-hors-cellule", "xml-profond", "xls-textes-declares",
    "xls-etendue-declaree", "csv-million-de-colonnes", "csv-une-ligne-de-30-mo",
    "csv-tout-en-guillemets", "csv-guillemets-et-retours", "csv-octets-au-hasard", "csv-titre-de-colonne-geant",
}  # fmt: skip
"""Those that open and hold no table."""
CODES = {
    "image-png": "fichier-autre-genre",
    "docx": "fichier-autre-genre",
    "hasard": "fichier-autre-genre",
    "mot-de-passe": "fichier-protege",
    "zip-chiffre": "fichier-protege",
    "ods-chiffre": "fichier-protege",
    "xls-protege": "fichier-protege",
    "tronque-50": "fichier-illisible",
    "bombe-feuille": "fichier-piege",
    "bombe-textes": "fichier-piege",
    "bombe-ods": "fichier-piege",
    "bombe-taille-inventee": "fichier-piege",
    "entites-classeur": "fichier-piege",
    "entrees-100000": "fichier-piege",
    "cellule-xfd-pleine": "feuille-demesuree",
    "cellule-hors-feuille": "fichier-piege",
    "ods-lignes-repetees": "feuille-demesuree",
    "csv-trois-millions-de-lignes": "feuille-demesuree",
}
NOTHING_WRONG = {"cellule-xfd-vide", "lignes-fantomes", "cellules-fantomes", "etendue-fausse", "styles-million"}
FRENCH = re.compile(r"[a-zéèàêç« »]+", re.IGNORECASE)


def memory_mib() -> float:
    """Return the memory that this process holds."""
    gc.collect()
    status = Path("/proc/self/status").read_text(encoding="ascii")
    return int(re.search(r"VmRSS:\s+(\d+)", status)[1]) / 1024


def forks() -> list[str]:
    """Return the processes that are reading a deposit."""
    process = atelier().process.pid
    return Path(f"/proc/{process}/task/{process}/children").read_text(encoding="ascii").split()


def wait_for_no_fork(seconds: float) -> None:
    """Wait until the warm process has forgotten those that ended."""
    limit = time.monotonic() + seconds
    while forks() and time.monotonic() < limit:
        time.sleep(0.05)


@pytest.fixture(scope="module", autouse=True)
def warm():
    """Start the reading process, give the memory held before, and check at the end that no process was lost nor left."""
    read_uploads([Upload("x.csv", flat_csv(1))])
    before, process = memory_mib(), atelier().process.pid
    yield before
    assert memory_mib() - before < MEMORY_MIB
    assert atelier().process.pid == process
    assert read_uploads([Upload("x.csv", flat_csv(3))]).tables["financement"].lignes == 3
    wait_for_no_fork(3)
    assert not forks()


@pytest.mark.parametrize("name", HOSTILES)
def test_hostile_file_has_an_answer_in_time(name, warm):
    upload = Upload(f"{name}.xlsx", HOSTILES[name]())
    began = time.monotonic()
    reading = read_uploads([upload])
    assert time.monotonic() - began < SECONDS
    held = memory_mib() - len(upload.contenu) / (1 << 20)
    assert held - warm < MEMORY_MIB
    codes = {batch.code for batch in reading.batches}
    assert CODES.get(name) in (None, *codes)
    assert reading.illisible == (name not in READ | EMPTY)
    assert bool(reading.tables) == (name in READ)
    assert reading.publiable == (name in NOTHING_WRONG | {"formule-partagee", "fusion-totale", "feuilles-5000"} | CLEAN)
    said = [finding.message for group in reading.groups for finding in group.premieres]
    assert all(FRENCH.match(message) and message.endswith(".") and "Error" not in message for message in said)


CLEAN = {"csv-nuls", "csv-markdown", "csv-formules"}


@pytest.mark.parametrize("name", ["bombe-feuille", "image-png", "cellule-xfd-pleine", "csv-markdown", "vide"])
def test_command_answers_a_hostile_file_without_traceback(name, tmp_path):
    path = tmp_path / "x.xlsx"
    path.write_bytes(HOSTILES[name]())
    command = [sys.executable, "-m", "analytics", "verifier", str(path), "--json"]
    environment = {"ALLIANCE_DATABASE_URL": f"sqlite:///{tmp_path / 'x.sqlite'}", "PATH": "", "PYTHONPATH": str(ROOT)}
    done = subprocess.run(command, cwd=ROOT, env=environment, capture_output=True, text=True, timeout=60)
    assert done.returncode == (0 if name == "csv-markdown" else 2)
    assert "Traceback" not in done.stderr and "panicked" not in done.stderr
    assert json.loads(done.stdout)["fichiers"] == ["x.xlsx"]


def test_limits_of_a_deposit_refuse_before_anything_is_read():
    big = Upload("gros.csv", flat_csv(40_000))
    said = read_uploads([Upload("a.csv", flat_csv(1)), big], limites=Limites(fichier=1))
    assert [(f.code, f.fichier) for f in said.anomalies] == [("fichier-trop-gros", "gros.csv")]
    assert "la limite est de 1\u00a0Mo" in said.anomalies[0].message
    assert read_uploads([big, big], limites=Limites(depot=4)).anomalies[0].code == "fichier-trop-gros"


def test_limits_are_settings():
    limites = Limites.from_settings({"ALLIANCE_LIMITE_FICHIER": "12.5", "ALLIANCE_LIMITE_LIGNES": "1000"})
    assert (limites.fichier, limites.lignes, limites.colonnes) == (12.5, 1000, Limites().colonnes)
    with pytest.raises(ValueError, match="ALLIANCE_LIMITE_LIGNES doit être un nombre"):
        Limites.from_settings({"ALLIANCE_LIMITE_LIGNES": "mille"})


def test_memory_limit_ends_the_process_and_says_so():
    reading = read_uploads([Upload("x.csv", flat_csv(300_000))], limites=Limites(memoire=60))
    assert [(f.code, f.fichier) for f in reading.anomalies] == [("lecture-interrompue", "x.csv")]


def test_time_limit_ends_the_process_and_says_so():
    began = time.monotonic()
    reading = read_uploads([Upload("x.csv", flat_csv(600_000))], limites=Limites(duree=0.2, duree_par_mio=0))
    assert [(f.code, f.fichier) for f in reading.anomalies] == [("lecture-trop-longue", "x.csv")]
    assert time.monotonic() - began < SECONDS


def test_reading_is_cancelled_at_once():
    began = time.monotonic()
    with pytest.raises(LectureAnnulee):
        read_uploads([Upload("x.csv", flat_csv(600_000))], annule=lambda: time.monotonic() - began > 0.2)
    assert time.monotonic() - began < 2


def test_there_are_fifty_hostile_files_at_least():
    assert len(HOSTILES) >= 50


@pytest.mark.parametrize("last", [1, 2, 3, 4])
def test_reading_is_cancelled_at_any_step(last):
    steps = []
    uploads = [Upload("a.csv", flat_csv(20_000)), Upload("b.xlsx", HOSTILES["erreurs-200000"]())]
    with pytest.raises(LectureAnnulee):
        read_uploads(uploads, progres=lambda etape: steps.append(etape.rang), annule=lambda: len(steps) >= last)
    assert steps == list(range(1, last + 1))
    wait_for_no_fork(3)
    assert not forks()


def test_steps_are_told_in_order():
    steps = []
    uploads = [Upload("a.csv", flat_csv(1)), Upload("b.csv", flat_csv(1))]
    read_uploads(uploads, progres=lambda etape: steps.append(etape.phrase))
    assert steps == [
        "Lecture de a.csv (1 de 4)",
        "Lecture de b.csv (2 de 4)",
        "Reconnaissance des colonnes (3 de 4)",
        "Vérification (4 de 4)",
    ]


@pytest.mark.parametrize("kind", [ForkingAtelier, SpareAtelier])
def test_each_way_of_isolating_gives_the_same_reading(kind):
    upload = Upload("x.csv", flat_csv(5000).replace(b"1000,00", b"mille", 3))
    here = read_uploads([upload], isole=False)
    where = kind()
    try:
        for _ in range(2):
            assert read_uploads([upload], ou=where).to_json() == here.to_json()
    finally:
        where.close()


def test_dead_warm_process_is_started_again():
    where = ForkingAtelier()
    try:
        read_uploads([Upload("x.csv", flat_csv(1))], ou=where)
        where.process.kill()
        where.process.wait()
        assert read_uploads([Upload("x.csv", flat_csv(2))], ou=where).tables["financement"].lignes == 2
    finally:
        where.close()


def test_frames_that_come_back_may_be_written_to():
    frame = read_uploads([Upload("x.csv", flat_csv(2))]).frames["financement"]
    frame.loc[0, "montant_accorde"] = 5
    assert frame["montant_accorde"].tolist() == [5, 100_000]
