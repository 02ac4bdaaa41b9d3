"""Say in plain words what every figure obeys: one declaration, shown on the page « Méthode et sources »."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Regle:
    """One rule: what holds, and what it means for the person who reads."""

    nom: str
    texte: str


REGLES: tuple[Regle, ...] = (
    Regle(
        "Un montant n'est compté qu'une fois",
        "Le montant d'une initiative nommée fait partie du total que l'Alliance a publié pour le même exercice. Il n'y est pas ajouté : "
        "il en est le détail connu, et le reste du total est « Non ventilé ».",
    ),
    Regle(
        "Les sommes concordent, quelle que soit la coupe",
        "Par territoire, par priorité, par exercice, par statut ou par source, les montants d'une enveloppe donnent le même total. "
        "S'il y avait un écart, il serait montré jusqu'à la ligne qui le cause.",
    ),
    Regle(
        "Ce qui manque reste visible",
        "« Régional », « Non ventilé » et « Non publié » sont des groupes comme les autres. Un montant que personne n'a publié n'est "
        "jamais 0 $, et un territoire sans rien de publié garde sa place.",
    ),
    Regle(
        "Seul l'argent de l'Alliance entre dans l'enveloppe",
        "Le FQIS hors Alliance, l'argent des partenaires et les autres sources sont montrés à part. Les ajouter ferait croire "
        "l'enveloppe plus engagée qu'elle ne l'est.",
    ),
    Regle(
        "« Plus de » reste « plus de »",
        "Un plancher publié garde ses mots dans toutes les sommes. Une somme qui contient en entier un total publié exact est exacte, "
        "quels que soient les doutes sur son détail.",
    ),
    Regle(
        "L'avancement se lit contre le temps",
        "La part engagée est mise à côté de la part de la période écoulée, au jour de lecture. Seul ce qui était annoncé ce jour-là compte : "
        "relire une date passée redonne le chiffre d'alors.",
    ),
    Regle(
        "Pas de rapport sans dénominateur",
        "Un montant par personne dit la population et l'année dont il se sert. Quand l'un des deux nombres manque, le rapport n'est pas calculé.",
    ),
    Regle(
        "Deux cycles ne se comparent pas par priorité",
        "Les priorités de 2018-2023 et celles de 2024-2029 sont des listes différentes, et aucune correspondance n'est publiée.",
    ),
    Regle(
        "Les sources qui se contredisent restent côte à côte",
        "Rien n'est moyenné ni choisi en silence. Une part qui dépend d'un montant contesté n'est pas calculée.",
    ),
    Regle(
        "Chaque chiffre s'ouvre",
        "Sous chaque figure : sa couverture, sa version, ses données à télécharger, sa formule, et les lignes qu'elle additionne avec leur "
        "fichier, leur feuille, leur numéro de ligne et leur source.",
    ),
)
