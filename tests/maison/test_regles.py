"""Each rule of the house fails on a small tree that breaks it, and says where; its lawful twin passes."""

import argparse
from pathlib import Path

import pytest

from tests.maison import dependances, documents, fleches, style, traces


def write(root: Path, files: dict[str, str]) -> Path:
    """Make a small tree."""
    for name, text in files.items():
        path = root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    return root


def places(found: list[str]) -> list[str]:
    """Keep the place of each violation."""
    return [line.split(": ")[0] for line in found]


@pytest.mark.parametrize(
    ("path", "text"),
    [
        ("analytics/figures/carte.py", "import streamlit as st"),
        ("analytics/figures/carte.py", "from streamlit import cache_data"),
        ("analytics/figures/carte.py", "from analytics.publications import open_store"),
        ("analytics/figures/carte.py", "def draw():\n    from ..intake import read"),
        ("analytics/schema/model.py", "from analytics import format_fr"),
        ("analytics/format_fr.py", "from analytics.schema import Column"),
        ("analytics/intake/cells.py", "import analytics.publications.store"),
        ("analytics/publications/store.py", "from analytics.intake import read"),
        ("analytics/aggregates/groups.py", "from analytics.figures.theme import BLUE"),
        ("analytics/exports/slides.py", "from analytics.commands import parser"),
        ("analytics/exports/slides.py", "import importlib\nimportlib.import_module('streamlit')"),
        ("analytics/amorce.py", "from pages.commun import cache"),
        ("pages/consulter/apercu.py", "import app"),
        ("pages/consulter/apercu.py", "from tests.donnees import tables"),
        ("outils/capture.py", "import streamlit"),
        ("reglages.py", "import streamlit"),
    ],
)
def test_arrow_violations_sees_the_wrong_way(tmp_path, path, text):
    last_line = len(text.splitlines())
    assert places(fleches.arrow_violations(write(tmp_path, {path: text}))) == [f"{path}:{last_line}"]


@pytest.mark.parametrize(
    ("path", "text"),
    [
        ("app.py", "import streamlit\nfrom pages.commun import cache"),
        ("pages/commun/cache.py", "import streamlit\nfrom analytics.exports import slides"),
        ("analytics/__main__.py", "from analytics.exports import slides\nfrom analytics import intake"),
        ("analytics/amorce.py", "from analytics import intake, publications"),
        ("analytics/schema/lists.py", "from analytics.schema.model import Column\nfrom . import model"),
        (
            "analytics/figures/carte.py",
            "from analytics.aggregates.groups import Aggregate\nfrom .theme import BLUE",
        ),
        (
            "analytics/exports/slides.py",
            "from analytics.figures import carte\nfrom analytics import publications",
        ),
        ("tests/pages/test_apercu.py", "from streamlit.testing.v1 import AppTest"),
    ],
)
def test_arrow_violations_lets_the_right_way_through(tmp_path, path, text):
    assert fleches.arrow_violations(write(tmp_path, {path: text})) == []


@pytest.mark.parametrize(
    "text",
    [
        "from datetime import datetime\ndatetime.now()",
        "from datetime import datetime as dt\ndt.utcnow()",
        "import datetime\ndatetime.date.today()",
        "from datetime import date\nfactory = date.today",
        "import time\ntime.time()",
        "from time import time\ntime()",
        "import pandas as pd\npd.Timestamp.now()",
        "import pandas as pd\npd.to_datetime('today')",
        "from pandas import Timestamp\nTimestamp.today(tz='UTC')",
        "from sqlalchemy import func\ndefault = func.now()",
    ],
)
def test_clock_violations_sees_each_look(tmp_path, text):
    root = write(tmp_path, {"analytics/aggregates/progress.py": text, "analytics/__main__.py": text})
    assert places(fleches.clock_violations(root)) == ["analytics/aggregates/progress.py:2"]


def test_clock_violations_lets_dates_and_pages_through(tmp_path):
    given = "import time\nfrom datetime import date\ndate(2026, 3, 31)\ntime.perf_counter()\n"
    asked = "import pandas as pd\npd.Timestamp('2021-09-22')\npd.Timestamp.max\n"
    page = "from datetime import date\ndate.today()\n"
    files = {"analytics/a/x.py": given, "analytics/b/y.py": asked, "pages/commun/jour.py": page}
    assert fleches.clock_violations(write(tmp_path, files)) == []


SHORT = "x = 1\n"


