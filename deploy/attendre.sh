#!/bin/sh
# attendre.sh ADRESSE SECONDES : attend qu'une adresse réponde 200; sinon, répond 1.
set -eu
fin=$(($(date +%s) + $2))
while ! curl --silent --fail --max-time 4 --output /dev/null "$1"; do
    if [ "$(date +%s)" -ge "$fin" ]; then
        echo "$1 ne répond pas après $2 secondes" >&2
        exit 1
    fi
    sleep 1
done
