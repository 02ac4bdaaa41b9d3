"""Who somebody is according to the organisation's own login (OpenID Connect): which claims are believed, and why.

An address is believed when the provider says that it verified it (`email` with `email_verified`), or, at Microsoft, when it is
the `preferred_username` of a member of one tenant named in the settings: there only the organisation's administrators give it.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from analytics.publications.accounts import same_address
from pages.commun.acces.reglages import EMAIL, Fournisseur

MICROSOFT = "https://login.microsoftonline.com/{tenant}/v2.0"
_NO_ADDRESS = "Le fournisseur de connexion n'a pas donné votre adresse."
_NOT_VERIFIED = "Le fournisseur de connexion n'a pas vérifié votre adresse."
_ELSEWHERE = "Ce compte n'appartient pas à l'organisation."
_NO_DATE = "Le fournisseur de connexion a envoyé un jeton incomplet."


class IdentiteRefusee(Exception):
    """The provider's word is not enough; the message is a sentence in French for the person."""


@dataclass(frozen=True, slots=True)
class Identite:
    """Somebody whom the provider vouches for: address, name, and the token that says so (its mark, when it was made)."""

    adresse: str
    nom: str
    emis_le: datetime
    marque: str


def identifier(claims: Mapping[str, Any], fournisseur: Fournisseur) -> Identite:
    """Read the claims of a signed token; IdentiteRefusee when they do not prove an address."""
    if fournisseur.locataire is not None:
        _refuse_other_tenants(claims, fournisseur.locataire)
    adresse = claims.get(fournisseur.affirmation)
    if not isinstance(adresse, str) or "@" not in adresse.strip("@ "):
        raise IdentiteRefusee(_NO_ADDRESS)
    if fournisseur.affirmation == EMAIL and claims.get("email_verified") is not True:
        raise IdentiteRefusee(_NOT_VERIFIED)
    kept, issued = same_address(adresse), claims.get("iat")
    if not isinstance(issued, int | float) or not claims.get("sub"):
        raise IdentiteRefusee(_NO_DATE)
    nom = claims.get("name")
    return Identite(
        kept, nom.strip() if isinstance(nom, str) else "", datetime.fromtimestamp(issued, UTC), marque(claims)
    )


def _refuse_other_tenants(claims: Mapping[str, Any], tenant: str) -> None:
    """Refuse a token of another organisation, and guests, whose address another organisation gives."""
    here = claims.get("tid") == tenant and claims.get("iss") == MICROSOFT.format(tenant=tenant)
    if not here or claims.get("idp") not in (None, claims.get("iss")) or claims.get("acct") in (1, "1"):
        raise IdentiteRefusee(_ELSEWHERE)


def marque(claims: Mapping[str, Any]) -> str:
    """Name one signing-in: the same token has the same mark, another one has another."""
    return json.dumps([claims.get(name) for name in ("iss", "sub", "iat", "nonce")])
