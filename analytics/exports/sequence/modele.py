"""Declare what a slide holds, as plain data: the same for the room's page, the PowerPoint file and the HTML sequence.

Amounts are whole cents; None is « non publié », never 0; a precision is that of `analytics.schema.lists` (exact, plancher, plafond,
arrondi). Every text is in French, ready to be shown, not escaped.
"""

from __future__ import annotations

from dataclasses import dataclass

import pandas as pd

from analytics import format_fr
from analytics.aggregates.progress import Progress
from analytics.figures.chiffres import Chiffre
from analytics.figures.classes import Scale

NAME = "Alliance pour la solidarité du Bas-Saint-Laurent"
FICTIF = "Données fictives."


@dataclass(frozen=True, slots=True)
class Somme:
    """One named amount (cents, None: not published) and how sure it is."""

    nom: str
    cents: int | None
    precision: str | None = None

    @property
    def court(self) -> str:
        """Write it for a mark: « 2,6 M$ », « plus de 36 000 $ », « non publié »."""
        return format_fr.montant_court(self.cents, self.precision)

    @property
    def exact(self) -> str:
        """Write it in full: « 2 612 032 $ »."""
        return format_fr.montant(self.cents, self.precision)


@dataclass(frozen=True, slots=True)
class Barres:
    """Amounts as horizontal bars from zero, top to bottom in this order; `discrets`: groups that are no place or priority of their own."""

    sommes: tuple[Somme, ...]
    discrets: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Avancement:
    """An envelope against its amount and against time, as measured on the day `progress.au`."""

    progress: Progress


@dataclass(frozen=True, slots=True)
class Carte:
    """The eight MRC, west to east, coloured by class of their amount; `hors`: the groups that no MRC holds (Régional, Non ventilé)."""

    sommes: tuple[Somme, ...]
    hors: tuple[Somme, ...]
    echelle: Scale
    """Limits in dollars and the classes in words; empty when no MRC has an amount."""
    mention: str
    """Attribution of the boundaries, to be written near the map."""


@dataclass(frozen=True, slots=True)
class Tableau:
    """A table of texts: `colonnes` its headers, `lignes` as long as them each; `reste` says what was left out of it."""

    colonnes: tuple[str, ...]
    lignes: tuple[tuple[str, ...], ...]
    reste: str = ""


@dataclass(frozen=True, slots=True)
class Liste:
    """Sentences, one a line."""

    phrases: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Chiffres:
    """A few large figures."""

    chiffres: tuple[Chiffre, ...]


Contenu = Barres | Avancement | Carte | Tableau | Liste | Chiffres


@dataclass(frozen=True, slots=True)
class Diapo:
    """One slide. `titre`: its message; `nom`: the neutral name of what it shows; `contenu`: the main thing (None on the cover).

    `resume` reads `contenu` aloud (text alternative); `notes` is what the speaker may say, paragraphs apart by a line break.
    """

    cle: str
    titre: str
    nom: str
    phrases: tuple[str, ...]
    contenu: Contenu | None
    resume: str
    couverture: str
    source: str
    notes: str
    a_cote: Contenu | None = None
    """A small thing shown beside the main one (`Chiffres` or `Liste`)."""


@dataclass(frozen=True, slots=True)
class Sequence:
    """Ordered slides, frozen on one version read on one day. `enveloppe`: name of the envelope shown, None when there is none."""

    numero: int
    publiee_le: pd.Timestamp
    jour: pd.Timestamp
    enveloppe: str | None
    fictif: bool
    diapos: tuple[Diapo, ...]

    @property
    def edition(self) -> str:
        """Write which version it is: « Version 1, publiée le 12 mars 2026 »; a fictitious one says so first."""
        told = f"Version {self.numero}, publiée {format_fr.le(self.publiee_le)}"
        return f"{FICTIF} {told}" if self.fictif else told

    @property
    def lecture(self) -> str:
        """Write on which day it was read: « Lue le 26 novembre 2026 »."""
        return f"Lue {format_fr.le(self.jour)}"

    @property
    def mention(self) -> str:
        """Write what stays visible on every slide: « Version 1, publiée le 12 mars 2026. Lue le 26 novembre 2026. »."""
        return f"{self.edition}. {self.lecture}."
