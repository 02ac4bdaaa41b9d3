"""Priorités: what each priority of a cycle receives, with the territories and along the exercices; the detail of one."""

from pathlib import Path

import streamlit as st

from analytics.figures import phrases_priorites as phrases
from pages.commun import filtres, lecture, mise_en_page
from pages.commun.gardee import gardee
from pages.commun.priorites.choix import choisir, liens
from pages.commun.priorites.detail import ligne_de, montrer_detail
from pages.commun.priorites.figures import montrer_chaleur, montrer_evolution, montrer_montants

numero = mise_en_page.ouvrir_page()
mode = mise_en_page.mode()
st.html(Path(mise_en_page.__file__).with_name("style_croises.css"))

# Filtrer
place = st.container(horizontal=True, vertical_alignment="bottom")
with place:
    enveloppe = filtres.enveloppe(numero)
if enveloppe is None:
    mise_en_page.vide(
        "Cette version ne décrit aucune enveloppe.", "Ajoutez la feuille « Enveloppes » au prochain dépôt."
    )
    mise_en_page.pied(numero)
    st.stop()

# Réduire
aggregate = lecture.agregat(numero, "priorite", enveloppe)
own = [name for name in aggregate.lignes["cle"] if name not in phrases.APART]
with place:
    choisie = choisir(own)
cycle = lecture.enveloppes(numero)[enveloppe].cycle
liste = phrases.list_sentence(cycle, len(own))

# Montrer
if choisie is None:
    mise_en_page.titre(gardee(phrases.headline)(aggregate), liste)
else:
    whole = aggregate.total["montant_accorde"]
    mise_en_page.titre(phrases.chosen_headline(ligne_de(aggregate, choisie), whole), liste)
montrer_montants(aggregate, numero, enveloppe, mode, liens(own))
if choisie is None:
    st.html(
        '<p class="a-confiance">Choisissez une priorité, dans la liste ou sur une barre, pour voir ses initiatives et ses lignes.</p>'
    )
else:
    montrer_detail(aggregate, choisie, numero, enveloppe, mode)
montrer_chaleur(aggregate, numero, enveloppe, mode)
montrer_evolution(aggregate, numero, enveloppe, mode)

mise_en_page.pied(numero)
