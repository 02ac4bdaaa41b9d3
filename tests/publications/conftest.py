"""What the tests of the store share: each of them runs on SQLite and on a real PostgreSQL server."""

from __future__ import annotations

import pytest

from analytics.publications import Store
from tests.publications.fabrique import first_book
from tests.publications.postgresql import Server


@pytest.fixture(scope="session")
def postgresql():
    """Serve PostgreSQL for the whole run."""
    server = Server()
    yield server
    server.stop()


@pytest.fixture(params=["sqlite", "postgresql"])
def engine(request):
    """Name the engine of a test."""
    return request.param


@pytest.fixture
def new_url(engine, tmp_path, request):
    """Return a function that names a new store: a SQLite file in a folder that does not exist yet, or a new database."""
    made = []

    def make() -> str:
        if engine == "postgresql":
            return request.getfixturevalue("postgresql").url()
        made.append(f"sqlite:///{tmp_path / f'local{len(made)}' / 'alliance.sqlite'}")
        return made[-1]

    return make


@pytest.fixture
def url(new_url):
    """Name a new store."""
    return new_url()


@pytest.fixture
def open_at():
    """Return a function that opens a store, closed at the end of the test."""
    opened = []

    def open_store(url: str) -> Store:
        opened.append(Store(url))
        return opened[-1]

    yield open_store
    for store in opened:
        store.close()


@pytest.fixture
def store(url, open_at):
    """Open a new store."""
    return open_at(url)


@pytest.fixture
def book():
    """Return the tables of one funded initiative."""
    return first_book()
