"""What can be wrong with what cells mean together, and with what a text reveals of somebody."""

from __future__ import annotations

from analytics.intake.catalogue.kind import enrichir, erreur, verifier

LOGIC = (
    erreur(
        "dates-inversees",
        "Fin avant le début",
        "« {valeur} » vient avant le début, {lu}.",
        "Corrigez l'une des deux dates, par exemple « 2022-03-31 ».",
    ),
    verifier(
        "fin-apres-limite",
        "Fin après la limite du cycle",
        "« {valeur} » dépasse la fin permise par le cycle ou par l'enveloppe, {lu}.",
        "Vérifiez la date de fin, ou le cycle et l'enveloppe.",
    ),
    verifier(
        "exercice-hors-dates",
        "Exercice en dehors des dates de l'initiative",
        "« {valeur} » va du 1er avril au 31 mars et ne touche pas les dates de l'initiative, {lu}.",
        "Vérifiez l'exercice du montant, ou les dates de l'initiative.",
    ),
    verifier(
        "depense-depasse-verse",
        "Dépensé plus que versé",
        "Le montant dépensé, {valeur}, dépasse le montant versé, {lu}.",
        "Vérifiez les deux montants, ou complétez ce qui a été versé.",
    ),
    verifier(
        "verse-depasse-accorde",
        "Versé plus qu'accordé",
        "Le montant versé, {valeur}, dépasse le montant accordé, {lu}.",
        "Vérifiez les deux montants, ou complétez ce qui a été accordé.",
    ),
    verifier(
        "statut-contraire",
        "Statut contraire aux dates",
        "« {valeur} » ne va pas avec « {titre} », {lu}.",
        "Mettez à jour le statut ou la date, par exemple « {propose} ».",
    ),
    enrichir(
        "personnes-sans-cible",
        "Personnes rejointes sans nombre visé",
        "{valeur} personnes sont rejointes, mais le nombre de personnes visées n'est pas écrit.",
        "Ajoutez le nombre visé si vous l'avez, par exemple « 120 ».",
    ),
    verifier(
        "montant-zero",
        "Montant de zéro",
        "« {colonne} » vaut zéro.",
        "Laissez la cellule vide si le montant n'est pas connu; gardez zéro seulement si c'est le vrai montant.",
    ),
    enrichir(
        "titre-egal-description",
        "Description qui répète le titre",
        "« {valeur} » est aussi le titre.",
        "Décrivez l'initiative en une phrase, par exemple « Trois frigos en libre-service, ouverts à toute heure ».",
    ),
)

PRIVACY = (
    verifier(
        "courriel",
        "Adresse de courriel dans un texte",
        "« {valeur} » ressemble à une adresse de courriel, et tout ce qui est publié est public.",
        "Retirez-la, ou écrivez le nom de l'organisme.",
    ),
    verifier(
        "telephone",
        "Numéro de téléphone dans un texte",
        "« {valeur} » ressemble à un numéro de téléphone, et tout ce qui est publié est public.",
        "Retirez-le, ou écrivez le nom de l'organisme.",
    ),
    erreur(
        "assurance-sociale",
        "Numéro d'assurance sociale dans un texte",
        "« {valeur} » a la forme d'un numéro d'assurance sociale, et tout ce qui est publié est public.",
        "Retirez-le de la cellule et de vos fichiers.",
    ),
    verifier(
        "code-postal",
        "Code postal dans un texte",
        "« {valeur} » est un code postal, qui peut désigner la maison d'une personne.",
        "Retirez-le, ou nommez la municipalité.",
    ),
    verifier(
        "nom-de-personne",
        "Nom d'une personne dans un texte",
        "« {valeur} » ressemble au nom d'une personne, et tout ce qui est publié est public.",
        "Retirez-le, ou écrivez le nom de l'organisme ou la fonction, par exemple « la coordonnatrice ».",
    ),
)
