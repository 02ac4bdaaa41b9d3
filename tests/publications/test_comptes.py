"""Accounts and one-time codes: modern hashes, tries counted in the store, nothing told that helps a stranger."""

from __future__ import annotations

import re
from datetime import timedelta

import pytest
from argon2 import PasswordHasher

from analytics.publications import AccessRefused, Role, StoreError
from analytics.publications.attempts import FORGOTTEN_AFTER, FREE_TRIES, LONGEST_WAIT, wait_after
from tests.publications.fabrique import LATER, NOW

WHO, PASSWORD = "marie.roy@exemple.org", "cheval neige octobre lampe"
WRONG = "L'adresse ou le mot de passe n'est pas le bon."


@pytest.fixture
def accounts(store, monkeypatch):
    """Give the accounts of a store, one administrator in it; hashes are made cheap, but by the real function."""
    monkeypatch.setattr(store.comptes, "_hasher", PasswordHasher(time_cost=1, memory_cost=64, parallelism=1))
    store.comptes.create(WHO, Role.ADMINISTRATION, PASSWORD, par="terminal", le=NOW)
    return store.comptes


def refused(accounts, password="un autre mot de passe", who=WHO, le=NOW, **more):
    """Return the sentence of a refusal."""
    with pytest.raises(AccessRefused) as caught:
        accounts.log_in(who, password, le=le, **more)
    return str(caught.value)


@pytest.mark.parametrize("typed", [WHO, " Marie.ROY@Exemple.org "])
def test_log_in_gives_the_account(accounts, typed):
    account = accounts.log_in(typed, PASSWORD, le=LATER)
    assert (account.adresse, account.role, account.a_mot_de_passe, account.cree_le) == (
        WHO,
        Role.ADMINISTRATION,
        True,
        NOW,
    )


@pytest.mark.parametrize("who", [WHO, "inconnue@exemple.org", "", "x" * 1000, "a\x00b"])
@pytest.mark.parametrize("password", ["", "cheval neige octobre lamp", PASSWORD + " ", "x" * 100_000, "\x00"])
def test_log_in_says_the_same_of_a_wrong_address_and_of_a_wrong_password(accounts, who, password):
    assert refused(accounts, password, who) == WRONG


def test_log_in_hashes_for_an_address_without_an_account_too(accounts, monkeypatch):
    hashed = []
    verify = PasswordHasher.verify
    monkeypatch.setattr(PasswordHasher, "verify", lambda self, *words: hashed.append(words) or verify(self, *words))
    refused(accounts, who="inconnue@exemple.org")
    assert len(hashed) == 1


def test_the_password_is_kept_as_argon2id_and_nowhere_else(store):
    store.comptes.create(WHO, Role.DEPOT, PASSWORD, par="p", le=NOW)
    store.comptes.log_in(WHO, PASSWORD, le=LATER)
    with store._database.reading() as connection:
        hashed = connection.exec_driver_sql("SELECT hachage FROM comptes").scalar()
        said = str(connection.exec_driver_sql("SELECT * FROM journal").all())
    assert re.match(r"\$argon2id\$v=19\$m=65536,t=3,p=4\$", hashed) and PASSWORD not in hashed + said


def test_a_hash_of_older_settings_is_made_again_at_the_next_login(accounts, store):
    stronger = PasswordHasher(time_cost=2, memory_cost=128, parallelism=1)
    accounts._hasher = stronger
    accounts.log_in(WHO, PASSWORD, le=LATER)
    with store._database.reading() as connection:
        hashed = connection.exec_driver_sql("SELECT hachage FROM comptes").scalar()
    assert not stronger.check_needs_rehash(hashed) and accounts.log_in(WHO, PASSWORD, le=LATER).adresse == WHO


@pytest.mark.parametrize(
    ("password", "said"),
    [
        ("court", "de 12 à 200"),
        ("x" * 201, "de 12 à 200"),
        ("aaaaaaaaaaaaaaa", "se devine"),
        (WHO, "se devine"),
        ("", "de 12 à 200"),
    ],
)
def test_a_weak_password_is_refused_with_a_sentence(accounts, password, said):
    with pytest.raises(StoreError, match=said):
        accounts.create("autre@exemple.org" if password != WHO else WHO, Role.DEPOT, password, par="p", le=NOW)
    with pytest.raises(StoreError, match=said):
        accounts.change_password(WHO, password, par="p", le=NOW)


