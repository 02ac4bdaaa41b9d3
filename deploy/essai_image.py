"""essai_image.py SANTE: check, from inside a running container, what the image promises; answer 1 when something is not so.

`essayer-image.sh` sends it there, with the visitor of the benchmarks; SANTE is the health check of the image, as JSON. Nothing else
is used than what the image holds.
"""

from __future__ import annotations

import asyncio
import json
import os
import re
import shutil
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

from benchmarks.visiteur import visit

APP = Path("/opt/alliance")
WORK = Path("/tmp/fichiers")
ADDRESS = "http://127.0.0.1:8501"
PYTHONS = ("/opt/paquets/bin/python", "/usr/local/bin/python")
INSTALLERS = ("pip", "setuptools", "wheel", "ensurepip")
TOOLS = ("cc", "gcc", "g++", "c++", "clang", "make", "cmake", "ld", "as", "pip", "pip3", "git", "curl", "wget")
EXPORTS = {"classeur": ".xlsx", "diapositives": ".pptx", "fiches": ".pdf", "donnees-ouvertes": ".zip"}
NOT_FILES = {"/proc", "/sys", "/dev"}
"""What the kernel shows as files; /dev holds a memory of the container's own."""


class Refus(Exception):
    """A promise that this image does not keep."""


def command(*words: str) -> str:
    """Run a command and return what it printed; refuse when it fails."""
    done = subprocess.run(words, capture_output=True, text=True, check=False)
    if done.returncode:
        raise Refus(f"« {' '.join(words)} » répond {done.returncode} : {done.stdout}{done.stderr}")
    return done.stdout


def health(check: str, seconds: float = 60) -> str:
    """Wait until the health check of the image succeeds."""
    kind, *words = json.loads(check) or ["absent"]
    if kind != "CMD":
        raise Refus(f"l'image n'a pas d'examen de santé ({kind})")
    limit = time.monotonic() + seconds
    while subprocess.run(words, capture_output=True, check=False).returncode:
        if time.monotonic() > limit:
            raise Refus(f"le tableau de bord n'est pas prêt après {seconds:.0f} secondes")
        time.sleep(0.5)
    return "l'examen de santé de l'image réussit"


def rights() -> str:
    """Refuse a server that is root, keeps a capability, or could gain one."""
    status = dict(re.findall(r"^(\w+):\t(\S+)", Path("/proc/1/status").read_text(), re.MULTILINE))
    wanted = {"Uid": "10001", "Gid": "10001", "NoNewPrivs": "1"} | {
        f"Cap{name}": "0" * 16 for name in ("Inh", "Prm", "Eff", "Bnd", "Amb")
    }
    wrong = {name: status.get(name) for name, value in wanted.items() if status.get(name) != value}
    if wrong:
        raise Refus(f"le serveur a plus de droits qu'il n'en faut : {wrong}")
    return "utilisateur 10001, aucune capacité, aucun privilège à gagner"


def places() -> str:
    """Refuse a folder or a file, outside /tmp, in which the server can write."""
    found = []
    for folder, folders, files in os.walk("/"):
        folders[:] = [name for name in folders if os.path.join(folder, name) not in NOT_FILES | {"/tmp"}]
        paths = [folder, *(os.path.join(folder, name) for name in files)]
        found += [path for path in paths if not os.path.islink(path) and os.access(path, os.W_OK)]
    if found:
        raise Refus(f"le serveur peut écrire hors de /tmp : {found[:5]}")
    return "rien ne s'écrit hors de /tmp"


def tools() -> str:
    """Refuse an installer of Python packages or a compiler."""
    code = f"from importlib.util import find_spec as f; print(*[n for n in {INSTALLERS!r} if f(n)])"
    found = [f"{name} ({python})" for python in PYTHONS for name in command(python, "-c", code).split()]
    found += filter(None, map(shutil.which, TOOLS))
    if found:
        raise Refus(f"l'image contient : {', '.join(found)}")
    return "ni installateur, ni compilateur"


async def open_all(names: list[str]) -> dict[str, tuple[str, ...]]:
    """Open each page at its address as a person would, use its first control, and return what was shown as an error."""
    return {name: sum((run.troubles for run in await visit(ADDRESS, [name])), ()) for name in names}


def pages() -> str:
    """Visit every page of the server itself."""
    names = sorted(path.stem for path in (APP / "pages").glob("*/*.py") if path.parent.name != "commun")
    troubles = {name: found for name, found in asyncio.run(open_all(names)).items() if found}
    if troubles or not names:
        raise Refus(f"des pages montrent une erreur : {troubles}")
    return f"{len(names)} pages ouvertes"


def files() -> str:
    """Write each export, read a filled workbook and a CSV, and save the store."""
    analytics = ("python", "-m", "analytics")
    WORK.mkdir(exist_ok=True)
    for kind, suffix in EXPORTS.items():
        command(*analytics, "exporter", kind, "--sortie", f"{WORK}/{kind}{suffix}")
    command(*analytics, "modele", "--sortie", f"{WORK}/modele.xlsx")
    command(*analytics, "exemple", "--initiatives", "200", "--graine", "1", "--sortie", f"{WORK}/exemple.xlsx")
    for source in (f"{WORK}/exemple.xlsx", f"{APP}/data/publiees/organismes.csv"):
        command(*analytics, "verifier", source)
    command(*analytics, "sauvegarder", "--sortie", f"{WORK}/sauvegarde.zip")
    return f"{len(EXPORTS)} exports, modèle, exemple, vérification, sauvegarde"


def main(check: str) -> int:
    """Say each promise, kept or not."""
    promises: dict[str, Callable[[], str]] = {
        "santé": lambda: health(check), "droits": rights, "écriture": places, "outils": tools, "pages": pages, "fichiers": files,
    }  # fmt: skip
    broken = 0
    for name, promise in promises.items():
        try:
            print(f"oui  {name} : {promise()}", flush=True)
        except Refus as refusal:
            broken += 1
            print(f"NON  {name} : {refusal}", flush=True)
    return int(broken > 0)


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
