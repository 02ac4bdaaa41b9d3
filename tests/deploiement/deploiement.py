"""Start the deployment as `docs/deploiement.md` describes it, on this machine: PostgreSQL, two replicas, nginx."""

from __future__ import annotations

import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from urllib.request import Request, urlopen

from analytics.publications import Store
from tests.deploiement.nginx import Nginx
from tests.navigateur import ROOT, Serveur, free_port, lancer, stop, wait_until_ready
from tests.publications.postgresql import Server

SETTINGS = {"ALLIANCE_JOURNAL": "json", "FORWARDED_ALLOW_IPS": "127.0.0.1", "STREAMLIT_SERVER_COOKIE_SECRET": "fictif"}


@dataclass
class Deploiement:
    """What runs, and how to start a replica again."""

    base: Server
    url_base: str
    nginx: Nginx
    ports: list[int]
    work: Path
    repliques: dict[str, Serveur] = field(default_factory=dict)

    @property
    def url(self) -> str:
        """Give the address that people open."""
        return self.nginx.url

    def store(self) -> Store:
        """Open the store as another program would."""
        return Store(self.url_base)

    def start(self, *names: str) -> None:
        """Start replicas, and wait until each can serve and nginx, which leaves a dead one alone for a while, leads there."""
        for name in names:
            port = self.ports[int(name) - 1]
            settings = SETTINGS | {"ALLIANCE_REPLIQUE": name}
            self.repliques[name] = lancer(ROOT / "app.py", self.url_base, self.work, port, **settings)
        for name in names:
            wait_until_ready(self.repliques[name])
            self._wait_for_nginx(name)

    def _wait_for_nginx(self, name: str, seconds: float = 20) -> None:
        """Wait until whoever shows the name of a replica is answered by it."""
        request = Request(f"{self.url}/vivant", headers={"Cookie": f"alliance_replique={name}"})
        limit = time.monotonic() + seconds
        while time.monotonic() < limit:
            try:
                with urlopen(request, timeout=5, context=self.nginx.trust) as answer:
                    if answer.headers["Set-Cookie"] is None:
                        return
            except OSError:
                pass  # not yet
            time.sleep(0.1)
        raise RuntimeError(f"nginx ne mène pas à la réplique {name}")

    def kill(self, name: str) -> None:
        """Kill a replica, as a lack of memory would."""
        process = self.repliques[name].process
        process.kill()
        process.wait()


@contextmanager
def deployer(work: Path) -> Iterator[Deploiement]:
    """Start everything in a folder, and stop it afterwards."""
    base, ports = Server(), [free_port(), free_port()]
    running = Deploiement(base, base.url(), Nginx(work, ports, (free_port(), free_port())), ports, work)
    try:
        running.start("1", "2")
        yield running
    finally:
        for serveur in running.repliques.values():
            serveur.process.terminate()
        for serveur in running.repliques.values():
            stop(serveur.process)
        running.nginx.stop()
        base.stop()
