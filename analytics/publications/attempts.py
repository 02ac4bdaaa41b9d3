"""Count failed attempts in the store, so that every replica agrees, and make people wait longer after each.

An attempt counts before the secret is looked at: a thousand tries sent at once are a thousand tries.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta

from sqlalchemy import Connection, delete, insert, select, update

from analytics.publications.errors import AccessRefused
from analytics.publications.layout import ADDRESS, tentatives
from analytics.publications.records import storable

FREE_TRIES = 5
FIRST_WAIT = timedelta(seconds=30)
LONGEST_WAIT = timedelta(minutes=15)
FORGOTTEN_AFTER = timedelta(hours=24)


def wait_after(failures: int) -> timedelta:
    """Return how long to wait after that many failures: nothing for the first ones, then twice as long each time."""
    if failures < FREE_TRIES:
        return timedelta(0)
    return min(FIRST_WAIT * 2 ** min(failures - FREE_TRIES, 10), LONGEST_WAIT)


def count_attempt(connection: Connection, keys: Sequence[str], now: datetime) -> None:
    """Count one attempt for each key (an address, where it comes from); AccessRefused while one of them has to wait."""
    connection.execute(delete(tentatives).where(tentatives.c.derniere < now - FORGOTTEN_AFTER))
    for key in _keys(keys):
        row = connection.execute(select(tentatives).where(tentatives.c.cle == key)).mappings().first()
        if row is not None and now < row["libre_le"]:
            raise AccessRefused(_too_many(row["libre_le"] - now))
        failures = 1 if row is None else row["echecs"] + 1
        counted = {"echecs": failures, "derniere": now, "libre_le": now + wait_after(failures)}
        if row is None:
            connection.execute(insert(tentatives), {"cle": key, **counted})
        else:
            connection.execute(update(tentatives).where(tentatives.c.cle == key).values(counted))


def forgive(connection: Connection, keys: Sequence[str]) -> None:
    """Forget the attempts of somebody who proved who they are."""
    connection.execute(delete(tentatives).where(tentatives.c.cle.in_(_keys(keys))))


def _keys(keys: Sequence[str]) -> list[str]:
    """Return the keys as they are kept, each once, in an order that is always the same."""
    return sorted({storable(key, ADDRESS) for key in keys})


def _too_many(left: timedelta) -> str:
    """Say how long to wait, in minutes or seconds rounded up."""
    seconds = max(1, -(-left // timedelta(seconds=1)))
    minutes = -(-seconds // 60)
    said = f"{seconds} s" if seconds <= 60 else f"{minutes} minutes"
    return f"Trop d'essais. Attendez {said}, puis essayez de nouveau."
