"""Find what looks like personal data in the texts of a deposit, which everybody will read once it is published.

Every text is searched for addresses, numbers and postal codes; free texts also for somebody's name. A cheap pattern sieves
whole columns in Arrow; only the texts it keeps are looked at one by one. Known organisations and public office raise nothing.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Container, Iterable, Iterator, Mapping
from functools import cache

import numpy as np
import pandas as pd
import pyarrow as pa

from analytics.intake.controles.prenoms import PRENOMS
from analytics.intake.depot import DepositTable
from analytics.intake.findings import Batch
from analytics.intake.textes import is_encoded, matching, spread_mask
from analytics.schema import Column, Kind
from analytics.schema.reference import territoires
from analytics.schema.spelling import fold

Finder = Callable[[str], Iterable[tuple[str, str]]]
"""Text → (code, what was found in it)."""

_AREAS = (
    "204 226 236 249 250 263 289 306 343 354 365 367 403 416 418 431 437 438 450 460 506 514 519 548 579 581 587 600 604 613 639 "
    "647 672 705 709 778 780 782 800 807 819 825 833 844 855 866 867 873 877 888 902 905"
).replace(" ", "|")
_COURRIEL = re.compile(r"(?<![\w.%+'-])[\w.%+'-]{1,64}@[\w-]{1,63}(?:\.[\w-]{1,63}){1,8}")
_TELEPHONE = re.compile(
    r"(?<![\d.,-])(?:\+?1[ .-]?)?(?:\([2-9]\d\d\) ?|(?:" + _AREAS + r")[ .-]?)[2-9]\d\d[ .-]?\d{4}(?!\d|[,-]\d)"
    r"|(?i:t[ée]l\w*|cell\w*|appel\w*|composez)[ .:]{1,3}(?:le )?[2-9]\d\d[ .-]\d{4}(?!\d)"
)
_NAS = re.compile(r"(?<![\d.,-])([1-79]\d\d)([ -]?)(\d{3})\2(\d{3})(?!\d|[,-]\d|[ \u00a0]?[$%]|[ \u00a0]\d)")
_NAS_WORD = re.compile(r"(?i)\bN\.?A\.?S\b|assurance sociale")
_POSTAL = re.compile(r"(?i)(?<![^\W_])[ABCEGHJ-NPRSTVXY]\d[ABCEGHJ-NPRSTV-Z][ -]?\d[ABCEGHJ-NPRSTV-Z]\d(?![^\W_])")
SIEVE = r"@|\d{3}[ .)-]{0,2}\d{3}[ .-]?\d{3}|\d{3}[ .-]\d{4}|[A-Za-z]\d[A-Za-z][ -]?\d[A-Za-z]\d"
"""What a text with an address, a number or a postal code holds, as Arrow searches it."""

_UPPER, _WORD = "A-ZÀ-ÖØ-Þ", "[A-ZÀ-ÖØ-Þ][a-zà-öø-ÿ'’]+(?:-[A-ZÀ-ÖØ-Þ][a-zà-öø-ÿ'’]+)*"
_CIVIL = r"M\.|MM\.|Mme|Mmes|Mlle|Monsieur|Madame|Dr|Dre"
_GIVEN = "|".join(sorted(map(re.escape, PRENOMS), key=len, reverse=True))
_TITLED = re.compile(rf"(?<![\w-])(?:{_CIVIL})\s+(?:{_WORD}\s+)?{_WORD}")
_NAMED = re.compile(
    rf"(?<![\w'’-])((?:{_GIVEN})(?:\s(?:{_GIVEN}))?)\s+((?:(?:de|du|des|la|le|De|Du|La|Le|St)\s+|[dD]['’])?{_WORD})(?![\w-])"
)
NAME_SIEVE = rf"(?:{_CIVIL})\s+[{_UPPER}]|(?:{_GIVEN})\s+(?:d['’]|de |du |des |la |le )?[{_UPPER}]"
_OFFICE = re.compile(
    r"(?i)\b(?:ministres?|député\w*|mair(?:e|esse)s?|préf(?:et|ète)s?|premi(?:er|ère) ministre|sénat\w+|conseill\w+ municip\w+)\b"
)
_PLACE = re.compile(
    r"(?i)\b(?:prix|fondations?|fonds|centres?|maisons?|écoles?|stade|gymnase|théâtre|médiathèque|auditorium|conservatoire|caserne|"
    r"rue|avenue|boulevard|chemin|route|parc|salle|place|aréna|polyvalente|cégep|collège|hôpital|pavillon|bibliothèque|coopérative|"
    r"coop|café|chez|saint|sainte|st|ste|municipalité|village|ville|lac|rivière|baie|île|pont|quai|domaine|résidence|villa|manoir|"
    r"auberge|ferme|groupe|organisme|association|comité|club|cercle|société|librairie|pharmacie|épicerie|marché|entreprises?|"
    r"campagne|programme|bourse|méthode|opération)(?:[ '’-]+(?!(?:par|avec|pour|et|où|que|qui|dont)\b)[a-zà-öø-ÿ]+){0,4}[ '’-]*$"
)
"""What, before a name, makes it that of a person in public office, or of a place or an organisation."""
_BEFORE = 48
"""Signs before a name that are looked at."""
_NOT_NAMES = frozenset(
    "bas saint sainte st ste lac riviere nord sud est ouest quebec canada alliance mrc centre maison fonds table regional janvier "
    "fevrier mars avril mai juin juillet aout septembre octobre novembre decembre noel paques lundi mardi mercredi jeudi vendredi "
    "samedi dimanche coutu fleuve laurent gaspesie bic matane rimouski amqui causapscal mont joli trois pistoles cabano degelis "
    "pocatiere".split()
)
"""Folded words that are no family name: places, months, a pharmacy."""


MOST_TEXTS, MOST_NAMES = 100_000, 20_000
"""Distinct texts of a column looked at one by one; organisations that are known."""


def find_personal_data(deposit: dict[str, DepositTable], context: Mapping[str, pd.DataFrame]) -> Iterator[Batch]:
    """Yield what looks like personal data, cell by cell."""
    known = known_organisations(deposit, context)
    for table in deposit.values():
        for column in table.table:
            if column.kind is Kind.TEXTE and column.name not in ("id_initiative", "id_enveloppe", "enveloppe"):
                yield from _in_column(table, column, known)


def _in_column(table: DepositTable, column: Column, known: Callable[[], Container[str]]) -> Iterator[Batch]:
    """Yield what is found in one column."""
    texts = table.texts(column.name)
    yield from _found(table, column, texts, SIEVE, numbers_in)
    if column.free_text:
        yield from _found(table, column, texts, NAME_SIEVE, lambda text: names_in(text, known()))


def _found(table: DepositTable, column: Column, texts: pa.Array, sieve: str, finder: Finder) -> Iterator[Batch]:
    """Yield what a finder finds in the texts that a sieve keeps, each distinct text being looked at once."""
    words = texts.dictionary if is_encoded(texts) else texts
    kept = matching(words, sieve)[:MOST_TEXTS]
    if not len(kept):
        return
    hits: dict[str, dict[int, str]] = {}
    for at, text in zip(kept.tolist(), words.take(pa.array(kept)).to_pylist(), strict=True):
        for code, found in finder(text):
            hits.setdefault(code, {}).setdefault(at, found)
    for code, by_word in hits.items():
        positions = _rows(texts, np.fromiter(by_word, np.int64, len(by_word)))
        at = texts.indices.take(pa.array(positions)).to_pylist() if is_encoded(texts) else positions.tolist()
        found = [by_word[word] for word in at]
        kind, level = (code.removesuffix("?"), "a_verifier") if code.endswith("?") else (code, None)
        yield from table.batches(Batch(kind, values=found, level=level), positions, column.name)


def _rows(texts: pa.Array, words: np.ndarray) -> np.ndarray:
    """Return the rows that hold some of the distinct texts."""
    if not is_encoded(texts):
        return np.sort(words)
    chosen = np.zeros(len(texts.dictionary), bool)
    chosen[words] = True
    return np.flatnonzero(spread_mask(chosen, texts))


def numbers_in(text: str) -> Iterator[tuple[str, str]]:
    """Yield the addresses, telephone numbers, social insurance numbers and postal codes of a text (« ? »: less sure).

    Nine digits alone in their cell, without a space nor a word about insurance, are the number of a file.
    """
    for code, pattern in (("courriel", _COURRIEL), ("telephone", _TELEPHONE), ("code-postal", _POSTAL)):
        if found := pattern.search(text):
            yield code, found[0]
    for found in _NAS.finditer(text):
        if is_social_insurance_number("".join(found.group(1, 3, 4))):
            sure = bool(found[2]) or _NAS_WORD.search(text)
            if sure or found[0] != text:
                yield ("assurance-sociale" if sure else "assurance-sociale?"), found[0]


def is_social_insurance_number(digits: str) -> bool:
    """Tell whether nine digits pass the check of a social insurance number (every second one doubled, sum a multiple of ten)."""
    doubled = (int(digit) * (1 + at % 2) for at, digit in enumerate(digits))
    return len(digits) == 9 and digits[0] not in "08" and sum(number - 9 * (number > 9) for number in doubled) % 10 == 0


def names_in(text: str, organisations: Container[str]) -> Iterator[tuple[str, str]]:
    """Yield what looks like a private person's name in a text; `organisations`: the pairs of words of the known ones."""
    for pattern in (_TITLED, _NAMED):
        for found in pattern.finditer(text):
            if not _is_spared(text, found, organisations):
                yield "nom-de-personne", found[0]


