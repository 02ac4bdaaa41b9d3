"""Declare the columns that several tables share."""

from __future__ import annotations

from analytics.schema import lists, reference
from analytics.schema.model import Column, Kind

TERRITOIRE = {
    "title": "Territoire",
    "kind": Kind.LISTE,
    "choices": reference.territoire_choices,
    "example": "La Matanie",
    "spellings": ("MRC", "Secteur géographique", "Territoire visé", "Région ou MRC"),
}
PRIORITE = {
    "title": "Priorité",
    "kind": Kind.LISTE,
    "choices": reference.priorite_choices,
    "example": "Alimentation",
    "spellings": ("Priorité régionale", "Axe", "Thématique", "Thème", "Champ d'action", "Priorité visée"),
}

MONTANTS = (
    Column(
        "montant_accorde",
        "Montant accordé ($)",
        "Somme promise pour cet exercice, jamais cumulée.",
        Kind.MONTANT,
        "19 606,00",
        unit="$",
        minimum=0,
        spellings=(
            "Montant accordé",
            "Montant octroyé",
            "Accordé",
            "Montant FQIS",
            "Somme accordée",
            "Subvention",
            "Engagé",
            "Montant engagé",
            "Montant",
        ),
    ),
    Column(
        "montant_verse",
        "Montant versé ($)",
        "Somme déjà versée à l'organisme pour cet exercice.",
        Kind.MONTANT,
        "15 000,00",
        unit="$",
        minimum=0,
        spellings=("Montant versé", "Versé", "Versement", "Somme versée"),
    ),
    Column(
        "montant_depense",
        "Montant dépensé ($)",
        "Somme dépensée par l'organisme pour cet exercice.",
        Kind.MONTANT,
        "12 350,25",
        unit="$",
        minimum=0,
        spellings=("Montant dépensé", "Dépensé", "Dépenses", "Dépense réelle", "Coût réel"),
    ),
)
PRECISION = Column(
    "precision",
    "Précision",
    "Certitude du montant tel que publié; vide : exact.",
    Kind.LISTE,
    "exact",
    choices=lists.precision,
    spellings=("Précision du montant",),
)
EXERCICE = Column(
    "exercice",
    "Exercice",
    "Année financière du 1er avril au 31 mars à laquelle le montant appartient.",
    Kind.EXERCICE,
    "2021-2022",
    required=True,
    spellings=("Exercice financier", "Année financière", "Année", "An"),
)
SOURCE_FINANCEMENT = Column(
    "source_financement",
    "Source de financement",
    "D'où vient l'argent; seule « FQIS – Alliance » entre dans une enveloppe de l'Alliance.",
    Kind.LISTE,
    "FQIS – Alliance",
    required=True,
    choices=lists.source_financement,
    spellings=("Source du financement", "Fonds", "Programme", "Bailleur", "Bailleur de fonds", "Provenance"),
)
ENVELOPPE = Column(
    "enveloppe",
    "Enveloppe",
    "Identifiant de l'enveloppe; obligatoire pour « FQIS – Alliance ».",
    Kind.TEXTE,
    "alliance-2018-2023",
    max_length=60,
    spellings=("Id enveloppe", "Enveloppe FQIS"),
)
DATE_ANNONCE = Column(
    "date_annonce",
    "Date de l'annonce",
    "Jour où le montant a été annoncé.",
    Kind.DATE,
    "2021-09-22",
    spellings=("Date annonce", "Annonce", "Date d'octroi", "Date d'acceptation"),
)
SOURCE_MONTANT = Column(
    "source",
    "Source",
    "Adresse de la page où le montant est publié.",
    Kind.URL,
    "https://www.crdbsl.org/actualites",
    spellings=("Lien", "URL", "Référence"),
)
NOTE = Column(
    "note",
    "Note",
    "Ce qu'il faut savoir pour lire la ligne (calcul, écart entre sources).",
    Kind.TEXTE,
    "Montant calculé par différence.",
    max_length=2000,
    free_text=True,
    spellings=("Notes", "Remarque", "Remarques", "Commentaire", "Commentaires"),
)

SOURCE_LIGNE = Column(
    "source",
    "Source",
    "Adresse de la page où la ligne est publiée.",
    Kind.URL,
    "https://www.crdbsl.org/actualites",
    spellings=("Lien", "URL", "Référence"),
)
TERRITOIRE_REQUIS = Column(
    "territoire",
    "Territoire",
    "MRC, ou « Régional ».",
    Kind.LISTE,
    "La Mitis",
    required=True,
    choices=reference.territoire_choices,
    spellings=("MRC", "Région ou MRC"),
)
