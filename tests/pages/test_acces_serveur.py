"""The real server: no page of `gerer/` to a stranger however it is asked for, and what the forms do with what they are sent."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator
from http.client import HTTPConnection, HTTPResponse
from http.cookies import SimpleCookie
from urllib.parse import unquote, urlencode, urlsplit

import pytest
from starlette.datastructures import Headers, MutableHeaders
from streamlit import config

from pages.commun.acces.aller_retour import RETOUR, keep_way, never_without_https, take_way
from pages.commun.acces.formulaires import MESSAGE
from pages.commun.acces.presence import TEMOIN
from pages.commun.acces.routes import LONGEST_FORM, way_back
from pages.commun.acces.secret import donner_un_secret, lacks_a_secret
from tests.accessibilite import axe
from tests.navigateur import ROOT, Serveur, attendre, servir
from tests.pages.visite_brute import page_hash, script_hash, titres, visiter

GERER = sorted(path.stem for path in (ROOT / "pages" / "gerer").glob("*.py"))
WHO, PASSWORD, NEW = "marie.roy@exemple.org", "cheval neige octobre lampe", "bateau pomme jeudi miroir"
SIGN_IN = "Se connecter"
LONG = "une.personne.fictive.au.nom.fort.long@organisme-communautaire-de-la-region.exemple.org"


@pytest.fixture(scope="module")
def neuf(tmp_path_factory) -> Iterator[Serveur]:
    """Serve the dashboard on a server whose home page was never opened."""
    work = tmp_path_factory.mktemp("acces")
    with servir(ROOT / "app.py", work / "alliance.sqlite", work) as running:
        yield running


def post(serveur: Serveur, form: str, fields: dict | bytes, cookie: str = "", **headers: str) -> HTTPResponse:
    """Send a form as a page of the server would, unless `headers` say otherwise; redirections are not followed."""
    host = urlsplit(serveur.url).netloc
    sent = {"Origin": serveur.url, "Content-Type": "application/x-www-form-urlencoded", "Cookie": cookie}
    sent |= {name.replace("_", "-"): value for name, value in headers.items()}
    connection = HTTPConnection(host, timeout=30)
    body = fields if isinstance(fields, bytes) else urlencode(fields)
    connection.request("POST", f"/acces/{form}", body, {name: value for name, value in sent.items() if value})
    answer = connection.getresponse()
    answer.text = answer.read().decode()
    connection.close()
    return answer


def cookies(answer: HTTPResponse) -> SimpleCookie:
    """Read the cookies that an answer sets."""
    jar = SimpleCookie()
    for line in answer.headers.get_all("Set-Cookie", []):
        jar.load(line)
    return jar


def refusal(answer: HTTPResponse) -> str:
    """Return the sentence that the page will show, with the form's name."""
    return unquote(cookies(answer)[MESSAGE].value)


def pages(serveur: Serveur, word: str, page: str = "compte") -> list[str]:
    """Return the heading of a page for whoever holds this cookie."""
    return titres(visiter(serveur, {TEMOIN: word}, page_name=page))


@pytest.fixture(scope="module")
def word(neuf) -> str:
    """Make the first account with the code of the server's log, and return the cookie of its session."""
    code = re.search(r"une seule fois : ([0-9A-Z-]{19})\.", neuf.journal())[1]
    fields = {"code": code.lower(), "adresse": WHO, "nom": "Marie Roy", "nouveau": PASSWORD, "retour": "comptes?a=1"}
    answer = post(neuf, "code", fields)
    assert (answer.status, answer.headers["Location"]) == (303, "/comptes?a=1")
    return cookies(answer)[TEMOIN].value


@pytest.mark.parametrize("page", GERER)
@pytest.mark.parametrize("how", ["page_name", "page_script_hash", "script"])
def test_a_page_of_gerer_asked_for_directly_of_a_new_server_shows_nothing(neuf, page, how):
    asked = {
        "page_name": {"page_name": page},
        "page_script_hash": {"page_script_hash": page_hash(page)},
        "script": {"page_script_hash": script_hash(f"pages/gerer/{page}.py")},
    }
    (heading,) = titres(visiter(neuf, **asked[how]))
    assert heading.startswith("2,6") if how == "script" else heading == SIGN_IN


def test_the_code_of_the_log_makes_the_first_account_which_opens_every_page_of_gerer(neuf, word):
    assert all(SIGN_IN not in pages(neuf, word, page) for page in GERER)
    assert pages(neuf, word) == ["Marie Roy"]
    assert word not in neuf.journal() and PASSWORD not in neuf.journal()


