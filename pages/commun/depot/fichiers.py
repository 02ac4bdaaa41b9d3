"""Step 1: the files received, and « Est-ce bien ce que vous attendiez? », file by file."""

from __future__ import annotations

import streamlit as st

from analytics.deposits import Examined
from analytics.figures import phrases_depot as phrases
from analytics.intake import FileReading, Reading
from analytics.intake.apercu import FileOverview, overview
from analytics.publications import KeptFile, Original
from pages.commun import html, mise_en_page
from pages.commun.depot import etapes
from pages.commun.depot.brouillon import Ouvert, aviser, cle_de_saisie, essayer, vider_la_saisie

AJOUT = "depot-ajout"


def montrer(ouvert: Ouvert, examen: Examined) -> None:
    """Show the files and what was read of each."""
    reading = examen.reading
    rows = rows_read(reading)
    mise_en_page.titre(
        phrases.files_title(len(ouvert.draft.fichiers), rows, reading.illisible), "Est-ce bien ce que vous attendiez?"
    )
    read = {one.fichier: one for one in reading.lecture}
    seen = {one.fichier: one for one in overview(reading)}
    for file in ouvert.draft.fichiers:
        _fichier(ouvert, examen, file, read.get(file.nom), seen.get(file.nom))
    recevoir(ouvert, AJOUT, "Ajouter des fichiers, ou en remplacer un par un autre du même nom")
    etapes.continuer(ouvert, "colonnes", "Continuer : les colonnes")


def rows_read(reading: Reading) -> int:
    """Return the rows of data read, those of a flat sheet once."""
    parts = [part for table in reading.tables.values() for part in table.parties or (table,)]
    return sum({(part.fichier, part.feuille): part.lignes for part in parts}.values())


def _fichier(
    ouvert: Ouvert, examen: Examined, file: KeptFile, read: FileReading | None, seen: FileOverview | None
) -> None:
    """Show one file: what it is, what was read of it, what keeps it from being read."""
    whole = [one for one in examen.reading.groups if one.place.fichier == file.nom and one.place.lettre is None]
    errors = [
        group.premieres[0].message for group in whole if group.niveau == phrases.ERREUR and not len(group.batch.rows)
    ]
    with st.container(border=True, key=f"fichier-{file.empreinte[:12]}-{ouvert.draft.fichiers.index(file)}"):
        st.html(
            f'<h2 class="a-titre">{html.texte(file.nom)}</h2><p class="a-confiance">{html.texte(_how(file, read))}</p>'
            + html.liste(seen.phrases if seen else ())
            + "".join(f'<p class="d-erreur">{html.texte(message)}</p>' for message in errors[:3])
        )
        if len(ouvert.draft.fichiers) > 1 and st.button(
            "Retirer ce fichier", key=f"retirer-{ouvert.draft.fichiers.index(file)}", type="tertiary"
        ):
            aviser(f"« {file.nom} » ne fait plus partie de ce dépôt; il reste gardé.")
            essayer(ouvert.avec_fichiers, [one for one in ouvert.fichiers() if one.nom != file.nom])


def _how(file: KeptFile, read: FileReading | None) -> str:
    """Say how a file was read."""
    said = [phrases.size(file.taille)]
    if read is not None and read.format != "inconnu":
        said.append(read.format)
    if read is not None and read.encodage:
        said.append(f"accents en {read.encodage}")
    if read is not None and read.separateur:
        said.append(f"colonnes séparées par {_SIGNS.get(read.separateur, read.separateur)}")
    return ", ".join(said) + ". Gardé tel quel, à l'octet près."


_SIGNS = {";": "des points-virgules", ",": "des virgules", "\t": "des tabulations", "|": "des barres"}


def recevoir(ouvert: Ouvert, saisie: str, titre: str) -> None:
    """Receive files into the draft: one that comes back takes the place of the one it comes from."""
    received = st.file_uploader(titre, accept_multiple_files=True, key=cle_de_saisie(saisie))
    if not received:
        return
    vider_la_saisie(saisie)
    files, renamed, said = list(ouvert.fichiers()), {}, []
    for one in received:
        new = Original(one.name, one.getvalue())
        old = returning(new.nom, [file.nom for file in files])
        if old is None:
            files.append(new)
            said.append(f"« {new.nom} » est ajouté.")
        else:
            files = [new if file.nom == old else file for file in files]
            renamed |= {old: new.nom} if old != new.nom else {}
            said.append(f"« {new.nom} » remplace « {old} », qui reste gardé.")
    aviser(" ".join(said))
    essayer(ouvert.avec_fichiers, files, renamed)


def returning(name: str, known: list[str]) -> str | None:
    """Return which file of the draft a file comes back for: the same name, or the same with something added before its ending."""
    if name in known:
        return name
    stem = _stem(name)
    longest = sorted((one for one in known if stem.startswith(_stem(one))), key=len, reverse=True)
    return next((one for one in longest if not stem[len(_stem(one)) :][:1].isalnum()), None)


def _stem(name: str) -> str:
    """Return a name without its ending, in small letters."""
    return name.rsplit(".", 1)[0].strip().casefold()
