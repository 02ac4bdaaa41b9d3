"""Run part of a test in a thread of its own.

Playwright, once one test has used it, keeps an event loop running in the main thread until the last one: no other can run there.
"""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Coroutine
from concurrent.futures import ThreadPoolExecutor
from typing import Any


def dans_un_fil(function: Callable[..., Any], *arguments: Any) -> Any:
    """Call a function in a thread, and return what it returns or raise what it raises."""
    with ThreadPoolExecutor(1) as thread:
        return thread.submit(function, *arguments).result()


def jouer(scenario: Coroutine[Any, Any, Any]) -> Any:
    """Play an asynchronous scenario to its end."""
    return dans_un_fil(asyncio.run, scenario)
