"""Show a figure the same way everywhere: message, name, drawing, trust line, twin table, downloads, formula, rows of origin."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field

import pandas as pd
import streamlit as st

from analytics import format_fr
from analytics.aggregates.trace import among
from analytics.exports.tableur import MIMES, to_csv, to_xlsx
from analytics.figures.formules import FORMULES
from analytics.figures.vecteur import Drawing
from pages.commun import html, lecture
from pages.commun.acces import morceau
from pages.commun.emporter import menu
from pages.commun.traces import Trace


@dataclass(frozen=True, slots=True)
class Donnees:
    """The numbers under a figure: `frame` as computed (cents), `colonnes` the twin table, `ecrire` writes its cells in French."""

    frame: pd.DataFrame
    colonnes: dict[str, html.Colonne]
    ecrire: Callable[[pd.DataFrame], pd.DataFrame]
    nom_de_fichier: str
    total: bool = False


@dataclass(frozen=True, slots=True)
class Bloc:
    """Everything said around one figure. `formules`: keys of `FORMULES`; `origine`: the cut whose groups open to their rows.

    `parmi`: when the figure only counts some groups of another cut, that cut → those groups.
    """

    cle: str
    titre: str
    nom: str
    resume: str
    couverture: str
    donnees: Donnees
    formules: tuple[str, ...]
    origine: str | None = None
    groupes: tuple[str, ...] = field(default=())
    derriere: Callable[[str | None], pd.DataFrame] | None = None
    """Rows of one group (None: the total), when they are not all those of `origine` in the envelope."""
    legende: str = ""
    """Ready-made HTML right under the figure (the key of a map)."""
    parmi: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    montants: bool = True
    """Whether it shows amounts: the date of their last announcement is then said."""


Dessin = Trace | str | None
"""What a block draws: a figure (or several side by side, under their names), ready-made HTML, or nothing."""


def montrer(
    bloc: Bloc, figure: Dessin, numero: int, enveloppe: str | None, liens: Mapping[str, str] | None = None
) -> None:
    """Show the figure of a block and everything around it; `liens`: what a mark stands for → the address that it opens."""
    drawn = figure.dessins(menu.classe(bloc.cle), liens) if isinstance(figure, Trace) else figure
    head = f'<h2 class="a-titre">{html.texte(bloc.titre)}</h2><p class="a-nom">{html.texte(bloc.nom)}</p>'
    legend = f"<div>{bloc.legende}</div>" if bloc.legende else ""
    trust = _ligne_de_confiance(bloc, numero, enveloppe)
    _ecrire(['<div class="a-bloc">', head, *_dessine(bloc, drawn), legend, trust, "</div>"])
    _boutons(bloc, numero, enveloppe, image=bool(drawn) and not isinstance(drawn, str))


def tracer(cle: str, trace: Trace, resume: str) -> None:
    """Put one figure on the page, with nothing around it; `resume` is what it says to who does not see it."""
    _ecrire([_place(cle, trace.dessins(menu.classe(cle), None), resume)])


def _ecrire(parties: Iterable[str]) -> None:
    """Write the parts of a block as one piece: a browser draws one element sooner than ten."""
    st.html("".join(parties))


def _dessine(bloc: Bloc, drawn: Drawing | Mapping[str, Drawing] | str | None) -> list[str]:
    """Return what a block draws, as HTML; several drawings stand side by side (one under the other on a telephone), each under its name."""
    if isinstance(drawn, str):
        return [f"<div>{drawn}</div>"]
    if isinstance(drawn, Drawing):
        return [_place(bloc.cle, drawn, bloc.resume)]
    if not drawn:
        return []
    beside = [
        part
        for rank, (nom, dessin) in enumerate(drawn.items())
        for part in (
            f'<div><p class="a-sous-figure">{html.texte(nom)}</p>',
            _place(f"{bloc.cle}-{rank}", dessin, f"{nom}. {bloc.resume}"),
            "</div>",
        )
    ]
    return [f'<div class="a-cote-a-cote" style="--combien:{len(drawn)}">', *beside, "</div>"]


def _place(cle: str, dessin: Drawing, resume: str) -> str:
    """Return a drawing in its place, by which its picture finds it."""
    return f'<div data-place="{menu.classe(cle)}">{dessin.fluid(resume)}</div>'


def confiance(couverture: str, numero: int, enveloppe: str | None, montants: bool = True) -> str:
    """Write the thin line under a figure: coverage, date of the last amount announced, version."""
    last = menu.derniere_annonce(numero, enveloppe) if montants else None
    dated = f"Annonces connues jusqu'au {format_fr.date_longue(last)}. " if last is not None else ""
    return f"{_sentence(couverture)} {dated}Version {numero}."


def _sentence(text: str) -> str:
    """Write a coverage as a sentence."""
    return f"{text[:1].upper()}{text[1:]}."


@morceau
def _boutons(bloc: Bloc, numero: int, enveloppe: str | None, image: bool) -> None:
    """Show the buttons under a figure; what they open is only computed once open. `image`: whether it can leave as a picture."""
    with st.container(horizontal=True, gap="medium", key=f"boutons-{bloc.cle}"):
        data = _ouvrir("Données", f"donnees-{bloc.cle}")
        how = _ouvrir("Comment ce chiffre est-il calculé?", f"calcul-{bloc.cle}")
        take = _ouvrir("Emporter", f"emporter-{bloc.cle}")
    for popover, show in ((data, _donnees), (how, _calcul), (take, _emporter_image if image else _emporter)):
        if popover.open:
            with popover:
                show(bloc, numero, enveloppe)


def _ouvrir(label: str, key: str):
    """Show the button of what is computed once open."""
    return st.popover(label, key=key, on_change="rerun", type="tertiary")


def _ligne_de_confiance(bloc: Bloc, numero: int, enveloppe: str | None) -> str:
    """Write the thin line, with what a picture of the figure says of it."""
    read_in = menu.edition(numero, enveloppe, bloc.montants)
    said = menu.attributs(
        bloc.cle, bloc.titre, bloc.nom, bloc.donnees.nom_de_fichier, read_in, _sentence(bloc.couverture)
    )
    return (
        f'<p class="a-confiance" {said}>{html.texte(confiance(bloc.couverture, numero, enveloppe, bloc.montants))}</p>'
    )


def _emporter_image(bloc: Bloc, numero: int, enveloppe: str | None) -> None:
    """Offer the picture, then the rest."""
    menu.images(bloc.cle)
    _emporter(bloc, numero, enveloppe)


def _emporter(bloc: Bloc, numero: int, enveloppe: str | None) -> None:
    """Offer the data, the sentence with its source, the address of this very view."""
    _fichiers(bloc, numero, enveloppe, f"emporter-{bloc.cle}")
    rows = None if bloc.origine is None and bloc.derriere is None else _rows(bloc, numero, enveloppe, None)
    read_in = menu.edition(numero, enveloppe, bloc.montants)
    menu.a_copier("Phrase avec sa source", menu.phrase(bloc.titre, bloc.resume, read_in, rows))
    menu.a_copier("Adresse de cette vue", menu.adresse_de_la_vue(numero))


def _donnees(bloc: Bloc, numero: int, enveloppe: str | None) -> None:
    """Show the text summary, the twin table, and the files."""
    st.html(f"<p>{html.texte(bloc.resume)}</p>")
    st.html(html.tableau(bloc.donnees.ecrire(bloc.donnees.frame), bloc.donnees.colonnes, bloc.nom, bloc.donnees.total))
    _fichiers(bloc, numero, enveloppe, bloc.cle)


def _fichiers(bloc: Bloc, numero: int, enveloppe: str | None, cle: str) -> None:
    """Offer the numbers of a figure as files."""
    titles = {name: column.titre for name, column in bloc.donnees.colonnes.items()}
    notes = (bloc.nom, confiance(bloc.couverture, numero, enveloppe, bloc.montants))
    telecharger(cle, bloc.donnees.frame, titles, bloc.donnees.nom_de_fichier, notes)


def telecharger(cle: str, frame: pd.DataFrame, titres: dict[str, str], nom: str, notes: tuple[str, ...]) -> None:
    """Offer what is shown as CSV and xlsx; the files are only made when somebody asks for them."""
    shown = frame[[name for name in titres if name in frame.columns]]
    writers = {"csv": lambda: to_csv(shown, titres), "xlsx": lambda: to_xlsx(shown, titres, notes)}
    with st.container(horizontal=True):
        for extension, write in writers.items():
            st.download_button(
                f"Télécharger ({extension})",
                write,
                f"{nom}.{extension}",
                MIMES[extension],
                key=f"telecharger-{cle}-{extension}",
                on_click="ignore",
            )


def _calcul(bloc: Bloc, numero: int, enveloppe: str | None) -> None:
    """Show the formulas in words, then the rows behind one group with the file, sheet and row of each."""
    for formule in (FORMULES[key] for key in bloc.formules):
        st.html(
            f"<p><strong>{html.texte(formule.nom)}.</strong> {html.texte(formule.formule)} {html.texte(formule.attention or ' ')}</p>"
        )
    if bloc.origine is None and bloc.derriere is None:
        return
    group = st.selectbox("Ouvrir un chiffre", ["Total", *bloc.groupes], key=f"origine-{bloc.cle}", filter_mode=None)
    rows = _rows(bloc, numero, enveloppe, None if group == "Total" else group)
    lignes(rows, f"Lignes derrière « {group} »", f"origine-{bloc.cle}")


def _rows(bloc: Bloc, numero: int, enveloppe: str | None, group: str | None) -> pd.DataFrame:
    """Return the rows behind one group of a block (None: its total)."""
    if bloc.derriere is not None:
        return bloc.derriere(group)
    par = None if group is None else bloc.origine
    return among(lecture.lignes_derriere(numero, enveloppe, par, group), bloc.parmi)


_SHOWN = 50
_TRACE = {
    "montant_ecrit": html.Colonne("Montant accordé", nombre=True),
    "titre": html.Colonne("Ligne"),
    "exercice": html.Colonne("Exercice"),
    "lien": html.Colonne("Source", html=True),
    "origine": html.Colonne("Fichier et ligne"),
}


def lignes(rows: pd.DataFrame, legende: str, cle: str) -> None:
    """Show ledger rows with their origin: the largest first, fifty at most on screen, all of them in the file."""
    shown = rows.head(_SHOWN)
    written = shown.assign(
        montant_ecrit=[
            format_fr.montant(m, p) for m, p in zip(shown["montant_accorde"], shown["precision"], strict=True)
        ],
        lien=[html.lien(url) for url in shown["source"]],
        origine=[origine(row) for row in shown.to_dict("records")],
    )
    more = f" (les {_SHOWN} premières de {format_fr.nombre(len(rows))})" if len(rows) > _SHOWN else ""
    st.html(html.tableau(written, _TRACE, legende + more))
    telecharger(cle, rows, {name: name for name in rows.columns}, "lignes", (legende,))


def origine(row: dict) -> str:
    """Name the file, the sheet and the row that a value came from."""
    parts = [
        row["origine_fichier"],
        row["origine_feuille"],
        None if pd.isna(row["origine_ligne"]) else f"ligne {row['origine_ligne']}",
    ]
    return ", ".join(str(part) for part in parts if not (part is None or pd.isna(part) or part == "")) or "non précisée"
