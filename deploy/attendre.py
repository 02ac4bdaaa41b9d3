"""attendre.py ADRESSE SECONDES: wait until an address answers 200; answer 1 when it did not in that time.

Standard library only. systemd calls it to know that a replica can serve.
"""

from __future__ import annotations

import sys
import time
from urllib.request import urlopen


def answers(address: str) -> bool:
    """Tell whether an address answers 200 now."""
    try:
        with urlopen(address, timeout=4):
            return True
    except OSError:
        return False


def main(address: str, seconds: str) -> int:
    """Ask every half second."""
    limit = time.monotonic() + float(seconds)
    while not answers(address):
        if time.monotonic() >= limit:
            print(f"{address} ne répond pas après {seconds} secondes", file=sys.stderr)
            return 1
        time.sleep(0.5)
    return 0


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
