"""Two replicas, PostgreSQL and nginx, real: what a person sees when something is published, stopped or killed."""

from __future__ import annotations

import asyncio
import re
import signal
import time
from contextlib import closing
from datetime import UTC, datetime
from http.client import HTTPConnection
from urllib.error import HTTPError
from urllib.request import Request, urlopen

import pytest

from benchmarks.visiteur import Visitor
from tests.deploiement.deploiement import Deploiement
from tests.deploiement.nginx import Nginx
from tests.fil import jouer
from tests.navigateur import free_port


def ask(nginx: Nginx, path: str, **headers: str):
    """Ask nginx for an address; give the answer even when it is an error."""
    request = Request(nginx.url + path, headers={k.replace("_", "-"): v for k, v in headers.items()})
    try:
        return urlopen(request, timeout=20, context=nginx.trust)
    except HTTPError as error:
        return error


def visitor(deploiement: Deploiement, replica: str = "") -> Visitor:
    """Make a visitor, of one replica or of whichever comes."""
    made = Visitor(deploiement.url, trust=deploiement.nginx.trust)
    if replica:
        made.cookies["alliance_replique"] = replica
    return made


def upload(deploiement: Deploiement, person: Visitor, replica: str) -> int:
    """Send a small file in the session of a person, to a replica; return the status of the answer."""
    mark = "limite-fictive"
    part = f'--{mark}\r\nContent-Disposition: form-data; name="file"; filename="a.csv"\r\n\r\n1\r\n--{mark}--\r\n'
    cookies = person.cookies | {"alliance_replique": replica}
    headers = {
        "Content-Type": f"multipart/form-data; boundary={mark}",
        "Cookie": "; ".join(f"{name}={value}" for name, value in cookies.items()),
        "X-Xsrftoken": person.cookies["_streamlit_xsrf"],
    }
    address = f"{deploiement.url}/_stcore/upload_file/{person.screen.sessions[-1]}/essai"
    request = Request(address, data=part.encode(), headers=headers, method="PUT")
    try:
        return urlopen(request, timeout=20, context=deploiement.nginx.trust).status
    except HTTPError as error:
        return error.code


def footer(visitor: Visitor) -> str:
    """Read the foot of the page."""
    texts = [element.html.body for _, element, _ in visitor.screen.elements.values()]
    return next(text for text in texts if 'class="a-pied"' in text)


def publish(deploiement: Deploiement) -> int:
    """Publish version 1 again from another program, and return the new number."""
    with closing(deploiement.store()) as store:
        return store.restore(1, publiee_le=datetime.now(UTC), auteur="Essai", commentaire="Essai").numero


def test_nginx_finds_nothing_to_say_of_its_configuration(deploiement: Deploiement) -> None:
    said = deploiement.nginx.check()
    assert (said.returncode, "warn" in said.stderr, "emerg" in said.stderr) == (0, False, False)


def test_newcomers_are_shared_out_and_then_stay(deploiement: Deploiement) -> None:
    first = [ask(deploiement.nginx, "/", Accept="text/html").headers["Set-Cookie"] for _ in range(4)]
    names = [re.search("alliance_replique=([12]); .*Secure", line)[1] for line in first]
    assert sorted(names) == ["1", "1", "2", "2"]
    for name in "12":
        answers = [ask(deploiement.nginx, "/sante", Cookie=f"alliance_replique={name}") for _ in range(4)]
        assert [(answer.status, answer.headers["Set-Cookie"]) for answer in answers] == [(200, None)] * 4


def test_browser_is_led_to_https_and_told_to_stay_there(deploiement: Deploiement) -> None:
    with closing(HTTPConnection("127.0.0.1", deploiement.nginx.port_http, timeout=5)) as plain:
        plain.request("GET", "/carte?a=1", headers={"Host": "localhost"})
        answer = plain.getresponse()
    assert (answer.status, answer.headers["Location"]) == (308, "https://localhost/carte?a=1")
    assert ask(deploiement.nginx, "/").headers["Strict-Transport-Security"] == "max-age=31536000"


def test_measures_are_not_reachable_through_nginx(deploiement: Deploiement) -> None:
    assert [ask(deploiement.nginx, path).status for path in ("/mesures", "/_stcore/metrics")] == [404, 404]
    assert urlopen(f"{deploiement.repliques['1'].url}/mesures", timeout=5).status == 200


def test_scripts_are_kept_by_nginx_without_anybodys_cookie(deploiement: Deploiement) -> None:
    page = ask(deploiement.nginx, "/", Accept="text/html").read().decode()
    script = re.search(r'src="\.(/static/[^"]+/js/index\.[^"]+)"', page)[1]
    first, second = (ask(deploiement.nginx, script, Accept_Encoding="gzip") for _ in range(2))
    assert first.read() == second.read()
    assert first.headers["Set-Cookie"] is second.headers["Set-Cookie"] is None
    assert second.headers["Content-Encoding"] == "gzip"
    assert (deploiement.work / "cache").exists()


