"""What watches over the server: health, measures, log. On the gallery served as the dashboard is."""

from __future__ import annotations

import asyncio
import json
import logging
import subprocess
import sys
from urllib.error import HTTPError
from urllib.request import Request, urlopen

import pytest
from prometheus_client.parser import text_string_to_metric_families
from starlette.requests import HTTPConnection

from benchmarks.visiteur import Visitor
from pages.commun.serveur import journal, mesures
from pages.commun.serveur.replique import StickyReplica
from pages.commun.serveur.startup import imports_of_pages
from tests.fil import jouer
from tests.navigateur import ROOT, Serveur, copier_la_galerie, servir

TOKEN = "jeton-de-mesure-fictif"
OUTSIDE = {"X-Forwarded-For": "203.0.113.7"}


def ask(url: str, **headers: str):
    """Ask for an address; give the answer even when it is an error."""
    try:
        return urlopen(Request(url, headers={k.replace("_", "-"): v for k, v in headers.items()}), timeout=20)
    except HTTPError as error:
        return error


def measured(serveur: Serveur, **headers: str) -> dict[tuple, float]:
    """Read the measures: (name, labels) → value."""
    text = ask(f"{serveur.url}/mesures", **headers).read().decode()
    return {
        (sample.name, *sorted(sample.labels.values())): sample.value
        for family in text_string_to_metric_families(text)
        for sample in family.samples
    }


@pytest.fixture(scope="module")
def surveillee(tmp_path_factory: pytest.TempPathFactory):
    """Serve the gallery as a replica, with its log as JSON and a token."""
    work = tmp_path_factory.mktemp("surveillee")
    settings = {
        "ALLIANCE_JOURNAL": "json",
        "ALLIANCE_REPLIQUE": "b",
        "ALLIANCE_MESURES_JETON": TOKEN,
        "FORWARDED_ALLOW_IPS": "127.0.0.1",
    }
    with servir(copier_la_galerie(work) / "app.py", work / "galerie.sqlite", work, **settings) as running:
        yield running


def test_sante_and_vivant_answer_briefly_and_are_never_kept(surveillee: Serveur) -> None:
    health, life = ask(f"{surveillee.url}/sante"), ask(f"{surveillee.url}/vivant")
    assert (health.status, json.load(health)) == (200, {"etat": "prêt", "version_publiee": 1})
    assert (life.status, json.load(life)) == (200, {"etat": "vivant"})
    assert health.headers["Cache-Control"] == life.headers["Cache-Control"] == "no-store"


def test_measures_count_the_runs_of_each_page_and_its_failures(surveillee: Serveur) -> None:
    async def play() -> dict[tuple, float]:
        async with Visitor(surveillee.url) as visitor:
            await visitor.open("donnees")
            await visitor.again()
            await visitor.goto("panne")
            return await asyncio.to_thread(measured, surveillee)

    before, during, after = measured(surveillee), jouer(play()), measured(surveillee)
    assert during["alliance_passages_total", "donnees", "entier"] == 2
    assert during["alliance_passage_secondes_count", "donnees"] == 2
    assert 0 < during["alliance_passage_secondes_sum", "donnees"] < 60
    assert during["alliance_incidents_total", "programme"] == 1
    assert during[("alliance_octets_envoyes_total",)] > before[("alliance_octets_envoyes_total",)] + 10_000
    assert [found[("alliance_sessions",)] for found in (before, during, after)] == [0, 1, 0]
    assert after[("alliance_version_publiee",)] == after[("alliance_magasin_joignable",)] == 1
    assert after[("alliance_passages_en_cours",)] == 0


@pytest.mark.parametrize("address", ["/mesures", "/_stcore/metrics"])
def test_measures_do_not_exist_for_whoever_comes_through_a_proxy(surveillee: Serveur, address: str) -> None:
    url = surveillee.url + address
    assert ask(url).status == 200
    assert ask(url, **OUTSIDE).status == 404
    assert ask(url, Authorization=f"Bearer {TOKEN}", **OUTSIDE).status == 200
    assert ask(url, Authorization="Bearer jeton-de-mesure-fictiF", **OUTSIDE).status == 404


@pytest.mark.parametrize(
    ("client", "settings", "shown", "allowed"),
    [
        ("127.0.0.1", {}, "", True),
        ("::ffff:127.0.0.1", {}, "", True),
        ("10.0.3.9", {}, "", False),
        ("10.0.3.9", {mesures.FROM_VARIABLE: "10.0.3.0/24, ::1"}, "", True),
        ("10.0.4.9", {mesures.FROM_VARIABLE: "10.0.3.0/24, ::1"}, "", False),
        ("10.0.4.9", {mesures.TOKEN_VARIABLE: "court"}, "Bearer court", False),
        ("10.0.4.9", {}, "Bearer ", False),
    ],
)
def test_may_read_follows_the_settings(monkeypatch, client, settings, shown, allowed) -> None:
    for name, value in settings.items():
        monkeypatch.setenv(name, value)
    scope = {"type": "http", "client": (client, 1), "headers": [(b"authorization", shown.encode())]}
    assert mesures.may_read(HTTPConnection(scope)) is allowed


