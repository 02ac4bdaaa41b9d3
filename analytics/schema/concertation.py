"""Declare what frames the initiatives: steps of the plans, organisations, documents, indicators."""

from __future__ import annotations

from analytics.schema import lists, reference
from analytics.schema.model import Column, Kind, Table
from analytics.schema.partages import NOTE, SOURCE_LIGNE, TERRITOIRE_REQUIS

JALONS = Table(
    name="jalons",
    title="Étapes des plans",
    description="Les étapes des huit plans de territoire et leurs échéances.",
    grain="Une ligne par territoire, étape et source.",
    key=("territoire", "etape", "echeance", "source"),
    spellings=("Jalons", "Étapes"),
    columns=(
        TERRITOIRE_REQUIS,
        Column(
            "etape",
            "Étape",
            "Étape du plan de territoire.",
            Kind.LISTE,
            "dépôt du plan",
            required=True,
            choices=lists.etape,
            spellings=("Jalon",),
        ),
        Column(
            "statut",
            "Statut",
            "État de l'étape.",
            Kind.LISTE,
            "en cours",
            required=True,
            choices=lists.statut_jalon,
            spellings=("État", "Avancement"),
        ),
        Column(
            "echeance",
            "Échéance",
            "Dernier jour prévu.",
            Kind.DATE,
            "2026-03-31",
            spellings=("Date limite", "Date prévue"),
        ),
        Column(
            "date_realisation",
            "Date de réalisation",
            "Jour où l'étape a été faite.",
            Kind.DATE,
            "2026-02-12",
            spellings=("Réalisé le", "Fait le"),
        ),
        Column(
            "commentaire",
            "Commentaire",
            "Précision utile au lecteur.",
            Kind.TEXTE,
            "Report possible.",
            max_length=2000,
            free_text=True,
            spellings=("Note", "Notes", "Remarque"),
        ),
        SOURCE_LIGNE,
    ),
)

ORGANISMES = Table(
    name="organismes",
    title="Organismes",
    description="Les organismes nommés dans les publications de l'Alliance.",
    grain="Une ligne par organisme et territoire.",
    key=("nom", "territoire"),
    spellings=("Organisations", "Partenaires", "Membres"),
    columns=(
        Column(
            "nom",
            "Nom",
            "Nom public de l'organisme.",
            Kind.TEXTE,
            "Moisson Kamouraska",
            required=True,
            max_length=140,
            spellings=("Organisme", "Nom de l'organisme", "Organisation"),
        ),
        Column(
            "secteur",
            "Secteur",
            "Secteur de la Table régionale, ou Autre.",
            Kind.LISTE,
            "sécurité alimentaire",
            required=True,
            choices=reference.secteur_choices,
            spellings=("Secteur représenté",),
        ),
        TERRITOIRE_REQUIS,
        Column(
            "table_regionale",
            "Siège à la Table régionale",
            "L'organisme est membre de la Table régionale.",
            Kind.OUINON,
            "oui",
            spellings=("Table régionale", "Membre de la Table"),
        ),
        Column(
            "depuis",
            "Depuis",
            "Premier jour de sa participation.",
            Kind.DATE,
            "2019-04-01",
            spellings=("Membre depuis",),
        ),
        SOURCE_LIGNE,
        NOTE,
    ),
)

DOCUMENTS = Table(
    name="documents",
    title="Documents",
    description="Les documents et les rencontres du cycle 2024-2029.",
    grain="Une ligne par document.",
    key=("titre", "date"),
    columns=(
        Column(
            "titre",
            "Titre",
            "Titre du document.",
            Kind.TEXTE,
            "Forum des Alliances, 2e rencontre",
            required=True,
            max_length=140,
        ),
        Column(
            "rubrique",
            "Rubrique",
            "Famille de documents.",
            Kind.LISTE,
            "Forum des Alliances",
            required=True,
            choices=lists.rubrique,
        ),
        Column("date", "Date", "Jour de publication ou de la rencontre.", Kind.DATE, "2024-11-19"),
        Column(
            "url", "Adresse web", "Page où le lire.", Kind.URL, "https://www.crdbsl.org/", spellings=("Lien", "URL")
        ),
        NOTE,
    ),
)

INDICATEURS = Table(
    name="indicateurs",
    title="Indicateurs",
    description="La population et les indicateurs de besoin de chaque MRC.",
    grain="Une ligne par territoire, indicateur et année.",
    key=("territoire", "indicateur", "annee"),
    columns=(
        TERRITOIRE_REQUIS,
        Column(
            "indicateur",
            "Indicateur",
            "Code de l'indicateur.",
            Kind.TEXTE,
            "population_estimee",
            required=True,
            max_length=80,
        ),
        Column("annee", "Année", "Année de la mesure.", Kind.ENTIER, "2025", required=True, minimum=1900, maximum=2100),
        Column("valeur", "Valeur", "Valeur mesurée.", Kind.NOMBRE, "21 525", required=True),
        Column("unite", "Unité", "Unité de la valeur.", Kind.TEXTE, "personnes", required=True, max_length=60),
        Column(
            "source",
            "Source",
            "Qui publie la mesure, et où.",
            Kind.TEXTE,
            "Statistique Canada, tableau 17-10-0152-01",
            required=True,
            max_length=400,
        ),
        Column("qualite", "Qualité", "Comment la valeur nous est parvenue.", Kind.TEXTE, "copie", max_length=140),
        Column(
            "url",
            "Adresse web",
            "Page de la source.",
            Kind.URL,
            "https://www150.statcan.gc.ca/",
            spellings=("Lien", "URL"),
        ),
        NOTE,
    ),
)
