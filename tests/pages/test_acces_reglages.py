"""The settings of access: each word means one thing, a mistake closes everything, a change counts at the next run."""

from __future__ import annotations

import tomllib
from datetime import timedelta

import pytest
from starlette.requests import Request

from analytics.publications import Role
from pages.commun.acces import ecran, reglages
from pages.commun.acces.identite import IdentiteRefusee, identifier
from pages.commun.acces.reglages import Fournisseur, Reglages, ReglagesIllisibles, comprendre
from pages.commun.acces.routes import _origin
from tests.navigateur import ROOT
from tests.pages.acces import connecter, donner_temoins
from tests.pages.ecran import open_page, shown, use_store

TENANT = "11111111-2222-3333-4444-555555555555"
MICROSOFT = Fournisseur("Microsoft 365", "preferred_username", TENANT)
CLAIMS = {"iss": "https://f.test", "sub": "s1", "iat": 1_800_000_000, "name": " Marie Roy "}
ENTRA = CLAIMS | {
    "iss": f"https://login.microsoftonline.com/{TENANT}/v2.0",
    "tid": TENANT,
    "preferred_username": "Marie.Roy@exemple.org",
}


@pytest.fixture
def write(tmp_path, monkeypatch):
    """Use a store of the test's own; return a function that writes the file of the settings."""
    use_store(tmp_path, monkeypatch)
    donner_temoins(monkeypatch, {})
    path = tmp_path / "acces.toml"
    monkeypatch.setenv(reglages.VARIABLE, str(path))

    def write_file(text: str) -> None:
        path.write_text(text, encoding="utf-8")

    return write_file


def test_the_example_is_valid_and_explains_every_setting():
    text = (ROOT / ".streamlit" / "acces.exemple.toml").read_text(encoding="utf-8")
    comprendre(tomllib.loads(text))
    opened = "\n".join(line.removeprefix("# ") if " = " in line else line for line in text.splitlines())
    said = comprendre(tomllib.loads(opened))
    assert said == Reglages(
        lecture_publique=True,
        derriere_mandataire=True,
        duree=timedelta(hours=12),
        roles={
            "prenom.nom@exemple.org": Role.ADMINISTRATION,
            "autre.personne@exemple.org": Role.PUBLICATION,
            "@exemple.org": Role.LECTURE,
        },
        fournisseur=Fournisseur("Microsoft 365", "preferred_username", "00000000-0000-0000-0000-000000000000"),
    )


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ('lectur = "membres"', "« lectur » n'est pas un réglage connu"),
        ('lecture = "tous"', "« public » ou « membres »"),
        ("duree_session_heures = 0", "nombre d'heures"),
        ('duree_session_heures = "12"', "nombre d'heures"),
        ('derriere_mandataire = "oui"', "true ou false"),
        ('[roles]\n"a@exemple.org" = "chef"', "« chef » n'est pas un rôle"),
        ('[roles]\n"marie" = "depot"', "n'est pas une adresse"),
        ('[roles]\n"@exemple.org" = "depot"', "ne peut avoir que le rôle « lecture »"),
        ('[fournisseur]\naffirmation = "upn"', "« email » ou « preferred_username »"),
        ('[fournisseur]\naffirmation = "preferred_username"', "demande « locataire »"),
        ("[fournisseur]\nlocataires = 1", "n'est pas un réglage connu"),
        ("roles = 1", "doit être une section"),
        ("lecture = ", "TOML"),
    ],
)
def test_a_mistake_in_the_settings_is_told_with_its_place(write, text, said):
    write(text)
    with pytest.raises(ReglagesIllisibles, match=said):
        reglages.lire()


@pytest.mark.parametrize("page", ["consulter/carte", "gerer/compte"])
def test_a_mistake_in_the_settings_closes_every_page_and_is_told_in_the_log_only(write, page, caplog):
    write('lectur = "membres"')
    ecran.LOGGER.addHandler(caplog.handler)
    test = open_page(page)
    ecran.LOGGER.removeHandler(caplog.handler)
    assert "Tableau de bord fermé" in shown(test) and "lectur »" not in shown(test)
    assert "« lectur » n'est pas un réglage connu" in caplog.text


