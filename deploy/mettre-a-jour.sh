#!/bin/sh
# mettre-a-jour.sh DOSSIER : passe à la version préparée dans DOSSIER, une réplique à la fois, sans interruption.
#
# À lancer en root, une fois DOSSIER préparé (make preparer). Si la première réplique ne démarre pas avec la nouvelle version, l'ancienne
# revient et rien d'autre n'est touché. Les noms ci-dessous se changent par l'environnement.
set -eu
: "${COURANT:=/opt/alliance/courant}" "${REPLIQUES:=1 2}"
: "${SAUVEGARDER:=systemctl start alliance-sauvegarde.service}"
: "${REDEMARRER:=systemctl restart alliance@}"

nouveau=$(cd "$1" && pwd)
ancien=$(readlink -f "$COURANT")
[ -x "$nouveau/.venv/bin/python" ] || { echo "$nouveau n'est pas prêt : lancez « make preparer » dans ce dossier." >&2; exit 1; }

pointer() {
    ln -sfn "$1" "$COURANT.nouveau"
    mv -T "$COURANT.nouveau" "$COURANT"
}

echo "Sauvegarde avant la mise à jour…"
$SAUVEGARDER
pointer "$nouveau"
faites=""
for replique in $REPLIQUES; do
    echo "Réplique $replique : elle laisse finir les passages en cours, puis redémarre…"
    if ! $REDEMARRER"$replique"; then
        echo "La réplique $replique ne démarre pas avec la nouvelle version : retour à $ancien." >&2
        pointer "$ancien"
        for a_refaire in $faites $replique; do $REDEMARRER"$a_refaire"; done
        exit 1
    fi
    faites="$faites $replique"
done
echo "Mise à jour terminée : $nouveau"
