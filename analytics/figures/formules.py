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
    "indicateur": Formule(
        "Indicateur de besoin",
        "Valeur publiée par sa source, à la même année pour toutes les MRC : la dernière qui en couvre le plus.",
        "Un indicateur décrit un territoire; il n'explique pas un montant, et un montant n'explique pas un indicateur.",
    ),
    "part_du_total": Formule("Part du total", "Montant du groupe divisé par le montant engagé de l'enveloppe."),
    "nombre": Formule(
        "Nombre d'initiatives",
        "Nombre d'initiatives différentes nommées dans les données.",
        "Une initiative qui sert plusieurs MRC compte dans chacune, et une seule fois dans le total. "
        "Une initiative qui n'est pas nommée n'est pas comptée.",
    ),
    "trouvees": Formule(
        "Somme de ce qui est trouvé",
        "Somme des montants accordés des initiatives trouvées, toutes sources et tous exercices ensemble.",
        "Une initiative sans montant publié est comptée et n'ajoute rien. Cette somme n'est pas le montant engagé d'une enveloppe.",
    ),
    "etapes": Formule(
        "État d'une étape",
        "État et dates que les sources donnent de l'étape pour la MRC. Quand elles se contredisent, leurs réponses sont côte à côte.",
        "« Non publié » veut dire qu'aucune source n'a été trouvée, et non que rien n'est fait.",
    ),
    "echeances": Formule(
        "Échéances",
        "Dates limites des étapes qui ne sont pas connues comme faites, et fin des initiatives de chaque enveloppe.",
        "Une échéance passée dont l'étape n'est pas connue comme faite reste affichée : elle a pu être respectée sans que ce soit publié.",
    ),
    "sieges": Formule(
        "Secteurs et sièges",
        "Organismes nommés dans les publications, rangés selon les quinze secteurs de la Table régionale; un organisme nommé dans "
        "plusieurs territoires compte une fois.",
        "La composition nominative de la Table n'est pas publiée : un siège n'est dit connu que si une source le dit.",
    ),
    "documents": Formule(
        "Adresses des documents",
        "Adresse où le document se lit; quand il n'est pas en ligne, celle d'une page qui en parle, ce que sa note précise.",
    ),
    "part_territoire": Formule(
        "Part réservée au territoire",
        "Montant publié pour le territoire dans l'enveloppe; une fourchette garde son minimum et son maximum.",
        "Quand deux sources se contredisent, les deux sont montrées.",
    ),
    "part_atteinte": Formule(
        "Part engagée du territoire",
        "Montant engagé du territoire divisé par la part publiée pour lui : au moins avec la plus grande part publiée, au plus avec la plus petite.",
        "La part peut couvrir d'autres exercices que les montants connus; la note de chaque part le dit.",
    ),
    "bornes": Formule(
        "Place parmi les MRC",
        "Les bornes sont la plus petite et la plus grande valeur des huit MRC, à la même année; elles manquent si l'une des huit manque.",
        "Un indicateur situe un territoire; il n'explique aucun montant.",
    ),
    "precision": Formule(
        "« Plus de », « environ », « au plus »",
        "Un plancher garde « plus de » dans toutes les sommes. S'il fait partie d'un total publié exact et que la somme contient ce total en entier, "
        "la somme est exacte; ce qui reste du total sans lui est « au plus ».",
    ),
}