def _is_spared(text: str, found: re.Match[str], organisations: Container[str]) -> bool:
    """Tell whether what looks like a name is that of a place, an organisation or a person in public office."""
    words = fold(found[0]).split()
    before = text[max(0, found.start() - _BEFORE) : found.start()]
    if words[-1] in _places() or _OFFICE.search(before) or _PLACE.search(before):
        return True
    return all(pair in organisations for pair in _pairs(words))


def _pairs(words: list[str]) -> list[str]:
    """Return each word with the next one."""
    return [f"{first} {second}" for first, second in zip(words, words[1:], strict=False)]


@cache
def _places() -> frozenset[str]:
    """Return the folded words that end no person's name."""
    own = (fold(name).split() for place in territoires() for name in (place.nom, place.nom_officiel, *place.spellings))
    return _NOT_NAMES | {word for words in own for word in words}


def known_organisations(
    deposit: Mapping[str, DepositTable], context: Mapping[str, pd.DataFrame]
) -> Callable[[], Container[str]]:
    """Return a function that gives the pairs of words of the known organisations, made at the first call only."""
    made: list[frozenset[str]] = []

    def known() -> frozenset[str]:
        if not made:
            names = [
                name
                for table, column in (
                    ("initiatives", "organisme_porteur"),
                    ("initiatives", "fiduciaire"),
                    ("organismes", "nom"),
                )
                for name in _names(table, column, deposit, context)
            ]
            kept = [name for name in dict.fromkeys(names) if name][:MOST_NAMES]
            made.append(frozenset(pair for name in kept for pair in _pairs(fold(name).split())))
        return made[0]

    return known


def _names(
    table: str, column: str, deposit: Mapping[str, DepositTable], context: Mapping[str, pd.DataFrame]
) -> list[str]:
    """Return the distinct names of a column, as deposited and as published."""
    own = deposit[table].encoded(column).dictionary.to_pylist() if table in deposit else []
    return own + (context[table][column].dropna().unique().tolist() if column in context.get(table, ()) else [])