def test_settings_named_but_absent_close_everything(write):
    with pytest.raises(ReglagesIllisibles, match="n'existe pas"):
        reglages.lire()


def test_a_change_of_the_file_counts_at_once(write):
    write('lecture = "public"')
    assert reglages.lire().lecture_publique
    write('lecture = "membres"')
    assert not reglages.lire().lecture_publique


def test_reading_for_members_opens_to_them(write, monkeypatch):
    write('lecture = "membres"')
    connecter(monkeypatch, Role.LECTURE)
    assert "Version 1" in shown(open_page("consulter/carte"))


def test_identifier_believes_an_address_that_the_provider_verified():
    found = identifier(CLAIMS | {"email": "Marie.Roy@exemple.org ", "email_verified": True}, Fournisseur())
    assert (found.adresse, found.nom, found.emis_le.timestamp()) == (
        "marie.roy@exemple.org",
        "Marie Roy",
        1_800_000_000,
    )


def test_identifier_believes_the_name_of_a_member_of_the_tenant_named():
    assert identifier(ENTRA | {"acct": 0}, MICROSOFT).adresse == "marie.roy@exemple.org"
    assert identifier(ENTRA | {"idp": ENTRA["iss"]}, MICROSOFT).adresse == "marie.roy@exemple.org"


@pytest.mark.parametrize(
    ("claims", "fournisseur"),
    [
        (CLAIMS | {"email": "a@exemple.org"}, Fournisseur()),
        (CLAIMS | {"email": "a@exemple.org", "email_verified": "true"}, Fournisseur()),
        (CLAIMS | {"email": "a@exemple.org", "email_verified": False}, Fournisseur()),
        (CLAIMS | {"email": None, "email_verified": True, "preferred_username": "a@exemple.org"}, Fournisseur()),
        (CLAIMS | {"email": ["a@exemple.org"], "email_verified": True}, Fournisseur()),
        ({"email": "a@exemple.org", "email_verified": True, "sub": "s"}, Fournisseur()),
        ({"email": "a@exemple.org", "email_verified": True, "iat": 1}, Fournisseur()),
        (ENTRA | {"tid": "autre"}, MICROSOFT),
        (ENTRA | {"iss": "https://login.microsoftonline.com/autre/v2.0"}, MICROSOFT),
        (ENTRA | {"idp": "https://sts.windows.net/autre/"}, MICROSOFT),
        (ENTRA | {"acct": 1}, MICROSOFT),
        (ENTRA | {"preferred_username": "marie"}, MICROSOFT),
        (CLAIMS | {"preferred_username": "a@exemple.org"}, MICROSOFT),
    ],
)
def test_identifier_refuses_what_proves_no_address(claims, fournisseur):
    with pytest.raises(IdentiteRefusee):
        identifier(claims, fournisseur)


def test_identifier_marks_each_signing_in_apart():
    good = CLAIMS | {"email": "a@exemple.org", "email_verified": True, "nonce": "n"}
    marks = {identifier(good | more, Fournisseur()).marque for more in ({}, {"iat": 1}, {"nonce": "m"}, {"sub": "t"})}
    assert len(marks) == 4 and identifier(good | {"exp": 1}, Fournisseur()).marque in marks


@pytest.mark.parametrize(
    ("said", "peer", "told", "counted"),
    [
        ("", "203.0.113.9", "", "203.0.113.9"),
        ("", "203.0.113.9", "192.0.2.1", "203.0.113.9"),
        ("", "192.0.2.1", "192.0.2.1", "127.0.0.1"),
        ("derriere_mandataire = true", "192.0.2.1", "192.0.2.1", "192.0.2.1"),
    ],
)
def test_origin_believes_a_proxy_only_when_the_settings_say_there_is_one(write, said, peer, told, counted):
    write(said)
    headers = [(b"x-forwarded-for", told.encode())] if told else []
    assert _origin(Request({"type": "http", "headers": headers, "client": (peer, 0)})) == counted
