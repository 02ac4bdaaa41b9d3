"""The findings as a CSV: every one, as it is said, and nothing that a spreadsheet would run."""

from __future__ import annotations

import csv
import io

from analytics.exports.anomalies import COLUMNS, findings_csv
from analytics.publications.against import Gap
from tests.intake.fabrique import one_row, read_csv


def rows_of(content: bytes) -> list[list[str]]:
    """Read the CSV again."""
    return list(csv.reader(io.StringIO(content.decode("utf-8-sig")), delimiter=";"))


def test_findings_csv_has_a_row_for_each_finding_with_its_cell():
    reading = read_csv(one_row("financement", montant_accorde="=1+1", montant_verse="-12,00"), "f.csv")
    content = findings_csv(reading.anomalies)
    header, *rows = rows_of(content)
    assert content.startswith(b"\xef\xbb\xbf") and tuple(header) == COLUMNS
    assert [row[3] for row in rows] == [f.cellule for f in reading.anomalies]
    assert {row[3]: row[6] for row in rows} == {"D2": "'=1+1", "E2": "-12,00"}
    assert rows[0][0] == "Erreur" and rows[0][7] == reading.anomalies[0].message


def test_findings_csv_also_takes_what_changes_against_the_published_version():
    gap = Gap("montant-change", "Le montant change. Vérifiez.", "montant_accorde", "12.00", "f.csv", None, 3)
    (row,) = rows_of(findings_csv([gap]))[1:]
    assert row == ["À vérifier", "f.csv", "", "", "3", "Montant accordé ($)", "12.00", gap.message, "montant-change"]
    assert rows_of(findings_csv([])) == [list(COLUMNS)]
