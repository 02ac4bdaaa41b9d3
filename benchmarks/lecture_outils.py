"""Read one file in one way, and print how long it took: `python -m benchmarks.lecture_outils WAY FILE REPEATS`.

Each way runs in a process of its own, so that its peak of memory is its own. The rules of pandera and of frictionless are
those of ours that they can say: types, required cells, closed lists, unique identifiers, lengths, no negative amount.
"""

from __future__ import annotations

import io
import json
import sys
import time
from collections.abc import Callable
from importlib import import_module
from pathlib import Path
from typing import Any

import pandas as pd
import pyarrow as pa
import pyarrow.csv as arrow_csv
from python_calamine import CalamineWorkbook

from analytics.intake import Reading, Upload, read_uploads
from benchmarks.lecture_donnees import AMOUNTS, COUNTS, DATES, HEADER, PRIORITES, SOURCES, STATUTS, TERRITOIRES

LISTS = {3: TERRITOIRES, 4: PRIORITES, 5: STATUTS, 8: SOURCES}
LONGEST = {0: 60, 1: 140, 2: 140}
REQUIRED = (0, 1, 2, 3, 4, 5, 8, 10)
TEXTS = [at for at in range(len(HEADER)) if at not in (*DATES, *AMOUNTS, *COUNTS)]


def ours(path: Path, isole: bool = False) -> Reading:
    """Read, recognise, type and check with the product."""
    reading = read_uploads([Upload(path.name, path.read_bytes())], isole=isole)
    if not reading.publiable:
        raise ValueError([group.premieres[0].message for group in reading.groups][:3])
    return reading


def ours_apart(path: Path) -> Reading:
    """Do the same in the limited process, as the pages and the command do."""
    return ours(path, isole=True)


def arrow_raw(path: Path) -> pa.Table:
    """Cut the rows and guess the types, no more."""
    return arrow_csv.read_csv(path, parse_options=arrow_csv.ParseOptions(delimiter=";"))


def pandas_typed(path: Path, texts: str | None = "str") -> pd.DataFrame:
    """Read with the C engine, every type given (`texts` None: those of texts are left to pandas)."""
    types: dict[str, Any] = {HEADER[at]: float for at in AMOUNTS} | {HEADER[at]: "int64" for at in COUNTS}
    types |= {HEADER[at]: texts for at in TEXTS} if texts else {}
    days = [HEADER[at] for at in DATES]
    return pd.read_csv(path, sep=";", decimal=",", engine="c", parse_dates=days, dtype=types)


def pandas_lean(path: Path) -> pd.DataFrame:
    """Read with the C engine, amounts, counts and dates given, texts left to pandas: its fastest way."""
    return pandas_typed(path, None)


def with_pandera(path: Path) -> pd.DataFrame:
    """Read with pandas, then check with pandera."""
    pandera = import_module("pandera.pandas")
    check = pandera.Check
    columns = {}
    for at, name in enumerate(HEADER):
        checks = [check.isin(LISTS[at])] if at in LISTS else []
        checks += [check.str_length(max_value=LONGEST[at])] if at in LONGEST else []
        checks += [check.ge(0)] if at in (*AMOUNTS, *COUNTS) else []
        columns[name] = pandera.Column(checks=checks, nullable=at not in REQUIRED, unique=at == 0)
    return pandera.DataFrameSchema(columns).validate(pandas_typed(path), lazy=True)


def with_frictionless(path: Path) -> object:
    """Read and check with frictionless."""
    frictionless = import_module("frictionless")
    fields = [_frictionless_field(at, name) for at, name in enumerate(HEADER)]
    schema = frictionless.Schema.from_descriptor({"fields": fields})
    dialect = frictionless.Dialect.from_descriptor({"csv": {"delimiter": ";"}})
    frictionless.system.trusted = True
    resource = frictionless.Resource(path=str(path), schema=schema, dialect=dialect, encoding="utf-8")
    report = resource.validate()
    if not report.valid:
        raise ValueError(report.flatten(["rowNumber", "fieldName", "message"])[:3])
    return report


def _frictionless_field(at: int, name: str) -> dict[str, Any]:
    """Describe one column to frictionless."""
    rules: dict[str, Any] = {"required": True} if at in REQUIRED else {}
    rules |= {"enum": list(LISTS[at])} if at in LISTS else {}
    rules |= {"maxLength": LONGEST[at]} if at in LONGEST else {}
    rules |= {"minimum": 0} if at in (*AMOUNTS, *COUNTS) else {}
    rules |= {"unique": True} if at == 0 else {}
    kind = "date" if at in DATES else "number" if at in AMOUNTS else "integer" if at in COUNTS else "string"
    more = {"decimalChar": ","} if kind == "number" else {}
    return {"name": name, "type": kind, "constraints": rules} | more


def calamine_raw(path: Path) -> list[list[object]]:
    """Take the cells of the first sheet as Python values, no more."""
    return CalamineWorkbook.from_filelike(io.BytesIO(path.read_bytes())).get_sheet_by_index(0).to_python()


WAYS: dict[str, Callable[[Path], object]] = {
    "lecture du projet": ours,
    "lecture du projet, à part": ours_apart,
    "pyarrow, brut": arrow_raw,
    "pandas, typé": pandas_typed,
    "pandas, au plus vite": pandas_lean,
    "pandas et pandera": with_pandera,
    "frictionless": with_frictionless,
    "calamine, brut": calamine_raw,
}
"""What is compared, by the name shown."""


def measure(way: Callable[[Path], object], path: Path, repeats: int) -> dict[str, float]:
    """Return the shortest time and the least processor time of several readings."""
    walls, works = [], []
    for _ in range(repeats):
        wall, work = time.perf_counter(), time.process_time()
        way(path)
        walls.append(time.perf_counter() - wall)
        works.append(time.process_time() - work)
    return {"secondes": min(walls), "processeur": min(works)}


if __name__ == "__main__":
    name, file, repeats = sys.argv[1:]
    print(json.dumps(measure(WAYS[name], Path(file), int(repeats))))
