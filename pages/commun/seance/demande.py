"""Hold what a presentation shows, and write it in an address that reopens the same one on the same version and day."""

from __future__ import annotations

import base64
import json
import zlib
from collections.abc import Mapping
from dataclasses import dataclass
from urllib.parse import urlencode, urlsplit

import pandas as pd

from analytics.exports.sequence import DEFAULT, slide_names
from analytics.figures.theme import Mode

APPARENCES: dict[Mode, str] = {"light": "Fond clair", "dark": "Fond sombre"}
_NOTES_AT_MOST = 200_000
"""Letters of notes read from an address, once unfolded: an address may hold anything."""
_LONGEST_ADDRESS = 300


@dataclass(frozen=True, slots=True)
class Demande:
    """A presentation: version, day it is read, envelope and version compared with (None: the usual ones), slides in order, look.

    `adresse`: where telephones find the dashboard (None: no QR code). `notes`: slide → what the speaker wrote instead.
    """

    numero: int
    jour: pd.Timestamp
    diapos: tuple[str, ...] = DEFAULT
    enveloppe: str | None = None
    depuis: int | None = None
    mode: Mode = "light"
    adresse: str | None = None
    notes: tuple[tuple[str, str], ...] = ()

    def parametres(self) -> str:
        """Write it as the query of the address that projects it."""
        return _query(self._said() | {"au": self.jour.strftime("%Y-%m-%d"), "enveloppe": self.enveloppe})

    def parametres_de_la_page(self, enveloppe: str | None) -> str:
        """Write it as the query of the page that prepares it, where an envelope goes by its name."""
        return _query(self._said() | {"enveloppe": enveloppe})

    def _said(self) -> dict[str, str | None]:
        """Return what both addresses say."""
        return {
            "version": str(self.numero),
            "diapos": ",".join(self.diapos),
            "depuis": None if self.depuis is None else str(self.depuis),
            "apparence": APPARENCES[self.mode],
            "adresse": self.adresse,
            "notes": _fold(dict(self.notes)) if self.notes else None,
        }


def _query(said: Mapping[str, str | None]) -> str:
    """Write what is said as a query."""
    return urlencode({name: value for name, value in said.items() if value}, safe=",")


def lire_demande(parametres: Mapping[str, str], courante: int, aujourdhui: pd.Timestamp) -> Demande:
    """Read a query; what is missing or not understood takes its usual value. ValueError for a version that cannot be."""
    return Demande(
        numero=_version(parametres.get("version"), courante) or courante,
        jour=_day(parametres.get("au")) or aujourdhui,
        diapos=suite(parametres.get("diapos", "")) or DEFAULT,
        enveloppe=parametres.get("enveloppe"),
        depuis=_version(parametres.get("depuis"), courante),
        mode=mode_de(parametres.get("apparence")),
        adresse=adresse_web(parametres.get("adresse")),
        notes=lire_notes(parametres.get("notes")),
    )


def mode_de(apparence: str | None) -> Mode:
    """Return the mode of an appearance, light for anything else."""
    return "dark" if apparence == APPARENCES["dark"] else "light"


def suite(texte: str) -> tuple[str, ...]:
    """Read keys of slides parted by commas: those that exist, each once, in this order."""
    known = slide_names()
    return tuple(dict.fromkeys(key for key in texte.split(",") if key in known))


def adresse_web(texte: str | None) -> str | None:
    """Return a web address without what surrounds it, None for anything else."""
    asked = (texte or "").strip()
    try:
        parts = urlsplit(asked)
    except ValueError:
        return None
    good = parts.scheme in ("http", "https") and parts.hostname and len(asked) <= _LONGEST_ADDRESS
    return asked if good and not any(sign.isspace() for sign in asked) else None


def _version(texte: str | None, courante: int) -> int | None:
    """Read the number of a version; ValueError for one that is not there yet."""
    if not texte or not (texte.isascii() and texte.isdecimal()):
        return None
    if not 1 <= int(texte) <= courante:
        raise ValueError(f"version {texte} of {courante}")
    return int(texte)


def _day(texte: str | None) -> pd.Timestamp | None:
    """Read an ISO day, None for anything else."""
    day = pd.to_datetime(texte, format="%Y-%m-%d", errors="coerce") if texte else pd.NaT
    return None if pd.isna(day) else day


def _fold(notes: dict[str, str]) -> str:
    """Fold notes into letters that an address may hold."""
    text = json.dumps(notes, ensure_ascii=False, separators=(",", ":"))
    return base64.urlsafe_b64encode(zlib.compress(text.encode(), 9)).decode().rstrip("=")


def lire_notes(texte: str | None) -> tuple[tuple[str, str], ...]:
    """Read notes folded by `_fold`; none for anything else, or for more than anybody would say."""
    if not texte:
        return ()
    try:
        folded = base64.urlsafe_b64decode(texte + "=" * (-len(texte) % 4))
        read = json.loads(zlib.decompressobj().decompress(folded, _NOTES_AT_MOST))
    except (ValueError, zlib.error):
        return ()
    known = slide_names()
    if not isinstance(read, dict):
        return ()
    return tuple((key, said) for key, said in read.items() if key in known and isinstance(said, str))
