"""`verifier` against the published version, and without any store."""

from __future__ import annotations

from analytics.amorce import published_uploads
from tests.intake.fabrique import flat_csv

URL = "ALLIANCE_DATABASE_URL"


def test_verifier_says_what_disappears_from_the_published_version(verify, tmp_path):
    (tmp_path / "x.csv").write_bytes(flat_csv(1))
    code, document, said = verify("x.csv")
    gone = [found for found in document["anomalies"] if found["code"] == "initiative-disparue"]
    assert (code, document["publiable"], len(gone)) == (0, True, 25)
    assert {found["niveau"] for found in gone} == {"a_verifier"}
    written = [line for line in said.splitlines() if line.startswith("À vérifier [version publiée] L'initiative « ")]
    assert len(written) == 3 and all("n'est plus dans ce dépôt" in line for line in written)
    assert "… et 22 autres de même sorte (toutes avec --json)" in said.replace("\xa0", " ")


def test_verifier_says_nothing_of_the_published_facts_themselves(verify, tmp_path):
    for upload in published_uploads():
        (tmp_path / upload.nom).write_bytes(upload.contenu)
    code, document, _ = verify(*(upload.nom for upload in published_uploads()))
    assert code == 0
    assert {found["code"] for found in document["anomalies"]} == {"initiative-sans-montant", "total-repete"}


def test_verifier_reads_files_when_the_store_is_out_of_reach(verify, tmp_path, monkeypatch):
    (tmp_path / "x.csv").write_bytes(flat_csv(1))
    monkeypatch.setenv(URL, f"sqlite:///{tmp_path / 'x.csv' / 'rien.sqlite'}")
    code, document, said = verify("x.csv")
    assert (code, document["anomalies"]) == (0, [])
    assert said.startswith("Rien n'est comparé à la version publiée.")
