"""Open the database behind a SQLAlchemy URL; give connections that read, and connections that write one at a time.

One writer at a time on both engines: SQLite begins with its write lock, PostgreSQL takes one advisory lock. Whatever a
writer reads is then still true when it commits, from any thread, process or replica. Nobody ever waits to read.
"""

from __future__ import annotations

import sqlite3
import time
import weakref
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from sqlalchemy import URL, Connection, Engine, create_engine, event, inspect, make_url, text
from sqlalchemy.exc import DBAPIError, OperationalError, SQLAlchemyError
from sqlalchemy.exc import TimeoutError as PoolTimeout

from analytics.publications.errors import StoreError, StoreUnavailable
from analytics.publications.layout import SCHEMA_VERSION

WAIT_SECONDS = 60
"""How long a writer waits for its turn."""
_PAUSE = 0.02
_ADVISORY_LOCK = 7_218_403_519
"""Number of PostgreSQL's advisory lock that stands for « somebody is writing in the store »."""
_WRITING = {"alliance_ecriture": True}

_UNREACHABLE = "La base de données ne répond pas. Vérifiez l'adresse donnée par ALLIANCE_DATABASE_URL et que le service est démarré."
_BUSY = (
    "La base de données n'a pas répondu à temps ou n'accepte pas d'écriture. Rien n'a été modifié : essayez de nouveau."
)
_OTHER = "La base de données doit être SQLite ou PostgreSQL. Exemple : ALLIANCE_DATABASE_URL=postgresql://USAGER:MOT_DE_PASSE@hote/base"
_NEWER = "Cette base a été écrite par une version plus récente du programme. Mettez le programme à jour."


class Database:
    """Hold the engine of one database whose layout is the present one.

    `close` gives the connections back; forgotten, it is called when nobody holds the database any more.
    """

    def __init__(self, url: str) -> None:
        """Open the database and bring its layout up to date; StoreError when it cannot be, or belongs to a newer program."""
        try:
            self._engine = _engine(url)
        except (SQLAlchemyError, OSError, ImportError) as error:
            raise StoreUnavailable(_UNREACHABLE) from error
        self._writer = self._engine.execution_options(**_WRITING)
        self.close = weakref.finalize(self, self._engine.dispose)
        try:
            self._prepare()
        except (SQLAlchemyError, OSError) as error:
            self.close()
            raise StoreUnavailable(_UNREACHABLE) from error
        except StoreError:
            self.close()
            raise

    @property
    def is_sqlite(self) -> bool:
        """Tell which of the two engines this is."""
        return self._engine.dialect.name == "sqlite"

    @contextmanager
    def reading(self) -> Iterator[Connection]:
        """Give a connection that reads what was last committed."""
        with _told(), self._engine.connect() as connection:
            yield connection

    @contextmanager
    def snapshot(self) -> Iterator[Connection]:
        """Give a connection that sees the store as it is now, whatever is published meanwhile."""
        level = {} if self.is_sqlite else {"isolation_level": "REPEATABLE READ"}
        with _told(), self._engine.connect().execution_options(**level) as connection:
            yield connection

    @contextmanager
    def writing(self) -> Iterator[Connection]:
        """Give the only connection that writes at this moment; all it did is kept together, or none of it."""
        with _told(), self._writer.begin() as connection:
            if not self.is_sqlite:
                connection.execute(text(f"SET LOCAL lock_timeout = '{WAIT_SECONDS}s'"))
                connection.execute(text("SELECT pg_advisory_xact_lock(:lock)"), {"lock": _ADVISORY_LOCK})
            yield connection

    def _prepare(self) -> None:
        """Migrate the layout if need be: of several replicas that start at once, one does it and the others wait."""
        with self._engine.connect() as connection:
            found = layout_version(connection)
        if found == SCHEMA_VERSION:
            return
        with self.writing() as connection:
            found = layout_version(connection)
            if found > SCHEMA_VERSION:
                raise StoreUnavailable(_NEWER)
            if found < SCHEMA_VERSION:
                upgrade_layout(connection, found)


def layout_version(connection: Connection) -> int:
    """Return the version of a store's layout, 0 for a new store or one whose creation was interrupted."""
    if not inspect(connection).has_table("magasin"):
        return 0
    return connection.execute(text("SELECT max(schema) FROM magasin")).scalar() or 0


def upgrade_layout(connection: Connection, found: int, wanted: int = SCHEMA_VERSION) -> None:
    """Bring the layout from one version to another (the library of migrations is loaded only then)."""
    from analytics.publications.migrations import migrate

    migrate(connection, found, wanted)


@contextmanager
def _told() -> Iterator[None]:
    """Turn the trouble of the database itself into a sentence; a broken rule of ours stays our bug."""
    try:
        yield
    except PoolTimeout as error:
        raise StoreUnavailable(_BUSY) from error
    except DBAPIError as error:
        if isinstance(error, OperationalError) or error.connection_invalidated:
            raise StoreUnavailable(_BUSY) from error
        raise


def _engine(url: str) -> Engine:
    """Open the engine that a URL names; StoreError when it is neither SQLite nor PostgreSQL."""
    parsed = make_url(url)
    if parsed.get_backend_name() == "sqlite":
        return _sqlite_engine(parsed)
    if parsed.get_backend_name() in ("postgresql", "postgres"):
        return _postgresql_engine(parsed)
    raise StoreError(_OTHER)


def _postgresql_engine(url: URL) -> Engine:
    """Open PostgreSQL through psycopg, the driver that is installed, whichever one the host's spelling names."""
    import psycopg

    alive = {"keepalives_idle": 10, "keepalives_interval": 5, "keepalives_count": 3, "tcp_user_timeout": 15_000}
    waits = {"connect_timeout": 10, "application_name": "tableau-de-bord-alliance"} | alive
    named = url.set(drivername="postgresql+psycopg")
    return create_engine(named, module=psycopg, pool_pre_ping=True, connect_args=waits)


def _sqlite_engine(url: URL) -> Engine:
    """Open a SQLite file, whose folder is made; its journal lets readers go on during a publication."""
    if url.database and url.database != ":memory:":
        Path(url.database).parent.mkdir(parents=True, exist_ok=True)
    engine = create_engine(url, connect_args={"timeout": WAIT_SECONDS})
    event.listen(engine, "connect", _tune_sqlite)
    event.listen(engine, "begin", _begin_sqlite)
    return engine


def _tune_sqlite(connection, _record) -> None:
    """Leave the transactions to us, and set the journal, the durability and the foreign keys of a new connection."""
    connection.isolation_level = None
    _journal_ahead(connection)
    connection.execute("PRAGMA synchronous=FULL")
    connection.execute("PRAGMA foreign_keys=ON")


def _journal_ahead(connection) -> None:
    """Have SQLite write ahead. The first change of a new file is refused at once, without the usual wait, when two ask together."""
    until = time.monotonic() + WAIT_SECONDS
    while True:
        try:
            connection.execute("PRAGMA journal_mode=WAL")
            return
        except sqlite3.OperationalError:
            if time.monotonic() > until:
                raise
            time.sleep(_PAUSE)


def _begin_sqlite(connection: Connection) -> None:
    """Begin a transaction, with the write lock at once for a writer."""
    writing = connection.get_execution_options().get("alliance_ecriture")
    connection.exec_driver_sql("BEGIN IMMEDIATE" if writing else "BEGIN")
