"""Prepare this folder: virtual environment in `.venv`, pinned packages, browser and nginx for the tests.

    python3 -m outils.preparer            what the dashboard needs
    python3 -m outils.preparer --tests    also what the tests need, browser included

Standard library only, because it runs before anything is installed, on Linux, macOS and Windows. A stamp in
`.venv` keeps the fingerprints of the locks that were installed: when they match, nothing is done and the
network is not asked. Exit: 0 ready, 1 something could not be installed, 2 no suitable Python. It keeps to
the syntax of Python 3.8, so that an older Python can still print the message that says it is too old.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

from outils import navigateur, nginx

ROOT = Path(__file__).resolve().parent.parent
VENV = ROOT / ".venv"
STAMP = VENV / "preparation.json"
LOCKS = {"tableau": ROOT / "requirements.lock", "tests": ROOT / "requirements-dev.lock"}
MINIMUM = (3, 11)
NEWER = ("python3.13", "python3.12", "python3.11", "python3.14")


class PreparationError(Exception):
    """Something that could not be installed, said in French to the person at the keyboard."""


def say(text: str) -> None:
    """Print one line of progress at once."""
    print(text, flush=True)


def venv_python() -> Path:
    """Give the interpreter of `.venv`, whatever the system."""
    return VENV / ("Scripts/python.exe" if os.name == "nt" else "bin/python")


def venv_version() -> list[int] | None:
    """Give the version of the Python in `.venv`, or None when it is absent, broken or without pip."""
    code = "import pip, sys; print(*sys.version_info[:2])"
    try:
        answer = subprocess.run([str(venv_python()), "-c", code], capture_output=True, text=True, check=False)
    except OSError:
        return None
    return [int(part) for part in answer.stdout.split()] or None


def fingerprint(lock: Path) -> str:
    """Give the sha256 of a lock, whatever the line ends that the checkout wrote."""
    return hashlib.sha256(lock.read_bytes().replace(b"\r\n", b"\n")).hexdigest()


def read_stamp() -> dict:
    """Read what was installed here; an absent or spoiled stamp reads as nothing."""
    try:
        return json.loads(STAMP.read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return {}


def is_ready(profile: str) -> bool:
    """Tell whether `.venv` holds exactly the lock of this profile, and the browser and nginx where they are needed."""
    stamp = read_stamp()
    browser = stamp.get("navigateur")
    wanted = {name: fingerprint(LOCKS[name]) for name in {"tableau", profile}}
    return (
        {name: stamp.get(name) for name in wanted} == wanted
        and stamp.get("python") == venv_version()
        and (profile == "tableau" or bool(browser and Path(browser).exists() and not nginx.missing()))
    )


def run(*command: object) -> bool:
    """Run a command, its output in sight, and tell whether it succeeded."""
    return subprocess.run([str(part) for part in command], cwd=str(ROOT), check=False).returncode == 0


def ensure_venv_module() -> None:
    """Make sure that Python can create an environment: Debian keeps that part in a package of its own."""
    probe = subprocess.run([sys.executable, "-c", "import ensurepip"], capture_output=True, check=False)
    if probe.returncode == 0:
        return
    package = f"python{sys.version_info[0]}.{sys.version_info[1]}-venv"
    if not navigateur.apt_install(package):
        raise PreparationError(
            "Il manque à Python de quoi créer un environnement (module « venv »).\n"
            f"Tapez : sudo apt-get install {package}\n"
            "Puis relancez la même commande."
        )


def make_venv() -> None:
    """Create `.venv` anew."""
    say("Création de l'environnement Python dans .venv…")
    ensure_venv_module()
    if not run(sys.executable, "-m", "venv", "--clear", VENV):
        raise PreparationError("L'environnement .venv n'a pas pu être créé : voyez le message ci-dessus.")


def install(profile: str) -> None:
    """Install a lock: exact versions, fingerprints verified, nothing compiled."""
    say(f"Installation des paquets de {LOCKS[profile].name} (quelques minutes la première fois)…")
    pip = [venv_python(), "-m", "pip", "install", "--quiet", "--disable-pip-version-check", "--no-input"]
    if not run(*pip, "--require-hashes", "--only-binary", ":all:", "-r", LOCKS[profile]):
        raise PreparationError(
            "Les paquets n'ont pas pu être installés : voyez le message ci-dessus.\n"
            "Vérifiez la connexion à Internet, puis relancez la même commande."
        )


def find_browser() -> str:
    """Give a browser that opens a page, installed on the way if need be."""
    say("Recherche d'un navigateur pour les tests…")
    browser = navigateur.find_or_install(venv_python())
    if browser is None:
        raise PreparationError(navigateur.advice(venv_python().relative_to(ROOT)))
    return browser


def ensure_nginx() -> None:
    """Make sure that the tests of the deployment can start nginx."""
    missing = nginx.install()
    if missing:
        raise PreparationError(nginx.advice(missing))


def prepare(profile: str) -> None:
    """Bring `.venv` to the wanted profile and stamp it last, so that an interrupted run starts again."""
    version = venv_version()
    if version is None or tuple(version) < MINIMUM:
        make_venv()
    STAMP.unlink(missing_ok=True)
    install(profile)
    stamp = {"python": venv_version(), "tableau": fingerprint(LOCKS["tableau"])}
    if profile == "tests":
        ensure_nginx()
        stamp.update(tests=fingerprint(LOCKS["tests"]), navigateur=find_browser())
    STAMP.write_text(json.dumps(stamp, indent=1), encoding="utf-8")
    say("Tout est prêt.")


def browser_path() -> str:
    """Give the browser that the set-up proved, for the tests; raise when the set-up was not made."""
    path = read_stamp().get("navigateur")
    if not path:
        raise RuntimeError("Aucun navigateur préparé : lancez « make test ».")
    return path


def restart_with_newer_python(arguments: list[str]) -> int:
    """Hand over to a recent enough Python found on this machine, else say which one is needed."""
    newer = next((path for path in map(shutil.which, NEWER) if path), None)
    if newer:
        command = [newer, "-m", "outils.preparer", *arguments]
        return subprocess.run(command, cwd=str(ROOT), check=False).returncode
    found = f"{sys.version_info[0]}.{sys.version_info[1]}"
    say(f"Python {found} est trop ancien : il faut Python 3.11 ou plus récent.")
    say("Installez-le (Debian 12, Ubuntu 24.04 ou python.org), puis relancez la même commande.")
    return 2


def main(arguments: list[str]) -> int:
    """Prepare the folder unless it is ready already; answer with an exit code."""
    if sys.version_info < MINIMUM:
        return restart_with_newer_python(arguments)
    parser = argparse.ArgumentParser(prog="python3 -m outils.preparer", description="Prépare ce dossier.")
    parser.add_argument("--tests", action="store_true", help="prépare aussi les tests et leur navigateur")
    profile = "tests" if parser.parse_args(arguments).tests else "tableau"
    try:
        if not is_ready(profile):
            prepare(profile)
    except PreparationError as trouble:
        print(f"\n{trouble}", file=sys.stderr)
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
