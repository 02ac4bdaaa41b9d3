"""Step 4: what publishing would change, before it is done: sentences, money, map, warnings."""

from __future__ import annotations

import pandas as pd
import streamlit as st

from analytics import format_fr
from analytics.aggregates.effect import Effect, Money, changed, measure_effect, sentences
from analytics.deposits import Examined
from analytics.figures import phrases_depot as phrases
from analytics.figures.avant_apres import before_after_layers
from analytics.figures.carte import ATTRIBUTION
from analytics.figures.theme import Mode
from pages.commun import cartographie, html, lecture, mise_en_page
from pages.commun.depot import base, etapes
from pages.commun.depot.brouillon import Ouvert
from pages.commun.figure import tracer
from pages.commun.traces import before_after_bars, map_figure

SHOWN, FIRST = 30, 6
"""Sentences shown at once; warnings shown before the others are asked for."""


@st.cache_resource(show_spinner="Calcul de l'effet…", max_entries=8)
def _effet(cle: str, avant: int, _examen: Examined) -> Effect:
    """Return the effect of a reading on the version it was read against."""
    return measure_effect(lecture.tables(avant), _examen.proposed)


def effet(ouvert: Ouvert, examen: Examined) -> Effect | None:
    """Return the effect of publishing the draft; None as long as it has errors."""
    numero = ouvert.draft.base or lecture.numero_courant()
    return None if examen.proposed is None else _effet(ouvert.cle(), numero, examen)


def montrer(ouvert: Ouvert, examen: Examined) -> None:
    """Show the effect."""
    found, mode = effet(ouvert, examen), mise_en_page.mode()
    compared = f"Ce dépôt comparé à la version {ouvert.draft.base}, ligne à ligne. Rien n'est encore publié."
    mise_en_page.titre(phrases.effect_title(found), compared)
    base.montrer(ouvert)
    if found is None:
        mise_en_page.vide(phrases.MEANINGS[phrases.ERREUR], "Revenez à l'étape 3 : chaque erreur y a sa cellule.")
        etapes.continuer(ouvert, "corriger", "Revenir à ce qui est à corriger")
        return
    doubts = examen.reading.counts.get(phrases.A_VERIFIER, 0)
    if doubts:
        st.html(
            f'<p class="a-confiance">{html.texte(phrases.level_count(phrases.A_VERIFIER, doubts))} dans les fichiers (étape 3).</p>'
        )
    said = sentences(found)
    st.html(html.liste(said[:SHOWN]) if said else "<p>Aucun montant, aucune initiative ne change.</p>")
    avertissements(ouvert, examen)
    _argent(found, mode)
    etapes.continuer(ouvert, "publier", "Continuer : publier")


def avertissements(ouvert: Ouvert, examen: Examined) -> bool:
    """Show what may be a slip, and ask that it was read; return whether it was (true when there is none)."""
    gaps = examen.gaps
    if not gaps:
        return True
    mise_en_page.intertitre(f"{format_fr.compte(len(gaps), 'avertissement')} contre la version publiée")
    st.html(html.liste([gap.message for gap in gaps[:FIRST]]))
    if len(gaps) > FIRST:
        with st.expander(f"Voir les {format_fr.nombre(len(gaps) - FIRST)} autres", key="autres-avertissements"):
            st.html(html.liste([gap.message for gap in gaps[FIRST : 10 * SHOWN]]))
    key = f"avertissements-lus-{ouvert.cle()[:16]}"  # another reading asks again
    read = st.checkbox("J'ai lu ces avertissements : c'est bien ce que je veux.", value=st.session_state.get(f"_{key}", False), key=key)  # fmt: skip
    st.session_state[f"_{key}"] = read
    return read


def _gap(money: Money) -> int:
    """Return by how much the money of an envelope changes, for the one that changes most to come first."""
    sides = [0 if pd.isna(money.total[side]) else int(money.total[side]) for side in ("avant", "apres")]
    return abs(sides[1] - sides[0])


