"""Write what the page of the territories says: the message of one territory, of several together, of each of its figures."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import pandas as pd

from analytics import format_fr
from analytics.aggregates.groups import TOTAL
from analytics.aggregates.profil import Ensemble
from analytics.figures.phrases import coverage
from analytics.schema import NON_PUBLIE
from analytics.schema.reference import NON_VENTILE, REGIONAL, territoires

NO_INITIATIVE = "Aucune initiative nommée n'a été trouvée, ce qui ne veut pas dire qu'aucune n'est financée"


def official_name(name: str) -> str:
    """Return the official name of a territory (« MRC de La Mitis »), or the name itself."""
    return next((t.nom_officiel for t in territoires() if t.nom == name), name)


def subject(name: str) -> str:
    """Name a territory at the head of a sentence."""
    return "Volet régional" if name == REGIONAL else name


def headline(name: str, row: Mapping, reserved: str | None) -> str:
    """Say the amount, its share of what is engaged, and the part reserved: « La Mitis : 229 930 $ engagés (9 % du total) … »."""
    cents, share = row["montant_accorde"], row["part_du_total"]
    if pd.isna(cents):
        engaged = "aucun montant engagé n'est publié"
    else:
        of_total = "" if pd.isna(share) else f" ({format_fr.part(share)} du total régional)"
        engaged = f"{format_fr.montant_court(cents, row['precision'])} engagés{of_total}"
    if name == REGIONAL:
        return f"{subject(name)} : {engaged}."
    return f"{subject(name)} : {engaged}; part réservée : {reserved or NON_PUBLIE.lower()}."


def reserved_in_words(parts: pd.DataFrame) -> str | None:
    """Write the part of one territory: its own figures when a source gives some, else the range; None when nothing is published."""
    said = [format_fr.intervalle(low, high) for low, high in _reserved(parts)]
    if not said:
        return None
    return said[0] if len(said) == 1 else f"{' ou '.join(said)} selon la source"


def reserved_in_brief(parts: pd.DataFrame) -> str | None:
    """Write the same in a narrow column: « 450 000 à 650 000 $ », « 600 000 ou 650 000 $ » when the sources disagree."""
    said = [" à ".join(_dollars(end) for end in dict.fromkeys(bounds)) for bounds in _reserved(parts)]
    return " ou ".join(said) + f"{format_fr.NBSP}$" if said else None


def _dollars(cents: int) -> str:
    """Write an amount without its sign."""
    return format_fr.montant(cents).removesuffix(f"{format_fr.NBSP}$")


def _reserved(parts: pd.DataFrame) -> list[tuple[int, int]]:
    """Return the different parts (cents) to say of one territory, its own figures alone when a source gives some."""
    known = parts.dropna(subset=["montant_minimum", "montant_maximum"])
    own = known.loc[known["montant_minimum"] == known["montant_maximum"]]
    chosen = (own if len(own) else known)[["montant_minimum", "montant_maximum"]].drop_duplicates()
    return [(int(low), int(high)) for low, high in chosen.itertuples(index=False)]


def share_of_part(cents: int | None, bounds: tuple[int, int] | None) -> str | None:
    """Write amount / part with both ends: « 38 % », « de 35 % à 38 % »; None where either is not published."""
    if format_fr.missing(cents) or bounds is None or not all(bounds):
        return None
    least, most = (format_fr.part(cents / whole) for whole in (bounds[1], bounds[0]))
    return most if least == most else f"de {least} à {most}"


def part_title(name: str, cents: int | None, bounds: tuple[int, int] | None) -> str:
    """Say how much of its part a territory has engaged."""
    share = share_of_part(cents, bounds)
    if share is not None:
        return f"{subject(name)} : {share} de la part réservée sont engagés"
    if bounds is None:
        return f"{subject(name)} : la part réservée n'est pas publiée"
    return "La part réservée est publiée, ce qui est engagé ne l'est pas"


def split_title(frame: pd.DataFrame, kind: str) -> str:
    """Say how the amounts are broken down by `kind` (« exercice », « priorité »): what is known, what is not."""
    amounts = frame.set_index("cle")["montant_accorde"].dropna()
    whole, loose = amounts.sum(), int(amounts.get(NON_VENTILE, 0))
    own = amounts.drop(index=[NON_VENTILE], errors="ignore")
    if amounts.empty:
        return f"Aucun montant par {kind} n'est publié"
    if own.empty:
        return f"Rien de ce qui est engagé n'est ventilé par {kind}"
    if loose > whole / 2:
        return f"{format_fr.part(loose / whole)} du montant n'est pas ventilé par {kind}"
    precisions = frame.set_index("cle")["precision"]
    top = str(own.idxmax())
    amount = format_fr.montant_court(int(own[top]), precisions[top])
    if len(own) == 1:
        return f"{top} : {amount}, seul montant publié par {kind}"
    return f"{top} : {amount}, le plus grand des {len(own)} montants publiés par {kind}"


def initiatives_title(named: int, with_amount: int) -> str:
    """Say how many initiatives are named, and how many have an amount; none found is not none funded."""
    if named == 0:
        return NO_INITIATIVE
    text = coverage(named, with_amount)
    return text[:1].upper() + text[1:]


def organismes_title(frame: pd.DataFrame) -> str:
    """Say how many organisations the publications name, and how many of them sit at the Table régionale."""
    if frame.empty:
        return "Aucun organisme n'est nommé dans les publications lues"
    seats = int(frame["table_regionale"].fillna(False).sum())
    members = "" if seats == 0 else f", dont {format_fr.compte(seats, 'membre')} de la Table régionale"
    return f"{format_fr.compte(len(frame), 'organisme nommé', 'organismes nommés')}{members}"


def steps_title(steps: pd.DataFrame) -> str:
    """Say what is known of a plan: steps done or under way, else that their state is not published."""
    done, open_ = ([*dict.fromkeys(steps.loc[steps["statut"] == s, "etape"])] for s in ("fait", "en cours"))
    said = [
        text
        for text in (
            f"{format_fr.compte(len(done), 'étape faite', 'étapes faites')} sur {steps['etape'].nunique()}"
            if done
            else "",
            f"{format_fr.liste(open_)} en cours" if open_ else "",
        )
        if text
    ]
    text = "; ".join(said)
    return f"{text[:1].upper()}{text[1:]}" if text else "L'état des étapes du plan n'est pas publié"


def needs_title(name: str, extremes: Mapping[str, Sequence[str]]) -> str:
    """Say where a territory holds the highest or the lowest value of the eight MRC, without any claim of cause."""
    sides = (("maximum", "la valeur la plus élevée"), ("minimum", "la valeur la plus basse"))
    said = [f"{words} pour « {format_fr.liste(extremes[side])} »" for side, words in sides if extremes.get(side)]
    if not said:
        return f"{subject(name)} : ni la valeur la plus élevée ni la plus basse des huit MRC"
    return f"{subject(name)}, parmi les huit MRC : {'; '.join(said)}"


def indicator_value(value: float | None, unit: str) -> str:
    """Write the value of an indicator with its unit: « 18 363 personnes », « 57 600 $ », « 22,5 % »."""
    if format_fr.missing(value):
        return format_fr.NON_PUBLIE
    if unit == "$":
        return format_fr.montant(round(value * 100))
    if unit.startswith("%"):
        return format_fr.nombre(value, 1) + format_fr.NBSP + "%"
    return format_fr.nombre(value, 0 if float(value).is_integer() else 1) + format_fr.NBSP + unit


def together_headline(ensemble: Ensemble, whole: int | None, grouping: str | None) -> str:
    """Say what several territories have engaged together: « KRTB : 681 685 $ engagés ensemble (26 % du total régional) »."""
    name = grouping or format_fr.liste([subject(t) for t in ensemble.territoires])
    if ensemble.montant_accorde is None:
        return f"{name} : aucun montant engagé n'est publié."
    share = "" if not whole else f" ({format_fr.part(ensemble.montant_accorde / whole)} du total régional)"
    return f"{name} : {format_fr.montant_court(ensemble.montant_accorde, ensemble.precision)} engagés ensemble{share}."


def ranking_title(rows: pd.DataFrame) -> str:
    """Name which of the territories shown has engaged the most, or that it cannot be said."""
    known = rows.dropna(subset=["montant_accorde"])
    if len(known) < 2:
        return "Trop peu de montants publiés pour comparer" if len(known) else "Aucun montant engagé n'est publié"
    if known["montant_accorde"].nunique() == 1:
        return "Le même montant est engagé dans chaque territoire"
    best = known.sort_values("montant_accorde", ascending=False, kind="stable").iloc[0]
    return f"Le plus grand montant engagé : {subject(best['cle'])}, {format_fr.montant_court(best['montant_accorde'], best['precision'])}"


def overview_headline(table: pd.DataFrame, mrc: Sequence[str]) -> str:
    """Say between which amounts the MRC stand."""
    known = table.loc[table["cle"].isin(list(mrc))].dropna(subset=["montant_accorde"])
    if known.empty:
        return "Aucun montant par MRC n'est publié pour cette enveloppe."
    low, high = (known.loc[known["montant_accorde"].astype("int64").agg(f)] for f in ("idxmin", "idxmax"))
    if len(known) < len(mrc):
        largest = format_fr.montant_court(high["montant_accorde"], high["precision"])
        return f"{len(known)} des {len(mrc)} MRC ont un montant publié; le plus grand : {high['cle']}, {largest}."
    return (
        f"Selon la MRC, de {format_fr.montant_court(low['montant_accorde'], low['precision'])} ({low['cle']}) à "
        f"{format_fr.montant_court(high['montant_accorde'], high['precision'])} ({high['cle']}) sont engagés."
    )


def overview_title(table: pd.DataFrame) -> str:
    """Say what part of the engaged amount is in no territory."""
    amounts = table.set_index("cle")["montant_accorde"]
    whole, loose = amounts.get(TOTAL), amounts.get(NON_VENTILE)
    if pd.isna(whole) or not whole:
        return "Ce qui est connu de chaque territoire"
    if pd.isna(loose) or not loose:
        return "Tout le montant engagé est attribué à un territoire"
    return f"{format_fr.part(loose / whole)} du montant engagé n'est attribué à aucun territoire"


def table_summary(table: pd.DataFrame) -> str:
    """Read the table of the territories aloud: each amount, and its initiatives."""
    return "; ".join(
        f"{row['cle']} : {format_fr.montant(row['montant_accorde'], row['precision'])}" for row in table.to_dict("records")
    ) + "."  # fmt: skip


def frame_summary(frame: pd.DataFrame) -> str:
    """Read the groups of one line aloud."""
    return table_summary(frame) if len(frame) else "Rien n'est publié."


def silent_groups(names: Sequence[str]) -> str:
    """Name the groups that none of the territories shown has an amount for."""
    return f"Aucun montant publié dans ces territoires : {format_fr.liste(names)}."
