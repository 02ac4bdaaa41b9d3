"""Access: who is there, what they may do, how they come in and leave (docs/acces.md)."""

from pages.commun.acces.ecran import exiger, garder_la_lecture, morceau
from pages.commun.acces.navigation import montrer_identite, visibilite
from pages.commun.acces.presence import Personne, personne

__all__ = ["Personne", "exiger", "garder_la_lecture", "montrer_identite", "morceau", "personne", "visibilite"]
