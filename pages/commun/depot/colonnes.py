"""Step 2: what each sheet holds, column by column: what is proposed, why, and a list to say otherwise."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

import streamlit as st

from analytics import format_fr
from analytics.deposits import Examined
from analytics.figures import phrases_depot as phrases
from analytics.intake import ColumnReading, Profil, SheetReading
from analytics.schema import TABLES, Column
from pages.commun import html, lecture, mise_en_page
from pages.commun.depot import decimale, etapes
from pages.commun.depot.accueil import describe, title_of
from pages.commun.depot.brouillon import Ouvert, Place, essayer

FLAT = ("initiatives", "financement")
ASIDE = "Ne pas lire"
_BY_HAND = "feuille"
"""`SheetReading.origine_profil` of a sheet whose columns were told here."""


def montrer(ouvert: Ouvert, examen: Examined) -> None:
    """Show each sheet: those that are read first, then those that are not."""
    sheets = examen.reading.feuilles
    read = [sheet for sheet in sheets if sheet.tables]
    mise_en_page.titre(
        phrases.columns_title(etapes.missing_columns(examen), len(read)),
        "Vérifiez d'un coup d'œil. Ce que vous changez ici est relu tout de suite, et retenu pour les prochains fichiers de même mise en page.",
    )
    for rank, sheet in enumerate(read):
        _feuille(ouvert, examen, sheet, rank)
    _non_lues(ouvert, [sheet for sheet in sheets if not sheet.tables], opened=not read)
    etapes.continuer(ouvert, "corriger", "Continuer : ce qui est à corriger")


def _feuille(ouvert: Ouvert, examen: Examined, sheet: SheetReading, rank: int) -> None:
    """Show one sheet that is read."""
    missing = etapes.missing_of(examen.reading, sheet)
    aside = [column for column in sheet.colonnes if column.colonne is None and column.exemples]
    with st.container(border=True, key=f"feuille-{rank}"):
        st.html(f'<h2 class="a-titre">{html.texte(sheet.nom)}</h2><p class="a-confiance">{html.texte(_how(sheet))}</p>')
        if sheet.origine_profil is not None:
            st.html(f'<p class="d-profil">{html.texte(_profile(sheet))}</p>')
        _manquantes(ouvert, sheet, missing, rank)
        if aside:
            names = format_fr.liste([f"« {one.entete or one.lettre} »" for one in aside])
            st.html(f'<p class="a-confiance">Mis de côté : {html.texte(names)}.</p>')
        opened = bool(missing) or sheet.origine_profil == _BY_HAND
        title = f"Les {len(sheet.colonnes)} colonnes de cette feuille"
        with st.expander(title, expanded=opened, key=f"colonnes-{rank}"):
            for column in (one for one in sheet.colonnes if one.entete or one.exemples):
                _colonne(ouvert, examen, sheet, column, rank)
            _autre_constante(ouvert, sheet, rank)
        _signe(ouvert, examen, sheet, rank)
        _gestes(ouvert, sheet, rank)


def _signe(ouvert: Ouvert, examen: Examined, sheet: SheetReading, rank: int) -> None:
    """Ask the decimal sign of a sheet, kept for every sheet of the draft that has the same headers."""
    if not sheet.deux_lectures:
        return
    followed = _profil_of(ouvert, sheet).decimale
    chosen = decimale.demander(sheet, examen.reading, followed, f"decimale-{rank}-{ouvert.draft.revision}")
    if chosen != followed:
        said = {one.place: replace(_profil_of(ouvert, one), decimale=chosen) for one in _alike(examen, sheet)}
        essayer(ouvert.avec_profils, ouvert.profils() | said)


def _alike(examen: Examined, sheet: SheetReading) -> list[SheetReading]:
    """Return the sheets of the draft that have the same headers at the same row."""
    layout = (sheet.entetes, sheet.ligne_entete)
    return [one for one in examen.reading.feuilles if (one.entetes, one.ligne_entete) == layout]


def _gestes(ouvert: Ouvert, sheet: SheetReading, rank: int) -> None:
    """Offer to leave a whole sheet, or to go back to what the program proposed."""
    with st.container(horizontal=True, gap="small"):
        if st.button("Ne pas lire cette feuille", key=f"laisser-{rank}", type="tertiary"):
            _dire(ouvert, sheet, Profil(colonnes={one.cle: None for one in sheet.colonnes}))
        if sheet.place in ouvert.profils() and st.button(
            "Revenir à ce qui était proposé", key=f"proposer-{rank}", type="tertiary"
        ):
            _oublier(ouvert, sheet)


def _oublier(ouvert: Ouvert, sheet: SheetReading) -> None:
    """Forget what was said of a sheet."""
    essayer(ouvert.avec_profils, {place: profil for place, profil in ouvert.profils().items() if place != sheet.place})


def _how(sheet: SheetReading) -> str:
    """Say what a sheet is read as, and where its headers are."""
    tables = format_fr.liste([TABLES[name].title for name in sheet.tables])
    headers = f"titres à la ligne {sheet.ligne_entete}" if sheet.ligne_entete else "sans titres"
    hidden = "" if sheet.visible else ", feuille masquée"
    return f"Lue comme : {tables}; {headers}{hidden}."


def _profile(sheet: SheetReading) -> str:
    """Say which profile was applied, and what it does."""
    said = describe(sheet.profil.to_json()) if sheet.profil else ""
    if sheet.origine_profil == _BY_HAND:
        return f"Selon ce que vous avez indiqué : {said or _nothing_else(sheet)}"
    kept = lecture.magasin().profils.find(sheet.entetes)
    by = f" (retenu par {kept.auteur} {format_fr.le(kept.enregistre_le)})" if kept else ""
    return f"Profil reconnu{by} : {said}"


def _nothing_else(sheet: SheetReading) -> str:
    """Say what a profile without columns nor values is."""
    return "ligne des titres choisie." if sheet.profil and sheet.profil.ligne_entete else "le programme décide."


def _manquantes(ouvert: Ouvert, sheet: SheetReading, missing: list[str], rank: int) -> None:
    """Ask one value for all the rows where a required column lacks; show those already given, which can be taken back."""
    for name in missing:
        st.html(
            f'<p class="d-erreur">Il manque la colonne « {html.texte(title_of(name))} ». '
            "Dites plus bas quelle colonne la contient, ou donnez une valeur pour toutes les lignes.</p>"
        )
        _valeur(ouvert, sheet, name, f"constante-{rank}-{name}")
    for name, value in sheet.constantes.items():
        with st.container(horizontal=True, vertical_alignment="center"):
            st.html(f"<p>{html.texte(f'{title_of(name)} : {value}, pour toutes les lignes')}</p>")
            if st.button("Retirer cette valeur", key=f"retirer-{rank}-{name}", type="tertiary"):
                left = {key: kept for key, kept in sheet.constantes.items() if key != name}
                _dire(ouvert, sheet, replace(_profil_of(ouvert, sheet), constantes=left))


def _valeur(ouvert: Ouvert, sheet: SheetReading, name: str, key: str) -> None:
    """Ask one value for all the rows of a column of ours."""
    column = _declared(name)
    label = f"{column.title} : une valeur pour toutes les lignes"
    choices = _choices(column)
    if choices:
        given = st.selectbox(
            label, list(choices), index=None, placeholder="Choisir", format_func=choices.__getitem__, key=key
        )
    else:
        given = st.text_input(label, placeholder=f"par exemple {column.example}", key=key)
    if given:
        said = _profil_of(ouvert, sheet)
        _dire(ouvert, sheet, replace(said, constantes={**sheet.constantes, name: given}))


def _choices(column: Column) -> dict[str, str]:
    """Return value → words of a column that has a list: its own, or the envelopes of the published version."""
    if column.name == "enveloppe":
        return {key: one.nom for key, one in lecture.enveloppes(lecture.numero_courant()).items()}
    return {choice.value: choice.value for choice in column.choices()} if column.choices else {}


def _autre_constante(ouvert: Ouvert, sheet: SheetReading, rank: int) -> None:
    """Let a value be given to all the rows of a column that the sheet lacks."""
    found = {column.colonne for column in sheet.colonnes} | set(sheet.constantes) | set(sheet.manquantes)
    absent = [column.name for column in _columns(sheet.tables) if column.name not in found]
    name = st.selectbox(
        "Donner une même valeur à toutes les lignes d'une autre colonne", absent, index=None, format_func=title_of,
        placeholder="Choisir la colonne", key=f"autre-{rank}",
    )  # fmt: skip
    if name:
        _valeur(ouvert, sheet, name, f"constante-{rank}-{name}")


def _colonne(ouvert: Ouvert, examen: Examined, sheet: SheetReading, column: ColumnReading, rank: int) -> None:
    """Show one column: its header and a few values, and what it is read as."""
    options = [None, *[one.name for one in _columns(sheet.tables)]]
    left, right = st.columns([3, 2], vertical_alignment="center")
    header = f"« {column.entete} »" if column.entete else f"sans titre (colonne {column.lettre})"
    left.html(
        f'<p class="d-colonne"><strong>{html.texte(header)}</strong> '
        f"<span>colonne {html.texte(column.lettre)}, {html.texte(_why(column))}</span></p>"
        f'<p class="d-exemples">{html.texte(" · ".join(column.exemples) or "vide")}</p>'
    )
    chosen = right.selectbox(
        f"{header}, colonne {column.lettre} de {sheet.nom}", options,
        index=options.index(column.colonne) if column.colonne in options else 0,
        format_func=lambda name: ASIDE if name is None else title_of(name),
        label_visibility="collapsed", key=f"colonne-{rank}-{column.lettre}-{ouvert.draft.revision}",
    )  # fmt: skip
    if chosen != column.colonne:
        _dire_colonne(ouvert, examen, sheet, column, chosen)


def _why(column: ColumnReading) -> str:
    """Say why a column is read so, or what it would be."""
    return f"{column.raison}; ressemble à « {title_of(column.propose)} »" if column.propose else column.raison


def _dire_colonne(
    ouvert: Ouvert, examen: Examined, sheet: SheetReading, column: ColumnReading, chosen: str | None
) -> None:
    """Keep what a column is read as, for every sheet of the draft that has the same headers."""
    mapped = mapping(sheet, column, chosen)
    profils = {
        one.place: replace(_profil_of(ouvert, one), colonnes=mapped, ligne_entete=one.ligne_entete)
        for one in _alike(examen, sheet)
    }
    essayer(ouvert.avec_profils, ouvert.profils() | profils)


def mapping(sheet: SheetReading, column: ColumnReading, chosen: str | None) -> dict[str, str | None]:
    """Return the whole mapping of a sheet once one column is told: what was read or proposed, each name of ours once."""
    taken, mapped = {chosen}, {}
    for one in sheet.colonnes:
        name = one.colonne or (one.propose if sheet.origine_profil is None else None)
        mapped[one.cle] = chosen if one is column else None if name in taken else name
        taken.add(mapped[one.cle])
    return mapped


def _profil_of(ouvert: Ouvert, sheet: SheetReading) -> Profil:
    """Return what was said of a sheet so far, or the profile that it was read with."""
    return ouvert.profils().get(sheet.place) or sheet.profil or Profil()


def _dire(ouvert: Ouvert, sheet: SheetReading, profil: Profil) -> None:
    """Keep what a person says of one sheet."""
    said: Mapping[Place, Profil] = ouvert.profils() | {sheet.place: profil}
    essayer(ouvert.avec_profils, said)


def _non_lues(ouvert: Ouvert, sheets: list[SheetReading], opened: bool) -> None:
    """Show the sheets that are not read, folded when others are."""
    if sheets:
        names = format_fr.liste([f"« {sheet.feuille or sheet.fichier} »" for sheet in sheets[:6]])
        title = f"{format_fr.compte(len(sheets), 'feuille non lue', 'feuilles non lues')} : {names}"
        with st.expander(html.etiquette(title), expanded=opened, key="non-lues"):
            for rank, sheet in enumerate(sheets):
                _feuille_non_lue(ouvert, sheet, rank)


def _feuille_non_lue(ouvert: Ouvert, sheet: SheetReading, rank: int) -> None:
    """Show one sheet that is not read: its first rows, and how to say where its headers are."""
    with st.container(border=True, key=f"non-lue-{rank}"):
        st.html(
            f'<h2 class="a-titre">{html.texte(sheet.nom)}</h2>'
            f'<p class="a-confiance">{_WHY_NOT[sheet.place in ouvert.profils()]}</p>' + _apercu(sheet)
        )
        if sheet.place in ouvert.profils():
            if st.button("Lire de nouveau cette feuille", key=f"relire-{rank}", type="tertiary"):
                _oublier(ouvert, sheet)
            return
        rows = [row for row, _ in sheet.apercu]
        row = st.selectbox(
            "Ligne des titres, si cette feuille est à lire", rows, index=None, placeholder="Laisser de côté",
            format_func=lambda number: f"Ligne {number}", key=f"titres-{rank}-{ouvert.draft.revision}",
        )  # fmt: skip
        if row:
            _dire(ouvert, sheet, Profil(ligne_entete=row))


_WHY_NOT = {
    True: "Vous avez mis cette feuille de côté.",
    False: "Cette feuille n'est pas lue : ses titres ne sont pas ceux d'un tableau connu.",
}


def _apercu(sheet: SheetReading) -> str:
    """Return the first rows of a sheet as a table."""
    widest = max(
        (max((i + 1 for i, cell in enumerate(cells) if cell), default=1) for _, cells in sheet.apercu), default=1
    )
    rows = "".join(
        f'<tr><th scope="row">{row}</th>{"".join(f"<td>{html.texte(cell)}</td>" for cell in cells[:widest])}</tr>'
        for row, cells in sheet.apercu
    )
    return (
        f'<div class="a-tableau" tabindex="0" role="region" aria-label="Premières lignes"><table><caption>Ses premières lignes</caption>'
        f"<tbody>{rows}</tbody></table></div>"
    )


def _columns(tables: tuple[str, ...]) -> list[Column]:
    """Return the columns of ours that a sheet may hold, each once."""
    wanted = FLAT if not tables or set(tables) & set(FLAT) else tables
    return list({column.name: column for table in wanted for column in TABLES[table]}.values())


def _declared(name: str) -> Column:
    """Return the declaration of a column, whatever its table."""
    return next(table[name] for table in TABLES.values() if name in table)
