"""Sessions end when they should, on every replica; codes give an account its password, to the right person only."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta

import pytest
from argon2 import PasswordHasher

from analytics.publications import AccessRefused, Role, StoreError
from analytics.publications.attempts import FREE_TRIES
from analytics.publications.sessions import ACCOUNT, FRESH, LIFETIME, PROVIDER
from tests.publications.fabrique import LATER, NOW

WHO, OTHER = "marie.roy@exemple.org", "jean@exemple.org"
PASSWORD, NEW = "cheval neige octobre lampe", "bateau pomme jeudi miroir"
MARK = '["https://fournisseur.test", "s1", 1, "n"]'


@pytest.fixture
def account(store, monkeypatch):
    """Give an administrator's account; hashes are made cheap, but by the real function."""
    monkeypatch.setattr(store.comptes, "_hasher", PasswordHasher(time_cost=1, memory_cost=64, parallelism=1))
    return store.comptes.create(WHO, Role.ADMINISTRATION, PASSWORD, par="terminal", le=NOW, nom=" Marie Roy ")


def raw_text(store, *tables):
    """Return everything that tables hold, as text."""
    with store._database.reading() as connection:
        return str([connection.exec_driver_sql(f"SELECT * FROM {table}").all() for table in tables])


def test_a_session_is_found_on_every_replica_until_it_ends(store, account, url, open_at):
    word, replica = store.sessions.open(account, le=NOW), open_at(url)
    found = replica.sessions.find(word, le=LATER)
    assert (found.adresse, found.nom, found.methode, found.expire_le) == (WHO, "Marie Roy", ACCOUNT, NOW + LIFETIME)
    replica.sessions.end(word, le=LATER)
    replica.sessions.end(word, le=LATER)
    assert store.sessions.find(word, le=LATER) is None
    assert [entry.quoi for entry in store.journal.entries()] == ["deconnexion", "compte-cree"]


def test_a_session_runs_out_by_itself(store, account):
    word = store.sessions.open(account, le=NOW, lifetime=timedelta(hours=1))
    assert store.sessions.find(word, le=NOW + timedelta(minutes=59)).adresse == WHO
    assert store.sessions.find(word, le=NOW + timedelta(hours=1)) is None


@pytest.mark.parametrize("word", ["", "x", "\ud800", "a\x00b", "é" * 5000])
def test_a_word_that_was_never_given_opens_nothing(store, account, word):
    store.sessions.open(account, le=NOW)
    assert store.sessions.find(word, le=NOW) is None


def test_the_store_holds_no_word_that_opens_a_session(store, account):
    word = store.sessions.open(account, le=NOW)
    assert len(word) >= 43 and word not in raw_text(store, "sessions", "journal")


@pytest.mark.parametrize(
    "change",
    [
        lambda accounts: accounts.change_role(WHO, Role.LECTURE, par=OTHER, le=LATER),
        lambda accounts: accounts.change_password(WHO, NEW, par=WHO, le=LATER),
        lambda accounts: accounts.reset(WHO, par=OTHER, le=LATER),
        lambda accounts: accounts.remove(WHO, par=OTHER, le=LATER),
    ],
    ids=["role", "password", "code", "removed"],
)
def test_every_change_of_an_account_ends_its_sessions_and_no_other(store, account, change):
    other = store.comptes.create(OTHER, Role.ADMINISTRATION, PASSWORD, par=WHO, le=NOW)
    words, kept = [store.sessions.open(account, le=NOW) for _ in range(2)], store.sessions.open(other, le=NOW)
    change(store.comptes)
    assert [store.sessions.find(word, le=LATER) for word in words] == [None, None]
    assert store.sessions.find(kept, le=LATER).adresse == OTHER


def test_no_session_opens_for_an_account_changed_since_its_password_was_read(store, account):
    store.comptes.change_password(WHO, NEW, par=WHO, le=LATER)
    with pytest.raises(AccessRefused, match="vient de changer"):
        store.sessions.open(account, le=LATER)


def admit(store, le=NOW, emis_le=NOW):
    """Show the token of the organisation's login."""
    return store.sessions.admit(MARK, " Marie.ROY@exemple.org", "Marie Roy", emis_le=emis_le, le=le)


def test_a_fresh_token_begins_one_session_written_down_once(store):
    with ThreadPoolExecutor(8) as pool:
        found = list(pool.map(lambda _: admit(store), range(8)))
    assert {(one.adresse, one.methode) for one in found} == {(WHO, PROVIDER)}
    assert admit(store, le=NOW + LIFETIME / 2).nom == "Marie Roy"
    (entry,) = store.journal.entries()
    assert (entry.quoi, entry.qui, entry.details) == ("connexion", WHO, {"par": PROVIDER})


