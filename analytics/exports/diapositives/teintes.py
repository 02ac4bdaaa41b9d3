"""Make the five classes of the map out of the theme's first accent, so that they follow the template and can be recoloured."""

from __future__ import annotations

import colorsys
from dataclasses import dataclass

import numpy as np


@dataclass(frozen=True, slots=True)
class Teinte:
    """One class as PowerPoint computes it: saturation × `vif`, lightness × `part` + `clair` (all 0 to 1)."""

    vif: float
    part: float
    clair: float

    @property
    def xml(self) -> str:
        """Return the fill of a shape (DrawingML)."""
        kept = "".join(
            f'<a:{name} val="{round(value * 100_000)}"/>'
            for name, value, usual in (
                ("satMod", self.vif, 1.0),
                ("lumMod", self.part, 1.0),
                ("lumOff", self.clair, 0.0),
            )
            if value != usual
        )
        return f'<a:solidFill><a:schemeClr val="accent1">{kept}</a:schemeClr></a:solidFill>'

    def on(self, accent: str) -> str:
        """Return the colour that it makes of an accent (both #RRGGBB)."""
        hue, light, vivid = colorsys.rgb_to_hls(*(int(accent[k : k + 2], 16) / 255 for k in (1, 3, 5)))
        made = colorsys.hls_to_rgb(hue, min(1.0, light * self.part + self.clair), vivid * self.vif)
        return "#" + "".join(f"{round(part * 255):02X}" for part in made)


TEINTES = (
    Teinte(0.60, 0.15, 0.85), Teinte(0.58, 0.35, 0.65), Teinte(0.55, 0.60, 0.40), Teinte(0.75, 0.82, 0.18), Teinte(1.0, 0.75, 0.0),
)  # fmt: skip
"""From the smallest amount to the largest; on our own accent, the ramp of the pages' maps."""


def teinte(rank: int, classes: int) -> Teinte:
    """Return the tint of a class among several, spread over the five as on the pages."""
    steps = np.linspace(0 if classes > 2 else 1, len(TEINTES) - 1, classes)
    return TEINTES[round(steps[rank])]