@pytest.mark.parametrize(
    ("rule", "wrong", "right", "place"),
    [
        (
            style.misplaced_pages,
            {"pages/apercu.py": SHORT},
            {"pages/consulter/apercu.py": SHORT},
            "pages/apercu.py",
        ),
        (
            style.open_pages,
            {"pages/gerer/a.py": '"""A."""\nimport x\nx.go()\nqui = exiger(Role.DEPOT)'},
            {
                "pages/gerer/a.py": '"""A."""\nimport x\nqui = exiger(Role.DEPOT)\nx.go()',
                "pages/gerer/b.py": "import x\nexiger(Role.DEPOT)",
                "pages/consulter/a.py": "x = 1",
            },
            "pages/gerer/a.py:3",
        ),
        (style.open_pages, {"pages/gerer/a.py": "qui = exiger(role)"}, {}, "pages/gerer/a.py:1"),
        (style.open_pages, {"pages/gerer/a.py": "def f():\n    pass\n\nexiger(Role.DEPOT)"}, {}, "pages/gerer/a.py:1"),
        (style.oversized_files, {"tests/a.py": SHORT * 301}, {"tests/a.py": SHORT * 300}, "tests/a.py"),
        (
            style.oversized_files,
            {"pages/consulter/a.py": SHORT * 81},
            {"pages/consulter/a.py": SHORT * 80, "pages/commun/a.py": SHORT * 81},
            "pages/consulter/a.py",
        ),
        (
            style.oversized_functions,
            {"analytics/a.py": "class A:\n    def f():\n" + "        pass\n" * 40},
            {"analytics/a.py": "class A:\n    @cache\n    def f():\n" + "        pass\n" * 39},
            "analytics/a.py:2",
        ),
        (
            style.bare_excepts,
            {"outils/a.py": "try:\n    f()\nexcept:\n    pass"},
            {"outils/a.py": "try:\n    f()\nexcept OSError:\n    pass"},
            "outils/a.py:3",
        ),
        (style.asserts, {"analytics/a.py": "assert rows"}, {"tests/a.py": "assert rows"}, "analytics/a.py:1"),
        (
            style.reductions_in_pages,
            {"pages/commun/a.py": "x = 1\nrows.groupby('territoire').sum()"},
            {"analytics/aggregates/a.py": "rows.groupby('territoire').sum()"},
            "pages/commun/a.py:2",
        ),
        (style.reductions_in_pages, {"app.py": "pd.merge(a, b)"}, {"app.py": "f(merge=True)"}, "app.py:1"),
        (
            style.outside_data,
            {"analytics/a.py": "# lu dans ../shared/faits"},
            {"analytics/a.py": "# shared borders", "outils/a.py": "'shared/geo'"},
            "analytics/a.py:1",
        ),
    ],
)
def test_style_rule_sees_the_wrong_and_passes_the_right(tmp_path, rule, wrong, right, place):
    assert places(rule(write(tmp_path / "wrong", wrong))) == [place]
    assert rule(write(tmp_path / "right", right)) == []


HOUSE = {
    "Makefile": "PORT := 1\nrun: preparer\npreparer:\n",
    ".gitignore": "# sur place\n.venv/\n/exemple*.xlsx\n",
    "app.py": "",
    "analytics/schema/lists.py": "",
    "analytics/__main__.py": "",
    "outils/preparer.py": "",
    "docs/guide.md": "",
}


def parser() -> argparse.ArgumentParser:
    """Make a small command line: `verifier FICHIER --json`."""
    made = argparse.ArgumentParser()
    verifier = made.add_subparsers().add_parser("verifier")
    verifier.add_argument("fichier")
    verifier.add_argument("--json", action="store_true")
    return made


def promises(root: Path, text: str) -> list[str]:
    """Check a README with this text in the small house."""
    return documents.document_violations(write(root, HOUSE | {"README.md": text}), parser())


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("`make lancer`", "« make lancer » n'existe pas"),
        ("```\nmake run lancer PORT=1\n```", "« make lancer » n'existe pas"),
        ("`analytics/schema/colonnes.py`", "analytics/schema/colonnes.py n'existe pas"),
        ("`journal.md`", "journal.md n'existe pas"),
        ("`outils/*.toml`", "outils/*.toml n'existe pas"),
        ("![vue](docs/images/vue.png)", "docs/images/vue.png n'existe pas"),
        ("`python -m analytics publier`", "« python -m analytics publier » n'existe pas"),
        ("```sh\npython -m analytics verifier\n```", "« python -m analytics verifier » est refusé"),
        ("```\n.venv\\Scripts\\python -m outils.lancer\n```", "« python -m outils.lancer » n'existe pas"),
        ("```\npython -m streamlit run lancer.py\n```", "lancer.py n'existe pas"),
    ],
)
def test_document_violations_sees_each_broken_promise(tmp_path, capsys, text, found):
    assert promises(tmp_path, text) == [f"README.md: {found}"]


