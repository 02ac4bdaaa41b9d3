"""The settings of access: who may read, which role each address has, how the organisation's own login names people.

They stand in `.streamlit/acces.toml`, or in the file that `ALLIANCE_ACCES` names; without a file, everybody reads and roles are
only those of the accounts. The file is read again as soon as it changes. A mistake in it closes everything rather than open too
much: `ReglagesIllisibles`, whose message is a sentence in French.
"""

from __future__ import annotations

import os
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import timedelta
from functools import lru_cache
from pathlib import Path
from typing import Any

from analytics.publications import Role
from analytics.publications.accounts import same_address
from analytics.publications.sessions import LIFETIME

VARIABLE = "ALLIANCE_ACCES"
DEFAULT = Path(__file__).resolve().parents[3] / ".streamlit" / "acces.toml"
EMAIL, PREFERRED = "email", "preferred_username"
LONGEST_HOURS = 24 * 30


class ReglagesIllisibles(Exception):
    """The settings of access cannot be read: the message says what is wrong and how to mend it."""


@dataclass(frozen=True, slots=True)
class Fournisseur:
    """How the organisation's own login is shown, and which claim of it gives the address (and for which tenant)."""

    nom: str = "votre compte professionnel"
    affirmation: str = EMAIL
    locataire: str | None = None


@dataclass(frozen=True, slots=True)
class Reglages:
    """What the file says; `roles` maps an address, or « @domain », to a role."""

    lecture_publique: bool = True
    derriere_mandataire: bool = False
    duree: timedelta = LIFETIME
    roles: Mapping[str, Role] = field(default_factory=dict)
    fournisseur: Fournisseur = Fournisseur()

    def role_du_domaine(self, adresse: str) -> Role | None:
        """Return the role that everybody of an address's domain has."""
        return self.roles.get(f"@{adresse.rpartition('@')[2]}")


def chemin() -> Path:
    """Return the file of the settings, there or not."""
    return Path(os.environ.get(VARIABLE) or DEFAULT)


def lire() -> Reglages:
    """Return the present settings; ReglagesIllisibles when the file is wrong, or is named but absent."""
    path = chemin()
    try:
        state = path.stat()
    except FileNotFoundError:
        if os.environ.get(VARIABLE):
            raise ReglagesIllisibles(f"le fichier que nomme {VARIABLE} n'existe pas") from None
        return Reglages()
    return _lire(path, state.st_mtime_ns, state.st_size)


@lru_cache(maxsize=4)
def _lire(path: Path, _changed: int, _size: int) -> Reglages:
    """Read the file once for each of its states."""
    try:
        return comprendre(tomllib.loads(path.read_text(encoding="utf-8")))
    except (OSError, UnicodeDecodeError) as error:
        raise ReglagesIllisibles("le fichier ne peut pas être lu") from error
    except tomllib.TOMLDecodeError as error:
        raise ReglagesIllisibles(f"le fichier n'est pas du TOML valable ({error})") from error


def comprendre(said: Mapping[str, Any]) -> Reglages:
    """Turn what the file says into settings; ReglagesIllisibles for a word that is not known."""
    _known(said, {"lecture", "derriere_mandataire", "duree_session_heures", "fournisseur", "roles"}, "")
    hours = said.get("duree_session_heures", LIFETIME / timedelta(hours=1))
    if not isinstance(hours, int | float) or not 0.25 <= hours <= LONGEST_HOURS:
        raise ReglagesIllisibles(f"« duree_session_heures » doit être un nombre d'heures, de 0.25 à {LONGEST_HOURS}")
    return Reglages(
        lecture_publique=_choice(said, "lecture", ("public", "membres")) == "public",
        derriere_mandataire=_yes_or_no(said, "derriere_mandataire"),
        duree=timedelta(hours=hours),
        roles={same_address(adresse): _role(adresse, role) for adresse, role in _table(said, "roles").items()},
        fournisseur=_fournisseur(_table(said, "fournisseur")),
    )


def _fournisseur(said: Mapping[str, Any]) -> Fournisseur:
    """Read how the organisation's login names people; the tenant is required where the claim is not proved by itself."""
    _known(said, {"nom", "affirmation", "locataire"}, "[fournisseur] ")
    nom, locataire = _texts([said.get("nom", Fournisseur().nom), said.get("locataire", "")], "nom et locataire")
    affirmation = _choice(said, "affirmation", (EMAIL, PREFERRED))
    if affirmation == PREFERRED and not locataire:
        raise ReglagesIllisibles(
            f"« {PREFERRED} » demande « locataire », l'identifiant de l'organisation chez Microsoft"
        )
    return Fournisseur(nom, affirmation, locataire or None)


def _known(said: Mapping[str, Any], words: set[str], place: str) -> None:
    """Refuse a word that is not known: a misspelt one must not open what it meant to close."""
    unknown = sorted(set(said) - words)
    if unknown:
        raise ReglagesIllisibles(f"{place}« {unknown[0]} » n'est pas un réglage connu ({', '.join(sorted(words))})")


def _choice(said: Mapping[str, Any], name: str, choices: tuple[str, ...]) -> str:
    """Read one of a few words, the first when it is not said."""
    value = said.get(name, choices[0])
    if value not in choices:
        raise ReglagesIllisibles(f"« {name} » doit être {' ou '.join(f'« {choice} »' for choice in choices)}")
    return value


def _yes_or_no(said: Mapping[str, Any], name: str) -> bool:
    """Read a yes or no, no when it is not said."""
    value = said.get(name, False)
    if not isinstance(value, bool):
        raise ReglagesIllisibles(f"« {name} » doit être true ou false")
    return value


def _table(said: Mapping[str, Any], name: str) -> Mapping[str, Any]:
    """Read a section, empty when it is not there."""
    value = said.get(name, {})
    if not isinstance(value, Mapping):
        raise ReglagesIllisibles(f"[{name}] doit être une section")
    return value


def _texts(values: Any, name: str) -> list[str]:
    """Read a list of texts."""
    if not isinstance(values, list) or not all(isinstance(value, str) for value in values):
        raise ReglagesIllisibles(f"« {name} » doit être du texte entre guillemets")
    return values


def _role(adresse: str, role: Any) -> Role:
    """Read the role of an address, or of « @domain »; a domain never has more than reading."""
    if "@" not in adresse.rstrip("@"):
        raise ReglagesIllisibles(f"[roles] « {adresse} » n'est pas une adresse, ni un domaine qui commence par @")
    if role not in list(Role):
        raise ReglagesIllisibles(f"[roles] « {role} » n'est pas un rôle ({', '.join(Role)})")
    if adresse.strip().startswith("@") and role != Role.LECTURE:
        raise ReglagesIllisibles(f"[roles] « {adresse} » : un domaine entier ne peut avoir que le rôle « lecture »")
    return Role(role)
