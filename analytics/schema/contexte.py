"""Declare the tables that frame the initiatives: envelopes, steps of the plans, organisations, documents, indicators."""

from __future__ import annotations

from analytics.schema import lists, reference
from analytics.schema.initiatives import DATE_ANNONCE, NOTE, PRECISION
from analytics.schema.model import Column, Kind, Table

_SOURCE = Column("source", "Source", "Adresse de la page où la ligne est publiée.", Kind.URL, "https://www.crdbsl.org/actualites",
                 spellings=("Lien", "URL", "Référence"))
_TERRITOIRE = Column("territoire", "Territoire", "MRC, ou « Régional ».", Kind.LISTE, "La Mitis", required=True, choices=reference.territoire_choices,
                     spellings=("MRC", "Région ou MRC"))
_ID_ENVELOPPE = Column("id_enveloppe", "Identifiant de l'enveloppe", "Code repris dans la colonne Enveloppe des montants.", Kind.TEXTE, "alliance-2018-2023",
                       required=True, max_length=60, spellings=("Enveloppe", "Id"))

ENVELOPPES = Table(
    name="enveloppes",
    title="Enveloppes",
    description="Les sommes réservées à la région pour chaque cycle.",
    grain="Une ligne par enveloppe et par source qui en publie le montant (des sources qui se contredisent restent côte à côte).",
    key=("id_enveloppe", "montant", "source"),
    columns=(
        _ID_ENVELOPPE,
        Column("nom", "Nom", "Nom de l'enveloppe.", Kind.TEXTE, "Alliance pour la solidarité 2018-2023", required=True, max_length=140),
        Column("cycle", "Cycle", "Cycle de l'Alliance.", Kind.LISTE, "2018-2023", required=True, choices=reference.cycle_choices),
        Column("montant", "Montant de l'enveloppe ($)", "Vide : non publié.", Kind.MONTANT, "6 014 144,00", unit="$", minimum=0,
               spellings=("Montant", "Montant de l'enveloppe")),
        PRECISION,
        Column("date_debut", "Date de début", "Premier jour de la période.", Kind.DATE, "2018-04-01", required=True, spellings=("Début",)),
        Column("date_fin", "Date de fin", "Dernier jour de la période.", Kind.DATE, "2023-03-31", required=True, spellings=("Fin",)),
        Column("date_limite_initiatives", "Fin des initiatives", "Dernier jour où une initiative peut se dérouler.", Kind.DATE, "2028-12-31"),
        Column("date_limite_plans", "Dépôt des plans", "Dernier jour pour déposer un plan de territoire.", Kind.DATE, "2026-03-31"),
        DATE_ANNONCE,
        _SOURCE,
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
        _TERRITOIRE,
        Column("montant_minimum", "Part, au moins ($)", "Plus petite valeur publiée.", Kind.MONTANT, "450 000,00", unit="$", minimum=0, spellings=("Minimum",)),
        Column("montant_maximum", "Part, au plus ($)", "Plus grande valeur publiée.", Kind.MONTANT, "650 000,00", unit="$", minimum=0, spellings=("Maximum",)),
        _SOURCE,
        NOTE,
    ),
)

JALONS = Table(
    name="jalons",
    title="Étapes des plans",
    description="Les étapes des huit plans de territoire et leurs échéances.",
    grain="Une ligne par territoire, étape et source.",
    key=("territoire", "etape", "echeance", "source"),
    spellings=("Jalons", "Étapes"),
    columns=(
        _TERRITOIRE,
        Column("etape", "Étape", "Étape du plan de territoire.", Kind.LISTE, "dépôt du plan", required=True, choices=lists.etape, spellings=("Jalon",)),
        Column("statut", "Statut", "État de l'étape.", Kind.LISTE, "en cours", required=True, choices=lists.statut_jalon, spellings=("État", "Avancement")),
        Column("echeance", "Échéance", "Dernier jour prévu.", Kind.DATE, "2026-03-31", spellings=("Date limite", "Date prévue")),
        Column("date_realisation", "Date de réalisation", "Jour où l'étape a été faite.", Kind.DATE, "2026-02-12", spellings=("Réalisé le", "Fait le")),
        Column("commentaire", "Commentaire", "Précision utile au lecteur.", Kind.TEXTE, "Report possible.", max_length=2000, free_text=True,
               spellings=("Note", "Notes", "Remarque")),
        _SOURCE,
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
        Column("nom", "Nom", "Nom public de l'organisme.", Kind.TEXTE, "Moisson Kamouraska", required=True, max_length=140,
               spellings=("Organisme", "Nom de l'organisme", "Organisation")),
        Column("secteur", "Secteur", "Secteur de la Table régionale, ou Autre.", Kind.LISTE, "sécurité alimentaire", required=True, choices=reference.secteur_choices,
               spellings=("Secteur représenté",)),
        _TERRITOIRE,
        Column("table_regionale", "Siège à la Table régionale", "L'organisme est membre de la Table régionale.", Kind.OUINON, "oui",
               spellings=("Table régionale", "Membre de la Table")),
        Column("depuis", "Depuis", "Premier jour de sa participation.", Kind.DATE, "2019-04-01", spellings=("Membre depuis",)),
        _SOURCE,
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
        Column("titre", "Titre", "Titre du document.", Kind.TEXTE, "Forum des Alliances, 2e rencontre", required=True, max_length=140),
        Column("rubrique", "Rubrique", "Famille de documents.", Kind.LISTE, "Forum des Alliances", required=True, choices=lists.rubrique),
        Column("date", "Date", "Jour de publication ou de la rencontre.", Kind.DATE, "2024-11-19"),
        Column("url", "Adresse web", "Page où le lire.", Kind.URL, "https://www.crdbsl.org/", spellings=("Lien", "URL")),
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
        _TERRITOIRE,
        Column("indicateur", "Indicateur", "Code de l'indicateur.", Kind.TEXTE, "population_estimee", required=True, max_length=80),
        Column("annee", "Année", "Année de la mesure.", Kind.ENTIER, "2025", required=True, minimum=1900, maximum=2100),
        Column("valeur", "Valeur", "Valeur mesurée.", Kind.NOMBRE, "21 525", required=True),
        Column("unite", "Unité", "Unité de la valeur.", Kind.TEXTE, "personnes", required=True, max_length=60),
        Column("source", "Source", "Qui publie la mesure, et où.", Kind.TEXTE, "Statistique Canada, tableau 17-10-0152-01", required=True, max_length=400),
        Column("qualite", "Qualité", "Comment la valeur nous est parvenue.", Kind.TEXTE, "copie", max_length=140),
        Column("url", "Adresse web", "Page de la source.", Kind.URL, "https://www150.statcan.gc.ca/", spellings=("Lien", "URL")),
        NOTE,
    ),
)
