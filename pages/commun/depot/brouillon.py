"""The draft on screen: found by its address, kept at each change, turned into what the reading needs."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime
from functools import partial
from typing import Any

import pandas as pd
import streamlit as st

from analytics.deposits import Examined, examine
from analytics.intake import Consignes, Profil, Reading, Upload
from analytics.publications import (
    Correction,
    Draft,
    Original,
    PublicationConflict,
    Store,
    StoreError,
    StoreUnavailable,
    corrected,
)
from pages.commun import adresse, lecture
from pages.commun.acces import Personne
from pages.commun.depot.lectures import Lecture, lectures

PARAMETRE, ETAPE = "brouillon", "etape"
Place = tuple[str, str | None]
_NOTICE = "_depot-avis"


def maintenant() -> datetime:
    """Return the server's time."""
    return datetime.now(UTC)


@dataclass(frozen=True)
class Ouvert:
    """One draft open in a page, by somebody."""

    draft: Draft
    qui: Personne

    def profils(self) -> dict[Place, Profil]:
        """Return what the person said of each sheet."""
        said = (self.draft.profil or {}).get("feuilles", [])
        return {(one["fichier"], one["feuille"]): Profil.from_json(one["profil"]) for one in said}

    def avec_profils(self, profils: Mapping[Place, Profil]) -> Ouvert:
        """Keep what the person says of the sheets."""
        said = [
            {"fichier": fichier, "feuille": feuille, "profil": profil.to_json()}
            for (fichier, feuille), profil in profils.items()
        ]
        return self._enregistre(profil={"feuilles": said} if said else None)

    def avec_corrections(self, corrections: Sequence[Correction]) -> Ouvert:
        """Keep the mended cells."""
        return self._enregistre(corrections=tuple(corrections))

    def corriger(self, changes: Sequence[tuple[Any, str | None, str | None]]) -> Ouvert:
        """Mend cells: (finding, text that the cell has, new text), each written down with who and when."""
        kept = self.draft.corrections
        for finding, before, after in changes:
            new = Correction(
                finding.fichier, finding.feuille, finding.cellule, finding.colonne, before, after, self.qui.nom, maintenant()
            )  # fmt: skip
            kept = corrected(kept, new)
        return self.avec_corrections(kept)

    def avec_commentaire(self, texte: str) -> Ouvert:
        """Keep what the person wrote of the version to come."""
        return self if texte == self.draft.commentaire else self._enregistre(commentaire=texte)

    def corrections_appliquees(self, reading: Reading) -> tuple[Correction, ...]:
        """Return the corrections that the reading followed: not those of a cell that changed, nor of a file taken out."""
        stale = {
            (finding.fichier, finding.feuille, finding.cellule)
            for batch in reading.batches
            if batch.code == "correction-perimee"
            for finding in batch.findings()
        }
        return tuple(
            one for one in self.draft.corrections if one.fichier in reading.fichiers and one.place not in stale
        )

    def sur_la_version(self, numero: int) -> Ouvert:
        """Read the draft against another version from now on."""
        return self._enregistre(base=numero)

    def _enregistre(self, **changes: Any) -> Ouvert:
        """Keep a change at once."""
        return replace(self, draft=lecture.magasin().brouillons.save(replace(self.draft, **changes), le=maintenant()))

    def avec_fichiers(self, originals: Sequence[Original], renamed: Mapping[str, str] | None = None) -> Ouvert:
        """Give the draft other files; what was said and mended of a file follows its new name."""
        names = renamed or {}
        opened = replace(
            self,
            draft=lecture.magasin().brouillons.replace_files(
                self.draft, originals, par=self.qui.adresse, le=maintenant()
            ),
        )
        if not names:
            return opened
        profils = {(names.get(f, f), s): profil for (f, s), profil in self.profils().items()}
        mended = [replace(one, fichier=names.get(one.fichier, one.fichier)) for one in self.draft.corrections]
        return opened.avec_profils(profils).avec_corrections(mended)

    def fichiers(self) -> list[Original]:
        """Return the files, byte for byte."""
        return lecture.magasin().brouillons.originals(self.draft.id)

    def consignes(self) -> Consignes:
        """Return what the reading must follow: the profiles said here, those kept by layout, the mended cells."""
        kept = {one.signature: Profil.from_json(one.profil) for one in lecture.magasin().profils.list()}
        return Consignes(self.profils(), kept, spans(self.draft.corrections))

    def lire(self) -> Lecture:
        """Return the reading of the draft as it is now, begun if need be."""
        said, base = self.consignes(), self.draft.base or lecture.numero_courant()
        today = lecture.aujourdhui().date()
        work = partial(_examine, lecture.magasin(), self.draft.id, lecture.tables(base), said, today)
        return lectures().demander(self.cle(), work)

    def cle(self) -> str:
        """Name the reading of the draft as it is now."""
        return _key(self.draft, self.consignes(), self.draft.base or lecture.numero_courant())


