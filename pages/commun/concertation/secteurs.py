"""Show the sectors with the organisations named in each. Choosing a territory redraws them alone."""

from __future__ import annotations

from pages.commun.acces import morceau
from pages.commun.concertation import choix, listes
from pages.commun.concertation import lecture_concertation as lues
from pages.commun.concertation.blocs_concertation import bloc_secteurs
from pages.commun.figure import montrer


@morceau
def montrer_secteurs(numero: int) -> None:
    """Show the sectors of the territory that the address asks, or of all of them."""
    territoire = choix.demande()
    found = lues.secteurs(numero, choix.noms() if territoire is None else (territoire,))
    choix.territoire(territoire)
    montrer(bloc_secteurs(found, territoire), listes.secteurs(found, seul=territoire is not None), numero, None)
