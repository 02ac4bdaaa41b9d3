"""Find what is probably one thing written in two ways: an organisation under two names, a title twice.

Two names are one when they have the same letters and figures, small words and legal forms left out, or when one letter separates
two long names. A figure never does: « CPE 1 » and « CPE 2 » are two.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping

import numpy as np
import pandas as pd
import pyarrow as pa
import pyarrow.compute as pc

from analytics.intake.depot import DepositTable
from analytics.intake.findings import Batch
from analytics.intake.textes import codes_of
from analytics.schema import NON_PUBLIE
from analytics.schema.spelling import fold

NAMES = (("initiatives", "organisme_porteur"), ("initiatives", "fiduciaire"), ("organismes", "nom"))
"""Columns that name organisations."""
_SMALL = frozenset("a au aux d de des du en et l la le les un une inc ltee osbl obnl enr".split())
_FULL = {"st": "saint", "ste": "sainte", "mun": "municipalite", "cdc": "corporation developpement communautaire"}
LONG, MOST_NEAR, MOST_NAMES, MOST_TITLES = 12, 1_000, 50_000, 100_000
"""Length from which one letter may be a slip; names beyond which slips, then any other spelling, are not looked for; titles
beyond which none is compared with the others."""
_BARE = bytes(
    ord(letter) if (letter := fold(bytes([code]).decode("cp1252", errors="replace"))) and len(letter) == 1 else code
    for code in range(256)
)
_NOT_WORD = bytes(code for code in range(256) if code != 10 and not (_BARE[code] < 128 and chr(_BARE[code]).isalnum()))
"""Byte of Windows → its plain letter; bytes that are neither a letter, a figure nor the end of a line."""


def find_identity(deposit: dict[str, DepositTable], context: Mapping[str, pd.DataFrame]) -> Iterator[Batch]:
    """Yield the names that another cell writes otherwise, then the titles met twice under two identifiers."""
    yield from _organisations(deposit, context)
    if "initiatives" in deposit:
        yield from _titles(deposit["initiatives"])


def _organisations(deposit: Mapping[str, DepositTable], context: Mapping[str, pd.DataFrame]) -> Iterator[Batch]:
    """Yield the cells that name an organisation otherwise than most others do."""
    own = [(deposit[name], column) for name, column in NAMES if name in deposit]
    counts: Counter[str] = Counter()
    for table, column in own:
        encoded = table.encoded(column)
        numbers = np.bincount(codes_of(encoded), minlength=len(encoded.dictionary) + 1)[:-1]
        counts.update(dict(zip(encoded.dictionary.to_pylist(), numbers.tolist(), strict=True)))
    counts = Counter({name: number for name, number in counts.items() if name and number and name != NON_PUBLIE})
    if not counts or len(counts) > MOST_NAMES:
        return
    listed = set(_listed(deposit, context))
    chosen = chosen_names(counts, listed)
    for table, column in own if chosen else []:
        yield from _other_names(table, column, chosen)


def _listed(deposit: Mapping[str, DepositTable], context: Mapping[str, pd.DataFrame]) -> list[str]:
    """Return the names of the table of organisations, as deposited or else as published: those to prefer."""
    if "organismes" in deposit:
        return [name for name in deposit["organismes"].encoded("nom").dictionary.to_pylist() if name]
    return context["organismes"]["nom"].dropna().tolist() if "organismes" in context else []


def chosen_names(counts: Mapping[str, int], listed: set[str]) -> dict[str, str]:
    """Return name → the name to write instead, only for those that have one: a listed name first, else the most frequent."""
    groups: dict[str, list[str]] = {}
    for name in (*counts, *(name for name in listed if name not in counts)):
        groups.setdefault(name_key(name), []).append(name)
    _join_slips(groups)
    chosen = {}
    for names in groups.values():
        best = max(
            names, key=lambda name: (name in listed, counts.get(name, 0), sum(map(str.isupper, name)) < len(name) / 2)
        )
        chosen |= {name: best for name in names if name != best and name in counts and name not in listed}
    return chosen


def name_key(name: str) -> str:
    """Return what two spellings of one name share: its words without accents, small words nor legal form."""
    words = [_FULL.get(word, word) for word in fold(name).split()]
    return " ".join(word for word in words if word not in _SMALL) or fold(name)


def _join_slips(groups: dict[str, list[str]]) -> None:
    """Join the groups of long names that one letter separates."""
    keys = [key for key in groups if len(key) >= LONG]
    if len(keys) > MOST_NEAR:
        return
    seen: dict[str, tuple[str, int]] = {}
    joined: dict[str, str] = {}
    for key in keys:
        for at, shorter in _without_one(key):
            other, where = seen.setdefault(shorter, (key, at))
            if other != key and not _figure_differs(key, at, other, where):
                joined[key] = joined.get(other, other)
                break
    for key, into in joined.items():
        groups[into] += groups.pop(key)


def _without_one(key: str) -> Iterator[tuple[int, str]]:
    """Yield the key itself, then the key without each of its letters."""
    yield -1, key
    for at in range(len(key)):
        yield at, key[:at] + key[at + 1 :]


def _figure_differs(key: str, at: int, other: str, where: int) -> bool:
    """Tell whether what separates two keys is a figure or a word of one letter, which is no slip."""
    signs = [text[place] for text, place in ((key, at), (other, where)) if place >= 0]
    words = set(key.split()) ^ set(other.split())
    return any(sign.isdigit() or sign == " " for sign in signs) or any(len(word) < 4 for word in words)


def _other_names(table: DepositTable, column: str, chosen: Mapping[str, str]) -> Iterator[Batch]:
    """Yield the cells of a column whose name is written otherwise elsewhere."""
    encoded = table.encoded(column)
    mask = pc.is_in(encoded.dictionary, value_set=pa.array(list(chosen), encoded.dictionary.type))
    at = np.flatnonzero(mask.take(encoded.indices).fill_null(False).to_numpy(zero_copy_only=False))
    if len(at):
        values = encoded.dictionary.take(encoded.indices.take(pa.array(at)))
        details = {name: {"propose": other} for name, other in chosen.items()}
        yield from table.batches(Batch("organisme-deux-graphies", values=values, details=details), at, column)


def _titles(table: DepositTable) -> Iterator[Batch]:
    """Yield the titles that a row above already has, under another identifier."""
    if len(table) > MOST_TITLES:
        return
    alike = may_be_alike(table.columns["titre"])
    if not len(alike):
        return
    encoded = folded(table.columns["titre"].take(pa.array(alike))).dictionary_encode()
    groups = codes_of(encoded)
    first = np.full(len(encoded.dictionary) + 1, -1, np.int64)
    first[groups[::-1]] = alike[::-1]
    ids = codes_of(table.encoded("id_initiative"))
    again = alike[(first[groups] != alike) & (ids[alike] != ids[first[groups]])]
    if len(again):
        rows = [str(row) for row in table.rows[first[groups[np.searchsorted(alike, again)]]].tolist()]
        said = Batch("titre-en-double", values=table.columns["titre"].take(pa.array(again)), each={"autre": rows})
        yield from table.batches(said, again, "titre")


def may_be_alike(texts: pa.Array) -> np.ndarray:
    """Return the positions of the texts of which another may have the same folded text: a cheap sieve before `folded`.

    Letters and figures only are compared, without accents; what has none in Western languages is left out of the comparison.
    """
    lines = pc.replace_substring(pc.fill_null(texts, ""), "\n", " ").to_pylist()
    joined = "\n".join(lines).lower().replace("œ", "oe").encode("cp1252", errors="replace")
    keys = pa.array(joined.translate(_BARE, _NOT_WORD).split(b"\n"), pa.large_binary()).dictionary_encode()
    numbers, said = keys.indices.to_numpy(), pc.not_equal(keys.dictionary, b"").to_numpy(zero_copy_only=False)
    counts = np.bincount(numbers, minlength=len(said))
    return np.flatnonzero((counts * said)[numbers] > 1) if len(numbers) else numbers


def folded(texts: pa.Array) -> pa.Array:
    """Return texts without accents, case, punctuation nor repeated spaces, in Arrow (see `schema.spelling.fold`)."""
    lowered = pc.utf8_lower(texts)
    plain = pc.replace_substring(lowered, "œ", "oe")
    bare = pc.utf8_normalize(plain, "NFKD")
    return pc.utf8_trim_whitespace(
        pc.replace_substring_regex(pc.replace_substring_regex(bare, r"\pM+", ""), r"[^0-9a-z]+", " ")
    )
