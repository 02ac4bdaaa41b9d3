"""What can be wrong with a file, and with the headers of a sheet."""

from __future__ import annotations

from analytics.intake.catalogue.kind import enrichir, erreur, verifier

FILES = (
    erreur(
        "fichier-illisible",
        "Fichier illisible",
        "Le fichier « {feuille} » ne s'ouvre pas : {raison}.",
        "Ouvrez-le dans votre tableur, puis enregistrez-le de nouveau (par exemple en .xlsx).",
    ),
    erreur(
        "fichier-autre-genre",
        "Ce n'est pas un tableur",
        "Le fichier « {feuille} » est {genre}, et non un tableur.",
        "Déposez un classeur Excel (.xlsx) ou un fichier CSV, par exemple « initiatives.xlsx ».",
    ),
    erreur(
        "fichier-protege",
        "Fichier protégé par un mot de passe",
        "Le fichier « {feuille} » est protégé par un mot de passe.",
        "Retirez le mot de passe dans Excel (Fichier, Informations, Protéger le classeur), puis déposez-le de nouveau.",
    ),
    erreur(
        "fichier-vide",
        "Fichier vide",
        "Le fichier « {feuille} » ne contient rien.",
        "Vérifiez que vous avez déposé le bon fichier, par exemple « initiatives.xlsx ».",
    ),
    erreur(
        "aucun-tableau",
        "Aucun tableau reconnu",
        "Aucune feuille ne porte les titres de colonnes attendus.",
        "Mettez en tête du tableau les titres du modèle, par exemple « Titre », « Territoire » et « Montant accordé ($) ».",
    ),
    enrichir(
        "encodage-devine",
        "Accents lus d'après l'ancien codage de Windows",
        "Le fichier « {feuille} » ne dit pas comment ses accents sont codés; il a été lu en {encodage}.",
        "Vérifiez quelques accents, ou enregistrez-le en « CSV UTF-8 ».",
    ),
    erreur(
        "guillemets-ouverts",
        "Guillemets jamais refermés",
        "Un guillemet ouvert à la ligne {ligne} n'est jamais refermé : la fin du fichier serait lue comme une seule cellule.",
        'Supprimez ce guillemet ou doublez-le, par exemple « porte 36"" ».',
    ),
    verifier(
        "ligne-courte",
        "Ligne plus courte que les titres",
        "La ligne {ligne} a moins de cellules que de titres; celles qui manquent sont lues comme vides.",
        "Vérifiez qu'aucun séparateur n'y manque.",
    ),
    erreur(
        "ligne-decalee",
        "Ligne plus longue que les titres",
        "La ligne {ligne} a plus de cellules que de titres, et commence par « {valeur} » : ses valeurs sont peut-être décalées.",
        'Mettez entre guillemets la cellule qui contient le séparateur, par exemple "Frigos, jardins et serres".',
    ),
)

HEADERS = (
    erreur(
        "colonne-obligatoire-absente",
        "Colonne obligatoire absente",
        "La feuille « {feuille} » n'a pas de colonne « {colonne} », qui est obligatoire.",
        "Ajoutez-la, ou indiquez quelle colonne la contient (par exemple « {exemple} » dans une cellule).",
    ),
    erreur(
        "entete-ambigu",
        "Deux colonnes pour une seule",
        "Deux colonnes peuvent être « {colonne} » : {lettres}.",
        "Indiquez laquelle lire, ou renommez l'autre, par exemple « {colonne} (ancien) ».",
    ),
    verifier(
        "entete-voisin",
        "Titre de colonne reconnu malgré une différence",
        "Le titre « {valeur} » a été lu comme « {colonne} ».",
        "Vérifiez que c'est la bonne colonne, ou écrivez « {colonne} ».",
    ),
    verifier(
        "colonne-inconnue",
        "Colonne inconnue, mise de côté",
        "La colonne « {valeur} » n'est pas connue; elle est mise de côté.",
        "Indiquez à quoi elle correspond si elle compte, sinon laissez-la{propose}.",
    ),
    verifier(
        "entete-vide",
        "Colonne sans titre, mise de côté",
        "La colonne {lettres} contient des valeurs mais n'a pas de titre; elle est mise de côté.",
        "Donnez-lui un titre, par exemple « Note ».",
    ),
    enrichir(
        "feuille-ignoree",
        "Feuille sans tableau, laissée de côté",
        "La feuille « {feuille} » n'a pas les titres attendus; elle n'est pas lue.",
        "Si elle contient des données, donnez-lui les titres du modèle, par exemple « Titre » et « Territoire ».",
    ),
    enrichir(
        "feuille-croisee",
        "Tableau croisé, laissé de côté",
        "La feuille « {feuille} » est un tableau croisé dynamique; elle n'est pas lue.",
        "Rien à faire si les données de base sont dans une autre feuille.",
    ),
    verifier(
        "tableau-vide",
        "Tableau sans ligne",
        "La feuille « {feuille} » porte les bons titres, mais aucune ligne.",
        "Vérifiez que c'est voulu, ou ajoutez ses lignes sous les titres.",
    ),
    erreur(
        "profil-colonne-absente",
        "Colonne du profil absente du fichier",
        "Le profil attend une colonne « {valeur} » que la feuille « {feuille} » n'a pas.",
        "Choisissez de nouveau la colonne, ou un autre profil.",
    ),
    erreur(
        "profil-colonne-inconnue",
        "Colonne du profil inconnue",
        "Le profil envoie vers « {valeur} », qui n'est pas une de nos colonnes.",
        "Choisissez une colonne de la liste, par exemple « Titre ».",
    ),
)
