"""The page « Séance » and the address of the player: what is chosen is what is shown, on the version and the day said."""

from __future__ import annotations

import gzip
import io
from dataclasses import dataclass
from urllib.parse import parse_qsl

import pandas as pd
import pytest
from pptx import Presentation
from starlette.applications import Starlette

from analytics.exports.exemple import example_tables
from analytics.exports.sequence import DEFAULT
from pages.commun import lecture
from pages.commun.seance import depart, lecteurs
from pages.commun.seance.demande import Demande, adresse_web, lire_demande, lire_notes, suite
from pages.commun.seance.lecture_seance import powerpoint
from pages.commun.seance.projection import projection_route
from tests.fil import jouer
from tests.pages.ecran import HOSTILE, open_page, publish, shown, use_store

DAY = pd.Timestamp("2026-11-22")


@pytest.fixture
def url(tmp_path, monkeypatch) -> str:
    """Use a store of the test's own, read by everybody."""
    monkeypatch.delenv("ALLIANCE_ACCES", raising=False)
    return use_store(tmp_path, monkeypatch)


@dataclass(frozen=True)
class Answer:
    """What a server answered."""

    status: int
    headers: dict[str, str]
    body: bytes

    @property
    def text(self) -> str:
        """Return the page, uncompressed."""
        whole = gzip.decompress(self.body) if "content-encoding" in self.headers else self.body
        return whole.decode()


def get(query: str, may_read=lambda request: True, **headers: str) -> Answer:
    """Ask the route of the player, as a server would."""
    app = Starlette(routes=[projection_route(may_read)])
    said = {"accept-encoding": "gzip", "accept": "text/html"} | {k.replace("_", "-"): v for k, v in headers.items()}
    scope = {
        "type": "http", "method": "GET", "path": "/projection", "root_path": "", "query_string": query.encode(),
        "headers": [(name.encode(), value.encode()) for name, value in said.items()],
    }  # fmt: skip
    sent: list[dict] = []

    async def send(message: dict) -> None:
        sent.append(message)

    async def receive() -> dict:
        return {"type": "http.request", "body": b"", "more_body": False}

    jouer(app(scope, receive, send))
    headers_sent = {name.decode(): value.decode() for name, value in sent[0]["headers"]}
    return Answer(sent[0]["status"], headers_sent, b"".join(message["body"] for message in sent[1:]))


WHOLE = Demande(
    3,
    DAY,
    ("carte", "couverture"),
    "alliance-2018-2023",
    1,
    "dark",
    "https://exemple.test/",
    (("carte", "Dire « été »."),),
)


@pytest.mark.parametrize("asked", [WHOLE, Demande(1, DAY)])
def test_a_presentation_comes_back_whole_from_its_address(asked):
    assert lire_demande(dict(parse_qsl(asked.parametres())), 5, pd.Timestamp("2030-01-01")) == asked


@pytest.mark.parametrize(
    "query",
    [
        {},
        {
            "version": "abc",
            "au": "hier",
            "diapos": "rien,<b>",
            "depuis": "x",
            "notes": "!!",
            "adresse": "javascript:alert(1)",
        },
    ],
)
def test_lire_demande_takes_the_usual_values_for_what_it_does_not_understand(query):
    assert lire_demande(query, 4, DAY) == Demande(4, DAY)


@pytest.mark.parametrize("query", [{"version": "5"}, {"version": "0"}, {"depuis": "99"}])
def test_lire_demande_refuses_a_version_that_is_not_there(query):
    with pytest.raises(ValueError, match="of 4"):
        lire_demande(query, 4, DAY)


def test_suite_keeps_the_order_and_drops_what_is_unknown_or_said_twice():
    assert suite("carte,couverture,inconnue,carte,territoire-la-mitis") == (
        "carte",
        "couverture",
        "territoire-la-mitis",
    )


@pytest.mark.parametrize("folded", ["", "AAAA", "eJwDAAAAAAE", "x" * 5000])
def test_lire_notes_reads_nothing_from_what_is_not_notes(folded):
    assert lire_notes(folded) == ()


@pytest.mark.parametrize(
    ("text", "read"),
    [
        (" https://exemple.test/a ", "https://exemple.test/a"), ("http://192.168.0.4:8501", "http://192.168.0.4:8501"),
        ("exemple.test", None), ("ftp://exemple.test", None), ("https://a b", None), ("https://[", None), ("", None), (None, None),
    ],
)  # fmt: skip
def test_adresse_web_reads_web_addresses_only(text, read):
    assert adresse_web(text) == read


@pytest.mark.parametrize(
    ("setting", "browser", "found"),
    [
        (None, "https://alliance.test/tableau/seance", "https://alliance.test/tableau/"),
        (None, "http://localhost:8501/seance", None),
        (None, "http://127.0.0.1:8501/seance", None),
        ("https://alliance.test/", "http://localhost:8501/seance", "https://alliance.test/"),
        (None, None, None),
    ],
)
def test_adresse_publique_never_leads_telephones_to_this_very_machine(setting, browser, found):
    assert depart.adresse_publique(setting, browser) == found


def test_the_player_is_sent_with_a_policy_that_lets_nothing_be_asked(url):
    answer = get("version=1&diapos=couverture,carte")
    assert answer.status == 200 and answer.headers["content-type"] == "text/html; charset=utf-8"
    assert answer.headers["content-security-policy"].startswith("default-src 'none'; script-src 'sha256-")
    assert answer.headers["content-security-policy"].endswith("frame-ancestors 'self'")
    assert answer.headers["content-encoding"] == "gzip"
    assert answer.text.count("<section") == 2
    assert len(get("", accept_encoding="identity").body) > len(answer.body) * 2


