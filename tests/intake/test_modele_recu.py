"""A template filled before the rules changed is told so; one of today's rules is not."""

from __future__ import annotations

from datetime import date

from analytics.exports.modele import template_workbook
from analytics.intake import Upload, modele_recu, read_uploads
from analytics.schema import RULES_VERSION


def test_template_of_other_rules_is_said(monkeypatch):
    upload = Upload("modele.xlsx", template_workbook(date(2026, 11, 22)))
    assert "modele-ancien" not in {f.code for f in read_uploads([upload], isole=False).anomalies}
    monkeypatch.setattr(modele_recu, "RULES_VERSION", "99")
    (finding,) = [f for f in read_uploads([upload], isole=False).anomalies if f.code == "modele-ancien"]
    assert (finding.feuille, finding.cellule, finding.niveau) == ("Lisez-moi", "A2", "a_verifier")
    assert f"règles {RULES_VERSION}, et le programme suit les règles 99" in finding.message
