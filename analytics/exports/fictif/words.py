"""Name the fictitious things: what initiatives do under each priority, what they say, who carries them.

No name here is that of a real organisation, person or initiative.
"""

from __future__ import annotations

THEMES: dict[str, tuple[str, ...]] = {
    "Emploi et formation": (
        "plateau de travail",
        "ateliers de préparation à l'emploi",
        "alphabétisation en famille",
        "jumelage en entreprise",
    ),
    "Alimentation": (
        "cuisine collective",
        "frigos partagés",
        "jardin communautaire",
        "serre de quartier",
        "marché mobile",
        "ateliers de transformation",
    ),
    "Logement": ("accompagnement des locataires", "trousse sur les droits des locataires", "hébergement de dépannage"),
    "Santé": ("soutien psychosocial", "carnet de santé", "soins dentaires accessibles", "marche en groupe"),
    "Transport": ("transport solidaire", "navette vers les services", "covoiturage entre voisins"),
    "Lutte aux préjugés": ("théâtre-forum", "exposition itinérante", "capsules de sensibilisation"),
    "Causes systémiques": (
        "diagnostic de territoire",
        "prévention dès la petite enfance",
        "table de réflexion citoyenne",
    ),
    "Accessibilité et inclusion": (
        "accueil pour tous",
        "accompagnement vers les services",
        "lieux de rencontre ouverts",
    ),
    "Besoins de base": ("dépannage alimentaire", "halte-répit", "vestiaire solidaire", "ressource de nuit"),
}
"""Priority → what its initiatives do; a priority that is not here uses `OTHER_THEMES`."""
OTHER_THEMES = ("action collective", "projet de milieu")

TITLE = "Initiative fictive "
CARRIER = "Organisme fictif "
TRUSTEE = "Fiduciaire fictif "
SITE = "https://fictif.example"
"""Address in a domain that is reserved for examples (RFC 2606): no page of a real site."""

ROW_SHARED = "Part fictive d'un territoire, dans une initiative qui en sert plusieurs."
ROW_PARTNER = "Contribution fictive du milieu, en argent, en biens ou en services."
ROW_OTHER = "Montant fictif, hors de l'enveloppe."
FICTITIOUS_ENVELOPE = "Montant fictif : il n'est pas publié."
REAL_ENVELOPE = "Montant publié; tout le reste de ce classeur est fictif."

DOCUMENTS: tuple[tuple[str, str, str], ...] = (
    ("Cadre d'orientation fictif", "orientation", "2024-05-15"),
    ("Guide fictif de participation citoyenne", "orientation", "2024-09-10"),
    ("Forum fictif, première rencontre", "Forum des Alliances", "2024-06-04"),
    ("Forum fictif, deuxième rencontre", "Forum des Alliances", "2025-05-27"),
    ("Bulletin fictif no 1", "bulletin", "2025-02-03"),
    ("Bulletin fictif no 2", "bulletin", "2025-10-06"),
    ("Calendrier fictif du dépôt des plans", "dépôt des plans", "2025-11-17"),
)
"""Title, section, day of the fictitious documents."""

INDICATORS: dict[str, tuple[int, float, float, int]] = {
    "population_recensement": (2021, 8_000, 55_000, 0),
    "population_estimee": (2025, 8_000, 55_000, 0),
    "revenu_total_median_menages": (2020, 48_000, 68_000, 0),
    "taux_chomage": (2021, 5, 12, 1),
    "taux_activite": (2021, 48, 63, 1),
    "part_menages_30pct_ou_plus_logement": (2021, 9, 16, 1),
    "part_population_icvs_quintile5": (2021, 6, 23, 1),
    "superficie_terres": (2021, 1_100, 5_400, 1),
    "densite_population": (2021, 3, 28, 1),
}
"""Indicator → year, lowest and highest fictitious value, decimals; one that is not here gets no row."""
