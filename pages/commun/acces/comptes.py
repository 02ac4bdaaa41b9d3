"""Show the accounts, and change them: add, give another role, hand over a code, remove."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from html import escape

import pandas as pd
import streamlit as st

from analytics import format_fr
from analytics.publications import Account, Role, StoreError
from analytics.publications.accounts import INVITATION
from analytics.publications.roles import TITLES
from pages.commun import html, lecture, mise_en_page
from pages.commun.acces.presence import Personne, fournisseur_present, maintenant
from pages.commun.acces.reglages import Reglages
from pages.commun.fiches import tableau_en_fiches

MEANINGS = {
    Role.LECTURE: "lit les pages réservées aux membres",
    Role.DEPOT: "dépose et corrige des fichiers",
    Role.PUBLICATION: "publie et restaure des versions",
    Role.ADMINISTRATION: "gère aussi les comptes et lit le journal",
}
_COLUMNS = {"nom": "Nom", "adresse": "Adresse", "role": "Rôle", "connexion": "Se connecte par", "depuis": "Depuis"}
_SAID = "acces-dit"
"""Where the answer to the last change waits for the next run: a sentence, and a code that is shown only once."""
_RANK = "acces-rang"
"""How many changes were made: a new rank is a new form, empty."""


def phrase(accounts: Sequence[Account]) -> str:
    """Return the title of the page: how many accounts, how many that administer."""
    many = sum(account.role == Role.ADMINISTRATION for account in accounts)
    if not accounts:
        return "Personne n'a de compte"
    return f"{format_fr.compte(len(accounts), 'compte')}, dont {many} pour l'administration"


def montrer(accounts: Sequence[Account], regles: Reglages) -> None:
    """Show the accounts, then the roles that the settings give."""
    columns = {name: html.Colonne(title) for name, title in _COLUMNS.items()}
    rows = pd.DataFrame([_row(account) for account in accounts], columns=list(_COLUMNS), dtype="str")
    with st.container(key="comptes"):
        st.html(tableau_en_fiches(rows, columns, "Comptes de ce tableau de bord"))
        if regles.roles:
            given = [(adresse, TITLES[role]) for adresse, role in sorted(regles.roles.items())]
            st.html(
                tableau_en_fiches(
                    pd.DataFrame(given, columns=["adresse", "role"], dtype="str"),
                    {"adresse": html.Colonne("Adresse ou domaine"), "role": html.Colonne("Rôle")},
                    "Rôles que donne le fichier des réglages, pour la connexion de l'organisation",
                )
            )


def _row(account: Account) -> tuple[str, ...]:
    """Write one account in words."""
    how = "mot de passe" if account.a_mot_de_passe else "l'organisation, ou un code à utiliser"
    return account.nom or "–", account.adresse, TITLES[account.role], how, format_fr.date_longue(account.cree_le)


def dire() -> None:
    """Say what the last change did, over the page: whoever is far down it sees it too."""
    said, code = st.session_state.pop(_SAID, ("", ""))
    if said:
        _answer(said, code)


@st.dialog("C'est fait")
def _answer(said: str, code: str) -> None:
    """Say what was done; a code is shown here once, and nowhere else."""
    st.html(f"<p>{escape(said)}</p>")
    if code:
        st.code(code, language=None)
        days = format_fr.compte(INVITATION.days, "jour")
        st.html(
            f"<p>Remettez ce code à la personne, de vive voix ou par téléphone. Il sert une seule fois, dans les {days} : "
            "« Se connecter », puis « J'ai reçu un code ». Il ne sera plus affiché.</p>"
        )


def ajouter(qui: Personne) -> None:
    """Ask for a new account and make it."""
    mise_en_page.intertitre("Ajouter une personne")
    rank = st.session_state.setdefault(_RANK, 0)
    with st.form(f"ajouter-{rank}", width=620):
        adresse = st.text_input("Adresse de courriel", max_chars=320, key=f"adresse-{rank}")
        nom = st.text_input("Nom, tel qu'il signera ses publications", max_chars=200, key=f"nom-{rank}")
        role = _choose_role("Rôle", f"role-nouveau-{rank}", Role.DEPOT)
        code = st.checkbox("Lui remettre un code pour choisir un mot de passe", value=not fournisseur_present())
        sent = st.form_submit_button("Ajouter", type="primary")
    if sent:
        _do(_add, adresse, role, nom, code, qui=qui)


def modifier(accounts: Mapping[str, Account], qui: Personne) -> None:
    """Ask which account to change, and change it."""
    if not accounts:
        return
    mise_en_page.intertitre("Modifier un compte")
    with st.container(width=620):
        adresse = st.selectbox("Compte", list(accounts), key="compte", filter_mode=None)
        account = accounts[adresse]
        role = _choose_role("Rôle de ce compte", f"role-{adresse}", account.role)
        with st.container(horizontal=True):
            if st.button("Changer le rôle", disabled=role == account.role):
                _do(_change_role, adresse, role, qui=qui)
            if st.button("Remettre un code", disabled=adresse == qui.adresse):
                _do(_reset, adresse, qui=qui)
        st.html(
            '<p class="a-confiance">Un code remplace le mot de passe : l\'ancien ne sert plus, et les sessions de ce compte prennent fin. '
            "Votre propre mot de passe se change dans « Votre compte ».</p>"
        )
        sure = st.checkbox(f"Je veux retirer le compte {html.etiquette(adresse)}", key=f"retirer-{adresse}")
        if st.button("Retirer ce compte", disabled=not sure):
            _do(_remove, adresse, qui=qui)


def _choose_role(label: str, key: str, default: Role) -> Role:
    """Ask for a role, each said with what it allows."""
    roles = list(Role)
    return st.selectbox(
        label,
        roles,
        index=roles.index(default),
        format_func=lambda role: f"{TITLES[role]} : {MEANINGS[role]}",
        key=key,
        filter_mode=None,
    )


def _do(change, *words, qui: Personne) -> None:
    """Make one change, and show the page as it then is; what the store refuses is said in place."""
    try:
        st.session_state[_SAID] = change(*words, par=qui.adresse)
    except StoreError as error:
        st.error(html.etiquette(error))
        return
    st.session_state[_RANK] += 1
    st.rerun()


def _add(adresse: str, role: Role, nom: str, code: bool, *, par: str) -> tuple[str, str]:
    """Make an account, with a code when it needs a password."""
    comptes = lecture.magasin().comptes
    account = comptes.create(adresse, role, par=par, le=maintenant(), nom=nom)
    handed = comptes.reset(account.adresse, par=par, le=maintenant()) if code else ""
    return f"Le compte de « {account.adresse} » est fait.", handed


def _change_role(adresse: str, role: Role, *, par: str) -> tuple[str, str]:
    """Give an account another role."""
    lecture.magasin().comptes.change_role(adresse, role, par=par, le=maintenant())
    return f"« {adresse} » a le rôle « {TITLES[role].lower()} ». Ses sessions ont pris fin.", ""


def _reset(adresse: str, *, par: str) -> tuple[str, str]:
    """Hand over a code in the place of the password."""
    return f"Code pour « {adresse} » :", lecture.magasin().comptes.reset(adresse, par=par, le=maintenant())


def _remove(adresse: str, *, par: str) -> tuple[str, str]:
    """Remove an account."""
    lecture.magasin().comptes.remove(adresse, par=par, le=maintenant())
    return f"Le compte de « {adresse} » est retiré. Le journal garde ce qu'il a fait.", ""
