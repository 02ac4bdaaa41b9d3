"""What the server sends: addresses, headers, errors, on the gallery served as the dashboard is."""

from __future__ import annotations

import gzip
import re
from urllib.error import HTTPError
from urllib.request import Request, urlopen

import brotli
import pytest

from pages.commun.serveur import bundle
from pages.commun.serveur.errors import new_incident
from tests.navigateur import ROOT, Serveur, servir


def ask(url: str, **headers: str):
    """Ask for an address; give the answer even when it is an error."""
    try:
        return urlopen(
            Request(url, headers={name.replace("_", "-"): value for name, value in headers.items()}), timeout=20
        )
    except HTTPError as error:
        return error


def script_address(galerie: Serveur) -> str:
    """Read in the page the address of its first script."""
    page = ask(galerie.url).read().decode()
    return galerie.url + re.search(r'src="\.(/static/[^"]+/js/index\.[^"]+)"', page)[1]


@pytest.mark.parametrize("path", ["/", "/donnees", "/inexistante"])
def test_page_is_french_at_every_address(galerie: Serveur, path: str) -> None:
    answer = ask(galerie.url + path, Accept="text/html")
    html = answer.read().decode()
    assert '<html lang="fr-CA">' in html
    assert answer.headers["Cache-Control"] == "no-cache"


def test_script_is_compressed_and_kept_for_good_under_its_edition(galerie: Serveur) -> None:
    answer = ask(script_address(galerie), Accept_Encoding="gzip")
    body = answer.read()
    assert answer.headers["Content-Encoding"] == "gzip"
    assert answer.headers["Cache-Control"] == "public, max-age=31536000, immutable"
    assert answer.headers["Vary"] == "Accept-Encoding"
    assert "Aller au contenu principal" in gzip.decompress(body).decode()


def test_script_is_smaller_where_brotli_is_read(galerie: Serveur) -> None:
    best = ask(script_address(galerie), Accept_Encoding="gzip, deflate, br, zstd")
    body = best.read()
    assert best.headers["Content-Encoding"] == "br"
    assert "Aller au contenu principal" in brotli.decompress(body).decode()
    assert len(body) < 0.92 * len(ask(script_address(galerie), Accept_Encoding="gzip").read())


def test_script_is_readable_without_compression(galerie: Serveur) -> None:
    plain = ask(script_address(galerie))
    assert plain.headers["Content-Encoding"] is None
    assert "Aller au contenu principal" in plain.read().decode()


def test_script_already_there_is_not_sent_again(galerie: Serveur) -> None:
    mark = ask(script_address(galerie), Accept_Encoding="gzip").headers["ETag"]
    answer = ask(script_address(galerie), Accept_Encoding="gzip", If_None_Match=mark)
    assert (answer.status, answer.read()) == (304, b"")


@pytest.mark.parametrize("edition", ["", "/fr-000000000000"])
def test_script_of_another_edition_is_french_and_checked_again(galerie: Serveur, edition: str) -> None:
    answer = ask(script_address(galerie).replace(f"/{bundle.edition()}", edition))
    assert answer.headers["Cache-Control"] == "no-cache"
    assert "Aller au contenu principal" in answer.read().decode()


@pytest.mark.parametrize("family", ["MaterialSymbols-Rounded", "SourceSansVF-Upright"])
def test_our_font_takes_the_place_of_the_framework_s_and_is_kept_for_good(galerie: Serveur, family: str) -> None:
    theirs = next((bundle.STATIC / "static" / "media").glob(f"{family}.*.woff2"))
    answer = ask(f"{galerie.url}/static/{bundle.edition()}/media/{theirs.name}")
    content = answer.read()
    assert content == bundle.own_font(theirs.name).read_bytes() and len(content) < theirs.stat().st_size / 5
    assert "immutable" in answer.headers["Cache-Control"]


def test_font_of_the_framework_that_has_no_other_is_served_under_the_edition(galerie: Serveur) -> None:
    maths = next((bundle.STATIC / "static" / "media").glob("KaTeX_Main-Bold.*.woff2"))
    assert ask(f"{galerie.url}/static/{bundle.edition()}/media/{maths.name}").read() == maths.read_bytes()


def test_scripts_of_every_page_come_with_it(galerie: Serveur) -> None:
    sent = ask(galerie.url).read().decode()
    early = bundle.early_scripts()
    assert any(name.startswith("purify.") for name in early)
    assert all(sent.count(f"/js/{name}") == 1 for name in early)


@pytest.mark.parametrize("name", ["apercu", *bundle.ON_PAGE])
def test_a_page_asks_for_no_other_script_once_it_runs(serveur: Serveur, page, name: str) -> None:
    sent = ask(f"{serveur.url}/{name}", Accept="text/html").read().decode()
    opened = page(f"{serveur.url}/{name}")
    asked = opened.evaluate("performance.getEntriesByType('resource').map((one) => one.name.split('/').at(-1))")
    assert [script for script in asked if script.endswith(".js") and f"/js/{script}" not in sent] == []


@pytest.mark.parametrize(
    "path", ["/", "/static/js/absent.js", "/media/absent", "/_stcore/health", "/app/static/icone.png"]
)
def test_headers_of_security_stand_on_every_answer(galerie: Serveur, path: str) -> None:
    headers = ask(galerie.url + path).headers
    assert "default-src 'self'; script-src 'self';" in headers["Content-Security-Policy"]
    assert "frame-ancestors 'self'" in headers["Content-Security-Policy"]
    assert headers["X-Content-Type-Options"] == "nosniff"
    assert headers["Referrer-Policy"] == "same-origin"


