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
    erreur(
        "fichier-trop-gros",
        "Fichier trop gros",
        "Le fichier « {feuille} » n'est pas lu : {raison}, et la limite est de {limite}.",
        "Supprimez ce qui ne sert pas (images, feuilles, vieux exercices), ou déposez-le en plusieurs fichiers.",
    ),
    erreur(
        "feuille-demesuree",
        "Feuille démesurée",
        "Le fichier « {feuille} » n'est pas lu : {raison}, et la limite est de {limite}.",
        "Supprimez les lignes et les colonnes inutiles au-delà du tableau, puis enregistrez-le de nouveau.",
    ),
    erreur(
        "fichier-piege",
        "Fichier qui n'est pas fait comme un tableur",
        "Le fichier « {feuille} » n'est pas lu : {raison}, ce qu'aucun tableur n'écrit.",
        "Ouvrez-le dans votre tableur et enregistrez-le de nouveau en .xlsx.",
    ),
    erreur(
        "lecture-trop-longue",
        "Lecture trop longue",
        "La lecture du fichier « {feuille} » a été arrêtée après {limite}.",
        "Enregistrez-le de nouveau en .xlsx ou en CSV, ou déposez-le en plusieurs fichiers.",
    ),
    erreur(
        "lecture-interrompue",
        "Lecture interrompue",
        "Le fichier « {feuille} » ne peut pas être lu : {raison}.",
        "Ouvrez-le dans votre tableur, puis enregistrez-le de nouveau (par exemple en .xlsx).",
    ),
    enrichir(
        "encodage-devine",
        "Accents lus d'après un ancien codage",
        "Le fichier « {feuille} » ne dit pas comment ses accents sont codés; il a été lu en {encodage}.",
        "Vérifiez quelques accents, ou enregistrez-le en « CSV UTF-8 ».",
    ),
    verifier(
        "encodage-melange",
        "Accents codés de deux façons",
        "Le fichier « {feuille} » mélange deux codages d'accents; ce qui n'était pas en UTF-8 a été lu en {encodage}.",
        "Vérifiez quelques accents, ou enregistrez-le en « CSV UTF-8 ».",
    ),
    verifier(
        "caracteres-illisibles",
        "Caractères illisibles",
        "Le fichier « {feuille} » contient des caractères abîmés, montrés « \ufffd ».",
        "Écrivez-les de nouveau, ou enregistrez le fichier en « CSV UTF-8 ».",
    ),
    enrichir(
        "caracteres-retires",
        "Caractères invisibles retirés",
        "Le fichier « {feuille} » contient des caractères nuls, qui ont été retirés.",
        "Rien à faire si les textes vous semblent justes.",
    ),
    verifier(
        "texte-repare",
        "Accents codés deux fois, réparés",
        "« {valeur} » a été lu « {lu} ».",
        "Vérifiez le texte, ou écrivez-le de nouveau.",
    ),
    enrichir(
        "separateur-devine",
        "Séparateur choisi entre deux",
        "Les colonnes du fichier « {feuille} » peuvent être séparées par {lu} ou par {propose}; c'est {lu} qui a été pris.",
        "Vérifiez que les colonnes sont bien coupées.",
    ),
    verifier(
        "guillemets-ouverts",
        "Guillemet jamais refermé",
        "Un guillemet ouvert à la ligne {ligne}, « {valeur} », n'est jamais refermé; il est lu comme un signe ordinaire.",
        'Supprimez ce guillemet ou doublez-le, par exemple « porte 36"" ».',
    ),
    enrichir(
        "guillemets-inegaux",
        "Guillemets à l'intérieur d'une cellule",
        "À la ligne {ligne}, « {valeur} », des guillemets ne sont pas doublés; la cellule a été lue au complet.",
        'Vérifiez cette ligne, ou doublez les guillemets, par exemple « ""La Ruche"" ».',
    ),
    verifier(
        "lignes-entre-guillemets",
        "Lignes entières entre guillemets",
        "Chaque ligne du fichier « {feuille} » est écrite au complet entre guillemets; ceux-ci ont été retirés.",
        "Vérifiez que les colonnes sont bien coupées, ou enregistrez le fichier de nouveau en « CSV UTF-8 ».",
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
        "entete-double",
        "Titre de colonne écrit deux fois",
        "Le titre « {valeur} » est celui de plusieurs colonnes ({lettres}); la première a été lue.",
        "Vérifiez que c'est la bonne, ou désignez-la par sa lettre dans le profil.",
    ),
    verifier(
        "entete-voisin",
        "Titre de colonne reconnu malgré une différence",
        "Le titre « {valeur} » a été lu comme « {colonne} ».",
        "Vérifiez que c'est la bonne colonne, ou écrivez « {colonne} ».",
    ),
    verifier(
        "colonne-devinee",
        "Colonne reconnue d'après ses valeurs",
        "Le titre « {valeur} » n'est pas connu; d'après ses valeurs, la colonne a été lue comme « {colonne} ».",
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
    verifier(
        "feuille-hors-profil",
        "Feuille d'une autre mise en page, laissée de côté",
        "La feuille « {feuille} » n'a pas les colonnes du profil, qui en lit une autre; elle n'est pas lue.",
        "Si elle contient d'autres données, déposez-la seule ou faites-lui son propre profil.",
    ),
    verifier(
        "feuille-masquee",
        "Feuille masquée, laissée de côté",
        "La feuille « {feuille} » est masquée; elle n'est pas lue.",
        "Affichez-la si elle compte, sinon laissez-la masquée.",
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
    verifier(
        "modele-ancien",
        "Modèle d'une autre version",
        "Ce classeur vient du modèle des règles {lu}, et le programme suit les règles {propose}.",
        "Téléchargez le modèle à jour et copiez-y vos lignes si une colonne manque.",
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
