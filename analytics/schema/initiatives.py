"""Declare the tables of initiatives and of their funding."""

from __future__ import annotations

from analytics.schema import lists, reference
from analytics.schema.model import Column, Kind, Table

_TERRITOIRE = {
    "title": "Territoire",
    "kind": Kind.LISTE,
    "choices": reference.territoire_choices,
    "example": "La Matanie",
    "spellings": ("MRC", "Secteur géographique", "Territoire visé", "Région ou MRC"),
}
_PRIORITE = {
    "title": "Priorité",
    "kind": Kind.LISTE,
    "choices": reference.priorite_choices,
    "example": "Alimentation",
    "spellings": ("Priorité régionale", "Axe", "Thématique", "Thème", "Champ d'action", "Priorité visée"),
}

INITIATIVES = Table(
    name="initiatives",
    title="Initiatives",
    description="Les initiatives soutenues ou annoncées, une par ligne.",
    grain="Une ligne par initiative; son identifiant reste le même d'une année à l'autre, même prolongée.",
    key=("id_initiative",),
    carried_over=False,
    spellings=("Projets", "Liste des initiatives", "Liste des projets"),
    columns=(
        Column("id_initiative", "Identifiant de l'initiative", "Code qui désigne l'initiative dans toutes les feuilles et d'une année à l'autre.",
               Kind.TEXTE, "BSL-2021-014", required=True, max_length=60,
               spellings=("ID", "No", "Numéro", "No initiative", "No projet", "Identifiant", "Code", "No de dossier", "Numéro de dossier", "id projet")),
        Column("titre", "Titre", "Nom public de l'initiative.", Kind.TEXTE, "Frigos partagés", required=True, max_length=140,
               spellings=("Titre de l'initiative", "Titre du projet", "Nom de l'initiative", "Nom du projet", "Initiative", "Projet")),
        Column("organisme_porteur", "Organisme porteur", "Organisme qui réalise l'initiative.", Kind.TEXTE, "Moisson Kamouraska", required=True,
               may_be_unpublished=True, max_length=140,
               spellings=("Porteur", "Promoteur", "Organisme", "Organisme promoteur", "Organisme responsable", "Organisme mandaté", "Bénéficiaire")),
        Column("fiduciaire", "Fiduciaire", "Organisme qui reçoit et gère l'argent, s'il n'est pas le porteur.", Kind.TEXTE, "MRC de La Mitis",
               max_length=140, spellings=("Organisme fiduciaire", "Fiducie")),
        Column(name="territoire", description="MRC où l'initiative se déroule, ou « Régional » si elle vise la région entière.", required=True,
               **_TERRITOIRE),
        Column(name="priorite", description="Priorité de l'Alliance à laquelle l'initiative répond, telle que nommée pour son cycle.", required=True,
               **_PRIORITE),
        Column("cycle", "Cycle", "Cycle de l'Alliance; sans lui, il est déduit de l'enveloppe des montants.", Kind.LISTE, "2018-2023",
               choices=reference.cycle_choices, spellings=("Cycle de l'Alliance",)),
        Column("type_initiative", "Type d'initiative", "Type selon la norme du FQIS.", Kind.LISTE, "intervention", choices=lists.type_initiative,
               spellings=("Type", "Type de projet")),
        Column("clienteles", "Clientèles", "Groupes de personnes visés.", Kind.LISTES, "familles; jeunes", choices=lists.clienteles, open_list=True,
               spellings=("Clientèle", "Clientèle visée", "Public visé", "Population visée")),
        Column("statut", "Statut", "État de l'initiative à la date du fichier.", Kind.LISTE, "en cours", required=True, choices=lists.statut,
               spellings=("État", "Statut du projet", "Avancement", "État d'avancement")),
        Column("date_debut", "Date de début", "Premier jour de l'initiative.", Kind.DATE, "2021-04-01",
               spellings=("Début", "Date début", "Du", "Date de démarrage")),
        Column("date_fin", "Date de fin", "Dernier jour prévu ou réel de l'initiative.", Kind.DATE, "2022-03-31",
               spellings=("Fin", "Date fin", "Au", "Échéance", "Date de fin prévue")),
        Column("participation_citoyenne", "Participation citoyenne", "Des personnes en situation de pauvreté ou d'exclusion sociale y prennent part aux décisions.",
               Kind.OUINON, "oui", spellings=("Participation", "Participation des citoyens")),
        Column("ads_plus", "ADS+", "Une analyse différenciée selon les sexes et intersectionnelle a été faite.", Kind.OUINON, "non",
               spellings=("ADS", "Analyse ADS+", "Analyse différenciée")),
        Column("personnes_visees", "Personnes visées", "Nombre de personnes que l'initiative veut rejoindre.", Kind.ENTIER, "120", unit="personnes", minimum=0,
               spellings=("Nombre de personnes visées", "Cible", "Nb personnes visées")),
        Column("personnes_rejointes", "Personnes rejointes", "Nombre de personnes rejointes jusqu'ici.", Kind.ENTIER, "85", unit="personnes", minimum=0,
               spellings=("Nombre de personnes rejointes", "Rejointes", "Nb personnes rejointes", "Participants")),
        Column("resultats", "Résultats", "Résultats déclarés, en une ou deux phrases, sans nom de personne.", Kind.TEXTE, "12 frigos installés dans la MRC",
               max_length=2000, free_text=True, spellings=("Résultats obtenus", "Retombées", "Résultat")),
        Column("description", "Description", "Ce que fait l'initiative, sans nom de personne.", Kind.TEXTE, "Trois frigos en libre-service, ouverts à toute heure.",
               max_length=2000, free_text=True, spellings=("Résumé", "Objectif", "Objectifs", "Description du projet", "Objet")),
        Column("source", "Source", "Adresse de la page où l'initiative est présentée.", Kind.URL, "https://www.crdbsl.org/actualites",
               spellings=("Lien", "URL", "Adresse web", "Référence")),
    ),
)