def _examine(
    store: Store, key: str, published: Mapping[str, pd.DataFrame], said: Consignes, today: date, **how: Any
) -> Examined:
    """Read the files of a draft (beside the pages: nothing of Streamlit here)."""
    uploads = [Upload(one.nom, one.contenu) for one in store.brouillons.originals(key)]
    return examine(uploads, published, consignes=said, today=today, **how)


def spans(corrections: Sequence[Correction]) -> dict[tuple[str, str | None, str], tuple[str | None, str | None]]:
    """Return (file, sheet, cell) → text that the file has, text to read instead."""
    found: dict[tuple[str, str | None, str], tuple[str | None, str | None]] = {}
    for one in corrections:
        first = found[one.place][0] if one.place in found else one.avant
        found[one.place] = (first, one.apres)
    return found


def _key(draft: Draft, said: Consignes, base: int) -> str:
    """Name a reading by everything that it depends on."""
    parts = {
        "fichiers": [(file.nom, file.empreinte) for file in draft.fichiers],
        "feuilles": [[*place, profil.to_json()] for place, profil in said.par_feuille.items()],
        "retenus": {signature: profil.to_json() for signature, profil in said.par_mise_en_page.items()},
        "corrections": [[*cell, *texts] for cell, texts in said.corrections.items()],
        "base": base,
        "jour": lecture.aujourdhui().isoformat(),
        "magasin": id(lecture.magasin()),
    }
    return hashlib.sha256(json.dumps(parts, sort_keys=True).encode()).hexdigest()


def ouvert(qui: Personne) -> Ouvert | None:
    """Return the draft that the address names; None when it names none, or one that is gone, which is then said."""
    key = adresse.valeur(PARAMETRE)
    if not key:
        return None
    try:
        return Ouvert(lecture.magasin().brouillons.load(key), qui)
    except StoreUnavailable:
        raise  # the draft is there still, and its address must stay
    except StoreError as error:
        aviser(str(error))
        st.query_params.pop(PARAMETRE, None)
        return None


def distincts(originals: Sequence[Original]) -> list[Original]:
    """Return files whose names all differ: one that comes back from another folder gets a number."""
    seen: dict[str, int] = {}
    kept = []
    for one in originals:
        seen[one.nom] = seen.get(one.nom, 0) + 1
        stem, dot, ending = one.nom.rpartition(".")
        again = f"{stem or ending} ({seen[one.nom]}){dot}{ending if stem else ''}"
        kept.append(one if seen[one.nom] == 1 else Original(again, one.contenu))
    return kept


def creer(originals: Sequence[Original], qui: Personne) -> None:
    """Keep received files as a new draft, and go to its page."""
    base, files = lecture.numero_courant(), distincts(originals)
    draft = lecture.magasin().brouillons.create(files, proprietaire=qui.adresse, le=maintenant(), base=base)
    aller(brouillon=draft.id)


def aller(**parametres: str) -> None:
    """Go to another address of this page: its script runs again."""
    st.query_params.from_dict({name: value for name, value in parametres.items() if value})
    st.rerun()


def essayer(action, *arguments: Any) -> None:
    """Change the draft and run the page again; a change made in another window is told, and nothing is lost."""
    try:
        action(*arguments)
    except PublicationConflict as conflict:
        aviser(str(conflict))
    st.rerun()


def aviser(phrase: str) -> None:
    """Keep a sentence to be said at the top of the page when it runs again."""
    st.session_state[_NOTICE] = phrase


def avis() -> str:
    """Return the sentence to say at the top of the page, once."""
    return st.session_state.pop(_NOTICE, "")


def cle_de_saisie(nom: str) -> str:
    """Return the key of an uploader, which changes each time it was emptied."""
    return f"{nom}-{st.session_state.get(f'_{nom}', 0)}"


def vider_la_saisie(nom: str) -> None:
    """Empty an uploader."""
    st.session_state[f"_{nom}"] = st.session_state.get(f"_{nom}", 0) + 1
