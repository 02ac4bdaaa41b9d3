"""Find, or install, the nginx that the tests of `deploy/` start, and the openssl that makes their certificate.

Standard library only, as all that runs before the environment is prepared. On Windows neither is asked for: the replicas are deployed on Linux.
"""

from __future__ import annotations

import os
import shutil

from outils.navigateur import apt_install, has_apt

PROGRAMS = ("nginx", "openssl")
OUTSIDE_PATH = "/usr/sbin:/usr/local/sbin:/sbin:/opt/homebrew/bin"
"""Where nginx stands on systems whose users do not have these folders in their PATH."""


def find(program: str) -> str | None:
    """Give the path of a program, also where only root looks."""
    return shutil.which(program) or shutil.which(program, path=OUTSIDE_PATH)


def nginx_path() -> str:
    """Give the path of nginx; RuntimeError when the set-up was not made."""
    path = find("nginx")
    if path is None:
        raise RuntimeError("nginx manque : lancez « make test ».")
    return path


def missing() -> list[str]:
    """List the programs that the tests need and this machine lacks."""
    return [] if os.name == "nt" else [program for program in PROGRAMS if find(program) is None]


def install() -> list[str]:
    """Install what is missing where that is allowed, and list what still is."""
    for program in missing():
        apt_install(program)
    return missing()


def advice(programs: list[str]) -> str:
    """Say what to type, for this machine."""
    names = " ".join(programs)
    return "\n".join(
        (
            f"Les tests du déploiement demandent {' et '.join(programs)}, qui n'ont pas pu être installés.",
            f"Tapez : sudo apt-get install {names}" if has_apt() else f"Installez-les (macOS : brew install {names}).",
            "Puis relancez la même commande.",
            "Le tableau de bord lui-même n'en dépend pas : « make run » fonctionne.",
        )
    )