def test_publication_is_on_both_replicas_at_their_next_run(deploiement: Deploiement) -> None:
    async def play() -> tuple[int, list[str], list[str]]:
        async with visitor(deploiement, "1") as one, visitor(deploiement, "2") as two:
            await one.open("methode")
            await two.open("methode")
            before = [footer(one), footer(two)]
            numero = await asyncio.to_thread(publish, deploiement)
            await one.again()
            await two.again()
            return numero, before, [footer(one), footer(two)]

    numero, before, after = jouer(play())
    assert all(f"Version {numero - 1}, publiée" in text for text in before)
    assert all(f"Version {numero}, publiée" in text for text in after)


def test_killed_replica_leaves_its_visitors_to_the_other(deploiement: Deploiement) -> None:
    chosen = ["Revenu total médian des ménages"]

    async def play() -> tuple[Visitor, Visitor, list[int]]:
        async with visitor(deploiement, "1") as person, visitor(deploiement, "1") as other:
            await person.open("carte")
            await person.change("Indicateur de besoin, à côté", chosen)
            await other.open("")
            fragments = {fragment for _, _, fragment in other.screen.elements.values() if fragment}
            await asyncio.to_thread(deploiement.kill, "1")
            await person.again()
            await other.again(fragment=min(fragments))
            await asyncio.to_thread(deploiement.start, "1")
            sent = [await asyncio.to_thread(upload, deploiement, person, name) for name in "21"]
            return person, other, sent

    try:
        person, other, sent = jouer(play())
        assert person.cookies["alliance_replique"] == other.cookies["alliance_replique"] == "2"
        assert len(person.screen.sessions) == len(other.screen.sessions) == 2
        # What was chosen comes back with the browser, and the page with it.
        kept = [widget for widget in person.screen.widgets() if widget.label == "Indicateur de besoin, à côté"]
        assert person.screen.states[kept[0].proto.id].string_value == chosen[0]
        assert person.runs[-1].troubles == other.runs[-1].troubles == ()
        # A part of a page that the new session does not know is answered by the whole page.
        assert other.runs[-1].messages > other.runs[0].messages / 2
        assert max(*person.breaks, *other.breaks) < 5
        # Its replica is back, but a file still goes where the session is.
        assert sent == [204, 400]
    finally:
        if deploiement.repliques["1"].process.poll() is not None:
            deploiement.start("1")


@pytest.mark.parametrize("upgraded", ["1", pytest.param("12", marks=pytest.mark.stress)])
def test_replica_restarted_gently_is_not_seen(deploiement: Deploiement, upgraded: str) -> None:
    """The upgrade: each replica in turn ends its runs, leaves its visitors to the other, and comes back."""

    async def play() -> list[Visitor]:
        async with visitor(deploiement, "1") as one, visitor(deploiement, "2") as two:
            people = [one, two]
            for person in people:
                await person.open("carte")
            for name in upgraded:
                await upgrade(deploiement, name, people)
            return people

    people = jouer(play())
    runs = [run for person in people for run in person.runs]
    assert [run.troubles for run in runs] == [()] * len(runs)
    assert max(run.seconds for run in runs) < 10
    assert [person.refusals for person in people] == [0, 0]
    assert [len(person.breaks) for person in people] == ([2, 1] if upgraded == "12" else [1, 0])


async def upgrade(deploiement: Deploiement, name: str, people: list[Visitor]) -> None:
    """Restart a replica while people go on choosing."""
    deploiement.repliques[name].process.send_signal(signal.SIGTERM)
    until = time.monotonic() + 2
    while time.monotonic() < until:
        for person in people:
            await person.change("Mesure")
    await asyncio.to_thread(deploiement.repliques[name].process.wait, 20)
    await asyncio.to_thread(deploiement.start, name)


def test_nobody_answers_says_so_in_french(tmp_path) -> None:
    alone = Nginx(tmp_path, [free_port(), free_port()], (free_port(), free_port()))
    try:
        answer = ask(alone, "/", Accept="text/html")
        assert (answer.status, answer.headers["Retry-After"]) == (503, "10")
        assert "Le tableau de bord redémarre" in answer.read().decode()
    finally:
        alone.stop()


def test_journals_of_nginx_say_neither_who_came_nor_what_was_searched(tmp_path) -> None:
    nobody = Nginx(tmp_path, [free_port(), free_port()], (free_port(), free_port()))
    try:
        ask(nobody, "/initiatives?recherche=mot-cherche").read()
    finally:
        nobody.stop()
    journals = {path.name: path.read_text(encoding="utf-8") for path in tmp_path.glob("*.log")}
    assert '"page":"/initiatives","code":"503"' in journals["access.log"]
    assert [name for name, text in journals.items() if "mot-cherche" in text or "client:" in text] == []
