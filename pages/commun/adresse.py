"""Make the address the truth of a page: widgets are set from it and write to it, links carry it, « Back » restores it.

Used where `bind="query-params"` is not enough: a bound list writes its labels in the address, so a label with a count (« La Mitis 3 ») would
make addresses that change with the data; and a bound parameter disappears as soon as its widget is not shown.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager, nullcontext
from urllib.parse import parse_qs

import streamlit as st
from streamlit.runtime.scriptrunner import get_script_run_ctx

Adresse = dict[str, list[str]]
"""Parameter → its values, in their order."""

_FIGE = "_adresse-figee"
_LONGUEUR = 400
"""Letters read of one value: an address may hold anything."""


def actuelle() -> Adresse:
    """Return the parameters of the address."""
    return {name: st.query_params.get_all(name) for name in st.query_params}


def sans(*noms: str) -> Adresse:
    """Return the parameters of the address but these: what a link keeps."""
    return {name: values for name, values in actuelle().items() if name not in noms}


def figer(**dits: str) -> None:
    """Say what this page reads without its address saying it: an address copied here will, to show the same thing later."""
    st.session_state[_FIGE] = dits


def figee() -> Adresse:
    """Return the parameters of the address, and those that `figer` adds."""
    return actuelle() | {name: [value] for name, value in st.session_state.get(_FIGE, {}).items()}


def valeur(nom: str, defaut: str = "") -> str:
    """Return the one value of a parameter."""
    return st.query_params.get(nom, defaut)[:_LONGUEUR]


def valeurs(nom: str, connues: Iterable[str]) -> tuple[str, ...]:
    """Return the values of a parameter that are known, in the order of `connues`; the others are dropped."""
    asked = set(st.query_params.get_all(nom))
    return tuple(known for known in connues if known in asked)


@contextmanager
def partagee(nom: str) -> Iterator[None]:
    """Show a widget bound to a parameter that several pages share: what a link or « Back » asks of it is then kept, and stays in the address.

    Streamlit takes a bound parameter for that of the page that showed it last, and drops it when the address of another page asks for it.
    The widget is shown here as one of `app.py`, and the parameter put back.
    """
    ctx = get_script_run_ctx()
    asked = parse_qs(ctx.query_string).get(nom) if ctx else None
    if asked and nom not in st.query_params:
        st.query_params[nom] = asked
    with ctx.run_with_active_hash(ctx.pages_manager.main_script_hash) if ctx else nullcontext():
        yield


def suivre(page: str) -> Adresse:
    """Begin a page: show in the browser the address that a link of this same page has just asked for; return the address before.

    Streamlit changes the browser's address when the page changes, and not when a page links to itself.
    """
    before, now = st.session_state.get(_memoire(page)), actuelle()
    if before is not None and before != now:
        st.query_params.from_dict(now)
    st.session_state[_memoire(page)] = now
    return before or {}


def ecrire(page: str, changements: Mapping[str, Iterable[str]]) -> None:
    """Change some parameters of the address (an empty value takes one away); for the callbacks of the page's widgets."""
    said = {name: [value for value in values if value] for name, values in changements.items()}
    after = {name: values for name, values in (actuelle() | said).items() if values}
    st.query_params.from_dict(after)
    st.session_state[_memoire(page)] = after


def _memoire(page: str) -> str:
    """Name where the last address of a page is kept."""
    return f"_adresse-{page}"
