"""A real browser, through nginx: its replica is killed, and the person sees nothing of it but a moment."""

from __future__ import annotations

import time

from playwright.sync_api import Browser, BrowserContext, expect

from tests.deploiement.deploiement import Deploiement
from tests.fil import dans_un_fil
from tests.navigateur import attendre, ouvrir_un_navigateur, suivre


def replica_cookie(context: BrowserContext) -> dict:
    """Return the cookie that names the replica of this browser."""
    return next(cookie for cookie in context.cookies() if cookie["name"] == "alliance_replique")


def wait_for_another(context: BrowserContext, name: str, seconds: float = 15) -> str:
    """Wait until this browser was answered by another replica, and return its name."""
    limit = time.monotonic() + seconds
    while (found := replica_cookie(context)["value"]) == name and time.monotonic() < limit:
        context.pages[0].wait_for_timeout(100)
    return found


def test_person_goes_on_after_the_replica_was_killed(deploiement: Deploiement) -> None:
    dans_un_fil(visit, deploiement)


def visit(deploiement: Deploiement) -> None:
    """Open a browser of its own, and play the person."""
    with ouvrir_un_navigateur() as browser:
        go_on(deploiement, browser)


def go_on(deploiement: Deploiement, navigateur: Browser) -> None:
    """Read a page, lose its replica, open a part of the page."""
    url = f"https://127.0.0.1:{deploiement.nginx.port_https}"
    context = navigateur.new_context(ignore_https_errors=True, viewport={"width": 1280, "height": 900})
    opened = suivre(context.new_page(), url)
    opened.goto(f"{url}/carte?enveloppe=alliance-2018-2023")
    attendre(opened)
    title = opened.get_by_role("heading", level=1).inner_text()
    cookie = replica_cookie(context)
    name = cookie["value"]
    assert (cookie["httpOnly"], cookie["secure"], cookie["sameSite"]) == (True, True, "Lax")
    deploiement.kill(name)
    try:
        # What was drawn stays, and the browser comes back by itself, to the other replica.
        expect(opened.get_by_role("heading", level=1)).to_have_text(title)
        assert wait_for_another(context, name) == {"1": "2", "2": "1"}[name]
        expect(opened.get_by_role("combobox", name="Enveloppe", exact=True)).to_be_enabled()
        # The first thing asked there is a part of the page, which the other replica never drew.
        opened.get_by_role("button", name="Comment ce chiffre est-il calculé?").first.click()
        expect(opened.get_by_test_id("stPopoverBody")).to_contain_text("Ouvrir un chiffre", timeout=15_000)
        expect(opened.get_by_role("heading", level=1)).to_have_text(title)
    finally:
        context.close()
        deploiement.start(name)
