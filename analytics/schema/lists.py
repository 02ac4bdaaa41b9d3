"""Declare the short closed lists that are words of the model and no reference data."""

from __future__ import annotations

from functools import cache

from analytics.schema.model import NON_PUBLIE, Choice

SOURCE_ALLIANCE = "FQIS – Alliance"
SOURCE_HORS_ALLIANCE = "FQIS – hors Alliance"
SOURCE_PARTENAIRES = "Partenaires du milieu"
SOURCE_AUTRE = "Autre"

EXACT, PLANCHER, ARRONDI = "exact", "plancher", "arrondi"
PLAFOND = "plafond"
"""Computed only: what is left of an exact total once a floor is taken away is a ceiling (« au plus »)."""


@cache
def type_initiative() -> tuple[Choice, ...]:
    """Return the kinds of initiative of the FQIS norm."""
    return (
        Choice("intervention", ("initiative d'intervention", "intervention sociale")),
        Choice("structurante", ("initiative structurante", "structurant")),
        Choice("expérimentale", ("initiative expérimentale", "expérimental", "novatrice", "projet pilote")),
        Choice("recherche", ("recherche-action", "initiative de recherche")),
    )


@cache
def statut() -> tuple[Choice, ...]:
    """Return the states of an initiative."""
    return (
        Choice("à venir", ("prévue", "prévu", "planifiée", "planifié", "acceptée", "accepté")),
        Choice(
            "en cours",
            ("en réalisation", "lancé", "lancée", "active", "actif", "débutée", "débuté", "en voie de l'être"),
        ),
        Choice(
            "terminée", ("terminé", "réalisée", "réalisé", "complétée", "complété", "finie", "fini", "clos", "close")
        ),
        Choice("abandonnée", ("abandonné", "annulée", "annulé", "retirée", "retiré")),
    )


@cache
def source_financement() -> tuple[Choice, ...]:
    """Return where an amount comes from; only the first is inside an envelope of the Alliance."""
    return (
        Choice(
            SOURCE_ALLIANCE,
            ("FQIS Alliance", "Alliance", "FQIS (Alliance)", "FQIS dans le cadre des Alliances", "FQIS"),
        ),
        Choice(SOURCE_HORS_ALLIANCE, ("FQIS hors Alliance", "FQIS (hors Alliance)", "hors Alliance", "FQIS autre")),
        Choice(SOURCE_PARTENAIRES, ("Partenaires", "Partenaire", "Milieu", "Contribution du milieu", "Part du milieu")),
        Choice(SOURCE_AUTRE, ("Autres", "Autre source", "Autres sources")),
    )


@cache
def nature() -> tuple[Choice, ...]:
    """Return the two states that the CRD counts apart."""
    return (
        Choice("nouvelle", ("nouveau", "new")),
        Choice("prolongée", ("prolongé", "prolongation", "reconduite", "bonifiée")),
    )


@cache
def precision() -> tuple[Choice, ...]:
    """Return how sure a published amount is."""
    return (
        Choice(EXACT, ("exacte", "précis"), "le montant au dollar près"),
        Choice(
            PLANCHER,
            ("plus de", "au moins", "minimum", "au-delà de"),
            "« plus de » : le vrai montant est égal ou plus grand",
        ),
        Choice(
            ARRONDI,
            ("environ", "près de", "arrondie", "approximatif"),
            "« environ » : montant arrondi par qui l'a publié",
        ),
    )


@cache
def etape() -> tuple[Choice, ...]:
    """Return the six steps of a territorial plan, in order."""
    return (
        Choice("mobiliser le milieu", ("mobilisation", "mobilisation du milieu")),
        Choice("fonctionnement territorial", ("fonctionnement",)),
        Choice("planification territoriale", ("planification",)),
        Choice("participation citoyenne", ("participation",)),
        Choice("dépôt du plan", ("dépôt", "dépôt du plan territorial", "dépôt des plans")),
        Choice("mise en œuvre", ("réalisation", "mise en oeuvre du plan")),
    )


@cache
def statut_jalon() -> tuple[Choice, ...]:
    """Return the states of a step."""
    return (
        Choice("à venir", ("prévu",)),
        Choice("en cours", ("débuté", "commencé")),
        Choice("fait", ("terminé", "réalisé", "déposé", "complété")),
        Choice(NON_PUBLIE, ("inconnu",), "personne ne l'a publié"),
    )


@cache
def rubrique() -> tuple[Choice, ...]:
    """Return the sections of the documents 2024-2029."""
    return (
        Choice("orientation", ("documents d'orientation", "orientations", "document d'orientation")),
        Choice("Forum des Alliances", ("forum",)),
        Choice("bulletin", ("bulletins", "infolettre")),
        Choice("dépôt des plans", ("dépôt des plans de territoire", "dépôt")),
    )


@cache
def clienteles() -> tuple[Choice, ...]:
    """Return the groups of people that the published initiatives name; others may be added in a file."""
    return (
        Choice("familles", ("famille", "parents")),
        Choice("jeunes", ("jeune", "jeunesse", "0-30 ans")),
        Choice("adultes", ("adulte",)),
        Choice("personnes aînées", ("aînés", "aîné·es", "65 ans et plus", "personnes âgées")),
        Choice("personnes à faible revenu", ("faible revenu", "personnes en situation de pauvreté")),
        Choice("personnes sans emploi", ("sans emploi",)),
        Choice("personnes prestataires", ("prestataires",)),
        Choice("personnes à mobilité réduite", ("mobilité réduite",)),
        Choice("personnes en situation d'itinérance", ("itinérance", "instabilité résidentielle")),
        Choice("locataires", ("locataire",)),
    )