def test_document_violations_accepts_what_is_there(tmp_path):
    text = """
`make run PORT=8600`, `analytics/schema/`, `outils/*.py`, [le guide](docs/guide.md), [un site](https://exemple.org/a/b.md),
`python -m analytics verifier`, `exemple.xlsx`, `.venv`, `PORT`, `sqlite:///base.db`.
```powershell
py -m outils.preparer        # prépare
.venv\\Scripts\\python -m streamlit run app.py
.venv\\Scripts\\python -m analytics verifier "mon fichier.xlsx" --json
```
"""
    assert promises(tmp_path, text) == []


OWNERS = {"pandas": ["pandas"], "yaml": ["PyYAML"], "pytest": ["pytest"]}
LOCK = "pandas==3.1.1 \\\n    --hash=sha256:aa\nnumpy==2.4.6 ; sys_platform == 'win32' \\\n    --hash=sha256:bb\n"


@pytest.mark.parametrize("line", ["pandas>=3  # tables", "pandas", "pandas==3.*  # tables", "pandas==3.1.1"])
def test_inexact_pins_refuses_a_range_or_no_reason(tmp_path, line):
    root = write(tmp_path, {"requirements.txt": f"# tout\nPyYAML==6.0  # réglages\n{line}\n"})
    assert dependances.inexact_pins(root, "requirements.txt") == [
        f"requirements.txt: « {line} » doit s'écrire nom==version  # raison"
    ]
    assert dependances.pins(root, "requirements.txt") == {"pyyaml": "6.0"}


def test_pins_reads_a_distribution_with_an_extra(tmp_path):
    root = write(tmp_path, {"requirements.txt": "psycopg[binary]==3.3.9  # PostgreSQL\n"})
    assert dependances.inexact_pins(root, "requirements.txt") == []
    assert dependances.pins(root, "requirements.txt") == {"psycopg": "3.3.9"}


def test_dependencies_are_used_and_imports_declared(tmp_path):
    files = {
        "requirements.txt": "pandas==3.1.1  # tables\nPyYAML==6.0  # réglages\n",
        "requirements-dev.txt": "-r requirements.txt\npytest==9.2.0  # tests\n",
        "analytics/a.py": "import json\nimport pandas\nimport pytest\nfrom analytics import b\n",
        "tests/test_a.py": "import pytest\nimport inconnu\n",
    }
    root = write(tmp_path, files)
    assert dependances.unused_dependencies(root, OWNERS) == ["requirements.txt: pyyaml n'est importé nulle part"]
    assert places(dependances.undeclared_imports(root, OWNERS)) == ["analytics/a.py:3", "tests/test_a.py:2"]


def test_lock_violations_sees_a_stale_version_and_a_missing_hash(tmp_path):
    direct = "pandas==3.1.1  # tables\nplotly==7.1.0  # figures\n"
    lock = LOCK + "plotly==7.0.0\nrequests==2.34.2 \\\n    --hash=sha256:cc\n"
    dev_lock = LOCK.replace("2.4.6", "2.4.7") + "plotly==7.1.0 \\\n    --hash=sha256:dd\n"
    files = {"requirements.txt": direct, "requirements.lock": lock, "requirements-dev.lock": dev_lock}
    root = write(tmp_path, files)
    assert dependances.lock_violations(root, "requirements.txt", "requirements.lock") == [
        "requirements.lock: plotly devrait être à 7.1.0 (« make verrou »)",
        "requirements.lock: plotly est sans empreinte",
    ]
    found = dependances.lock_violations(root, "requirements.txt", "requirements-dev.lock", "requirements.lock")
    assert [line.split()[1] for line in found] == ["plotly", "numpy", "requests"]


@pytest.mark.parametrize(
    "parts",
    [
        ("lu dans /", "work/donnees"),
        ("voir /ho", "me/alice/projet"),
        ("C:", "\\Users\\alice"),
        ("pip install --index", "-url x"),
        ("--find", "-links=/opt"),
        ("https://files.python", "hosted.org/packages"),
        ("-----BEGIN RSA ", "PRIVATE KEY-----"),
        ("gh", "p_" + "a1" * 18),
        ("postgresql://alliance:", "s3cretpasse@base/alliance"),
        ("mot_de_passe = '", "abcd1234efgh5678'"),
    ],
)
def test_trace_violations_sees_each_trace(tmp_path, parts):
    root = write(tmp_path, {"docs/a.md": f"ligne\n{''.join(parts)}\n", ".venv/lib/b.md": "".join(parts)})
    assert places(trace_list := traces.trace_violations(root)) == ["docs/a.md:2"], trace_list


def test_trace_violations_passes_ordinary_text(tmp_path):
    text = "https://exemple.org/work/home/x\nuv --no-emit-index-url\npostgresql://USAGER:MOT_DE_PASSE@hote/base\n"
    root = write(tmp_path, {"README.md": text})
    (root / "image.png").write_bytes(b"\x89PNG\xff\xfe")
    assert traces.trace_violations(root) == []
