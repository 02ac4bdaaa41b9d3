"""What can be wrong with the value of a cell."""

from __future__ import annotations

from analytics.intake.catalogue.kind import enrichir, erreur, verifier

CELLS = (
    erreur(
        "obligatoire-vide",
        "Cellule obligatoire vide",
        "Il manque une valeur : « {colonne} » est obligatoire.",
        "Remplissez la cellule, par exemple « {exemple} ».",
    ),
    erreur(
        "obligatoire-non-publie",
        "Valeur obligatoire non publiée",
        "« {valeur} » dit que la valeur manque, mais « {colonne} » est obligatoire.",
        "Écrivez une valeur, par exemple « {exemple} ».",
    ),
    enrichir(
        "valeur-manquante",
        "Valeur dite manquante",
        "« {valeur} » est lu comme une valeur manquante, jamais comme zéro.",
        "Laissez la cellule vide, ou écrivez la valeur si vous l'avez, par exemple « {exemple} ».",
    ),
    erreur(
        "montant-illisible",
        "Montant illisible",
        "« {valeur} » n'est pas un montant.",
        "Écrivez seulement des chiffres et une virgule, par exemple « 12 000,00 ».",
    ),
    verifier(
        "montant-ambigu",
        "Montant à deux lectures",
        "« {valeur} » peut se lire de deux façons; il a été lu {lu}.",
        "Écrivez-le sans équivoque, par exemple « {propose} ».",
    ),
    verifier(
        "montant-trop-de-decimales",
        "Plus de deux décimales",
        "« {valeur} » a plus de deux décimales; il a été arrondi à {lu}.",
        "Écrivez le montant au cent près, par exemple « {propose} ».",
    ),
    verifier(
        "montant-abrege",
        "Montant abrégé",
        "« {valeur} » a été lu {lu}.",
        "Écrivez le montant au long, par exemple « {propose} ».",
    ),
    verifier(
        "montant-en-milliers",
        "Colonne de montants abrégés",
        "Les montants de « {valeur} » sont donnés en {unite}; chacun a été multiplié par {lu}.",
        "Vérifiez-en un ou deux, ou écrivez-les au long, par exemple « {exemple} ».",
    ),
    verifier(
        "montant-autre-monnaie",
        "Autre monnaie",
        "« {valeur} » n'est pas en dollars canadiens; le nombre a été lu tel quel, {lu}.",
        "Convertissez-le, ou écrivez « {propose} » s'il s'agit de dollars.",
    ),
    erreur(
        "montant-negatif",
        "Montant négatif",
        "« {valeur} » est un montant négatif.",
        "Écrivez un montant positif ou zéro, par exemple « {exemple} ».",
    ),
    erreur(
        "montant-demesure",
        "Montant démesuré",
        "« {valeur} » dépasse mille milliards de dollars.",
        "Vérifiez le nombre de zéros, par exemple « 12 000,00 ».",
    ),
    erreur(
        "nombre-illisible",
        "Nombre illisible",
        "« {valeur} » n'est pas un nombre.",
        "Écrivez seulement un nombre, par exemple « {exemple} ».",
    ),
    verifier(
        "nombre-ambigu",
        "Nombre à deux lectures",
        "« {valeur} » peut se lire de deux façons; il a été lu {lu}.",
        "Écrivez-le sans équivoque, par exemple « {propose} ».",
    ),
    erreur(
        "nombre-non-entier",
        "Nombre qui n'est pas entier",
        "« {valeur} » n'est pas un nombre entier.",
        "Écrivez un nombre sans décimale, par exemple « {exemple} ».",
    ),
    erreur(
        "nombre-hors-bornes",
        "Nombre hors des bornes",
        "« {valeur} » est hors des valeurs possibles ({limite}).",
        "Corrigez le nombre, par exemple « {exemple} ».",
    ),
    erreur(
        "date-illisible",
        "Date illisible",
        "« {valeur} » n'est pas une date.",
        "Écrivez l'année, le mois et le jour, par exemple « 2021-04-01 ».",
    ),
    erreur(
        "date-impossible",
        "Date impossible",
        "« {valeur} » n'existe pas au calendrier.",
        "Corrigez le jour, le mois ou l'année, par exemple « 2021-04-01 ».",
    ),
    verifier(
        "date-ambigue",
        "Date à deux lectures",
        "« {valeur} » peut se lire jour/mois ou mois/jour; la date lue est le {lu}.",
        "Écrivez l'année d'abord, par exemple « {propose} ».",
    ),
    verifier(
        "date-incomplete",
        "Date sans jour",
        "« {valeur} » ne dit pas le jour; la date lue est le {lu}.",
        "Écrivez la date au complet, par exemple « {propose} ».",
    ),
    verifier(
        "date-numero",
        "Date écrite comme un nombre",
        "« {valeur} » est un numéro de jour d'Excel; la date lue est le {lu}.",
        "Donnez à la cellule le format Date, ou écrivez « {propose} ».",
    ),
    verifier(
        "date-improbable",
        "Date improbable",
        "« {valeur} » est très loin des cycles de l'Alliance; la date lue est le {lu}.",
        "Vérifiez l'année, par exemple « 2021-04-01 ».",
    ),
    erreur(
        "exercice-illisible",
        "Exercice illisible",
        "« {valeur} » n'est pas un exercice financier.",
        "Écrivez les deux années, par exemple « 2021-2022 ».",
    ),
    erreur(
        "exercice-impossible",
        "Exercice impossible",
        "« {valeur} » ne couvre pas une seule année, du 1er avril au 31 mars.",
        "Écrivez deux années qui se suivent, par exemple « {propose} ».",
    ),
    erreur("ouinon-illisible", "Ni oui ni non", "« {valeur} » ne dit ni oui ni non.", "Écrivez « oui » ou « non »."),
    erreur(
        "valeur-hors-liste",
        "Valeur hors de la liste",
        "« {valeur} » n'est pas dans la liste de « {colonne} ».",
        "Choisissez une valeur de la liste, par exemple « {propose} ».",
    ),
    erreur(
        "territoire-inconnu",
        "Territoire inconnu",
        "« {valeur} » n'est pas un territoire du Bas-Saint-Laurent.",
        "Écrivez une des huit MRC ou « Régional », par exemple « {propose} ».",
    ),
    enrichir(
        "valeur-reconnue",
        "Valeur reconnue sous une autre graphie",
        "« {valeur} » a été lu comme « {lu} ».",
        "Écrivez « {lu} » pour que tous l'écrivent de la même façon.",
    ),
    enrichir(
        "territoire-reconnu",
        "Territoire reconnu sous une autre graphie",
        "« {valeur} » a été lu comme le territoire « {lu} ».",
        "Écrivez « {lu} » pour que tous l'écrivent de la même façon.",
    ),
    enrichir(
        "valeur-hors-liste-gardee",
        "Valeur ajoutée à la liste",
        "« {valeur} » n'est pas dans la liste proposée pour « {colonne} »; elle est gardée telle quelle.",
        "Vérifiez son orthographe, ou choisissez une valeur de la liste, par exemple « {propose} ».",
    ),
    erreur(
        "texte-trop-long",
        "Texte trop long",
        "Le texte de « {colonne} » dépasse {limite} caractères.",
        "Raccourcissez-le, par exemple comme « {exemple} ».",
    ),
    verifier(
        "adresse-illisible",
        "Adresse web illisible",
        "« {valeur} » n'est pas une adresse web; elle est laissée de côté.",
        "Copiez l'adresse au complet, par exemple « https://www.crdbsl.org/actualites ».",
    ),
    enrichir(
        "adresse-completee",
        "Adresse web complétée",
        "« {valeur} » a été lu comme l'adresse « {lu} ».",
        "Écrivez l'adresse au complet, avec « https:// ».",
    ),
    erreur(
        "valeur-erreur-excel",
        "Erreur de calcul d'Excel",
        "La cellule affiche l'erreur « {valeur} ».",
        "Corrigez la formule, ou remplacez-la par sa valeur, par exemple « {exemple} ».",
    ),
    erreur(
        "formule-sans-valeur",
        "Formule sans valeur",
        "La cellule contient une formule dont la valeur n'a pas été enregistrée.",
        "Ouvrez le classeur dans Excel et enregistrez-le, ou écrivez la valeur, par exemple « {exemple} ».",
    ),
)
