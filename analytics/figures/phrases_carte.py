"""Write what the page of the map says: its message, the title of each map, its summary read aloud, the cautions.

Every sentence is computed from an aggregate; nothing says that a need explains an amount, or the contrary.
"""

from __future__ import annotations

import pandas as pd

from analytics import format_fr
from analytics.aggregates.groups import TOTAL, Aggregate
from analytics.aggregates.indicators import Mesure
from analytics.figures.mesures_carte import Choix, Couche, need_layer, need_writer, write_measure
from analytics.figures.phrases import map_title
from analytics.schema.reference import NON_VENTILE, REGIONAL, mrc_names

SIDE_BY_SIDE = "Les deux cartes se lisent côte à côte : rien ici ne dit que l'une explique l'autre."
NOT_NAMED = "Aucune initiative nommée ne veut pas dire aucune soutenue : la liste complète n'est pas publiée."


def _largest(values: pd.Series) -> list[str]:
    """Return the MRC with the largest value, all of them when it is shared."""
    known = values.dropna()
    return [] if known.empty else [str(name) for name in known.index[known == known.max()]]


def message(frame: pd.DataFrame) -> str:
    """Say which MRC gets the most, in all and per person."""
    rows = frame.set_index("cle").reindex(list(mrc_names()))
    most, per_person = _largest(rows["montant_accorde"]), _largest(rows["montant_par_personne"])
    if not most:
        return "Aucun montant par MRC n'est publié pour cette enveloppe"
    if len(most) > 2 or rows["montant_accorde"].notna().sum() == 1:
        return (
            f"{format_fr.liste(most)} : seul montant publié par MRC"
            if len(most) == 1
            else "Plusieurs MRC reçoivent le même montant"
        )
    receive = "reçoit le plus" if len(most) == 1 else "reçoivent le plus"
    if not per_person:
        return f"{format_fr.liste(most)} {receive}"
    if most == per_person:
        return f"{format_fr.liste(most)} {receive}, en tout comme par personne"
    return f"{format_fr.liste(most)} {receive}; par personne, c'est {format_fr.liste(per_person)}"


def under_message(last: pd.Timestamp | None) -> str:
    """Say until when the amounts are known, and how to read two maps."""
    known = "" if last is None else f"Montants engagés connus jusqu'en {format_fr.mois(last)}. "
    return known + SIDE_BY_SIDE


def amount_title(aggregate: Aggregate, frame: pd.DataFrame, choix: Choix) -> str:
    """Say the message of the map of the amounts for the measure chosen."""
    rows = frame.set_index("cle").reindex(list(mrc_names()))
    if choix.colonne == "montant_accorde":
        return map_title(aggregate)
    if choix.colonne == "nombre_initiatives":
        return _count_title(rows["nombre_initiatives"])
    values = rows[choix.colonne].dropna()
    if values.empty:
        return "Aucun montant par MRC n'est publié"
    word = "par personne" if choix.colonne == "montant_par_personne" else "du montant engagé"
    return _range_title(
        values, {n: write_measure(choix.colonne, v, rows.loc[n, "precision"]) for n, v in values.items()}, word
    )


def _count_title(counts: pd.Series) -> str:
    """Say how many MRC have a named initiative, and which have none."""
    none = [str(name) for name in counts.index[counts.fillna(0) == 0]]
    if len(none) == len(counts):
        return "Aucune initiative n'est nommée dans une MRC"
    if not none:
        return "Des initiatives sont nommées dans les huit MRC"
    where = format_fr.liste(none) if len(none) <= 3 else f"les {len(none)} autres"
    return f"Des initiatives sont nommées dans {len(counts) - len(none)} MRC; aucune dans {where}"


def _range_title(values: pd.Series, words: dict[str, str], what: str = "") -> str:
    """Write the smallest and the largest value, and whose they are: « De 6,5 % (Kamouraska) à 22,5 % (La Mitis) »."""
    low, high = (values.index[values == bound].tolist() for bound in (values.min(), values.max()))
    tail = f" {what}" if what else ""
    if len(low) == len(values):
        return f"{words[low[0]]}{tail}, la même valeur partout"
    return f"De {words[low[0]]} ({_owners(low)}) à {words[high[0]]}{tail} ({_owners(high)})"


def _owners(names: list[str]) -> str:
    """Name the MRC that share a bound."""
    return format_fr.liste(names) if len(names) <= 2 else f"{len(names)} MRC"


def need_title(mesure: Mesure, couche: Couche) -> str:
    """Write the range of an indicator."""
    values = couche.valeurs.dropna()
    return "Aucune valeur par MRC n'est publiée" if values.empty else _range_title(values, couche.textes)


