"""Run a real OpenID Connect provider beside the dashboard, and the dashboard as a member of it, reading for members."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path

from tests.navigateur import ROOT, Serveur, free_port, servir, stop, wait_until_ready

SECRETS = """[auth]
redirect_uri = "http://127.0.0.1:{{port}}/oauth2callback"
client_id = "tableau-de-bord"
client_secret = "essai"
server_metadata_url = "{provider}/.well-known/openid-configuration"
"""


@contextmanager
def fournir(users: Sequence[Mapping[str, object]], work: Path) -> Iterator[Serveur]:
    """Run the provider, which knows these users (their claims), and stop it by its own process."""
    port = free_port()
    known = [word for user in users for word in ("--user-claims", json.dumps(user))]
    command = [sys.executable, "-m", "oidc_provider_mock", "--port", str(port), *known]
    log = work / "fournisseur.log"
    with log.open("wb") as output:
        process = subprocess.Popen(command, stdout=output, stderr=subprocess.STDOUT)
    provider = Serveur(f"http://127.0.0.1:{port}", log, process)
    try:
        wait_until_ready(provider, path="/.well-known/openid-configuration")
        yield provider
    finally:
        stop(process)


@contextmanager
def servir_avec(provider: Serveur, settings: str, work: Path) -> Iterator[Serveur]:
    """Run the dashboard whose login is that provider, with these settings of access."""
    secrets, acces = work / "secrets.toml", work / "acces.toml"
    secrets.write_text(SECRETS.format(provider=provider.url), encoding="utf-8")
    acces.write_text(settings, encoding="utf-8")
    named = {"STREAMLIT_SECRETS_FILES": str(secrets), "ALLIANCE_ACCES": str(acces)}
    with servir(ROOT / "app.py", work / "alliance.sqlite", work, **named) as running:
        yield running
