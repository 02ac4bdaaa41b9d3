"""Make the files of a version by the writers of the command line; the same file asked twice is made once."""

from __future__ import annotations

import io
from dataclasses import dataclass
from importlib import import_module
from pathlib import Path
from zipfile import BadZipFile, ZipFile

import pandas as pd
import streamlit as st

from analytics.commands.exports import WRITERS
from analytics.exports.gabarits import TemplateRefused
from analytics.exports.releve import Releve
from analytics.schema.spelling import fold
from pages.commun import lecture

_FILES_KEPT = 24
_TEMPLATE_AT_MOST = 200_000_000
"""Bytes of a template once unfolded: far above any real one, far below what a hostile one claims."""


@dataclass(frozen=True, slots=True)
class Voulu:
    """What a file is made from: version, day, envelope, version compared with (None: none), territory (None: the whole region)."""

    numero: int
    jour: pd.Timestamp
    enveloppe: str | None
    depuis: int | None
    territoire: str | None


def nom(base: str, voulu: Voulu, extension: str, par_territoire: bool) -> str:
    """Name a file: « fiches-alliance-la-mitis-version-3.pdf »; the territory only where the file is about one."""
    place = f"-{fold(voulu.territoire).replace(' ', '-')}" if par_territoire and voulu.territoire else ""
    return f"{base}-alliance{place}-version-{voulu.numero}.{extension}"


def releve(voulu: Voulu) -> Releve:
    """Read the version for a file."""
    before = voulu.depuis
    avant = None if before is None else (lecture.version(before), lecture.tables(before))
    return Releve(lecture.version(voulu.numero), lecture.tables(voulu.numero), voulu.jour, voulu.enveloppe, avant)


@st.cache_resource(show_spinner=False, max_entries=_FILES_KEPT)
def fichier(quoi: str, sortie: str, voulu: Voulu) -> bytes:
    """Return one file."""
    return _ecrire(quoi, sortie, voulu)


def diapositives(sortie: str, voulu: Voulu, gabarit: bytes) -> bytes:
    """Return the slides in a template given; TemplateRefused when it cannot be used."""
    try:
        with ZipFile(io.BytesIO(gabarit)) as package:
            unfolded = sum(part.file_size for part in package.infolist())
    except BadZipFile as error:
        raise TemplateRefused("Ce fichier n'est pas une présentation PowerPoint (.pptx ou .potx).") from error
    if unfolded > _TEMPLATE_AT_MOST:
        raise TemplateRefused("Ce gabarit est trop gros une fois ouvert. Retirez-en les images et les vidéos.")
    return _ecrire("diapositives", sortie, voulu, gabarit=gabarit)


def _ecrire(quoi: str, sortie: str, voulu: Voulu, **options: bytes) -> bytes:
    """Call the writer of one kind of export."""
    package = import_module(f"analytics.exports.{WRITERS[quoi]}")
    files: dict[Path, bytes] = package.export_files(releve(voulu), Path(sortie), voulu.territoire, **options)
    return files[Path(sortie)]
