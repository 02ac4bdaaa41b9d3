"""Nothing of one machine, of a package registry or of a secret in the files of the project."""

from __future__ import annotations

import re
import shutil
import subprocess
from pathlib import Path

from tests.maison.source import files

TRACES = {
    "un chemin de machine": r"(?<![\w./:-])/(?:work|root|home/\w+|Users/\w+)/|\b[A-Z]:\\Users\\",
    "l'adresse d'un dépôt de paquets": r"(?<!emit-)(?:index-url|find-links)\s*[= ]"
    r"|https?://[\w.-]*(?:pypi|pythonhosted|npmjs|debian)\.(?:org|com)",
    "une clé privée": r"-----BEGIN [A-Z ]*PRIVATE KEY",
    "un jeton d'accès": r"\bgh[pousr]_[A-Za-z0-9]{20,}|\bAKIA[0-9A-Z]{16}\b|\bxox[abprs]-[\w-]{10,}"
    r"|\bsk-[A-Za-z0-9]{20,}",
    "un mot de passe dans une adresse": r"\w://[^/\s:@]+:(?=[^/\s@]*\d)(?=[^/\s@]*[A-Za-z])[^/\s@]{8,}@",
    "un secret": r"(?i)\b(?:password|passwd|secret|api_?key|token|mot_de_passe)\w*\s*[=:]\s*[\"']"
    r"(?=[^\"']*\d)(?=[^\"']*[a-z])[^\"'\s]{12,}[\"']",
}


def trace_violations(root: Path) -> list[str]:
    """List the lines of text files that carry a trace."""
    return [
        f"{path.relative_to(root).as_posix()}:{number}: {what}"
        for path in project_files(root)
        for number, line in enumerate(_lines(path), start=1)
        for what, pattern in TRACES.items()
        if re.search(pattern, line)
    ]


def project_files(root: Path) -> list[Path]:
    """List the files that belong to the project: git's, new ones included, else all but the caches."""
    if not ((root / ".git").exists() and shutil.which("git")):
        return sorted(files(root))
    command = [
        "git",
        "-c",
        "safe.directory=*",
        "ls-files",
        "-z",
        "--cached",
        "--others",
        "--exclude-standard",
    ]
    names = subprocess.run(command, cwd=root, capture_output=True, check=True).stdout.decode().split("\0")
    return [root / name for name in names if name and (root / name).is_file()]


def _lines(path: Path) -> list[str]:
    """Read the lines of a text file; a picture or a workbook has none."""
    try:
        return path.read_text(encoding="utf-8").splitlines()
    except UnicodeDecodeError:
        return []
