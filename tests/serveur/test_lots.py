"""What a run sends leaves together, in order, and without making anybody wait."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Sequence

from starlette.types import Message

from benchmarks.visiteur import Visitor
from pages.commun.serveur.lots import OCTETS, PATIENCE, Lot, Moment, pack, unpack
from tests.fil import jouer
from tests.navigateur import PageSuivie, Serveur, attendre_la_suite

KNOWS = {"query_string": b"a=b&lots=1"}
RUN: tuple[tuple[bytes, Moment | None], ...] = (
    (b"session", "début"),
    (b"running", None),
    (b"title", None),
    (b"finished", "fin"),
    (b"idle", "repos"),
)


async def sent_of(scope: dict, messages: Sequence[tuple[bytes, Moment | None]], pause: float = 0) -> list[list[bytes]]:
    """Give messages to a lot, and return what each frame sent before the pause holds."""
    frames: list[bytes] = []

    async def send(message: Message) -> None:
        frames.append(message["bytes"])

    lot = Lot(scope, send)
    for payload, moment in messages:
        await lot.add({"type": "websocket.send", "bytes": payload}, moment)
    await asyncio.sleep(pause)
    return [list(unpack(frame)) for frame in frames]


def test_frame_of_several_messages_is_read_as_it_was_written() -> None:
    messages = [b"a", b"\x00" * 300, bytes(range(256)) * 300]
    assert list(unpack(pack(messages))) == messages
    assert list(unpack(b"\x0aone")) == [b"\x0aone"]


def test_run_leaves_in_one_frame_and_in_order() -> None:
    assert jouer(sent_of(KNOWS, RUN)) == [[payload for payload, _ in RUN]]


def test_tab_of_an_older_edition_is_sent_its_messages_one_by_one() -> None:
    assert jouer(sent_of({"query_string": b""}, RUN)) == [[payload] for payload, _ in RUN]


def test_message_outside_a_run_leaves_at_once() -> None:
    assert jouer(sent_of(KNOWS, [(b"answer", None)])) == [[b"answer"]]


def test_long_run_shows_what_it_has_after_a_moment() -> None:
    begun = RUN[:3]
    assert jouer(sent_of(KNOWS, begun)) == []
    assert jouer(sent_of(KNOWS, begun, PATIENCE * 2)) == [[payload for payload, _ in begun]]


def test_run_followed_by_another_does_not_keep_its_end() -> None:
    assert jouer(sent_of(KNOWS, RUN[:4], PATIENCE / 2)) == [[payload for payload, _ in RUN[:4]]]


def test_heavy_run_does_not_wait_for_its_end() -> None:
    heavy = bytes(OCTETS + 1)
    assert jouer(sent_of(KNOWS, [RUN[0], (heavy, None)])) == [[b"session", heavy]]


def test_browser_receives_a_whole_run_in_one_frame(serveur: Serveur, page: Callable[..., PageSuivie]) -> None:
    opened = page(f"{serveur.url}/carte")
    opened.visite.trames.clear()
    opened.visite.attendus = 0
    opened.get_by_label("Mesure", exact=True).click()
    opened.get_by_role("option").nth(1).click()
    attendre_la_suite(opened)
    opened.wait_for_timeout(300)
    [kinds] = opened.visite.trames
    assert kinds[0] == "new_session"
    assert kinds[-2:] == ["script_finished", "session_status_changed"]


def test_visitor_reads_the_same_page_by_frames_of_several_messages(serveur: Serveur) -> None:
    async def come() -> list[tuple[str, ...]]:
        async with Visitor(serveur.url) as visitor:
            return [(await visitor.open("carte")).troubles, (await visitor.again()).troubles]

    assert jouer(come()) == [(), ()]
