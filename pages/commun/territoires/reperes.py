"""Show the indicators of need: value, year, quality, where it stands among the eight MRC, how it may be read."""

from __future__ import annotations

from html import escape

import pandas as pd

from analytics import format_fr
from analytics.figures.phrases_territoires import indicator_value
from analytics.figures.theme import Mode, palette
from pages.commun import html
from pages.commun.fiches import tableau_en_fiches
from pages.commun.figure import Bloc, Donnees
from pages.commun.html import Colonne

_COLONNES = {
    "nom": Colonne("Indicateur"),
    "territoire": Colonne("Territoire"),
    "annee": Colonne("Année", nombre=True),
    "valeur": Colonne("Valeur", nombre=True),
    "unite": Colonne("Unité"),
    "minimum": Colonne("Plus petite des huit MRC", nombre=True),
    "maximum": Colonne("Plus grande des huit MRC", nombre=True),
    "qualite": Colonne("Qualité"),
    "source": Colonne("Source"),
    "mise_en_garde": Colonne("Mise en garde"),
}


def bloc(rows: pd.DataFrame, titre: str) -> Bloc:
    """Build the block of the indicators of some territories."""
    return Bloc(
        cle="besoins",
        titre=titre,
        nom="Indicateurs, à l'année la plus récente; ils situent un territoire et n'expliquent aucun montant",
        resume=resume(rows),
        couverture=f"{format_fr.compte(rows['indicateur'].nunique(), 'indicateur')}, chacun avec son année et sa qualité",
        donnees=Donnees(rows, _COLONNES, ecrire, "indicateurs"),
        formules=("indicateur", "bornes"),
        montants=False,
    )


def ecrire(rows: pd.DataFrame) -> pd.DataFrame:
    """Write the values with their unit."""
    units = rows["unite"].fillna("")
    return rows.assign(
        **{name: [indicator_value(v, u) for v, u in zip(rows[name], units, strict=True)] for name in ("valeur", "minimum", "maximum")},
        annee=rows["annee"].astype("str"),
    )  # fmt: skip


def resume(rows: pd.DataFrame) -> str:
    """Read the values aloud."""
    said = [
        f"{r['territoire']}, {r['nom']} ({r['annee']}) : {indicator_value(r['valeur'], r['unite'])}" for r in rows.to_dict("records")
    ]  # fmt: skip
    return "; ".join(said) + "." if said else "Aucun indicateur n'est publié."


def reperes(rows: pd.DataFrame, mrc: dict[str, pd.Series], mode: Mode) -> str:
    """Return one item an indicator of one territory: its value, and a line that places it among the eight MRC."""
    ink, paper = palette(mode).accorde, palette(mode).background
    items = "".join(_repere(row, mrc[row["indicateur"]]) for row in rows.to_dict("records"))
    return f'<ul class="a-reperes" style="--a-encre:{ink};--a-fond:{paper}">{items}</ul>'


def _repere(row: dict, values: pd.Series) -> str:
    """Return one indicator."""
    quality = "" if format_fr.missing(row["qualite"]) else f", qualité : {row['qualite']}"
    source = html.lien(row["url"]) if isinstance(row["url"], str) else html.texte(row["source"])
    return (
        f'<li><p class="a-repere-nom">{escape(row["nom"])}</p>'
        f'<p class="a-repere-valeur">{html.texte(indicator_value(row["valeur"], row["unite"] or ""))}</p>{_ligne(row, values)}'
        f'<p class="a-repere-note">Année {row["annee"]}{escape(quality)}, {source}. {escape(row["mise_en_garde"])}</p></li>'
    )


def _ligne(row: dict, values: pd.Series) -> str:
    """Return the line from the smallest to the largest value of the eight MRC; nothing unless they are all known."""
    low, high = row["minimum"], row["maximum"]
    if format_fr.missing(low) or low == high:
        return ""
    marks = [f'<span class="a-point" style="left:{100 * (v - low) / (high - low):.1f}%"></span>' for v in values]
    own = min(1.0, max(0.0, (row["valeur"] - low) / (high - low)))
    marks.append(f'<span class="a-point a-choisi" style="left:{100 * own:.1f}%"></span>')
    unit = row["unite"] or ""
    ends = (
        f"<span>{escape(indicator_value(low, unit))}<br>{escape(row['mrc_minimum'])}</span>"
        f"<span>{escape(indicator_value(high, unit))}<br>{escape(row['mrc_maximum'])}</span>"
    )
    return f'<div class="a-ligne" aria-hidden="true">{"".join(marks)}</div><p class="a-bornes">{ends}</p>'


def tableau(rows: pd.DataFrame, noms: tuple[str, ...]) -> str:
    """Return the indicators of several territories side by side, one row an indicator, then how each may be read."""
    first = rows.drop_duplicates("indicateur").to_dict("records")
    known = {
        (r["indicateur"], r["territoire"]): indicator_value(r["valeur"], r["unite"] or "")
        for r in rows.to_dict("records")
    }
    frame = pd.DataFrame({
        "nom": [f"{r['nom']} ({r['annee']})" for r in first],
        **{name: [known.get((r["indicateur"], name)) for r in first] for name in noms},
    })  # fmt: skip
    columns = {"nom": Colonne("Indicateur"), **{name: Colonne(name, nombre=True) for name in noms}}
    cautions = [f"{r['nom']} : {r['mise_en_garde']}" for r in first if r["mise_en_garde"]]
    return f'{tableau_en_fiches(frame, columns, "Indicateurs")}<div class="a-petit">{html.liste(cautions)}</div>'
