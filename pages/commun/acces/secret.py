"""Give Streamlit's login the secret that signs its cookies, when the person who wrote its settings did not choose one.

Streamlit reads `[auth]` in `.streamlit/secrets.toml` and wants `cookie_secret` there: it is drawn at the first start and written on the
line under `[auth]`, so that a restart signs nobody out. Several servers need the same one: it is chosen beforehand (docs/acces.md).
"""

from __future__ import annotations

import json
import os
import re
import secrets
import tomllib
from collections.abc import Iterable
from pathlib import Path

from streamlit import config
from streamlit.logger import get_logger

LOGGER = get_logger("alliance.acces")
HEADER = re.compile(r"^[ \t]*\[auth\][ \t]*(#.*)?$", re.MULTILINE)
_BY_HAND = "Ajoutez cookie_secret sous [auth] dans %s : un mot secret de 40 caractères ou plus, tiré au hasard."


def donner_un_secret(paths: Iterable[str] | None = None) -> None:
    """Write a secret in the file that has `[auth]` without one; say what to do when it cannot be written."""
    for path in map(Path, config.get_option("secrets.files") if paths is None else paths):
        if path.suffix == ".toml" and path.is_file():
            try:
                _complete(path)
            except (OSError, UnicodeDecodeError):
                LOGGER.error(_BY_HAND, path)


def _complete(path: Path) -> None:
    """Complete one file, in one movement: another process reads the old one or the new one whole."""
    text = path.read_text(encoding="utf-8")
    if not lacks_a_secret(text):
        return
    completed = with_secret(text, chosen_secret())
    if completed is None:
        LOGGER.error(_BY_HAND, path)
        return
    draft = path.with_name(f".{path.name}.{secrets.token_hex(4)}")
    draft.touch(mode=0o600)
    draft.write_text(completed, encoding="utf-8")
    draft.chmod(path.stat().st_mode & 0o777)
    os.replace(draft, path)
    LOGGER.info("Secret des témoins de connexion écrit dans %s", path)


def chosen_secret() -> str:
    """Return the server's own secret when whoever hosts chose one (the same on every replica), else one drawn at random."""
    name = "server.cookieSecret"
    return config.get_option(name) if config.is_manually_set(name) else secrets.token_urlsafe(48)


def lacks_a_secret(text: str) -> bool:
    """Tell whether a file has `[auth]` without a secret; a file that is not TOML is Streamlit's to refuse."""
    try:
        auth = tomllib.loads(text).get("auth")
    except tomllib.TOMLDecodeError:
        return False
    return isinstance(auth, dict) and "cookie_secret" not in auth


def with_secret(text: str, secret: str) -> str | None:
    """Write the secret on the line under `[auth]`, or give None when there is no such line."""
    line = f"\ncookie_secret = {json.dumps(secret)}  # écrit au premier démarrage"
    found = HEADER.search(text)
    return text[: found.end()] + line + text[found.end() :] if found else None
