"""What can be wrong with a row, with what it stands for, and between tables."""

from __future__ import annotations

from analytics.intake.catalogue.kind import enrichir, erreur, verifier

ROWS = (
    verifier(
        "ligne-total",
        "Ligne de total mise de côté",
        "La ligne {ligne}, « {valeur} », est un total; elle n'est pas comptée.",
        "Rien à faire si c'est bien un total, sinon remplissez ses autres cellules.",
    ),
    enrichir(
        "entete-repete",
        "Titres répétés mis de côté",
        "La ligne {ligne} répète les titres des colonnes; elle n'est pas comptée.",
        "Rien à faire; vous pouvez la supprimer.",
    ),
    enrichir(
        "ligne-sous-titre",
        "Ligne sous les titres mise de côté",
        "La ligne {ligne}, « {valeur} », complète les titres (unités, numéros des colonnes); elle n'est pas comptée.",
        "Rien à faire; vous pouvez la supprimer.",
    ),
    enrichir(
        "ligne-vide",
        "Ligne vide",
        "La ligne {ligne} est vide; elle n'est pas comptée.",
        "Rien à faire; vous pouvez la supprimer.",
    ),
    enrichir(
        "cellule-fusionnee",
        "Cellule fusionnée sur plusieurs lignes",
        "La cellule fusionnée « {valeur} » vaut pour les lignes {ligne} à {autre}.",
        "Rien à faire si c'est bien ce que vous vouliez dire, sinon annulez la fusion.",
    ),
    verifier(
        "ligne-masquee",
        "Ligne masquée, lue comme les autres",
        "La ligne {ligne} est masquée dans la feuille; elle est lue et comptée.",
        "Supprimez-la si elle ne compte pas.",
    ),
    verifier(
        "ligne-note",
        "Note sous le tableau mise de côté",
        "La ligne {ligne}, « {valeur} », est lue comme une note; elle n'est pas comptée.",
        "Rien à faire si c'est bien une note, sinon remplissez ses autres cellules.",
    ),
    verifier(
        "ligne-intertitre",
        "Intertitre mis de côté",
        "La ligne {ligne}, « {valeur} », est lue comme un intertitre; elle n'est pas comptée.",
        "Rien à faire si c'en est un, sinon remplissez ses autres cellules.",
    ),
    verifier(
        "ligne-en-double",
        "Ligne répétée à l'identique",
        "La ligne {ligne} répète exactement la ligne {autre}; les deux sont comptées.",
        "Supprimez l'une des deux si c'est la même.",
    ),
    erreur(
        "montant-absent",
        "Aucun montant",
        "La ligne {ligne} n'a aucun montant.",
        "Remplissez au moins une des colonnes {colonnes}, par exemple « {exemple} ».",
    ),
    erreur(
        "enveloppe-absente",
        "Enveloppe absente",
        "Un montant « FQIS – Alliance » doit dire de quelle enveloppe il vient.",
        "Remplissez « Enveloppe », par exemple « alliance-2018-2023 ».",
    ),
)

IDENTITY = (
    verifier(
        "correction-perimee",
        "Correction qui ne s'applique plus",
        "La cellule contient maintenant « {valeur} » : la correction faite avant n'y est plus appliquée.",
        "Vérifiez la cellule, puis retirez cette correction ou faites-la de nouveau.",
    ),
    verifier(
        "identifiant-fabrique",
        "Identifiant fabriqué",
        "Aucun identifiant n'est écrit; il en a été fait un d'après le titre, l'organisme et le territoire.",
        "Écrivez un identifiant qui reste le même d'une année à l'autre, par exemple « BSL-2021-014 ».",
    ),
    erreur(
        "identifiant-en-double",
        "Identifiant en double",
        "« {valeur} » est déjà à la ligne {autre}.",
        "Donnez un identifiant différent à chaque initiative, ou supprimez la ligne en trop.",
    ),
    erreur(
        "cle-en-double",
        "Deux lignes pour la même chose",
        "La ligne {ligne} parle de la même chose que la ligne {autre} ({cle}).",
        "Gardez une seule des deux lignes, ou corrigez ce qui les distingue.",
    ),
    verifier(
        "montant-en-double",
        "Deux montants pour la même chose",
        "La ligne {ligne} a la même initiative, le même exercice et la même source que la ligne {autre}; les montants sont additionnés.",
        "Supprimez la ligne en trop si le montant a été saisi deux fois.",
    ),
    verifier(
        "initiative-contradictoire",
        "Même identifiant, valeurs différentes",
        "« {valeur} » diffère de « {lu} », écrit plus haut pour la même initiative; la première valeur est gardée.",
        "Corrigez l'une des deux, ou donnez deux identifiants différents.",
    ),
    verifier(
        "organisme-deux-graphies",
        "Même organisme écrit de deux façons",
        "« {valeur} » semble être « {propose} », écrit autrement ailleurs.",
        "Écrivez le même nom partout, par exemple « {propose} ».",
    ),
    verifier(
        "titre-en-double",
        "Même titre deux fois",
        "« {valeur} » est aussi le titre de la ligne {autre}, qui a un autre identifiant.",
        "Donnez le même identifiant si c'est la même initiative, sinon précisez le titre (par exemple avec la MRC).",
    ),
)

BETWEEN = (
    erreur(
        "initiative-inconnue",
        "Montant d'une initiative inconnue",
        "« {valeur} » n'est l'identifiant d'aucune initiative.",
        "Ajoutez l'initiative, ou corrigez l'identifiant{propose}.",
    ),
    enrichir(
        "initiative-sans-montant",
        "Initiative sans montant",
        "L'initiative « {valeur} » n'a aucun montant; elle sera montrée « Non publié ».",
        "Ajoutez son montant si vous l'avez, par exemple « 19 606,00 ».",
    ),
    erreur(
        "enveloppe-inconnue",
        "Enveloppe inconnue",
        "« {valeur} » n'est l'identifiant d'aucune enveloppe.",
        "Corrigez-le, ou ajoutez l'enveloppe, par exemple « {propose} ».",
    ),
    verifier(
        "enveloppe-depassee",
        "Enveloppe dépassée",
        "Les montants accordés de l'enveloppe « {valeur} » font {lu}, plus que ses {limite}.",
        "Vérifiez les montants, ou le montant de l'enveloppe.",
    ),
    verifier(
        "part-depassee",
        "Part du territoire dépassée",
        "Les montants accordés à « {territoire} » font {lu}, plus que sa part de {limite}.",
        "Vérifiez les montants, ou la part du territoire.",
    ),
    verifier(
        "territoire-different",
        "Territoire différent de celui de l'initiative",
        "« {valeur} » n'est pas le territoire de l'initiative, « {lu} ».",
        "Corrigez l'un des deux si l'initiative n'en sert qu'un.",
    ),
    verifier(
        "total-recouvre",
        "Un total en recouvre d'autres sans les égaler",
        "Ce total de {valeur} recouvre d'autres totaux du même exercice, qui font {lu}.",
        "Gardez le total ou son détail, ou corrigez l'écart de {limite}.",
    ),
    enrichir(
        "total-repete",
        "Un total répète son détail",
        "Ce total de {valeur} est exactement la somme d'autres totaux du même exercice.",
        "Rien à corriger; vous pouvez ne garder que le détail.",
    ),
    verifier(
        "total-depasse",
        "Détail plus grand que le total",
        "Les montants des initiatives font {lu}, plus que ce total publié de {valeur}.",
        "Vérifiez les montants, ou corrigez le total.",
    ),
)
