"""Declare the envelopes and the parts of the territories."""

from __future__ import annotations

from analytics.schema import reference
from analytics.schema.model import Column, Kind, Table
from analytics.schema.partages import DATE_ANNONCE, NOTE, PRECISION, SOURCE_LIGNE, TERRITOIRE_REQUIS

_ID_ENVELOPPE = Column(
    "id_enveloppe",
    "Identifiant de l'enveloppe",
    "Code repris dans la colonne Enveloppe des montants.",
    Kind.TEXTE,
    "alliance-2018-2023",
    required=True,
    max_length=60,
    spellings=("Enveloppe", "Id"),
)

ENVELOPPES = Table(
    name="enveloppes",
    title="Enveloppes",
    description="Les sommes réservées à la région pour chaque cycle.",
    grain="Une ligne par enveloppe et par source qui en publie le montant (des sources qui se contredisent restent côte à côte).",
    key=("id_enveloppe", "montant", "source"),
    columns=(
        _ID_ENVELOPPE,
        Column(
            "nom",
            "Nom",
            "Nom de l'enveloppe.",
            Kind.TEXTE,
            "Alliance pour la solidarité 2018-2023",
            required=True,
            max_length=140,
        ),
        Column(
            "cycle",
            "Cycle",
            "Cycle de l'Alliance.",
            Kind.LISTE,
            "2018-2023",
            required=True,
            choices=reference.cycle_choices,
        ),
        Column(
            "montant",
            "Montant de l'enveloppe ($)",
            "Vide : non publié.",
            Kind.MONTANT,
            "6 014 144,00",
            unit="$",
            minimum=0,
            spellings=("Montant", "Montant de l'enveloppe"),
        ),
        PRECISION,
        Column(
            "date_debut",
            "Date de début",
            "Premier jour de la période.",
            Kind.DATE,
            "2018-04-01",
            required=True,
            spellings=("Début",),
        ),
        Column(
            "date_fin",
            "Date de fin",
            "Dernier jour de la période.",
            Kind.DATE,
            "2023-03-31",
            required=True,
            spellings=("Fin",),
        ),
        Column(
            "date_limite_initiatives",
            "Fin des initiatives",
            "Dernier jour où une initiative peut se dérouler.",
            Kind.DATE,
            "2028-12-31",
        ),
        Column(
            "date_limite_plans",
            "Dépôt des plans",
            "Dernier jour pour déposer un plan de territoire.",
            Kind.DATE,
            "2026-03-31",
        ),
        DATE_ANNONCE,
        SOURCE_LIGNE,
        NOTE,
    ),
)

PARTS_ENVELOPPE = Table(
    name="parts_enveloppe",
    title="Parts des territoires",
    description="La part de l'enveloppe réservée à chaque territoire.",
    grain="Une ligne par enveloppe, territoire et source; minimum et maximum sont égaux quand la part est exacte.",
    key=("id_enveloppe", "territoire", "montant_minimum", "montant_maximum", "source"),
    at_least_one=(("montant_minimum", "montant_maximum"),),
    spellings=("Parts", "Parts de l'enveloppe"),
    columns=(
        _ID_ENVELOPPE,
        TERRITOIRE_REQUIS,
        Column(
            "montant_minimum",
            "Part, au moins ($)",
            "Plus petite valeur publiée.",
            Kind.MONTANT,
            "450 000,00",
            unit="$",
            minimum=0,
            spellings=("Minimum",),
        ),
        Column(
            "montant_maximum",
            "Part, au plus ($)",
            "Plus grande valeur publiée.",
            Kind.MONTANT,
            "650 000,00",
            unit="$",
            minimum=0,
            spellings=("Maximum",),
        ),
        SOURCE_LIGNE,
        NOTE,
    ),
)
