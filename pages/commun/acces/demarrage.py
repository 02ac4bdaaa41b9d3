"""What access needs when the server starts: settings that can be read, and a code for the first account."""

from __future__ import annotations

from streamlit.logger import get_logger

from analytics.publications import Role, Store, StoreError
from pages.commun import lecture
from pages.commun.acces import reglages
from pages.commun.acces.presence import fournisseur_present, maintenant
from pages.commun.acces.reglages import Reglages, ReglagesIllisibles

LOGGER = get_logger("alliance.acces")


def annoncer() -> None:
    """Say in the server's log what is wrong with the settings, and the code of the first account when nobody administers."""
    try:
        regles = reglages.lire()
        if not quelqu_un_administre(lecture.magasin(), regles):
            code = lecture.magasin().codes.create(le=maintenant())
            LOGGER.warning(
                "Personne n'administre encore ce tableau de bord. Code valable une heure, une seule fois : %s. "
                "Ouvrez « Se connecter », puis « J'ai reçu un code ».",
                code,
            )
    except ReglagesIllisibles as error:
        LOGGER.error("Réglages d'accès (%s) : %s. Le tableau de bord reste fermé.", reglages.chemin(), error)
    except StoreError as error:
        LOGGER.error("%s", error)


def quelqu_un_administre(store: Store, regles: Reglages) -> bool:
    """Tell whether somebody may administer: an account with its password, or an address that can sign in elsewhere."""
    accounts = store.comptes.list()
    if any(account.role == Role.ADMINISTRATION and account.a_mot_de_passe for account in accounts):
        return True
    roles = [*regles.roles.values(), *(account.role for account in accounts)]
    return fournisseur_present() and Role.ADMINISTRATION in roles
