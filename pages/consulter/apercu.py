"""Vue d'ensemble: how much is committed, where, for what, what changed, what ends soon."""

import streamlit as st

from analytics.figures import phrases
from analytics.figures.chiffres import progress_figures
from pages.commun import blocs, cartographie, filtres, html, lecture, mise_en_page, nouveautes
from pages.commun.figure import montrer
from pages.commun.gardee import gardee
from pages.commun.traces import bars, envelope_bar

numero = mise_en_page.ouvrir_page()
mode = mise_en_page.mode()

# Filtrer
enveloppe = filtres.enveloppe(numero)
if enveloppe is None:
    mise_en_page.vide(
        "Cette version ne décrit aucune enveloppe.", "Ajoutez la feuille « Enveloppes » au prochain dépôt."
    )
    mise_en_page.pied(numero)
    st.stop()

# Réduire
today = filtres.jour_lu(numero)
progress = lecture.progression(numero, enveloppe, lecture.jour_de_lecture(numero, enveloppe, today))
par_territoire = lecture.agregat(numero, "territoire", enveloppe)
par_priorite = lecture.agregat(numero, "priorite", enveloppe)
a_venir = gardee(phrases.upcoming)(lecture.echeances(numero, today))

# Montrer
cycle_en_cours = phrases.current_cycle(lecture.enveloppes(numero), enveloppe, today)
mise_en_page.titre(phrases.headline(progress), f"{phrases.pace_sentence(progress, today)} {cycle_en_cours}")
bloc = blocs.bloc_avancement("avancement", progress, phrases.pace_title(progress), today)
montrer(bloc, envelope_bar(progress, mode), numero, enveloppe)
st.html(html.cartes(progress_figures(progress, today)))

gauche, droite = st.columns(2, gap="large")
with gauche:
    cartographie.montrer_montants(par_territoire, mode, numero, enveloppe)
with droite:
    bloc = blocs.bloc_groupes("territoire", par_territoire, phrases.territoire_title)
    montrer(bloc, bars(par_territoire.lignes, mode, quiet=phrases.APART), numero, enveloppe)

bloc = blocs.bloc_groupes("priorite", par_priorite, phrases.priorite_title)
montrer(bloc, bars(par_priorite.lignes, mode, quiet=phrases.APART), numero, enveloppe)

gauche, droite = st.columns(2, gap="large")
with gauche:
    nouveautes.montrer("apercu", numero)
with droite:
    st.subheader("Ce qui vient", anchor=False)
    st.html(html.liste(a_venir))

mise_en_page.pied(numero)