@pytest.mark.parametrize("adresse", ["", "marie", "@exemple.org", "marie@", "x" * 400 + "@exemple.org"])
def test_create_refuses_what_is_no_address(accounts, adresse):
    with pytest.raises(StoreError):
        accounts.create(adresse, Role.LECTURE, par="p", le=NOW)


def test_create_refuses_a_second_account_of_one_address(accounts):
    with pytest.raises(StoreError, match="a déjà un compte"):
        accounts.create(WHO.upper(), Role.LECTURE, par="p", le=NOW)


def test_an_account_without_a_password_gives_a_role_and_no_login(accounts):
    accounts.create("m365@exemple.org", Role.PUBLICATION, par="p", le=NOW)
    assert (
        accounts.find("M365@exemple.org").role is Role.PUBLICATION
        and not accounts.find("m365@exemple.org").a_mot_de_passe
    )
    assert refused(accounts, "", "m365@exemple.org") == refused(accounts, "personne", "m365@exemple.org") == WRONG


def test_five_failures_then_a_longer_and_longer_wait(accounts):
    now = NOW
    for _ in range(FREE_TRIES):
        assert refused(accounts, le=now) == WRONG
    for said, wait in [("30 s", 30), ("60 s", 60), ("2 minutes", 120), ("4 minutes", 240)]:
        assert refused(accounts, PASSWORD, le=now) == f"Trop d'essais. Attendez {said}, puis essayez de nouveau."
        now += timedelta(seconds=wait)
        assert refused(accounts, le=now) == WRONG
    assert accounts.log_in(WHO, PASSWORD, le=now + LONGEST_WAIT).adresse == WHO
    assert refused(accounts, le=now + LONGEST_WAIT) == WRONG


def test_wait_after_never_exceeds_the_longest():
    waits = [wait_after(failures) for failures in range(1_000)]
    assert waits == sorted(waits) and waits[FREE_TRIES - 1] == timedelta(0) and waits[-1] == LONGEST_WAIT


def test_attempts_are_counted_by_every_replica(accounts, url, open_at, monkeypatch):
    other = open_at(url).comptes
    monkeypatch.setattr(other, "_hasher", accounts._hasher)
    for rank in range(FREE_TRIES):
        refused((accounts, other)[rank % 2])
    assert refused(accounts, PASSWORD).startswith("Trop d'essais") and refused(other, PASSWORD).startswith(
        "Trop d'essais"
    )


def test_attempts_from_one_place_are_counted_whatever_the_address(accounts):
    for rank in range(FREE_TRIES):
        refused(accounts, who=f"p{rank}@exemple.org", provenance="192.0.2.1")
    assert refused(accounts, PASSWORD, provenance="192.0.2.1").startswith("Trop d'essais")
    assert accounts.log_in(WHO, PASSWORD, le=NOW, provenance="192.0.2.2").adresse == WHO


def test_attempts_are_forgotten_after_a_day(accounts):
    for _ in range(FREE_TRIES):
        refused(accounts)
    refused(accounts, le=NOW + FORGOTTEN_AFTER + timedelta(seconds=1))
    assert accounts.log_in(WHO, PASSWORD, le=NOW + FORGOTTEN_AFTER + timedelta(seconds=2)).adresse == WHO


def test_change_password_opens_with_the_new_one_only_and_at_once(accounts):
    for _ in range(FREE_TRIES):
        refused(accounts)
    accounts.change_password(WHO, "quatre mots sans lien", par=WHO, le=LATER)
    assert accounts.log_in(WHO, "quatre mots sans lien", le=NOW).adresse == WHO and refused(accounts, PASSWORD) == WRONG


