"""Foreign layouts, as public bodies and associations publish theirs, each read with a profile: rows and sum, exactly.

All of them hold the same four fictitious grants, 3 700,75 $ in all, unless they say otherwise.
"""

from __future__ import annotations

import io
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

import openpyxl

from analytics.intake import Profil, Reading, Upload, read_uploads
from tests.intake.fabrique import csv_bytes, xlsx_bytes

CONSTANTES = {
    "territoire": "Régional",
    "priorite": "Santé",
    "statut": "terminée",
    "source_financement": "Autre",
    "exercice": "2017-2018",
}
HEADER = ["Bénéficiaire", "Objet", "Commune", "Montant"]
COLONNES = {"Bénéficiaire": "organisme_porteur", "Objet": "titre", "Montant": "montant_accorde"}
LETTRES = {"A": "organisme_porteur", "B": "titre", "D": "montant_accorde"}
PAIRE = {"Bénéficiaire": "organisme_porteur", "Montant": "montant_accorde"}
R = [
    ["Amis du livre", "Salon", "Trois-Pistoles", 1000.5],
    ["Club de ski", "Piste", "Amqui", 2000],
    ["Moisson", "Frigos", "Matane", 300.25],
    ["La Ruche", "Jardin", "Rimouski", 400],
]
CENTS = 100_050 + 200_000 + 30_025 + 40_000
Rows = Sequence[Sequence[Any]]
Fill = Callable[[openpyxl.Workbook], None]


@dataclass(frozen=True)
class Layout:
    """A sheet, what it holds, the rows that must be said set aside (row → code), and how many more rows of headers it has."""

    rows: Rows
    aside: Mapping[int, str] = field(default_factory=dict)
    lignes: int = 4
    cents: int = CENTS
    colonnes: Mapping[str, str | None] = field(default_factory=lambda: COLONNES)
    profil: Mapping[str, Any] = field(default_factory=dict)
    fill: Fill | None = None
    codes: frozenset[str] = frozenset()
    titles: int = 0

    def read(self, kind: str) -> Reading:
        """Read the sheet as a workbook or as a CSV."""
        profil = Profil(colonnes=self.colonnes, constantes=CONSTANTES, **self.profil)
        data = self.workbook() if kind == "xlsx" else csv_bytes([[_french(cell) for cell in row] for row in self.rows])
        return read_uploads([Upload(f"x.{kind}", data)], profil, isole=False)

    def workbook(self) -> bytes:
        """Write the sheet as a workbook."""
        if self.fill is None:
            return xlsx_bytes({"Feuil1": self.rows})
        book = openpyxl.load_workbook(io.BytesIO(xlsx_bytes({"Feuil1": self.rows})))
        self.fill(book)
        target = io.BytesIO()
        book.save(target)
        return target.getvalue()


def _french(cell: Any) -> Any:
    """Write a number with a decimal comma."""
    return f"{cell:.2f}".replace(".", ",") if isinstance(cell, float) else cell


def amounts(*texts: str) -> Rows:
    """Return the table with other amounts."""
    return [HEADER, *([*row[:3], text] for row, text in zip(R, texts, strict=True))]


def merged(*places: str) -> Fill:
    """Return what merges cells of the first sheet."""
    return lambda book: [book["Feuil1"].merge_cells(place) for place in places] and None


def sheet(name: str, *rows: Sequence[Any]) -> Fill:
    """Return what adds a sheet."""

    def add(book: openpyxl.Workbook) -> None:
        added = book.create_sheet(name)
        for row in rows:
            added.append(list(row))

    return add


TWO_LINES = [["Bénéficiaire", "Objet", "Commune", "Montant", None], [None, None, None, "voté", "versé"]]
WITH_PAID = [[*row, 5] for row in R]
VOTED = {"Bénéficiaire": "organisme_porteur", "Objet": "titre", "voté": "montant_accorde"}

