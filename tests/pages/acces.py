"""Sign somebody in for a test of pages: a real account and a real session of the store; only the browser's cookies are given."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import UTC, datetime

import pytest
from argon2 import PasswordHasher

from analytics.publications import Role, Store
from pages.commun import lecture
from pages.commun.acces import formulaires, presence

PASSWORD = "cheval neige octobre lampe"
CHEAP = PasswordHasher(time_cost=1, memory_cost=64, parallelism=1)
"""The real hash, made quick."""


def connecter(
    monkeypatch: pytest.MonkeyPatch, role: Role, adresse: str = "personne.fictive@exemple.org", nom: str = "P. Fictive"
) -> Store:
    """Sign in an account of this role in the dashboard's store (`use_store` before), and return the store."""
    now, store = datetime.now(UTC), lecture.magasin()
    monkeypatch.setattr(store.comptes, "_hasher", CHEAP)
    account = store.comptes.create(adresse, role, PASSWORD, par="essai", le=now, nom=nom)
    donner_temoins(monkeypatch, {presence.TEMOIN: store.sessions.open(account, le=now)})
    return store


def donner_temoins(monkeypatch: pytest.MonkeyPatch, cookies: Mapping[str, str]) -> None:
    """Give the pages these cookies, as a browser would."""
    for module in (presence, formulaires):
        monkeypatch.setattr(module, "temoins", lambda: cookies)