def test_the_last_administrator_stays(accounts):
    for change in (
        lambda: accounts.remove(WHO, par=WHO, le=NOW),
        lambda: accounts.change_role(WHO, Role.DEPOT, par=WHO, le=NOW),
    ):
        with pytest.raises(StoreError, match="dernier compte d'administration"):
            change()
    accounts.create("autre@exemple.org", Role.LECTURE, par=WHO, le=NOW)
    accounts.change_role("autre@exemple.org", Role.ADMINISTRATION, par=WHO, le=NOW)
    accounts.remove(WHO, par="autre@exemple.org", le=LATER)
    assert [(one.adresse, one.role) for one in accounts.list()] == [("autre@exemple.org", Role.ADMINISTRATION)]
    assert refused(accounts, PASSWORD) == WRONG


@pytest.mark.parametrize("change", ["change_role", "change_password", "remove"])
def test_a_change_of_an_account_that_does_not_exist_is_told(accounts, change):
    words = {"change_role": [Role.DEPOT], "change_password": [PASSWORD], "remove": []}[change]
    with pytest.raises(StoreError, match="n'a pas de compte"):
        getattr(accounts, change)("personne@exemple.org", *words, par="p", le=NOW)


def test_the_journal_tells_each_change_and_each_refusal(accounts, store):
    accounts.create("b@exemple.org", Role.LECTURE, par=WHO, le=NOW)
    accounts.change_role("b@exemple.org", Role.DEPOT, par=WHO, le=NOW)
    refused(accounts)
    accounts.log_in(WHO, PASSWORD, le=NOW)
    accounts.change_password("b@exemple.org", PASSWORD, par=WHO, le=NOW)
    accounts.remove("b@exemple.org", par=WHO, le=NOW)
    entries = store.journal.entries()[::-1]
    assert [entry.quoi for entry in entries] == [
        "compte-cree", "compte-cree", "compte-role", "connexion-refusee", "connexion", "compte-mot-de-passe", "compte-supprime",
    ]  # fmt: skip
    assert entries[2].details == {"avant": "lecture", "apres": "depot"} and entries[2].qui == WHO


def test_roles_allow_what_those_before_them_allow():
    table = [[role.allows(needed) for needed in Role] for role in Role]
    assert table == [[True] * rank + [False] * (4 - rank) for rank in range(1, 5)]


def test_a_code_works_once(store):
    code = store.codes.create(le=NOW, role=Role.PUBLICATION)
    assert re.fullmatch(r"[0-9A-HJKMNP-TV-Z]{4}(-[0-9A-HJKMNP-TV-Z]{4}){3}", code)
    assert store.codes.redeem(code, le=LATER) is Role.PUBLICATION
    with pytest.raises(AccessRefused, match="a déjà servi"):
        store.codes.redeem(code, le=LATER)


@pytest.mark.parametrize(
    "write",
    [str.lower, lambda code: f" {code.replace('-', ' ')} ", lambda code: code.replace("0", "o").replace("1", "L")],
)
def test_a_code_is_read_as_people_type_it(store, write):
    for _ in range(3):
        assert store.codes.redeem(write(store.codes.create(le=NOW)), le=NOW) is Role.ADMINISTRATION


def test_a_code_lasts_an_hour_and_is_kept_only_as_a_sha256(store):
    code = store.codes.create(le=NOW)
    with store._database.reading() as connection:
        kept = str(
            connection.exec_driver_sql("SELECT * FROM codes").all()
            + connection.exec_driver_sql("SELECT * FROM journal").all()
        )
    assert code not in kept and code.replace("-", "") not in kept
    with pytest.raises(AccessRefused, match="n'est plus valable"):
        store.codes.redeem(code, le=NOW + timedelta(hours=1))


def test_codes_of_two_replicas_both_work(store):
    codes = [store.codes.create(le=NOW) for _ in range(2)]
    assert [store.codes.redeem(code, le=LATER) for code in codes] == [Role.ADMINISTRATION] * 2


def test_guessing_a_code_has_to_wait(store):
    code = store.codes.create(le=NOW)
    for _ in range(FREE_TRIES):
        with pytest.raises(AccessRefused, match="n'est pas le bon"):
            store.codes.redeem("0000-0000-0000-0000", le=NOW)
    with pytest.raises(AccessRefused, match="Trop d'essais"):
        store.codes.redeem(code, le=NOW)
    assert store.codes.redeem(code, le=NOW + timedelta(minutes=1)) is Role.ADMINISTRATION
