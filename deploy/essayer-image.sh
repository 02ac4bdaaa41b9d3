#!/bin/sh
# essayer-image.sh : construit l'image, la lance sous les mêmes limites que compose.yaml, et vérifie ce qu'elle promet.
#
#   deploy/essayer-image.sh                     avec Docker
#   MOTEUR=podman deploy/essayer-image.sh       avec Podman
#   IMAGE=alliance:0.1.0 deploy/essayer-image.sh    une image déjà construite
# CONSTRUIRE et LANCER ajoutent des options à la construction et au lancement. Seule l'image reste ensuite.
set -eu
: "${MOTEUR:=docker}" "${IMAGE:=}" "${CONSTRUIRE:=}" "${LANCER:=}"
cd "$(dirname "$0")/.."
# Podman ne garde l'examen de santé (HEALTHCHECK) que dans cette forme d'image, et ouvre de lui-même d'autres dossiers que /tmp.
export BUILDAH_FORMAT=docker
case "$MOTEUR" in *podman) LANCER="--read-only-tmpfs=false $LANCER" ;; esac

if [ -z "$IMAGE" ]; then
    IMAGE=alliance:essai
    "$MOTEUR" build $CONSTRUIRE -f deploy/Containerfile -t "$IMAGE" .
fi
conteneur=$("$MOTEUR" run -d --read-only --tmpfs /tmp:size=512m,mode=1777 --cap-drop ALL --security-opt no-new-privileges \
    --memory 2g --pids-limit 512 --ulimit nofile=8192 --ulimit core=0 \
    -e ALLIANCE_DATABASE_URL=sqlite:////tmp/alliance.sqlite $LANCER "$IMAGE")
trap '"$MOTEUR" rm -f "$conteneur" > /dev/null' EXIT

sante=$("$MOTEUR" inspect --format '{{json .Config.Healthcheck.Test}}' "$conteneur")
tar -cf - deploy/essai_image.py benchmarks/__init__.py benchmarks/visiteur.py benchmarks/visiteur_ecran.py |
    "$MOTEUR" exec -i "$conteneur" python -c "import sys, tarfile; tarfile.open(fileobj=sys.stdin.buffer, mode='r|').extractall('/tmp/essai')"
"$MOTEUR" exec -e PYTHONPATH=/tmp/essai:/opt/alliance "$conteneur" python /tmp/essai/deploy/essai_image.py "$sante"

"$MOTEUR" stop -t 45 "$conteneur" > /dev/null
code=$("$MOTEUR" inspect --format '{{.State.ExitCode}}' "$conteneur")
if [ "$code" != 0 ] || ! "$MOTEUR" logs "$conteneur" 2>&1 | grep -q "Arrêt demandé"; then
    echo "L'image ne s'arrête pas doucement (code $code)." >&2
    exit 1
fi
echo "oui  arrêt : demandé, puis terminé de lui-même (code 0)"
octets=$("$MOTEUR" image inspect --format '{{.Size}}' "$IMAGE")
echo "     $IMAGE : $((octets / 1000000)) Mo sur le disque"