@pytest.mark.parametrize("late", [FRESH + timedelta(seconds=1), -FRESH - timedelta(seconds=1)])
def test_a_token_made_long_ago_or_to_come_begins_nothing(store, late):
    assert admit(store, le=NOW + late) is None
    assert store.journal.entries() == []


def test_a_token_whose_session_ended_is_not_taken_again(store, account):
    admit(store)
    store.sessions.end(MARK, le=NOW)
    assert admit(store) is None
    store.sessions.open(account, le=NOW + LIFETIME * 2)
    assert admit(store, le=NOW + LIFETIME * 2) is None


def test_a_code_of_the_terminal_makes_the_first_account(store):
    code = store.codes.create(le=NOW)
    made = store.comptes.accept(code, f" {WHO.upper()} ", PASSWORD, nom="Marie Roy", le=LATER)
    assert (made.adresse, made.role, made.nom, made.a_mot_de_passe) == (WHO, Role.ADMINISTRATION, "Marie Roy", True)
    assert store.comptes.log_in(WHO, PASSWORD, le=LATER) == made
    with pytest.raises(AccessRefused, match="a déjà servi"):
        store.comptes.accept(code, OTHER, PASSWORD, le=LATER)
    said = raw_text(store, "journal")
    assert PASSWORD not in said and code not in said


def test_a_code_of_the_terminal_gives_back_the_administration_to_an_account_that_lost_it(store, account):
    store.comptes.create(OTHER, Role.ADMINISTRATION, PASSWORD, par=WHO, le=NOW)
    store.comptes.change_role(WHO, Role.LECTURE, par=OTHER, le=NOW)
    back = store.comptes.accept(store.codes.create(le=NOW), WHO, NEW, nom="Autre nom", le=LATER)
    assert (back.role, back.nom) == (Role.ADMINISTRATION, "Marie Roy")


def test_a_code_of_an_account_serves_that_address_only_and_never_raises_its_role(store, account):
    store.comptes.create(OTHER, Role.DEPOT, par=WHO, le=NOW)
    code = store.comptes.reset(OTHER, par=WHO, le=NOW)
    with pytest.raises(AccessRefused):
        store.comptes.accept(code, WHO, NEW, le=LATER)
    with pytest.raises(AccessRefused):
        store.codes.redeem(code, le=LATER)
    assert store.comptes.accept(code, OTHER, NEW, le=LATER).role is Role.DEPOT
    assert store.comptes.log_in(WHO, PASSWORD, le=LATER).adresse == WHO


def test_a_reset_takes_the_password_away_and_its_newest_code_alone_is_good(store, account):
    first, second = (store.comptes.reset(WHO, par=WHO, le=NOW) for _ in range(2))
    with pytest.raises(AccessRefused):
        store.comptes.log_in(WHO, PASSWORD, le=LATER)
    with pytest.raises(AccessRefused):
        store.comptes.accept(first, WHO, NEW, le=LATER)
    assert store.comptes.accept(second, WHO, NEW, le=LATER).a_mot_de_passe


def test_a_code_is_still_good_after_a_weak_password_or_a_wrong_address(store):
    code = store.codes.create(le=NOW)
    for adresse, password in ((WHO, "court"), ("marie", PASSWORD), ("a b@exemple.org", PASSWORD)):
        with pytest.raises(StoreError):
            store.comptes.accept(code, adresse, password, le=LATER)
    assert store.comptes.accept(code, WHO, PASSWORD, le=LATER).adresse == WHO


def test_guessing_the_code_of_an_account_has_to_wait(store, account):
    code = store.comptes.reset(WHO, par=WHO, le=NOW)
    for _ in range(FREE_TRIES):
        with pytest.raises(AccessRefused, match="n'est pas le bon"):
            store.comptes.accept("0000-0000-0000-0000", WHO, NEW, le=NOW, provenance="192.0.2.1")
    with pytest.raises(AccessRefused, match="Trop d'essais"):
        store.comptes.accept(code, WHO, NEW, le=NOW, provenance="192.0.2.1")
    assert store.comptes.accept(code, WHO, NEW, le=NOW, provenance="192.0.2.2").adresse == WHO


def test_a_password_typed_in_the_place_of_the_address_is_kept_nowhere(store, account):
    with pytest.raises(AccessRefused):
        store.comptes.log_in(PASSWORD, "", le=NOW)
    assert PASSWORD not in raw_text(store, "journal", "tentatives", "comptes")
    assert store.journal.entries()[0].qui == "adresse sans compte"