def test_signing_in_gives_a_cookie_that_no_script_and_no_other_site_sees(neuf, word):
    answer = post(neuf, "connexion", {"adresse": WHO, "mot_de_passe": PASSWORD})
    cookie = cookies(answer)[TEMOIN]
    assert (answer.status, answer.headers["Location"], answer.headers["Cache-Control"]) == (303, "/", "no-store")
    assert (cookie["httponly"], cookie["samesite"], cookie["path"], cookie["secure"]) == (True, "lax", "/", "")
    assert cookie["max-age"] == str(12 * 3600) and pages(neuf, cookie.value) == ["Marie Roy"]


@pytest.mark.parametrize("adresse", [WHO, "inconnue@exemple.org", ""])
def test_a_wrong_password_and_an_unknown_address_get_the_same_answer(neuf, word, adresse):
    answer = post(neuf, "connexion", {"adresse": adresse, "mot_de_passe": "x", "retour": "carte"})
    assert (answer.status, answer.headers["Location"]) == (303, "/carte") and TEMOIN not in cookies(answer)
    assert refusal(answer) == "connexion|L'adresse ou le mot de passe n'est pas le bon."


def test_signing_out_ends_the_session_for_good(neuf, word):
    mine = cookies(post(neuf, "connexion", {"adresse": WHO, "mot_de_passe": PASSWORD}))[TEMOIN].value
    answer = post(neuf, "deconnexion", {}, f"{TEMOIN}={mine}")
    assert cookies(answer)[TEMOIN]["max-age"] == "0"
    assert pages(neuf, mine) == [SIGN_IN] and pages(neuf, word) == ["Marie Roy"]


def test_changing_the_password_needs_the_present_one_and_ends_the_other_sessions(neuf, word):
    mine = cookies(post(neuf, "connexion", {"adresse": WHO, "mot_de_passe": PASSWORD}))[TEMOIN].value
    other = cookies(post(neuf, "connexion", {"adresse": WHO, "mot_de_passe": PASSWORD}))[TEMOIN].value
    held = f"{TEMOIN}={mine}"
    wrong = post(neuf, "mot-de-passe", {"mot_de_passe": "x", "nouveau": NEW}, held)
    weak = post(neuf, "mot-de-passe", {"mot_de_passe": PASSWORD, "nouveau": "court"}, held)
    nobody = post(neuf, "mot-de-passe", {"mot_de_passe": PASSWORD, "nouveau": NEW}, f"{TEMOIN}=x")
    said = [refusal(answer) for answer in (wrong, weak, nobody)]
    assert ["n'est pas le bon" in said[0], "de 12 à 200" in said[1], "session est terminée" in said[2]] == [True] * 3
    done = post(neuf, "mot-de-passe", {"mot_de_passe": PASSWORD, "nouveau": NEW}, held)
    assert refusal(done).startswith("mot-de-passe-fait|Votre mot de passe est changé")
    assert [pages(neuf, one) for one in (mine, other, cookies(done)[TEMOIN].value)] == [[SIGN_IN]] * 2 + [["Marie Roy"]]
    again = post(
        neuf, "mot-de-passe", {"mot_de_passe": NEW, "nouveau": PASSWORD}, f"{TEMOIN}={cookies(done)[TEMOIN].value}"
    )
    assert TEMOIN in cookies(again)


def test_accounts_and_journal_fit_a_telephone_however_long_an_address(page, neuf, word):
    mine = cookies(post(neuf, "connexion", {"adresse": WHO, "mot_de_passe": PASSWORD}))[TEMOIN].value
    opened = page(f"{neuf.url}/compte", largeur=390)
    opened.context.add_cookies([{"name": TEMOIN, "value": mine, "url": neuf.url}])
    try:
        opened.goto(f"{neuf.url}/comptes")
        attendre(opened)
        opened.get_by_label("Adresse de courriel").fill(LONG)
        opened.get_by_role("button", name="Ajouter", exact=True).click()
        opened.get_by_text(f"Le compte de « {LONG} » est fait.").wait_for()
        for name in ("comptes", "journal"):
            opened.goto(f"{neuf.url}/{name}")
            attendre(opened)
            table = opened.locator(".a-tableau").filter(has_text=LONG).first
            assert table.evaluate("box => box.scrollWidth <= box.clientWidth")
            assert axe(opened).projet == []
    finally:
        opened.context.clear_cookies()


@pytest.mark.parametrize(
    "headers",
    [
        {"Origin": "https://ailleurs.test"},
        {"Origin": "null"},
        {"Origin": ""},
        {"Sec_Fetch_Site": "cross-site"},
        {"Sec_Fetch_Site": "same-site"},
        {"Sec_Fetch_Site": "none"},
    ],
)
@pytest.mark.parametrize("form", ["connexion", "code", "mot-de-passe", "deconnexion"])
def test_a_form_of_another_site_is_refused(neuf, form, headers):
    answer = post(neuf, form, {"adresse": WHO, "mot_de_passe": PASSWORD}, **headers)
    assert answer.status == 403 and answer.text.startswith("Ce formulaire ne vient pas de ce site")
    assert answer.headers["Set-Cookie"] is None