MONTANTS = (
    Column("montant_accorde", "Montant accordé ($)", "Somme promise pour cet exercice, jamais cumulée.", Kind.MONTANT, "19 606,00", unit="$", minimum=0,
           spellings=("Montant accordé", "Montant octroyé", "Accordé", "Montant FQIS", "Somme accordée", "Subvention", "Engagé", "Montant engagé", "Montant")),
    Column("montant_verse", "Montant versé ($)", "Somme déjà versée à l'organisme pour cet exercice.", Kind.MONTANT, "15 000,00", unit="$", minimum=0,
           spellings=("Montant versé", "Versé", "Versement", "Somme versée")),
    Column("montant_depense", "Montant dépensé ($)", "Somme dépensée par l'organisme pour cet exercice.", Kind.MONTANT, "12 350,25", unit="$", minimum=0,
           spellings=("Montant dépensé", "Dépensé", "Dépenses", "Dépense réelle", "Coût réel")),
)
PRECISION = Column("precision", "Précision", "Certitude du montant tel que publié; vide : exact.", Kind.LISTE, "exact", choices=lists.precision,
                   spellings=("Précision du montant",))
EXERCICE = Column("exercice", "Exercice", "Année financière du 1er avril au 31 mars à laquelle le montant appartient.", Kind.EXERCICE, "2021-2022",
                  required=True, spellings=("Exercice financier", "Année financière", "Année", "An"))
SOURCE_FINANCEMENT = Column("source_financement", "Source de financement", "D'où vient l'argent; seule « FQIS – Alliance » entre dans une enveloppe de l'Alliance.",
                            Kind.LISTE, "FQIS – Alliance", required=True, choices=lists.source_financement,
                            spellings=("Source du financement", "Fonds", "Programme", "Bailleur", "Bailleur de fonds", "Provenance"))
ENVELOPPE = Column("enveloppe", "Enveloppe", "Identifiant de l'enveloppe; obligatoire pour « FQIS – Alliance ».", Kind.TEXTE, "alliance-2018-2023", max_length=60,
                   spellings=("Id enveloppe", "Enveloppe FQIS"))
