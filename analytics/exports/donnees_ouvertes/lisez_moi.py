"""Write, in French, what comes with the open data: what it is, how it may be used, what was left out and why."""

from __future__ import annotations

from analytics import format_fr
from analytics.exports.donnees_ouvertes.descripteur import DESCRIPTION, LICENCE, PUBLISHER, TITLE, file_of
from analytics.exports.donnees_ouvertes.retraits import REDACTED, Ouvertes
from analytics.exports.provenances import data_credits
from analytics.exports.releve import Releve
from analytics.figures.phrases import coverage
from analytics.schema import TABLES
from analytics.schema.fictif import WARNING

KINDS = {
    "courriel": "adresse de courriel",
    "telephone": "numéro de téléphone",
    "assurance-sociale": "numéro d'assurance sociale",
    "code-postal": "code postal",
    "nom-de-personne": "nom de personne",
}
"""Kind of personal data → its name in a sentence."""


def read_me(releve: Releve, opened: Ouvertes, map_file: str) -> bytes:
    """Return `LISEZ-MOI.md`."""
    warning = [f"**{WARNING} Ne les publiez pas.**", ""] if releve.version.fictif else []
    lines = [
        f"# {TITLE}", "", *warning, DESCRIPTION, "",
        *_identity(releve), "",
        "## Fichiers", "", *_files(opened, map_file), "",
        "## Forme", "", *_FORM, "",
        "## Ce qui a été retiré, et pourquoi", "", *_left_out(opened), "",
        "## Licence et mentions", "", *_licence(), "",
    ]  # fmt: skip
    return "\n".join(lines).encode()


def _identity(releve: Releve) -> list[str]:
    """Say which version it is, until when it knows, how much of it is known."""
    total = releve.par_territoire.total
    known = coverage(int(total["nombre_initiatives"]), int(total["nombre_avec_montant"]))
    about = f" ({releve.enveloppe.nom})" if releve.enveloppe else ""
    last = "" if releve.last_day is None else f" Dernière annonce connue : {format_fr.date_longue(releve.last_day)}."
    return [f"- {releve.stamp}.{last}", f"- Couverture{about} : {known}.", f"- Éditeur : {PUBLISHER}."]


def _files(opened: Ouvertes, map_file: str) -> list[str]:
    """List the files and what a row is."""
    listed = [f"| `{file_of(n)}` | {len(opened.tables[n])} | {t.description} {t.grain} |" for n, t in TABLES.items()]
    about_map = "Les montants de l'enveloppe par territoire, sur les limites des MRC (GeoJSON)."
    return ["| Fichier | Lignes | Contenu |", "|---|---|---|", *listed, f"| `{map_file}` | | {about_map} |",
            "| `datapackage.json` | | La description de chaque colonne (Frictionless Data Package). |"]  # fmt: skip


_FORM = (
    "CSV en UTF-8 avec indicateur d'ordre des octets, séparateur virgule. Montants en dollars canadiens courants, avec un point décimal; "
    "dates AAAA-MM-JJ; `oui` ou `non`; plusieurs valeurs séparées par « ; ».",
    "",
    "Une case vide veut dire « non publié », jamais zéro. `precision` dit si un montant est exact, un plancher (« plus de ») ou un arrondi. Un texte "
    "qu'un tableur prendrait pour une formule commence par une apostrophe.",
    "",
    "Un total de « Totaux publiés » comprend les montants des initiatives du même exercice : ne les additionnez pas. Les listes de priorités de "
    "deux cycles ne se comparent pas.",
)


def _left_out(opened: Ouvertes) -> list[str]:
    """Say what was left out."""
    columns = [f"- La colonne « {name} » : elle n'est pas destinée au public." for name in opened.colonnes]
    mended = [
        f"- {format_fr.compte(number, 'texte')} : {KINDS.get(kind, kind)}, remplacé par « {REDACTED} ». Ce sont des renseignements personnels."
        for kind, number in sorted(opened.retraits.items())
    ]
    return [
        "- Le nom de la personne qui a publié la version et son commentaire : ils servent à la gestion, pas aux données.",
        "- Le nom, la feuille et la ligne des fichiers déposés : ils servent à corriger, pas à lire.",
        *columns,
        *(mended or ["- Rien d'autre : aucun texte ne contient ce qui ressemble à un renseignement personnel."]),
    ]


def _licence() -> list[str]:
    """Say how the data may be used, and whom to credit."""
    own = f"{LICENCE['title']} ({LICENCE['path']}). Citez « {PUBLISHER} », la version et sa date."
    return [own, "", *(f"- {credit}" for credit in data_credits())]