@pytest.mark.parametrize("query", ["version=7", "enveloppe=inconnue", "depuis=9"])
def test_the_player_says_in_french_that_there_is_no_such_presentation(url, query):
    answer = get(query)
    assert answer.status == 404 and "Séance introuvable" in answer.text


def test_the_player_leads_whoever_may_not_read_to_the_page_that_asks_who_they_are(url):
    answer = get("version=1", lambda request: False)
    assert answer.status == 307 and answer.headers["location"] == "/seance"


def test_the_page_names_the_slides_in_order_and_follows_the_address(url):
    page = open_page("presenter/seance")
    assert "Une séance de 8 diapositives, figée sur la version 1" in shown(page)
    fewer = open_page("presenter/seance", diapos="carte,couverture")
    text = shown(fewer)
    assert "Une séance de 2 diapositives" in text and text.index("1. 1,5 M$") < text.index("2. Alliance")


def test_buttons_move_take_away_and_add_slides(url):
    page = open_page("presenter/seance")
    page.button(key="Descendre-couverture").click().run()
    assert page.query_params["diapos"] == ",".join((DEFAULT[1], DEFAULT[0], *DEFAULT[2:]))
    page.button(key="Retirer-plans").click().run()
    assert "plans" not in page.query_params["diapos"]
    page.selectbox(key="ajout").select("territoire-la-mitis").run()
    assert page.query_params["diapos"].endswith(",territoire-la-mitis")
    page.button(key="ordre-territoires").click().run()
    assert page.query_params["diapos"].count("territoire-") == 9
    page.button(key="ordre-depart").click().run()
    assert "diapos" not in page.query_params
    assert not page.exception


def test_notes_written_by_the_speaker_travel_in_the_address(url):
    page = open_page("presenter/seance", diapos="couverture,carte")
    page.text_area(key="notes-couverture").set_value("Saluer la préfète.").run()
    link = page.get("link_button")[0].proto.url
    asked = lire_demande(dict(parse_qsl(link.partition("?")[2])), 1, DAY)
    assert dict(asked.notes) == {"couverture": "Saluer la préfète."}
    page.text_area(key="notes-couverture").set_value("").run()
    assert not page.exception


def test_a_version_is_compared_with_the_one_chosen_or_with_the_last_meeting(url):
    publish(url, example_tables(20, 1))
    page = open_page("presenter/seance", diapos="changements")
    assert "Depuis la version 1" in shown(page) and "aucun de ces chiffres ne décrit la réalité" in shown(page)
    page.selectbox(key="depuis-seance-2").select("date").run()
    page.date_input(key="rencontre-seance").set_value(pd.Timestamp("2020-01-01").date()).run()
    assert "Rien n'était encore publié ce jour-là" in shown(page)
    page.date_input(key="rencontre-seance").set_value(lecture.aujourdhui().date()).run()
    assert not page.exception


def test_hostile_words_of_the_data_stay_words(url):
    tables = example_tables(5, 2)
    tables["enveloppes"] = tables["enveloppes"].assign(nom=HOSTILE)
    publish(url, tables)
    page = open_page("presenter/seance")
    assert HOSTILE.replace("\u00a0", " ") in shown(page)
    answer = get("version=2")
    assert "<script>alert(1)" not in answer.text


class Asked:
    """A request as `may_read` sees it."""

    def __init__(self, passe: str = "", cookies: dict | None = None) -> None:
        self.query_params = {"passe": passe} if passe else {}
        self.cookies = cookies or {}


def test_may_read_obeys_the_settings(url, tmp_path, monkeypatch):
    assert lecteurs.may_read(Asked())
    settings = tmp_path / "acces.toml"
    settings.write_text('lecture = "membres"\n', encoding="utf-8")
    monkeypatch.setenv("ALLIANCE_ACCES", str(settings))
    assert not lecteurs.may_read(Asked()) and not lecteurs.may_read(Asked(cookies={"alliance_session": "faux"}))
    settings.write_text("lecture = \n", encoding="utf-8")
    assert not lecteurs.may_read(Asked())


def test_a_pass_opens_the_player_for_half_a_day_and_no_other_does(url, tmp_path, monkeypatch):
    settings = tmp_path / "acces.toml"
    settings.write_text('lecture = "membres"\n', encoding="utf-8")
    monkeypatch.setenv("ALLIANCE_ACCES", str(settings))
    assert lecteurs.new_pass() is None
    monkeypatch.setattr(lecteurs, "_secret", lambda: "un mot de passe d'essai")
    good = lecteurs.new_pass()
    until, _, signature = good.partition(".")
    assert lecteurs.may_read(Asked(good))
    assert not lecteurs.may_read(Asked(f"{int(until) + 1}.{signature}")) and not lecteurs.may_read(Asked(f"{until}."))
    later = lecteurs.maintenant() + pd.Timedelta(hours=13)
    monkeypatch.setattr(lecteurs, "maintenant", lambda: later)
    assert not lecteurs.may_read(Asked(good))


def test_powerpoint_keeps_the_order_chosen_and_the_notes_written(url):
    asked = Demande(1, DAY, ("plans", "carte"), notes=(("carte", "Saluer la préfète."),))
    first, second = Presentation(io.BytesIO(powerpoint(asked))).slides
    assert "plans de territoire" in first.shapes.title.text_frame.text
    assert second.notes_slide.notes_text_frame.text == "Saluer la préfète."


def test_depart_offers_both_files(url):
    page = open_page("presenter/seance")
    labels = [button.proto.label for button in page.get("download_button")]
    assert labels[:2] == ["Télécharger la séance (HTML)", "Télécharger la séance (PowerPoint)"]