def test_a_form_too_long_is_refused_and_a_broken_one_is_a_wrong_one(neuf):
    assert post(neuf, "connexion", b"a" * (LONGEST_FORM + 1)).status == 413
    assert post(neuf, "connexion", b"%ff=%00&adresse=%zz&&=").status == 303


def test_tries_are_limited_whatever_address_a_stranger_says_to_come_from(neuf):
    said = [
        refusal(
            post(
                neuf,
                "code",
                {"code": f"0000-0000-0000-000{n}", "adresse": WHO, "nouveau": PASSWORD},
                X_Forwarded_For=f"192.0.2.{n}",
            )
        )
        for n in range(6)
    ]
    assert "Trop d'essais" in said[-1]


@pytest.mark.parametrize(
    ("asked", "led"),
    [
        ("depot", "/depot"),
        ("", "/"),
        ("comptes?a=1&b=%C3%A9+c", "/comptes?a=1&b=%C3%A9+c"),
        ("/ailleurs.test", "/"),
        ("//ailleurs.test", "/"),
        ("https://ailleurs.test", "/"),
        ("\\ailleurs.test", "/"),
        ("a.test/b", "/"),
        ("depot\r\nSet-Cookie: a=b", "/"),
        ("depot?a\nb", "/"),
        ("?a#b", "/"),
    ],
)
def test_way_back_never_leads_elsewhere(asked, led):
    assert way_back(asked) == led


def going(referer: str) -> str | None:
    """Return the cookie that keeps the way of whoever leaves for the organisation's login from this page."""
    answer = MutableHeaders()
    keep_way(Headers({"host": "tableau.test", "referer": referer}), answer)
    return answer.get("set-cookie")


def test_the_way_back_is_kept_then_taken_and_only_for_this_site():
    kept = SimpleCookie(going("https://tableau.test/priorites?enveloppe=a%20b&x=1"))[RETOUR].value
    answer = MutableHeaders({"location": "/"})
    take_way(Headers({"cookie": f"a=b; {RETOUR}={kept}"}), answer)
    assert answer["location"] == "/priorites?enveloppe=a%20b&x=1" and "Max-Age=0" in answer["set-cookie"]
    assert going("https://ailleurs.test/priorites") is None and going("") is None


def test_the_way_back_changes_no_other_destination():
    answer = MutableHeaders({"location": "https://fournisseur.test/fin"})
    take_way(Headers({"cookie": f"{RETOUR}=depot"}), answer)
    assert answer["location"] == "https://fournisseur.test/fin"


def test_never_without_https_marks_every_cookie_once():
    answer = MutableHeaders(raw=[(b"set-cookie", b"a=1; Path=/"), (b"set-cookie", b"b=2; Secure")])
    never_without_https(answer)
    assert answer.getlist("set-cookie") == ["a=1; Path=/; Secure", "b=2; Secure"]


def test_the_secret_is_drawn_once_and_leaves_the_rest_of_the_file_as_it_is(tmp_path):
    path, text = tmp_path / "secrets.toml", 'autre = 1\n\n[auth]  # commentaire\nclient_id = "é"\n'
    path.write_text(text, encoding="utf-8")
    path.chmod(0o640)
    donner_un_secret([str(path), str(tmp_path / "absent.toml")])
    first = path.read_text(encoding="utf-8")
    donner_un_secret([str(path)])
    assert path.read_text(encoding="utf-8") == first and path.stat().st_mode & 0o777 == 0o640
    line = first.splitlines()[3]
    assert re.match(r'cookie_secret = "[\w-]{64}"', line) and first.replace(line + "\n", "") == text


def test_the_secret_of_the_server_is_taken_when_somebody_chose_it(tmp_path, monkeypatch):
    monkeypatch.setattr(config, "is_manually_set", lambda name: name == "server.cookieSecret")
    monkeypatch.setattr(config, "get_option", lambda name: 'choisi "par" nous' if name == "server.cookieSecret" else [])
    path = tmp_path / "secrets.toml"
    path.write_text("[auth]\n", encoding="utf-8")
    donner_un_secret([str(path)])
    assert tomllib.loads(path.read_text(encoding="utf-8")) == {"auth": {"cookie_secret": 'choisi "par" nous'}}


@pytest.mark.parametrize("text", ["", "a = 1", "[auth", '[auth]\ncookie_secret = "x"', "auth = 1"])
def test_the_secret_is_written_nowhere_else(text):
    assert not lacks_a_secret(text)
