"""PostgreSQL stops and comes back: the pages go on with what they know, and say so; what would write is refused by a sentence."""

from __future__ import annotations

import asyncio
import json
import time
from contextlib import closing
from datetime import UTC, datetime

import pytest

from analytics.publications import Role, StoreUnavailable
from benchmarks.visiteur import Visitor
from pages.commun.acces.presence import TEMOIN
from pages.commun.dernier_connu import ANSWER_SECONDS, RETRY_SECONDS
from tests.deploiement.deploiement import Deploiement
from tests.deploiement.test_repliques import ask, footer, visitor
from tests.fil import jouer
from tests.pages.acces import PASSWORD


def warnings(person: Visitor) -> list[str]:
    """List the warnings that the person reads."""
    shown = [element.alert for _, element, _ in person.screen.elements.values() if element.HasField("alert")]
    return [alert.body for alert in shown if alert.format == alert.WARNING]


def test_pages_go_on_without_the_database_say_so_and_take_it_up_again(deploiement: Deploiement) -> None:
    async def play() -> tuple[Visitor, list[list[str]], list[float]]:
        said, health = [], []
        async with visitor(deploiement, "1") as person:
            await person.open("methode")
            await asyncio.to_thread(deploiement.base.kill)
            try:
                for page in ("carte", "methode"):
                    await person.goto(page)
                    said.append(warnings(person))
                health.append(await asyncio.to_thread(ask, deploiement.nginx, "/sante"))
            finally:
                await asyncio.to_thread(deploiement.base.start)
            await asyncio.sleep(RETRY_SECONDS)
            await person.again()
            said.append(warnings(person))
            health.append(await asyncio.to_thread(ask, deploiement.nginx, "/sante"))
            return person, said, health

    person, said, health = jouer(play())
    assert [run.troubles for run in person.runs] == [()] * 4
    assert max(run.seconds for run in person.runs) < 3
    assert all("dernière version connue : la version" in found[0] for found in said[:2])
    assert all(", publiée le " in found[0] for found in said[:2])
    assert said[2] == []
    assert "Version " in footer(person)
    assert [answer.status for answer in health] == [503, 200]
    assert json.load(health[0])["etat"] == "magasin injoignable"


def sign_in(deploiement: Deploiement, person: Visitor) -> None:
    """Give a person the cookie of an account that may deposit."""
    now = datetime.now(UTC)
    with closing(deploiement.store()) as store:
        account = store.comptes.create("depot.fictif@exemple.org", Role.DEPOT, PASSWORD, par="essai", le=now)
        person.cookies[TEMOIN] = store.sessions.open(account, le=now)


def test_deposit_is_refused_by_a_sentence_and_taken_up_again(deploiement: Deploiement) -> None:
    async def play() -> Visitor:
        async with visitor(deploiement, "2") as person:
            await asyncio.to_thread(sign_in, deploiement, person)
            await person.open("depot")
            await asyncio.to_thread(deploiement.base.kill)
            try:
                await person.again()
            finally:
                await asyncio.to_thread(deploiement.base.start)
            await person.again()
            return person

    before, during, after = jouer(play()).runs
    assert (before.troubles, after.troubles) == ((), ())
    assert after.messages >= before.messages - 2
    (sentence,) = during.troubles
    assert "Rien n'a été modifié." in sentence
    assert "numéro d'incident" in sentence


def test_database_that_hangs_holds_nobody_back(deploiement: Deploiement) -> None:
    async def play() -> Visitor:
        async with visitor(deploiement, "1") as person, visitor(deploiement, "1") as other:
            for tab in (person, other):
                await tab.open("methode")
            await asyncio.to_thread(deploiement.base.freeze)
            try:
                await asyncio.gather(person.again(), other.again())
                await person.again()
            finally:
                await asyncio.to_thread(deploiement.base.thaw)
            await asyncio.sleep(RETRY_SECONDS)
            await person.again()
            return person

    person = jouer(play())
    assert [run.troubles for run in person.runs] == [()] * 4
    assert person.runs[1].seconds < ANSWER_SECONDS + 3
    assert person.runs[2].seconds < 2
    assert warnings(person) == []


def test_database_that_stopped_refuses_a_publication_by_a_sentence_and_keeps_all(deploiement: Deploiement) -> None:
    def restore(store) -> int:
        return store.restore(1, publiee_le=datetime.now(UTC), auteur="Essai", commentaire="Essai").numero

    with closing(deploiement.store()) as store:
        before = restore(store)
        deploiement.base.kill()
        try:
            start = time.monotonic()
            with pytest.raises(StoreUnavailable, match="Rien n'a été modifié"):
                restore(store)
            assert time.monotonic() - start < 5
        finally:
            deploiement.base.start()
        assert store.current_number() == before
        assert store.damage() == []
        assert restore(store) == before + 1