def need_name(mesure: Mesure) -> str:
    """Name an indicator with its unit and its year."""
    unit = (
        f", en {mesure.definition.unite}"
        if mesure.definition.unite not in ("", "$") and not mesure.definition.unite.startswith("%")
        else ""
    )
    return f"{mesure.definition.nom}{unit}, {mesure.annee}"


def need_quality(mesure: Mesure) -> str:
    """Say the year and the quality of an indicator: « Année : 2021. Qualité de la donnée : copie. »."""
    quality = " / ".join(dict.fromkeys(mesure.valeurs["qualite"].dropna())) or "non précisée"
    return f"Année : {mesure.annee}. Qualité de la donnée : {quality}."


def layer_summary(couche: Couche) -> str:
    """Read a map aloud, MRC by MRC, west to east."""
    return "; ".join(f"{name} : {text}" for name, text in couche.textes.items()) + "."


_APART = {
    REGIONAL: "vise la région entière, jamais réparti entre les MRC",
    NON_VENTILE: "ce que les totaux publiés ne détaillent pas",
}
_WHOLE = "les MRC, Régional et Non ventilé ensemble"
_WHOLE_WITHOUT_REST = "les MRC et Régional ensemble"


def beside(frame: pd.DataFrame, choix: Choix) -> list[tuple[str, str, str]]:
    """Return the groups that no MRC holds, then the whole: name, value in words for the measure chosen, what it is."""
    rows = frame.loc[~frame["cle"].isin(mrc_names())]
    return [
        (str(r["cle"]), _beside_text(choix.colonne, r), _beside_note(choix.colonne, r, set(rows["cle"])))
        for r in rows.to_dict("records")
    ]


def _beside_text(column: str, row: dict) -> str:
    """Write the value of one group beside the map: its amount where the measure has no meaning for it."""
    if _without_people(column, row) or (column == "part_du_total" and row["cle"] == TOTAL):
        return format_fr.montant(_cents(row["montant_accorde"]), row["precision"])
    return write_measure(column, row[column], row["precision"])


def _beside_note(column: str, row: dict, groups: set[str]) -> str:
    """Say what a group is, beside which others, and that it has no population of its own when people are counted."""
    whole = _WHOLE if NON_VENTILE in groups else _WHOLE_WITHOUT_REST
    note = whole if row["cle"] == TOTAL else _APART.get(row["cle"], "")
    return f"montant entier, sans population propre : {note}" if _without_people(column, row) else note


def _without_people(column: str, row: dict) -> bool:
    """Tell a group that no number of persons divides."""
    return column == "montant_par_personne" and pd.isna(row["population"])


def _cents(value: object) -> int | None:
    """Return cents, or None when they are not published."""
    return None if pd.isna(value) else int(value)


def need_in_words(mesure: Mesure) -> dict[str, str]:
    """Return territory → value in words, the region included where a value of its own is published."""
    region = mesure.valeurs.set_index("territoire")["valeur"].reindex([REGIONAL]).dropna()
    write = need_writer(mesure)
    return need_layer(mesure).textes | {name: write(float(value)) for name, value in region.items()}


def region_sentence(mesure: Mesure) -> str:
    """Say the value of the whole region, when one is published."""
    words = need_in_words(mesure)
    return f"Région entière : {words[REGIONAL]}." if REGIONAL in words else ""


def need_coverage(couche: Couche) -> str:
    """Say how many MRC have a value."""
    known, whole = int(couche.valeurs.notna().sum()), len(couche.valeurs)
    of_them = f"{format_fr.en_lettres(whole)} MRC"
    if known == whole:
        return f"les {of_them} ont une valeur publiée"
    if known < 2:
        return f"une des {of_them} a une valeur publiée" if known else f"aucune des {of_them} n'a de valeur publiée"
    return f"{format_fr.en_lettres(known)} des {of_them} ont une valeur publiée"


def region_title(frame: pd.DataFrame) -> str:
    """Say the amount per person of the whole region, beside the range of the MRC."""
    rows = frame.set_index("cle")
    whole, per_mrc = rows.loc[TOTAL], rows["montant_par_personne"].reindex(list(mrc_names())).dropna()
    if pd.isna(whole["montant_accorde"]):
        return "Aucun montant engagé n'est publié pour cette enveloppe"
    if pd.isna(whole["montant_par_personne"]) or per_mrc.empty:
        return f"{format_fr.montant_court(int(whole['montant_accorde']), whole['precision'])} engagés dans la région"
    low, high = (format_fr.montant(int(v)) for v in (per_mrc.min(), per_mrc.max()))
    region = format_fr.montant(int(whole["montant_par_personne"]), whole["precision"])
    return f"{region} engagés par personne dans la région; de {low} à {high} dans les MRC"