DATE_ANNONCE = Column("date_annonce", "Date de l'annonce", "Jour où le montant a été annoncé.", Kind.DATE, "2021-09-22",
                      spellings=("Date annonce", "Annonce", "Date d'octroi", "Date d'acceptation"))
SOURCE_MONTANT = Column("source", "Source", "Adresse de la page où le montant est publié.", Kind.URL, "https://www.crdbsl.org/actualites",
                        spellings=("Lien", "URL", "Référence"))
NOTE = Column("note", "Note", "Ce qu'il faut savoir pour lire la ligne (calcul, écart entre sources).", Kind.TEXTE, "Montant calculé par différence.",
              max_length=2000, free_text=True, spellings=("Notes", "Remarque", "Remarques", "Commentaire", "Commentaires"))

FINANCEMENT = Table(
    name="financement",
    title="Financement",
    description="Les montants des initiatives, un par ligne.",
    grain="Une ligne par initiative, exercice et source de financement (et par territoire quand l'initiative en sert plusieurs).",
    key=("id_initiative", "territoire", "priorite", "exercice", "source_financement", "enveloppe", "nature"),
    carried_over=False,
    at_least_one=(("montant_accorde", "montant_verse", "montant_depense"),),
    spellings=("Montants", "Subventions", "Finances"),
    columns=(
        Column("id_initiative", "Identifiant de l'initiative", "Le même que dans la feuille Initiatives.", Kind.TEXTE, "BSL-2021-014", required=True, max_length=60,
               spellings=INITIATIVES["id_initiative"].spellings),
        Column(name="territoire", description="Vide : celui de l'initiative. Une ligne par MRC quand elle en sert plusieurs.", **_TERRITOIRE),
        Column(name="priorite", description="Vide : celle de l'initiative.", **_PRIORITE),
        SOURCE_FINANCEMENT,
        ENVELOPPE,
        EXERCICE,
        Column("nature", "Nature", "Initiative nouvelle cette année-là, ou prolongée.", Kind.LISTE, "nouvelle", choices=lists.nature,
               spellings=("Nouvelle ou prolongée",)),
        *MONTANTS,
        PRECISION,
        DATE_ANNONCE,
        SOURCE_MONTANT,
        NOTE,
    ),
)

TOTAUX_PUBLIES = Table(
    name="totaux_publies",
    title="Totaux publiés",
    description="Les totaux annoncés sans le détail par initiative. Un classeur complet n'en a aucun.",
    grain="Une ligne par total publié : exercice, source, enveloppe, et territoire ou priorité si le total en nomme un.",
    key=("exercice", "source_financement", "enveloppe", "territoire", "priorite"),
    carried_over=False,
    spellings=("Totaux", "Totaux annoncés"),
    columns=(
        EXERCICE,
        SOURCE_FINANCEMENT,
        ENVELOPPE,
        Column(name="territoire", description="Vide : total de la région entière, non ventilé.", **_TERRITOIRE),
        Column(name="priorite", description="Vide : total non ventilé par priorité.", **_PRIORITE),
        Column("montant_accorde", "Montant accordé ($)", "Total annoncé pour cet exercice.", Kind.MONTANT, "1 025 070,00", required=True, unit="$", minimum=0,
               spellings=MONTANTS[0].spellings + ("Total", "Montant total")),
        PRECISION,
        Column("nombre_initiatives", "Nombre d'initiatives", "Nombre d'initiatives que le total comprend.", Kind.ENTIER, "60", unit="initiatives", minimum=0,
               spellings=("Nombre de projets", "Nb initiatives")),
        Column("nombre_nouvelles", "Nombre de nouvelles", "Dont nouvelles.", Kind.ENTIER, "28", unit="initiatives", minimum=0, spellings=("Nouvelles",)),
        Column("nombre_prolongees", "Nombre de prolongées", "Dont prolongées.", Kind.ENTIER, "32", unit="initiatives", minimum=0, spellings=("Prolongées",)),
        DATE_ANNONCE,
        SOURCE_MONTANT,
        NOTE,
    ),
)
