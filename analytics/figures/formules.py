"""Say in words how each figure is computed: one declaration, shown beside the figure and on the page « Méthode et sources »."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Formule:
    """How one figure is computed: its name, its formula in words, what to mind when reading it."""

    nom: str
    formule: str
    attention: str = ""


FORMULES: dict[str, Formule] = {
    "engage": Formule(
        "Montant engagé",
        "Somme des montants accordés dont la source est « FQIS – Alliance » et qui nomment cette enveloppe, plus ce que les totaux publiés "
        "contiennent au-delà des montants détaillés.",
        "Le FQIS hors Alliance, les partenaires et les autres sources n'entrent pas dans l'enveloppe.",
    ),
    "part_engagee": Formule(
        "Part engagée",
        "Montant engagé divisé par le montant de l'enveloppe.",
        "Sans montant publié pour l'enveloppe, ou si les sources se contredisent, la part n'est pas calculée.",
    ),
    "part_du_temps": Formule(
        "Temps écoulé",
        "Nombre de jours écoulés depuis le premier jour de la période, divisé par le nombre de jours de la période.",
        "Pour une période passée, la date de lecture est celle de la dernière annonce.",
    ),
    "restant": Formule(
        "Reste à engager",
        "Montant de l'enveloppe moins montant engagé.",
        "Ce qui n'a pas été publié compte comme non engagé.",
    ),
    "par_mois": Formule(
        "À engager par mois", "Reste à engager divisé par le nombre de mois jusqu'au dernier jour de la période."
    ),
    "projection": Formule(
        "Au rythme moyen",
        "Montant engagé divisé par la part du temps écoulé.",
        "C'est une règle de trois, et non une prévision.",
    ),
    "territoire": Formule(
        "Montant par territoire",
        "Somme des montants accordés du territoire. Le territoire d'un montant est celui de sa ligne, sinon celui de l'initiative.",
        "« Régional » vise la région entière et n'est jamais réparti entre les MRC. « Non ventilé » est ce qu'un total publié ne détaille pas.",
    ),
    "priorite": Formule(
        "Montant par priorité",
        "Somme des montants accordés de la priorité. La priorité d'un montant est celle de sa ligne, sinon celle de l'initiative.",
        "Les priorités de deux cycles ne se comparent pas : aucune correspondance n'est reconnue.",
    ),
    "exercice": Formule(
        "Montant par exercice", "Somme des montants accordés de l'année financière, du 1er avril au 31 mars."
    ),
    "statut": Formule("Montant par statut", "Somme des montants accordés aux initiatives de ce statut."),
    "source": Formule("Montant par source", "Somme des montants accordés de cette source de financement."),
    "croisement": Formule(
        "Territoire et priorité", "Somme des montants accordés qui ont ce territoire et cette priorité."
    ),
    "par_personne": Formule(
        "Montant par personne",
        "Montant accordé divisé par la population recensée en 2021.",
        "Non calculé pour « Régional » et « Non ventilé », qui n'ont pas de population propre.",
    ),
    "part_du_total": Formule("Part du total", "Montant du groupe divisé par le montant engagé de l'enveloppe."),
    "nombre": Formule(
        "Nombre d'initiatives",
        "Nombre d'initiatives différentes nommées dans les données.",
        "Une initiative qui sert plusieurs MRC compte dans chacune, et une seule fois dans le total. Une initiative qui n'est pas nommée n'est pas comptée.",
    ),
    "part_territoire": Formule(
        "Part réservée au territoire",
        "Montant publié pour le territoire dans l'enveloppe; une fourchette garde son minimum et son maximum.",
        "Quand deux sources se contredisent, les deux sont montrées.",
    ),
    "precision": Formule(
        "« Plus de », « environ », « au plus »",
        "Un plancher garde « plus de » dans toutes les sommes. S'il fait partie d'un total publié exact et que la somme contient ce total en entier, "
        "la somme est exacte; ce qui reste du total sans lui est « au plus ».",
    ),
}
