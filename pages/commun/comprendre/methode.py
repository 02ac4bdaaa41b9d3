"""Show the sections of « Méthode et sources »: rules, formulas, facts, disagreements, gaps, indicators, licences."""

from __future__ import annotations

from itertools import groupby

import pandas as pd
import streamlit as st

from analytics import format_fr
from analytics.aggregates.groups import CUTS
from analytics.aggregates.published_facts import USES, chosen_facts, holding
from analytics.figures import phrases_methode
from analytics.figures.carte import ATTRIBUTION
from analytics.figures.formules import FORMULES
from analytics.figures.regles import REGLES
from analytics.schema.reference import attributions, missing_facts
from pages.commun import html
from pages.commun.comprendre import lecture_methode
from pages.commun.comprendre.lignes import Ligne, intertitre, montrer, montrer_groupe, source
from pages.commun.figure import origine, telecharger
from pages.commun.html import Colonne

TOUS = "Tous"
_SHOWN = 50
_NO_ADDRESS = "sans adresse publiée"
_CUT_NAMES = {
    "territoire": "Par territoire",
    "priorite": "Par priorité",
    "exercice": "Par exercice",
    "statut": "Par statut",
    "source": "Par source",
}
_FACT_TITLES = {
    "periode": "Période",
    "portee": "Où",
    "poste": "Quoi",
    "montant": "Montant ($)",
    "precision": "Précision",
    "nombre_initiatives": "Initiatives",
    "date_publication": "Publié le",
    "source": "Source",
    "usage": "Usage",
    "raison": "Pourquoi",
}
_MISSING_TITLES = {
    "sujet": "Sujet",
    "ce_qui_manque": "Ce qui manque",
    "a_qui_demander": "À qui le demander",
    "pourquoi": "Ce que nous en savons",
}


def montrer_regles(numero: int) -> None:
    """Show what every figure obeys, then the proof that the sums agree."""
    intertitre("Ce à quoi chaque chiffre obéit")
    montrer(Ligne(terme=regle.nom, phrases=(regle.texte,)) for regle in REGLES)
    found = lecture_methode.concordance(numero)
    intertitre("La preuve : les sommes de cette version", phrases_methode.proof_sentence(found))
    columns = {
        "enveloppe": Colonne("Enveloppe"),
        "montant_total": Colonne("Engagé", nombre=True),
        **{f"montant_{par}": Colonne(_CUT_NAMES[par], nombre=True) for par in CUTS},
        "montant_ecart": Colonne("Écart", nombre=True),
    }
    written = found.assign(**{name: found[name].map(format_fr.montant) for name in columns if name != "enveloppe"})
    st.html(html.tableau(written, columns, "Somme de chaque coupe, par enveloppe"))
    _overruns(lecture_methode.depassements(numero))


def _overruns(found: pd.DataFrame) -> None:
    """Name the published totals that their own detail exceeds, with their row; nothing when there is none."""
    if found.empty:
        return
    intertitre(
        "Totaux publiés que leur détail dépasse",
        "Le détail est gardé, parce qu'il est connu ligne par ligne; l'écart est à corriger.",
    )
    montrer(map(_overrun_line, found.head(_SHOWN).to_dict("records")))


def _overrun_line(row: dict) -> Ligne:
    """Return the line of one published total that its detail exceeds."""
    whole, detail = format_fr.montant(row["montant_accorde"], row["precision"]), format_fr.montant(row["somme_lignes"])
    return Ligne(
        terme=f"{format_fr.montant(row['depassement'])} de plus",
        phrases=(f"Total publié pour {row['exercice']} : {whole}. Somme de son détail : {detail}.",),
        faits_html=[("Ligne du total", html.texte(origine(row)))],
    )


def montrer_formules(_numero: int) -> None:
    """Show how each figure is computed, and what to mind when reading it."""
    intertitre(
        "La formule de chaque chiffre",
        "La même phrase est sous chaque figure, avec les lignes que le chiffre additionne.",
    )
    montrer(
        Ligne(
            terme=formule.nom,
            phrases=(formule.formule, f"À savoir : {formule.attention}" if formule.attention else None),
        )
        for formule in FORMULES.values()
    )


def montrer_faits(_numero: int) -> None:
    """Show the published amounts, by use, with a filter on the use, the place and the words."""
    facts = lecture_methode.faits()
    first, second, third = st.columns(3)
    usage = _choice(first, "Usage", [TOUS, *USES], "usage", phrases_methode.USE_NAMES)
    place = _choice(second, "Où", [TOUS, *dict.fromkeys(facts["portee"])], "lieu", {})
    words = third.text_input(
        "Mots", key="mots", bind="query-params", type="search", live=True, max_chars=80, placeholder="transport"
    )
    shown = chosen_facts(facts, usage, place, words)
    intertitre(phrases_methode.facts_title(len(shown), len(facts)))
    if shown.empty:
        st.html("<p><strong>Aucun fait publié ne répond à ces trois filtres.</strong> Élargissez-en un.</p>")
    everything = len(shown) == len(facts)
    for rank, (name, rows) in enumerate(groupby(shown.to_dict("records"), key=lambda row: row["usage"])):
        title, meaning = phrases_methode.USE_NAMES[name], phrases_methode.USE_MEANINGS[name]
        montrer_groupe(title, meaning, [_fact_line(row) for row in rows], ouvert=rank == 0 or not everything)
    telecharger("faits", shown, _FACT_TITLES, "faits-publies", ("Faits publiés, avec leur source et leur usage",))