def test_own_files_are_kept_a_day(galerie: Serveur) -> None:
    assert (
        ask(f"{galerie.url}/app/static/polices/source-sans-3.woff2").headers["Cache-Control"] == "public, max-age=86400"
    )


def test_not_found_answers_in_french_to_a_browser_and_to_a_program(galerie: Serveur) -> None:
    page = ask(f"{galerie.url}/app/static/absent.png", Accept="text/html")
    assert page.status == 404
    assert '<html lang="fr-CA">' in (html := page.read().decode())
    assert "Page introuvable" in html
    line = ask(f"{galerie.url}/app/static/absent.png", Accept="application/json")
    assert (line.status, line.read().decode().split(".")[0]) == (404, "Page introuvable")


def test_unknown_page_is_said_in_french_over_the_home_page(galerie: Serveur, page) -> None:
    opened = page(f"{galerie.url}/inexistante")
    dialog = opened.get_by_role("dialog")
    assert dialog.get_by_role("heading").inner_text() == "Page introuvable"
    assert "Il n’y a pas de page" in dialog.inner_text()


def test_first_page_opened_on_a_new_server_may_be_any(tmp_path, page) -> None:
    with servir(ROOT / "app.py", tmp_path / "alliance.sqlite", tmp_path) as new:
        opened = page(f"{new.url}/dictionnaire")
        assert opened.get_by_role("dialog").count() == 0
        assert opened.get_by_role("link", name="Dictionnaire").get_attribute("aria-current") == "page"


def test_base_path_holds_for_every_address(tmp_path, page, monkeypatch) -> None:
    monkeypatch.setenv("STREAMLIT_SERVER_BASE_URL_PATH", "alliance")
    with servir(ROOT / "app.py", tmp_path / "alliance.sqlite", tmp_path, base_path="/alliance") as new:
        assert ask(f"{new.url}/apercu?a=1", Accept="text/html").url == f"{new.url}/?a=1"
        absent = ask(f"{new.url}/app/static/absent", Accept="text/html").read().decode()
        assert 'href="/alliance/"' in absent
        opened = page(f"{new.url}/dictionnaire")
        assert opened.visite.erreurs == []
        assert opened.get_by_role("dialog").count() == 0


def test_page_that_fails_shows_an_incident_and_no_detail(galerie: Serveur, page) -> None:
    opened = page(f"{galerie.url}/panne")
    shown = opened.get_by_role("alert").inner_text()
    incident = re.search(r"incident ([2-9A-Z]{3}-[2-9A-Z]{3})", shown)[1]
    assert "Cette page n'a pas pu s'afficher." in shown
    for detail in ("montant secret", "RuntimeError", "panne.py", "Traceback"):
        assert detail not in opened.content()
    log = galerie.journal()
    assert log.count("RuntimeError: montant secret 123456") == log.count("Incident ")
    after = log[log.index(f"Incident {incident}") :]
    assert "RuntimeError: montant secret 123456" in after
    assert 'raise RuntimeError("montant secret 123456")' in after


def test_home_page_is_found_under_its_own_name_with_its_filters(galerie: Serveur) -> None:
    answer = ask(f"{galerie.url}/saisie?territoire=la-mitis", Accept="text/html")
    assert answer.url == f"{galerie.url}/?territoire=la-mitis"


def test_browser_notes_and_stops_a_request_to_another_server(galerie: Serveur, page) -> None:
    opened = page(galerie.url)
    opened.evaluate(
        "new Promise(done => { const i = new Image(); i.onerror = done; i.src = 'https://example.com/x.png'; })"
    )
    opened.wait_for_timeout(200)
    assert len(opened.visite.demandes_externes) >= 1
    assert "example.com" in opened.visite.demandes_externes[0]
    opened.visite.demandes_externes.clear()


def test_new_incident_is_easy_to_read_aloud() -> None:
    drawn = [new_incident() for _ in range(200)]
    assert len(set(drawn)) > 190
    assert all(re.fullmatch(r"[2-9A-HJ-KM-NP-Z]{3}-[2-9A-HJ-KM-NP-Z]{3}", incident) for incident in drawn)


def test_scripts_translated_are_still_scripts(galerie: Serveur, page) -> None:
    opened = page(galerie.url)
    names = [
        path.name for path in bundle.SCRIPTS.glob("*.js") if bundle.script_name(path.name) in bundle.changes_by_script()
    ]
    addresses = [f"/static/{bundle.edition()}/js/{name}" for name in names]
    failures = opened.evaluate(
        "async list => (await Promise.all(list.map(a => import(a).then(() => null, e => `${a}: ${e}`)))).filter(Boolean)",
        addresses,
    )
    assert len(addresses) > 30
    assert failures == []


def test_server_starts_without_calling_out_and_says_its_address(galerie: Serveur) -> None:
    assert f"Tableau de bord prêt : {galerie.url.replace('127.0.0.1', 'localhost')}/" in galerie.journal()
    assert "External URL" not in galerie.journal()


def test_settings_send_nothing_out_and_show_no_detail() -> None:
    settings = (ROOT / ".streamlit" / "config.toml").read_text(encoding="utf-8")
    for line in (
        "gatherUsageStats = false",
        'showErrorDetails = "none"',
        "showErrorLinks = false",
        'toolbarMode = "minimal"',
    ):
        assert line in settings