def test_log_is_one_json_object_a_line_with_the_incident_and_nobody(surveillee: Serveur) -> None:
    async def play() -> None:
        async with Visitor(surveillee.url) as visitor:
            await visitor.open("panne")

    jouer(play())
    lines = [json.loads(line) for line in surveillee.journal().splitlines()]
    incident = next(line for line in lines if "incident" in line)
    assert incident["message"] == f"Incident {incident['incident']}"
    assert (incident["niveau"], incident["source"]) == ("erreur", "alliance.incident")
    assert "RuntimeError: montant secret 123456" in incident["trace"]
    run = next(line for line in lines if line.get("page") == "panne")
    assert (run["issue"], run["source"]) == ("entier", "alliance.passage")
    assert 0 < run["secondes"] < 60
    assert set(run) == {"moment", "niveau", "source", "message", "page", "issue", "secondes"}
    assert "127.0.0.1:" not in surveillee.journal()


@pytest.mark.parametrize(
    ("said", "kept"),
    [
        ("de marie.roy@exemple.org", "de [courriel]"),
        ("visite de 203.0.113.7:5123", "visite de [adresse]:5123"),
        ("418 555-0199 ou (418) 555-0199", "[téléphone] ou [téléphone]"),
        ("NAS 046 454 286", "NAS [numéro]"),
        ("à G5L 3A1", "à [code postal]"),
        (
            "streamlit 1.67.0, 127.0.0.1, 1 025 070 $, 2026-11-26",
            "streamlit 1.67.0, 127.0.0.1, 1 025 070 $, 2026-11-26",
        ),
        ("montant 6 014 144, ligne 418, port 8501", "montant 6 014 144, ligne 418, port 8501"),
    ],
)
def test_mask_hides_persons_and_leaves_figures(said: str, kept: str) -> None:
    assert journal.mask(said) == kept


def test_line_masks_the_traceback_too() -> None:
    try:
        raise ValueError("courriel illisible : marie.roy@exemple.org")
    except ValueError as error:
        record = logging.LogRecord("x", logging.ERROR, "", 0, "Échec", None, (type(error), error, error.__traceback__))
    for form in (journal.JsonLine(), journal.Line("%(message)s")):
        assert "ValueError: courriel illisible : [courriel]" in form.format(record)


def test_https_is_remembered_by_the_browser_only_when_it_was_used(surveillee: Serveur) -> None:
    assert ask(surveillee.url).headers["Strict-Transport-Security"] is None
    secure = ask(surveillee.url, X_Forwarded_Proto="https").headers
    assert secure["Strict-Transport-Security"] == "max-age=31536000"
    assert "; Secure" in secure["Set-Cookie"]


def test_replica_gives_its_name_once(surveillee: Serveur) -> None:
    line = "alliance_replique=b; Path=/; HttpOnly; SameSite=Lax"
    assert ask(surveillee.url).headers["Set-Cookie"] == line
    assert ask(surveillee.url, Cookie="alliance_replique=a; autre=1").headers["Set-Cookie"] == line
    assert ask(surveillee.url, Cookie="autre=1; alliance_replique=b").headers["Set-Cookie"] is None


def test_replica_refuses_a_name_that_no_cookie_holds(monkeypatch) -> None:
    monkeypatch.setenv("ALLIANCE_REPLIQUE", "b; Path=/")
    with pytest.raises(ValueError, match="ALLIANCE_REPLIQUE"):
        StickyReplica(lambda *_: None)


@pytest.mark.parametrize("name", ["Content-Security-Policy"])
def test_policy_names_no_other_server(surveillee: Serveur, name: str) -> None:
    policy = dict(part.split(" ", 1) for part in ask(surveillee.url).headers[name].split("; "))
    allowed = {"'self'", "'none'", "'unsafe-inline'", "data:", "blob:"}
    assert {source for sources in policy.values() for source in sources.split()} <= allowed
    assert policy["script-src"] == policy["connect-src"] == policy["default-src"] == "'self'"


READING_PAGES = """
import ast, importlib, sys
from pages.commun.serveur.startup import PAGES, imported
for script in [*PAGES.glob("consulter/*.py"), *PAGES.glob("comprendre/*.py")]:
    for node in ast.parse(script.read_text(encoding="utf-8")).body:
        for name in imported(node):
            importlib.import_module(name)
print(*{name.split(".")[0] for name in sys.modules} & {"pptx", "typst", "alembic", "kaleido", "scipy"}, "plotly" in sys.modules)
"""


def test_reading_pages_import_nothing_of_what_only_files_need() -> None:
    done = subprocess.run([sys.executable, "-c", READING_PAGES], cwd=ROOT, capture_output=True, text=True, check=True)
    assert done.stdout.split() == ["True"]


def test_imports_of_pages_names_what_no_visitor_should_wait_for() -> None:
    names = imports_of_pages()
    assert {"streamlit", "pages.commun.lecture", "pages.commun.mise_en_page"} <= set(names)
    assert "pages.commun.lecture.version" not in names
