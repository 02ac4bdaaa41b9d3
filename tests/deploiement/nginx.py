"""Start a real nginx on the configuration of `deploy/`, its words replaced by the ports and folders of a test."""

from __future__ import annotations

import os
import re
import signal
import socket
import ssl
import subprocess
import time
from pathlib import Path

from outils.nginx import nginx_path
from tests.navigateur import ROOT

TEMPLATE = ROOT / "deploy" / "nginx" / "alliance.conf.template"
NAME = "localhost"
AROUND = """
{user}
daemon off;
worker_processes 2;
pid {folder}/nginx.pid;
error_log {folder}/erreurs.log warn;
events {{ worker_connections 4096; }}
http {{
    client_body_temp_path {folder}/corps;
    proxy_temp_path {folder}/relais;
    fastcgi_temp_path {folder}/f; uwsgi_temp_path {folder}/u; scgi_temp_path {folder}/s;
    include {folder}/alliance.conf;
}}
"""


def words() -> set[str]:
    """List the words that the template leaves to whoever installs it."""
    return set(re.findall(r"\$\{(ALLIANCE_\w+)\}", TEMPLATE.read_text(encoding="utf-8")))


def render(values: dict[str, str]) -> str:
    """Write the configuration, as `envsubst` does."""
    return re.sub(r"\$\{(ALLIANCE_\w+)\}", lambda found: values[found[1]], TEMPLATE.read_text(encoding="utf-8"))


def make_certificate(folder: Path) -> tuple[Path, Path]:
    """Make a certificate for this machine's own name, and its key."""
    certificate, key = folder / "certificat.pem", folder / "cle.pem"
    command = ["openssl", "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-days", "2", "-subj", f"/CN={NAME}"]
    command += ["-addext", f"subjectAltName=DNS:{NAME}", "-keyout", str(key), "-out", str(certificate)]
    subprocess.run(command, check=True, capture_output=True)
    return certificate, key


class Nginx:
    """One nginx before two replicas, on this machine's own name."""

    def __init__(self, folder: Path, replicas: list[int], ports: tuple[int, int]) -> None:
        """Write the configuration and start."""
        self.folder, (self.port_http, self.port_https) = folder, ports
        certificate, key = make_certificate(folder)
        values = {f"ALLIANCE_REPLIQUE_{rank}": f"127.0.0.1:{port}" for rank, port in enumerate(replicas, start=1)}
        values |= {"ALLIANCE_NOM": NAME, "ALLIANCE_PORT_HTTP": f"127.0.0.1:{self.port_http}"}
        values |= {"ALLIANCE_PORT_HTTPS": f"127.0.0.1:{self.port_https}", "ALLIANCE_CACHE": str(folder / "cache")}
        values |= {"ALLIANCE_CERTIFICAT": str(certificate), "ALLIANCE_CLE": str(key)}
        values |= {"ALLIANCE_JOURNAUX": str(folder), "ALLIANCE_ACME": str(folder)}
        (folder / "alliance.conf").write_text(render(values), encoding="utf-8")
        # As root, nginx would serve as another user, who may not enter the folder of the test.
        user = "user root;" if os.geteuid() == 0 else ""
        (folder / "nginx.conf").write_text(AROUND.format(folder=folder, user=user), encoding="utf-8")
        self.trust = ssl.create_default_context(cafile=certificate)
        self.url = f"https://{NAME}:{self.port_https}"
        self.process = subprocess.Popen([*self._command(), "-g", ""], stderr=subprocess.DEVNULL)
        self._wait()

    def _command(self) -> list[str]:
        """Write the call of nginx on this configuration."""
        return [nginx_path(), "-p", str(self.folder), "-c", str(self.folder / "nginx.conf")]

    def check(self) -> subprocess.CompletedProcess:
        """Ask nginx what it thinks of its configuration."""
        return subprocess.run([*self._command(), "-t"], capture_output=True, text=True, check=False)

    def _wait(self) -> None:
        """Wait until somebody answers at the port."""
        for _ in range(200):
            with socket.socket() as probe:
                if probe.connect_ex(("127.0.0.1", self.port_https)) == 0:
                    return
            if self.process.poll() is not None:
                break
            time.sleep(0.05)
        raise RuntimeError(f"nginx n'a pas démarré :\n{self.check().stderr}")

    def stop(self) -> None:
        """Stop at once."""
        self.process.send_signal(signal.SIGTERM)
        self.process.wait(10)