LAYOUTS: dict[str, Layout] = {
    "titres-au-fond": Layout([["Liste des subventions"], *([f"Ligne {n}"] for n in range(80)), HEADER, *R]),
    "marges": Layout([[], [], [None, None, *HEADER], *([None, None, *row] for row in R)]),
    "colonnes-vides": Layout(
        [["Bénéficiaire", None, "Objet", None, "Montant"], *([r[0], None, r[1], None, r[3]] for r in R)]
    ),
    "lignes-vides": Layout([HEADER, R[0], [], R[1], [], [], *R[2:]], {3: "ligne-vide", 6: "ligne-vide"}),
    "unites": Layout([HEADER, [None, None, None, "(en $)"], *R], {2: "ligne-sous-titre"}),
    "unites-partout": Layout(
        [HEADER, ["(texte)", "(texte)", "(texte)", "en euros"], *R], {2: "ligne-sous-titre"}
    ),
    "numeros-de-colonnes": Layout([HEADER, ["(1)", "(2)", "(3)", "(4)"], *R], {2: "ligne-sous-titre"}),
    "intertitres": Layout([HEADER, ["CULTURE"], *R[:2], ["SPORT"], *R[2:]], {2: "ligne-intertitre", 5: "ligne-intertitre"}),
    "intertitres-sans-capitales": Layout(
        [HEADER, ["Culture"], *R[:2], ["Sport"], *R[2:]], {2: "ligne-intertitre", 5: "ligne-intertitre"}
    ),
    "sous-totaux": Layout(
        [HEADER, ["CULTURE"], *R[:2], ["Sous-total culture", None, None, 3000.5], ["SPORT"], *R[2:],
         ["Total sport", None, None, 700.25], ["TOTAL GÉNÉRAL", None, None, 3700.75]],
        {5: "ligne-total", 9: "ligne-total", 10: "ligne-total"},
    ),
    "sous-totaux-emboites": Layout(
        [HEADER, *R[:2], ["Total culture", None, None, 3000.5], R[2], ["Total A", None, None, 300.25], R[3],
         ["Total B", None, None, 400], ["Total sport", None, None, 700.25], ["Total", None, None, 3700.75]],
        {4: "ligne-total", 6: "ligne-total", 8: "ligne-total", 9: "ligne-total", 10: "ligne-total"},
    ),
    "total-en-tete": Layout([HEADER, ["Ensemble du département", None, None, 3700.75], *R], {2: "ligne-total"}),
    "sommes-de-groupes-en-tete": Layout(
        [HEADER, ["Culture", None, None, 3000.5], *R[:2], ["Sport", None, None, 700.25], *R[2:]],
        {2: "ligne-total", 5: "ligne-total"},
    ),
    "total-sur-plusieurs-colonnes": Layout(
        [[*HEADER, "2016", "2015"], *([*row, 10, 20] for row in R), ["TOTAL", None, None, 3700.75, 40, 80]],
        {6: "ligne-total"}, colonnes=PAIRE,
    ),
    "total-qui-dit-un-compte": Layout([HEADER, *R, ["TOTAL : 4 dossiers", None, None, 3700.75]], {6: "ligne-total"}),
    "total-au-feminin": Layout([HEADER, *R, ["Total des subventions accordées", None, None, 9999]], {6: "ligne-total"}),
    "reports": Layout(
        [HEADER, *R[:2], ["À reporter", None, None, 3000.5], HEADER, ["Report", None, None, 3000.5], *R[2:]],
        {4: "ligne-total", 5: "entete-repete", 6: "ligne-total"},
    ),
    "pages": Layout(
        [["Liste 2017"], HEADER, *R[:2], ["Page 1/2"], ["Liste 2017"], [title.upper() for title in HEADER], *R[2:]],
        {5: "ligne-note", 6: "entete-repete", 7: "entete-repete"},
    ),
    "signatures": Layout(
        [HEADER, *R, ["Total", None, None, 3700.75], [], ["Fait à Rimouski"], ["Le président", "La trésorière"]],
        {6: "ligne-total", 8: "ligne-note", 9: "ligne-note"},
    ),
    "autre-tableau-dessous": Layout(
        [HEADER, *R, [], ["Récapitulatif"], ["Commune", "Montant"], ["Amqui", 2000], ["Total", 3700.75]],
        {7: "ligne-note", 8: "ligne-note", 9: "ligne-note", 10: "ligne-note"},
    ),
    "colonnes-dans-un-autre-ordre-dessous": Layout(
        [HEADER, *R[:2], ["Total", None, None, 3000.5], [], ["Suite"],
         ["Montant", "Objet", "Bénéficiaire", "Commune"], *([r[3], r[1], r[0], r[2]] for r in R[2:])],
        {4: "ligne-total", 5: "ligne-vide", 6: "ligne-note"}, titles=1,
    ),
    "cote-a-cote": Layout([[*HEADER, None, *HEADER], *([*a, None, *b] for a, b in zip(R[:2], R[2:], strict=True))]),
    "deux-lignes-de-titres": Layout([*TWO_LINES, *WITH_PAID], colonnes=VOTED, fill=merged("D1:E1", "A1:A2", "B1:B2")),
    "deux-lignes-reunies": Layout([*TWO_LINES, *WITH_PAID], colonnes=COLONNES | {"Montant voté": "montant_accorde", "Montant": None}),
    "deux-lignes-repetees": Layout(
        [*TWO_LINES, *WITH_PAID[:2], *TWO_LINES, *WITH_PAID[2:]], {5: "entete-repete", 6: "entete-repete"}, colonnes=VOTED
    ),
    "premiere-ligne-seule": Layout([*TWO_LINES, *WITH_PAID], {2: "ligne-sous-titre"}),
    "lettres": Layout([["Subventions 2017"], [], HEADER, *R], colonnes=LETTRES),
    "lettres-colonne-sans-titre": Layout(
        [["Subventions 2017"], [*HEADER[:3], None], *R], colonnes={"A": "organisme_porteur", "D": "montant_accorde"}
    ),
    "lettres-premiers-montants-absents": Layout(
        [HEADER, [*R[0][:3], "n. d."], *R[1:]], colonnes=LETTRES, cents=CENTS - 100_050
    ),
    "lettres-sans-titres": Layout(R, colonnes=LETTRES),
    "lettres-ligne-0": Layout(R, colonnes=LETTRES, profil={"ligne_entete": 0}),
    "titre-double": Layout(
        [["Bénéficiaire", "Objet", "Montant", "Montant"], *([*row[:2], None, row[3]] for row in R)]
    ),
    "titre-double-plein": Layout(
        [["Bénéficiaire", "Objet", "Montant", "Montant"], *([*row[:2], row[3], 7] for row in R)],
        codes=frozenset(("entete-double",)),
    ),
    "titres-decales": Layout([["Liste"], [], HEADER, *R], profil={"ligne_entete": 1}),
    "titres-et-espaces": Layout(
        [["Béné-\nficiaire", "Objet\u00a0de l'aide", "Commune", "Montant\n(en $)"], *R],
        colonnes={"Béné- ficiaire": "organisme_porteur", "Objet de l'aide": "titre", "Montant (en $)": "montant_accorde"},
    ),
    "milliers": Layout(
        [[*HEADER[:3], "Montant (k€)"], *([*row[:3], value] for row, value in zip(R, (1, 2.5, 3, 4), strict=True))],
        cents=1_050_000, colonnes=COLONNES | {"Montant (k€)": "montant_accorde", "Montant": None},
        codes=frozenset(("montant-en-milliers",)),
    ),
    "espaces-insecables": Layout(amounts("1\u00a0000,50 €", "2\u202f000", "300,25 $", "400.00")),
    "apostrophes": Layout(amounts("1'000.50", "2’000", "'300,25", "400,-")),
    "negatifs": Layout(amounts("(1 000,50)", "2 000-", "− 300,25", "- 400"), cents=-CENTS),
    "mots-autour": Layout(amounts("1 000,50 € TTC", "EUR 2000", "300,25 $ CA", "400 dollars")),
    "trois-decimales": Layout(amounts("1000,500", "2000,000", "300,250", "400,000")),
    "cellules-fusionnees": Layout(
        [HEADER, R[0], [None, *R[1][1:]], *R[2:]], fill=merged("A2:A3"), codes=frozenset(("cellule-fusionnee",))
    ),
    "montant-fusionne": Layout([HEADER, R[0], [*R[1][:3], None], *R[2:]], cents=CENTS - 200_000, fill=merged("D2:D3")),
    "synthese": Layout([HEADER, *R], fill=sheet("Synthèse", ["Commune", "Montant"], ["Amqui", 2000]), codes=frozenset(("feuille-ignoree",))),
    "synthese-reconnue": Layout(
        [HEADER, *R], fill=sheet("Synthèse", ["No", "Exercice", "Source", "Montant accordé"], ["1", "2021-2022", "Autre", 9]),
        codes=frozenset(("feuille-hors-profil",)),
    ),
    "feuille-par-annee": Layout([HEADER, *R], lignes=8, cents=2 * CENTS, fill=sheet("2018", HEADER, *R)),
    "feuille-nommee": Layout([HEADER, *R], fill=sheet("2018", HEADER, *R), profil={"feuille": "2018"}, codes=frozenset(("feuille-hors-profil",))),
    "nom-qui-dit-total": Layout([HEADER, *R, ["Total Danse", "Gala", "Amqui", 50]], lignes=5, cents=CENTS + 5_000),
    "nom-qui-dit-total-a-l-etroit": Layout(
        [["Bénéficiaire", "Montant"], ["Amis", 1000.5], ["Total Danse", 2700.25]], lignes=2, colonnes=PAIRE
    ),
    "sommes-par-hasard": Layout(
        [["Bénéficiaire", "Montant"], ["Amis", 1000], ["Club", 1000], ["Trio", 1700.75]], lignes=3, colonnes=PAIRE
    ),
    "montant-seul": Layout([HEADER, *R, [None, None, None, 55]], lignes=5, cents=CENTS + 5_500),
    "lignes-a-completer": Layout([HEADER, ["Amis"], R[0], [], ["Moisson"], R[1]], {4: "ligne-vide"}, cents=300_050),
    "refus": Layout([HEADER, *R, ["Amis refusés", "Projet", "Amqui", None], ["Sans montant"]], lignes=6),
}  # fmt: skip
"""Every foreign layout, by name."""
