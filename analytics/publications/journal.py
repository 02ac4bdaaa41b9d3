"""Write down who did what, when: in the same transaction as what was done, and never changed afterwards."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, Select, func, insert, select

from analytics.publications.database import Database
from analytics.publications.layout import ADDRESS, FILE_NAME, journal
from analytics.publications.records import storable

ACTIONS = {
    "publication": "a publié",
    "restauration": "a restauré",
    "brouillon-cree": "a déposé un brouillon",
    "brouillon-fichiers": "a changé les fichiers d'un brouillon",
    "brouillon-supprime": "a supprimé un brouillon",
    "profil-enregistre": "a enregistré un profil d'import",
    "profil-supprime": "a supprimé un profil d'import",
    "compte-cree": "a créé un compte",
    "compte-role": "a changé un rôle",
    "compte-mot-de-passe": "a changé un mot de passe",
    "compte-code": "a remis un code pour un compte",
    "compte-supprime": "a supprimé un compte",
    "connexion": "s'est connecté",
    "deconnexion": "s'est déconnecté",
    "acces-refuse": "s'est vu refuser une page",
    "connexion-refusee": "n'a pas pu se connecter",
    "code-cree": "a fait écrire un code d'accès",
    "code-utilise": "a utilisé un code d'accès",
    "recuperation": "a récupéré une sauvegarde",
}
"""Code of an action → words for the person, after the name of who did it."""


@dataclass(frozen=True, slots=True)
class Entry:
    """One line of the journal: when, who, what (a code of ACTIONS), on what, and what else is worth knowing."""

    numero: int
    le: datetime
    qui: str
    quoi: str
    objet: str
    details: Mapping[str, Any] | None


@dataclass(frozen=True, slots=True)
class Asked:
    """Which entries: some actions only (none named: all), and a word in who did it or on what, whatever its case."""

    actions: tuple[str, ...] = ()
    mot: str = ""


class Journal:
    """Read the journal of one store, and write down what changes nothing else."""

    def __init__(self, database: Database) -> None:
        """Use this database."""
        self._database = database

    def about(self, objet: str) -> list[Entry]:
        """Return every entry on one thing (« version 3 », « brouillon … »), oldest first."""
        query = select(journal).where(journal.c.objet == storable(objet, FILE_NAME)).order_by(journal.c.numero)
        with self._database.reading() as connection:
            return [Entry(**row) for row in connection.execute(query).mappings()]

    def entries(self, most: int = 200, before: int | None = None) -> list[Entry]:
        """Return the latest entries, newest first; `before`: only those older than that number (the next screen)."""
        query = select(journal).order_by(journal.c.numero.desc()).limit(most)
        if before is not None:
            query = query.where(journal.c.numero < before)
        with self._database.reading() as connection:
            return [Entry(**row) for row in connection.execute(query).mappings()]

    def screen(self, first: int, most: int, asked: Asked) -> list[Entry]:
        """Return some of the entries asked for, newest first, from the one of rank `first` (0: the newest)."""
        query = _chosen(select(journal), asked).order_by(journal.c.numero.desc()).offset(first).limit(most)
        with self._database.reading() as connection:
            return [Entry(**row) for row in connection.execute(query).mappings()]

    def count(self, asked: Asked) -> int:
        """Return the number of entries asked for."""
        with self._database.reading() as connection:
            return connection.execute(_chosen(select(func.count()).select_from(journal), asked)).scalar_one()

    def note(self, le: datetime, qui: str, quoi: str, objet: str) -> None:
        """Write down something that changed nothing in the store, such as a page refused."""
        with self._database.writing() as connection:
            record(connection, le, qui, quoi, objet)


def _chosen(query: Select, asked: Asked) -> Select:
    """Keep in a query the entries asked for."""
    if asked.actions:
        query = query.where(journal.c.quoi.in_(asked.actions))
    if asked.mot.strip():
        word = storable(asked.mot, ADDRESS).strip()
        query = query.where(
            journal.c.qui.icontains(word, autoescape=True) | journal.c.objet.icontains(word, autoescape=True)
        )
    return query


def record(
    connection: Connection, le: datetime, qui: str, quoi: str, objet: str, details: Mapping[str, Any] | None = None
) -> None:
    """Add one entry within the writer's transaction; KeyError for an action that is not declared (our bug)."""
    ACTIONS[quoi]
    last = connection.execute(select(func.max(journal.c.numero))).scalar() or 0
    row = {
        "numero": last + 1,
        "le": le,
        "qui": storable(qui, ADDRESS),
        "quoi": quoi,
        "objet": storable(objet, FILE_NAME),
        "details": details,
    }
    connection.execute(insert(journal), row)