def _choice(place, label: str, options: list[str], key: str, names: dict[str, str]) -> str | None:
    """Ask for one option; None for all of them."""
    chosen = place.selectbox(
        label,
        options,
        format_func=lambda option: names.get(option, option),
        key=key,
        bind="query-params",
        filter_mode=None,
    )
    return None if chosen == TOUS else chosen


def _fact_line(fact: dict) -> Ligne:
    """Return the line of one published amount."""
    count = fact["nombre_initiatives"]
    facts = [
        ("Période", html.texte(fact["periode"])),
        ("Où", html.texte(fact["portee"])),
        ("Publié", html.texte(phrases_methode.published_day(fact["date_publication"]))),
        ("Source", source(fact["source"])),
    ]
    if count:
        facts.insert(2, ("Initiatives", html.texte(format_fr.nombre(int(count)))))
    return Ligne(
        terme=format_fr.montant(fact["montant"], fact["precision"]),
        phrases=(fact["poste"][:1].upper() + fact["poste"][1:], fact["raison"]),
        faits_html=facts,
        large=True,
    )


def montrer_desaccords(numero: int) -> None:
    """Show side by side what the sources say differently."""
    found = lecture_methode.desaccords(numero)
    intertitre(phrases_methode.disagreement_title(found["sujet"].nunique()))
    for subject, rows in groupby(found.to_dict("records"), key=lambda row: row["sujet"]):
        intertitre(subject)
        montrer(
            Ligne(
                terme=row["valeur"],
                phrases=(None if pd.isna(row["note"]) else row["note"],),
                faits_html=[("Source", source(_NO_ADDRESS if pd.isna(row["source"]) else row["source"]))],
                large=True,
            )
            for row in rows
        )
    if len(found):
        telecharger(
            "desaccords", found, {"sujet": "Sujet", "valeur": "Valeur", "source": "Source", "note": "Note"}, "desaccords",
            (f"Ce que les sources disent différemment, version {numero}",),
        )  # fmt: skip


def montrer_manques(_numero: int) -> None:
    """Show what nobody published, by whom to ask, those with the most to tell first."""
    gaps = pd.DataFrame(list(missing_facts()))
    words = st.text_input(
        "Mots",
        key="mots",
        bind="query-params",
        type="search",
        live=True,
        max_chars=80,
        placeholder="prolongation",
        width=420,
    )
    shown = holding(gaps, gaps.columns, words)
    intertitre(
        phrases_methode.missing_title(len(shown), len(gaps)),
        "Ce qui n'est pas publié, ou n'a pas été trouvé. Une réponse envoyée au CRD avec sa source comble un de ces trous.",
    )
    for rank, who in enumerate(shown["a_qui_demander"].value_counts().index):
        rows = shown.loc[shown["a_qui_demander"] == who].to_dict("records")
        montrer_groupe(who, "", [_missing_line(row) for row in rows], ouvert=rank == 0 or len(shown) < len(gaps))
    telecharger("manques", shown, _MISSING_TITLES, "manques", ("Ce qui manque, et à qui le demander",))


def _missing_line(row: dict[str, str]) -> Ligne:
    """Return the line of one thing that is missing."""
    return Ligne(terme=row["sujet"], phrases=(row["ce_qui_manque"], row["pourquoi"]))


def montrer_indicateurs(numero: int) -> None:
    """Show the definition of each indicator of need, its quality and its caution."""
    intertitre(
        "Les indicateurs de besoin",
        "Ils situent les territoires. Aucun ne dit pourquoi un territoire a reçu plus ou moins, et aucun n'entre dans un total.",
    )
    montrer(_indicator_line(row) for row in lecture_methode.indicateurs(numero).to_dict("records"))


def _indicator_line(row: dict) -> Ligne:
    """Return the line of one indicator."""
    known = row["territoires"] > 0
    facts = [
        (
            "Valeurs dans cette version",
            html.texte(None if not known else format_fr.compte(row["territoires"], "territoire")),
        )
    ]
    if known:
        facts += [
            ("Années", html.texte(row["annees"])),
            ("Qualité", html.texte(row["qualite"])),
            ("Source", html.texte(row["source"]) + f" ({html.lien(row['url'])})" * isinstance(row["url"], str)),
        ]
    caution = None if pd.isna(row["mise_en_garde"]) else f"À savoir : {row['mise_en_garde']}"
    description = None if pd.isna(row["description"]) else row["description"]
    return Ligne(
        terme=row["nom"], phrases=(description, caution), sous_html=f"en {html.texte(row['unite'])}", faits_html=facts
    )


def montrer_licences(_numero: int) -> None:
    """Show what is borrowed, from whom, and under which licence."""
    intertitre("Attributions et licences", "À reprendre avec toute figure, carte ou donnée que vous diffusez.")
    montrer(_borrowed_line(row) for row in attributions())
    intertitre("La mention à laisser sous la carte", ATTRIBUTION)


def _borrowed_line(row: dict[str, str]) -> Ligne:
    """Return the line of one thing borrowed."""
    licence = (
        html.lien(row["adresse_licence"], row["licence"]) if row["adresse_licence"] else html.texte(row["licence"])
    )
    facts = [("Licence", licence)] + ([("Page", source(row["source"]))] if row["source"] else [])
    return Ligne(terme=row["quoi"], phrases=(row["mention"],), faits_html=facts)
