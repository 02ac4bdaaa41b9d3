"""Enveloppe: committed, paid and spent against the amount and the time; the pace, the parts, what does not count."""

import streamlit as st

from analytics.aggregates.pace import exercices_of
from analytics.figures import phrases, phrases_enveloppe
from pages.commun import blocs_enveloppe, filtres, filtres_enveloppe, html, lecture, lecture_enveloppe, mise_en_page
from pages.commun import tableaux_enveloppe as tableaux
from pages.commun.figure import montrer
from pages.commun.traces import bars, exercice_bars, pace_figure, parts_figure, progress_tracks

numero = mise_en_page.ouvrir_page()
mode = mise_en_page.mode()

# Filtrer
with st.container(horizontal=True, gap="medium"):
    enveloppe = filtres.enveloppe(numero)
    au = None if enveloppe is None else filtres_enveloppe.date_de_lecture(numero, enveloppe)
if enveloppe is None or au is None:
    mise_en_page.titre("Aucune enveloppe")
    mise_en_page.vide(
        "Cette version ne décrit aucune enveloppe.", "Ajoutez la feuille « Enveloppes » au prochain dépôt."
    )
    mise_en_page.pied(numero)
    st.stop()

# Réduire
today = lecture.aujourdhui()
filtres.dire_le_jour(au, lecture.jour_de_lecture(numero, enveloppe, today))
progress = lecture.progression(numero, enveloppe, au)
last = lecture_enveloppe.derniere_annonce(numero, enveloppe)
steps = lecture_enveloppe.rythme(numero, enveloppe, au)
exercices = exercices_of(progress.enveloppe)
par_exercice = lecture_enveloppe.par_exercice(numero, enveloppe, au)
parts = lecture_enveloppe.parts_atteintes(numero, enveloppe, au)
cuts, over = lecture_enveloppe.decoupages(numero, enveloppe, au), lecture_enveloppe.depassements(numero, enveloppe)
hors = lecture_enveloppe.hors_enveloppe(numero, enveloppe, au)
couverture = phrases.coverage(progress.nombre_initiatives, progress.nombre_avec_montant)
amounts = any(
    cents is not None for cents in (progress.montant_accorde, progress.montant_verse, progress.montant_depense)
)
nothing_after = today > progress.enveloppe.date_fin and (last is None or last <= au)

# Montrer
mise_en_page.titre(phrases_enveloppe.message(progress), phrases_enveloppe.under_message(progress, today, last))
montrer(blocs_enveloppe.bloc_mesures(numero, progress, today), progress_tracks(progress, mode), numero, enveloppe)
st.html(html.cartes(blocs_enveloppe.cartes_reste(progress)))
st.html(
    tableaux.montants_publies(lecture_enveloppe.montants_publies(numero, enveloppe))
    + tableaux.periode(progress.enveloppe)
)

if progress.montant_accorde is None:
    tableaux.rien_d_engage(numero, progress.enveloppe, exercices)
else:
    bloc = blocs_enveloppe.bloc_rythme(numero, progress, steps)
    montrer(bloc, pace_figure(progress, steps, mode, nothing_after), numero, enveloppe)
    st.html(f"<p>{html.texte(phrases_enveloppe.projection_sentence(progress))}</p>")

gauche, droite = st.columns(2, gap="large")
if amounts:
    with gauche:
        bloc = blocs_enveloppe.bloc_exercices(numero, progress, par_exercice)
        montrer(bloc, exercice_bars(par_exercice.lignes, mode), numero, enveloppe)
if len(hors):
    with droite:
        montrer(blocs_enveloppe.bloc_hors(numero, progress, hors), bars(hors, mode, colour="reste"), numero, enveloppe)
        st.html(html.liste(phrases_enveloppe.reasons(hors)))
if amounts or parts["montant_maximum"].notna().any():
    montrer(
        blocs_enveloppe.bloc_parts(numero, progress, parts), parts_figure(parts, mode, phrases.APART), numero, enveloppe
    )
if progress.montant_accorde is not None:
    bloc = tableaux.bloc_conciliation(cuts, over, progress.montant_accorde, couverture)
    montrer(bloc, tableaux.conciliation(bloc, over), numero, enveloppe)

mise_en_page.pied(numero)
