"""The set-up does nothing when all is there, starts again when something moved, and fails in French."""

import ast
import json
import sys
from pathlib import Path

import pytest

from outils import navigateur, nginx, preparer
from tests.maison.source import Source

TOOLS = [Path(module.__file__) for module in (preparer, navigateur, nginx)]


@pytest.fixture
def ready(tmp_path, monkeypatch):
    """Give a folder whose stamp says that everything is installed."""
    locks = {name: tmp_path / f"{name}.lock" for name in ("tableau", "tests")}
    for name, lock in locks.items():
        lock.write_bytes(f"{name}==1.0\n".encode())
    monkeypatch.setattr(preparer, "LOCKS", locks)
    monkeypatch.setattr(preparer, "STAMP", tmp_path / "preparation.json")
    monkeypatch.setattr(preparer, "venv_version", lambda: [3, 11])
    stamp = {name: preparer.fingerprint(lock) for name, lock in locks.items()}
    stamp |= {"python": [3, 11], "navigateur": sys.executable}
    preparer.STAMP.write_text(json.dumps(stamp))
    return tmp_path


@pytest.mark.parametrize("profile", ["tableau", "tests"])
def test_is_ready_needs_nothing_more(ready, profile):
    assert preparer.is_ready(profile)


def test_is_ready_ignores_the_line_ends_of_windows(ready):
    preparer.LOCKS["tableau"].write_bytes(b"tableau==1.0\r\n")
    assert preparer.is_ready("tableau")


@pytest.mark.parametrize("profile", ["tableau", "tests"])
def test_is_ready_sees_a_new_lock(ready, profile):
    preparer.LOCKS[profile].write_bytes(b"autre==1.0\n")
    assert not preparer.is_ready(profile)


@pytest.mark.parametrize("version", [None, [3, 13]])
def test_is_ready_sees_a_python_that_left(ready, monkeypatch, version):
    monkeypatch.setattr(preparer, "venv_version", lambda: version)
    assert not preparer.is_ready("tableau")


def test_is_ready_sees_a_browser_that_left(ready):
    stamp = json.loads(preparer.STAMP.read_text()) | {"navigateur": str(ready / "parti")}
    preparer.STAMP.write_text(json.dumps(stamp))
    assert preparer.is_ready("tableau")
    assert not preparer.is_ready("tests")


def test_is_ready_reads_a_spoiled_stamp_as_nothing(ready):
    preparer.STAMP.write_text("{")
    assert not preparer.is_ready("tableau")


@pytest.mark.parametrize("path", TOOLS, ids=lambda path: path.name)
def test_tools_run_before_any_package_and_parse_on_an_old_python(path):
    text = path.read_text(encoding="utf-8")
    ast.parse(text, feature_version=(3, 8))
    tops = {name.split(".")[0] for _, name in Source(path, text).imports}
    assert tops <= set(sys.stdlib_module_names) | {"outils"}


def test_main_says_that_python_is_too_old(monkeypatch, capsys):
    monkeypatch.setattr(preparer, "MINIMUM", (99, 0))
    monkeypatch.setattr(preparer.shutil, "which", lambda name: None)
    assert preparer.main([]) == 2
    assert "trop ancien : il faut Python 3.11 ou plus récent" in capsys.readouterr().out


def test_main_says_what_to_type_when_venv_is_missing(ready, monkeypatch, capsys):
    monkeypatch.setattr(preparer, "venv_version", lambda: None)
    monkeypatch.setattr(preparer.sys, "executable", "/bin/false")
    monkeypatch.setattr(navigateur, "is_root", lambda: False)
    assert preparer.main([]) == 1
    version = f"{sys.version_info[0]}.{sys.version_info[1]}"
    assert f"sudo apt-get install python{version}-venv" in capsys.readouterr().err


def test_browser_path_gives_a_browser_that_opens_a_page():
    assert navigateur.opens_a_page(Path(sys.executable), preparer.browser_path())


def test_opens_a_page_refuses_a_program_that_is_no_browser():
    assert not navigateur.opens_a_page(Path(sys.executable), "/bin/true")


@pytest.mark.parametrize(("identity", "expected"), [("debian", True), ("ubuntu\nID_LIKE=debian", False)])
def test_is_debian_tells_it_from_ubuntu(tmp_path, identity, expected):
    release = tmp_path / "os-release"
    release.write_text(f'NAME="Un système"\nID={identity}\n')
    assert navigateur.is_debian(release) is expected


@pytest.mark.parametrize(
    ("debian", "typed"),
    [
        (True, "sudo apt-get install libatomic1 chromium"),
        (False, ".venv/bin/python -m playwright install chromium"),
    ],
)
def test_advice_names_the_command_of_this_system(monkeypatch, debian, typed):
    monkeypatch.setattr(navigateur, "is_debian", lambda: debian)
    assert typed in navigateur.advice(Path(".venv/bin/python"))


def test_is_ready_sees_that_nginx_left(ready, monkeypatch):
    monkeypatch.setattr(nginx, "find", lambda program: None)
    assert preparer.is_ready("tableau")
    assert not preparer.is_ready("tests")


@pytest.mark.parametrize(
    ("apt", "typed"), [(True, "sudo apt-get install nginx openssl"), (False, "brew install nginx")]
)
def test_main_says_what_to_type_when_nginx_cannot_be_had(ready, monkeypatch, capsys, apt, typed):
    monkeypatch.setattr(nginx, "find", lambda program: None)
    monkeypatch.setattr(nginx, "apt_install", lambda package: False)
    monkeypatch.setattr(nginx, "has_apt", lambda: apt)
    monkeypatch.setattr(preparer, "install", lambda profile: None)
    assert preparer.main(["--tests"]) == 1
    assert typed in capsys.readouterr().err
