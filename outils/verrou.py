"""Make again requirements.lock and requirements-dev.lock from the direct dependencies.

    python -m outils.verrou               after a change of requirements*.txt: the rest stays as it is
    python -m outils.verrou --upgrade     also takes the newest release of what they pull in

One lock serves every system and every Python from 3.11 on, with the fingerprint of each file. The resolver
is installed apart, for the time of this command; neither lock says where a package is fetched from.
"""

from __future__ import annotations

import subprocess
import sys
import tempfile
import venv
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
RESOLVER = "uv==0.13.9"
OPTIONS = [
    "pip", "compile", "--quiet", "--universal", "--fork-strategy", "fewest", "--python-version", "3.11",
    "--generate-hashes", "--no-header", "--no-emit-index-url", "--no-emit-find-links", "--no-annotate",
]  # fmt: skip


def install_resolver(folder: Path) -> Path:
    """Install the pinned resolver in a folder of its own and give its path."""
    venv.create(folder, with_pip=True)
    scripts = folder / ("Scripts" if sys.platform == "win32" else "bin")
    subprocess.run([scripts / "python", "-m", "pip", "install", "--quiet", RESOLVER], check=True)
    return scripts / "uv"


def lock(resolver: Path, options: list[str]) -> None:
    """Resolve the run-time lock first, then the tests' lock held to the same versions."""
    base = [resolver, *OPTIONS, *options]
    subprocess.run([*base, "requirements.txt", "-o", "requirements.lock"], cwd=ROOT, check=True)
    held = ["-c", "requirements.lock", "requirements-dev.txt", "-o", "requirements-dev.lock"]
    subprocess.run([*base, *held], cwd=ROOT, check=True)


def main() -> int:
    """Write both locks and say what to do next."""
    try:
        with tempfile.TemporaryDirectory() as folder:
            lock(install_resolver(Path(folder)), sys.argv[1:])
    except subprocess.CalledProcessError:
        print("Les verrous n'ont pas pu être refaits : voyez le message ci-dessus.", file=sys.stderr)
        return 1
    print("requirements.lock et requirements-dev.lock sont à jour. Lancez « make test » avant de les garder.")
    return 0


if __name__ == "__main__":
    sys.exit(main())
