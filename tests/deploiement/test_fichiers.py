"""What `deploy/` and its guide say is what the program reads, and what the image holds is what the dashboard needs."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
import sysconfig
from pathlib import Path

import pytest

from benchmarks.charge import spread
from benchmarks.visiteur import visit
from tests.deploiement.nginx import words
from tests.fil import jouer
from tests.navigateur import ROOT, free_port, servir

DEPLOY = ROOT / "deploy"
GUIDE = ROOT / "docs" / "deploiement.md"
pytestmark = pytest.mark.skipif(os.name == "nt", reason="les répliques se déploient sous Linux")


def read(*parts: str) -> str:
    """Read a file of `deploy/`."""
    return DEPLOY.joinpath(*parts).read_text(encoding="utf-8")


def test_every_word_of_the_configuration_of_nginx_is_given_in_both_ways_of_installing() -> None:
    composed = set(re.findall(r"^      (ALLIANCE_\w+):", read("compose.yaml"), re.MULTILINE))
    exported = set(re.findall(r"(ALLIANCE_\w+)=", " ".join(re.findall(r"export (.*)", GUIDE.read_text("utf-8")))))
    assert words() <= composed
    assert words() <= exported


def test_guide_names_only_files_that_exist() -> None:
    named = set(re.findall(r"(?<![\w/.-])(?:deploy|docs|benchmarks)/[\w./-]*\w", GUIDE.read_text("utf-8")))
    made_there = {
        "deploy/.env",
        "deploy/alliance.env",
        "deploy/mot_de_passe_base.txt",
        "deploy/tls",
        "deploy/sauvegardes",
    }
    assert len(named) > 8
    assert [name for name in named - made_there if not (ROOT / name).exists()] == []


def test_every_setting_of_the_example_is_read_by_the_program() -> None:
    settings = set(re.findall(r"^([A-Z_]+)=", read("alliance.env.exemple"), re.MULTILINE))
    code = "".join(
        path.read_text(encoding="utf-8") for top in ("analytics", "pages") for path in (ROOT / top).rglob("*.py")
    )
    # Streamlit and uvicorn read theirs by themselves.
    assert {name for name in settings if name.startswith("ALLIANCE_")} <= set(re.findall(r"\"([A-Z_]+)\"", code))


def test_nginx_finds_each_replica_where_it_stays_after_an_upgrade() -> None:
    asked = dict(re.findall(r"^ +ALLIANCE_REPLIQUE_(\d): (\S+):8501$", read("compose.yaml"), re.MULTILINE))
    kept = dict(re.findall(r'^  alliance-(\d):$[^#]*?ipv4_address: "(.+?)"', read("compose.yaml"), re.MULTILINE))
    assert len(kept) == 2
    assert asked == kept


@pytest.fixture
def image(tmp_path: Path) -> Path:
    """Lay out what the image holds: the folders it copies, and the packages without what it removes."""
    last_stage = read("Containerfile").rpartition("FROM ")[2]
    for source, target in re.findall(r"^COPY (?!--from)(\S+) (\S+)$", last_stage, re.MULTILINE):
        place = tmp_path / "image" / (source if target == "./" else target)
        place.parent.mkdir(parents=True, exist_ok=True)
        copy = shutil.copytree if (ROOT / source).is_dir() else shutil.copyfile
        copy(ROOT / source, place)
    packages = tmp_path / "site-packages"
    shutil.copytree(sysconfig.get_path("purelib"), packages, copy_function=os.symlink)
    removal = re.search(r"^RUN cd /opt/paquets/\S+ \\\n(?: .*\n)+", read("Containerfile"), re.MULTILINE)[0]
    subprocess.run(["sh", "-ec", re.sub("RUN cd \\S+", "cd site-packages", removal)], cwd=tmp_path, check=True)
    return tmp_path / "image"


def test_image_holds_all_that_the_dashboard_reads(image: Path, tmp_path: Path) -> None:
    paths = f"{image}{os.pathsep}{tmp_path / 'site-packages'}"
    assert not (tmp_path / "site-packages" / "babel" / "locale-data" / "de.dat").exists()
    with servir(image / "app.py", tmp_path / "alliance.sqlite", tmp_path, PYTHONPATH=paths) as running:
        runs = jouer(visit(running.url, ["", "carte", "concertation", "exporter", "dictionnaire", "methode"]))
    assert [run.troubles for run in runs] == [()] * len(runs)
    assert "Traceback" not in running.journal()
    command = [sys.executable, "-m", "analytics", "exporter", "classeur", "--sortie", str(tmp_path / "classeur.xlsx")]
    settings = {"PYTHONPATH": paths, "ALLIANCE_DATABASE_URL": f"sqlite:///{tmp_path / 'alliance.sqlite'}"}
    done = subprocess.run(command, cwd=image, env=os.environ | settings, capture_output=True, text=True, check=False)
    assert (done.returncode, done.stderr) == (0, "")


@pytest.fixture
def installed(tmp_path: Path):
    """Give an installation with an old version in place and a new one beside it, and a command that restarts replicas."""
    for version in ("ancienne", "nouvelle"):
        python = tmp_path / version / ".venv" / "bin" / "python"
        python.parent.mkdir(parents=True)
        python.symlink_to(sys.executable)
    (tmp_path / "courant").symlink_to(tmp_path / "ancienne")
    restart = tmp_path / "redemarrer"
    restart.write_text(
        f'#!/bin/sh\necho "$1 $(basename $(readlink {tmp_path}/courant))" >> {tmp_path}/journal\n'
        f'[ "$1 $(basename $(readlink {tmp_path}/courant))" != "$REFUSE" ]\n'
    )
    restart.chmod(0o755)
    return tmp_path


def upgrade(installed: Path, folder: str, refuse: str = "") -> tuple[int, str, list[str]]:
    """Run the upgrade; return its code, the version in place, and each restart with the version it found."""
    settings = {
        "COURANT": str(installed / "courant"), "SAUVEGARDER": f"touch {installed}/sauvegarde",
        "REDEMARRER": f"{installed}/redemarrer ", "REFUSE": refuse,
    }  # fmt: skip
    command = [str(DEPLOY / "mettre-a-jour.sh"), str(installed / folder)]
    done = subprocess.run(command, env=os.environ | settings, capture_output=True, text=True, check=False)
    journal = installed / "journal"
    restarts = journal.read_text().splitlines() if journal.exists() else []
    return done.returncode, (installed / "courant").resolve().name, restarts


def test_upgrade_saves_then_restarts_one_replica_after_the_other(installed: Path) -> None:
    assert upgrade(installed, "nouvelle") == (0, "nouvelle", ["1 nouvelle", "2 nouvelle"])
    assert (installed / "sauvegarde").exists()


def test_upgrade_that_does_not_start_gives_the_old_version_back(installed: Path) -> None:
    assert upgrade(installed, "nouvelle", refuse="1 nouvelle") == (1, "ancienne", ["1 nouvelle", "1 ancienne"])
    (installed / "journal").unlink()
    both = ["1 nouvelle", "2 nouvelle", "1 ancienne", "2 ancienne"]
    assert upgrade(installed, "nouvelle", refuse="2 nouvelle") == (1, "ancienne", both)


def test_upgrade_refuses_a_folder_that_is_not_ready(installed: Path) -> None:
    (installed / "vide").mkdir()
    assert upgrade(installed, "vide") == (1, "ancienne", [])
    assert not (installed / "sauvegarde").exists()


def test_attendre_says_when_nobody_answers() -> None:
    command = [sys.executable, str(DEPLOY / "attendre.py"), f"http://127.0.0.1:{free_port()}/sante", "0.2"]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert done.returncode == 1
    assert "ne répond pas après 0.2 secondes" in done.stderr


def test_spread_gives_the_usual_marks() -> None:
    assert spread([float(n) for n in range(1, 102)]) == {"p50": 51.0, "p95": 96.0, "max": 101.0}
    assert spread([]) == {"p50": 0.0, "p95": 0.0, "max": 0.0}
