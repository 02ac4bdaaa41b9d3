"""Answer the cuts with DuckDB as often as asked; run by `benchmarks.agregats` in the environment of the benchmarks.

Usage: decoupages_duckdb.py LEDGER.parquet COLUMN…, then one line a question on the standard input, one JSON line an answer:
`mots` or `numeros`, the seconds and processor seconds of all the cuts; `reponses`, what they answer.

Two tables, both made before any question. `mots` holds the columns as they are typed: words. `numeros` is as ready as DuckDB can have it:
each dimension an enumeration, each initiative a number, like the ledger itself.
"""

from __future__ import annotations

import json
import sys
import time

import duckdb

_ASK = (
    "select {cut}, sum(montant_accorde), sum(montant_verse), sum(montant_depense), count(distinct {who}), "
    "count(distinct {who}) filter (where montant_accorde is not null) from {table} group by {cut}"
)
_WHO = {"mots": "id_initiative", "numeros": "rang_initiative"}


def open_base(path: str, cuts: list[str]) -> duckdb.DuckDBPyConnection:
    """Return a base in memory with both tables."""
    base = duckdb.connect()
    base.execute(f"create table mots as select * from read_parquet('{path}')")
    for cut in cuts:
        base.execute(f"create type t_{cut} as enum (select distinct {cut} from mots order by 1)")
    words = ", ".join(f"{cut}::t_{cut} as {cut}" for cut in cuts)
    who = "nullif(rang_initiative, -1)::integer as rang_initiative"
    base.execute(f"create table numeros as select {words}, {who}, columns('montant_.*') from mots")
    return base


def asked(base: duckdb.DuckDBPyConnection, table: str, cuts: list[str]) -> list[list[tuple]]:
    """Return the rows of each cut."""
    return [base.execute(_ASK.format(cut=cut, who=_WHO[table], table=table)).fetchall() for cut in cuts]


def timed(base: duckdb.DuckDBPyConnection, table: str, cuts: list[str]) -> list[float]:
    """Return the seconds and the processor seconds of all the cuts."""
    wall, processor = time.perf_counter(), time.process_time()
    asked(base, table, cuts)
    return [time.perf_counter() - wall, time.process_time() - processor]


def main(path: str, cuts: list[str]) -> None:
    """Answer each line read."""
    base = open_base(path, cuts)
    for line in sys.stdin:
        question = line.strip()
        answer = asked(base, "numeros", cuts) if question == "reponses" else timed(base, question, cuts)
        print(json.dumps(answer, default=int), flush=True)


if __name__ == "__main__":
    main(sys.argv[1], sys.argv[2:])
