"""Open a page of the dashboard without a browser, on a store of its own, and read what it shows."""

from __future__ import annotations

import re
from datetime import UTC, datetime
from html import unescape
from pathlib import Path

import pandas as pd
import pytest
import streamlit as st
from streamlit.testing.v1 import AppTest

from analytics.amorce import open_store, read_published
from analytics.publications import Store, Version

ROOT = Path(__file__).resolve().parents[2]
NOW = datetime(2026, 11, 22, 12, tzinfo=UTC)
HOSTILE = "**gras** <script>alert(1)</script> $x$ [ici](https://exemple.test) :material/home:"


def use_store(folder: Path, monkeypatch: pytest.MonkeyPatch) -> str:
    """Point the dashboard at the store of a folder, and forget what another one left in the caches."""
    url = f"sqlite:///{folder / 'alliance.sqlite'}"
    monkeypatch.setenv("ALLIANCE_DATABASE_URL", url)
    st.cache_resource.clear()
    return url


def publish(url: str, tables: dict[str, pd.DataFrame], auteur: str = "Essai", commentaire: str = "Essai") -> Version:
    """Publish tables over those of the store's current version."""
    store = open_store(NOW, url)
    whole = store.tables(store.current_number()) | tables
    return store.publish(whole, [], publiee_le=NOW, auteur=auteur, commentaire=commentaire)


def publish_alone(url: str, tables: dict[str, pd.DataFrame]) -> Version:
    """Publish tables as the first version of a store, without the facts: a table published once is replaced, never emptied."""
    return Store(url).publish(tables, [], publiee_le=NOW, auteur="Essai", commentaire="Essai")


def publish_without(url: str, *names: str) -> Version:
    """Publish the facts without some of their tables, as the first version."""
    return publish_alone(url, {name: frame for name, frame in read_published().frames.items() if name not in names})


def open_page(page: str, /, **address: str) -> AppTest:
    """Open one page at an address (its query) and run it; fail on any exception."""
    test = AppTest.from_file(str(ROOT / "app.py"), default_timeout=60)
    test.switch_page(f"pages/{page}.py")
    for key, value in address.items():
        test.query_params[key] = value
    test.run()
    assert not test.exception
    return test


def raw(test: AppTest) -> str:
    """Return the HTML that a page shows, styles aside."""
    bodies = [block.proto.body for block in test.get("html")]
    return "\n".join(body for body in bodies if not body.startswith("<style"))


def drawings(test: AppTest) -> list[str]:
    """Return the drawings that a page shows."""
    return re.findall(r'<div class="a-dessin.*?</svg></div>', raw(test), re.DOTALL)


def shown(test: AppTest) -> str:
    """Return the words that a page shows, with plain spaces."""
    text = unescape(re.sub(r"<[^>]+>", " ", raw(test))).replace("\u00a0", " ")
    return re.sub(r"\s+", " ", text)


def links(test: AppTest) -> dict[str, str]:
    """Return text → address of the links to pages of the dashboard, in order."""
    found = re.findall(r'<a class="a-page" href="([^"]*)"[^>]*>(.*?)</a>', raw(test))
    return {unescape(text).replace("\xa0", " "): unescape(address) for address, text in found}
