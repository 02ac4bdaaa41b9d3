"""Write the sentence that leaves with a figure: what it says, of which version, from which sources, at which address."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from urllib.parse import urlsplit

from analytics import format_fr
from analytics.schema.reference import publishers

DASHBOARD = "le tableau de bord de l'Alliance pour la solidarité du Bas-Saint-Laurent"
_SOURCES_NAMED = 3


@dataclass(frozen=True, slots=True)
class Edition:
    """What a figure was read in: the version, the day it was published, the last announcement it knows, whether it is fictitious."""

    numero: int
    publiee_le: date
    derniere_annonce: date | None
    fictif: bool


def edition_in_words(edition: Edition) -> str:
    """Name an edition: « version 3, 22 septembre 2021; annonces connues jusqu'au 18 février 2021 »; a fictitious one says so first."""
    known = edition.derniere_annonce
    until = "" if known is None else f"; annonces connues jusqu'au {format_fr.date_longue(known)}"
    made_up = "DONNÉES FICTIVES, " if edition.fictif else ""
    return f"{made_up}version {edition.numero}, {format_fr.date_longue(edition.publiee_le)}{until}"


def citation(titre: str, resume: str, edition: Edition, sources: Sequence[str], adresse: str) -> str:
    """Return the sentence to paste: message, figures in words, publishers, address."""
    said = resume if titre in resume else f"{titre}. {resume}"
    named = f" Source : {_publishers_in_words(sources)}." if sources else ""
    return f"D'après {DASHBOARD} ({edition_in_words(edition)}) : {said.rstrip('. ')}.{named} {adresse}".rstrip()


def _publishers_in_words(names: Sequence[str]) -> str:
    """Name the first publishers and count the others."""
    shown, others = list(names[:_SOURCES_NAMED]), len(names) - _SOURCES_NAMED
    return format_fr.liste(shown if others <= 0 else [*shown, format_fr.compte(others, "autre")])


def publisher_names(urls: Iterable[object]) -> list[str]:
    """Return the publishers of web addresses, the most cited first, each once; what is no web address is left out."""
    cited: dict[str, int] = {}
    for url in urls:
        if isinstance(url, str) and url.startswith(("https://", "http://")):
            name = publisher_name(url)
            cited[name] = cited.get(name, 0) + 1
    return sorted(cited, key=lambda name: -cited[name])


def publisher_name(url: str) -> str:
    """Return the publisher of a web address (its host when the publisher is unknown)."""
    host = urlsplit(url).hostname or url
    return publishers().get(host) or publishers().get(host.removeprefix("www.")) or host
