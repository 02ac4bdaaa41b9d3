"""Hold the two axes of a drawing: where a value stands, in parts of the width and in pixels from the top."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

import numpy as np

from analytics.figures.vecteur.elements import NotDrawable

Spec = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Axis:
    """One axis: its values on the line of numbers, from its start to its end (which may be the smaller)."""

    start: float
    end: float
    number: Callable[[Any], float]

    def part(self, value: Any) -> float:
        """Return where a value stands, 0 at the start of the axis and 1 at its end."""
        return (self.number(value) - self.start) / (self.end - self.start)


@dataclass(frozen=True, slots=True)
class Plan:
    """The room between the axes: its height in pixels, what the figure asks, the name of the drawing and its links."""

    spec: Spec
    name: str
    links: Mapping[str, str]
    height: float
    x: Axis
    y: Axis

    @property
    def layout(self) -> Spec:
        """Return the layout of the figure."""
        return self.spec["layout"]

    def across(self, value: Any, ref: str = "x") -> float:
        """Return the part of the width at which something stands."""
        return float(value) if ref in ("x domain", "paper") else self.x.part(value)

    def down(self, value: Any, ref: str = "y") -> float:
        """Return the pixels from the top at which something stands."""
        part = float(value) if ref in ("y domain", "paper") else self.y.part(value)
        return (1 - part) * self.height


def read_axis(spec: Spec, letter: str) -> Axis:
    """Read one axis: numbers, days or names, as its values show."""
    asked = spec["layout"].get(f"{letter}axis", {})
    names = [value for trace in spec["data"] for value in as_list(trace.get(letter)) if isinstance(value, str)]
    if not names or asked.get("type") == "date" or _is_day(names[0]):
        number = _day if names and _is_day(names[0]) else float
        if "range" not in asked:
            raise NotDrawable(f"{letter} axis without a range")
        start, end = (number(value) for value in asked["range"])
        return Axis(start, end, number)
    order = list(dict.fromkeys([*as_list(asked.get("categoryarray")), *names]))
    places = {name: float(rank) for rank, name in enumerate(order)}
    start, end = asked.get("range", (-0.5, len(order) - 0.5))
    return Axis(start, end, lambda value: places[value] if isinstance(value, str) else float(value))


def as_list(values: Any) -> list[Any]:
    """Return the values of a trace as a list of Python values."""
    return [] if values is None else values.tolist() if isinstance(values, np.ndarray) else list(values)


def _is_day(value: str) -> bool:
    """Tell whether a text is a day, « 2021-09-22 »."""
    return len(value) == 10 and value[4] == value[7] == "-"


def _day(value: str) -> float:
    """Return a day as a number of days."""
    return float(date.fromisoformat(value[:10]).toordinal())


def one(values: Any, rank: int) -> Any:
    """Return the value of one mark, when each has its own or when all share it."""
    return values if isinstance(values, str | int | float) else as_list(values)[rank]