def _argent(found: Effect, mode: Mode) -> None:
    """Show the money of one envelope before and after: bars, tables, maps."""
    moved = sorted((one for one in found.argent if one.changed), key=_gap, reverse=True)
    if not moved:
        return
    names = [one.nom for one in moved]
    nom = names[0] if len(names) == 1 else st.selectbox("Enveloppe", names, key="effet-enveloppe")
    money = next(one for one in found.argent if one.nom == nom)
    _groupes("Par territoire", money, money.territoires, mode, "territoires")
    _cartes(money, mode)
    _groupes("Par priorité", money, money.priorites, mode, "priorites")


def _groupes(titre: str, money: Money, frame: pd.DataFrame, mode: Mode, cle: str) -> None:
    """Show bars before and after, and their table."""
    shown = frame.loc[changed(frame) | frame["avant"].notna() | frame["apres"].notna()]
    mise_en_page.intertitre(f"{titre} : {money.nom}")
    if not len(shown):
        st.html("<p>Aucun montant publié, ni avant ni après.</p>")
        return
    said = "; ".join(_row_words(row) for row in shown.to_dict("records"))
    tracer(f"effet-{cle}", before_after_bars(shown, mode), f"{titre}, avant et après. {said}.")
    with st.expander("En tableau", key=f"tableau-{cle}"):
        st.html(html.tableau(written(frame, money.total), COLUMNS, f"{titre}, avant et après", total=True))


def _row_words(row: dict) -> str:
    """Say one group aloud."""
    before, after = (format_fr.montant(None if pd.isna(row[side]) else int(row[side])) for side in ("avant", "apres"))
    return f"{row['cle']} : {after}, inchangé" if before == after else f"{row['cle']} : de {before} à {after}"


COLUMNS = {
    "cle": html.Colonne("Groupe"),
    "avant": html.Colonne("Avant ($)", nombre=True),
    "apres": html.Colonne("Après ($)", nombre=True),
    "ecart": html.Colonne("Écart ($)", nombre=True),
    "nombre": html.Colonne("Initiatives", nombre=True),
}


def written(frame: pd.DataFrame, total: pd.Series) -> pd.DataFrame:
    """Write the groups and their total in French."""
    rows = [*frame.to_dict("records"), {"cle": "Total", **total.to_dict()}]
    return pd.DataFrame(
        {
            "cle": row["cle"],
            "avant": _amount(row["avant"], row["precision_avant"]),
            "apres": _amount(row["apres"], row["precision_apres"]),
            "ecart": gap_words(row["avant"], row["apres"]),
            "nombre": f"{row['nombre_avant']} → {row['nombre_apres']}" if row["nombre_avant"] != row["nombre_apres"] else str(row["nombre_apres"]),
        }
        for row in rows
    )  # fmt: skip


def _amount(cents: object, precision: object) -> str:
    """Write an amount with its precision."""
    return format_fr.montant(None if pd.isna(cents) else int(cents), None if pd.isna(precision) else str(precision))


def gap_words(before: object, after: object) -> str:
    """Write the difference: « + 12 000 $ », « − 500 $ », nothing where it is none, words where one side is not published."""
    if pd.isna(before) or pd.isna(after):
        return "" if pd.isna(before) and pd.isna(after) else "nouveau" if pd.isna(before) else "retiré"
    gap = int(after) - int(before)
    return "" if gap == 0 else f"{'+' if gap > 0 else '−'}{format_fr.NBSP}{format_fr.montant(abs(gap))}"


def _cartes(money: Money, mode: Mode) -> None:
    """Show the map before beside the map after, in the same classes."""
    sides = zip(st.columns(2, gap="large"), before_after_layers(money.territoires), ("Avant", "Après"), strict=True)
    for column, couche, nom in sides:
        with column, st.container(key=f"carte-{'avant' if nom == 'Avant' else 'apres'}"):
            st.html(f'<p class="a-sous-figure">{nom}</p>')
            figure = map_figure(couche.valeurs, mode, str, scale=couche.echelle, words=couche.textes)
            said = "; ".join(f"{name} : {text}" for name, text in couche.textes.items())
            tracer(f"effet-carte-{nom}", figure, f"{nom}. {said}.")
            st.html(cartographie.cle(couche.valeurs, mode, str, couche.echelle))
    st.html(f'<p class="a-confiance">Mêmes classes des deux côtés. {html.texte(ATTRIBUTION)}</p>')
