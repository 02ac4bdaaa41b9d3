"""Run axe-core on a page and tell the project's faults from those that the framework is known for.

axe-core comes in the package axe-playwright-python: nothing is downloaded when a test runs.
"""

from __future__ import annotations

from dataclasses import dataclass
from importlib import resources

from playwright.sync_api import Page

TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]

# (rule of axe, CSS selector of the element or of one around it, cause). A fault that none of these explains is the project's.
KNOWN = (
    (
        "color-contrast",
        ":has(> :is(label, [data-testid=stWidgetLabel])):has(:disabled, [aria-disabled=true], [data-disabled])",
        "Streamlit pâlit l'étiquette d'un champ désactivé; la règle ne vise pas les champs désactivés, mais axe ne relie pas l'étiquette au champ.",
    ),
    (
        "empty-table-header",
        "[data-testid=stDataFrame], .dvn-scroller, canvas",
        "La grille double son canevas d'un tableau caché, où la colonne de l'index ou des cases à cocher n'a pas de nom.",
    ),
    (
        "target-size",
        "[data-testid=stDateInput]",
        "Les trois parties d'une date, dans son champ, sont moins larges que 24 px; on peut aussi choisir dans le calendrier.",
    ),
)

RUN = """async ([tags, known]) => {
  const result = await axe.run(document, {resultTypes: ["violations"], runOnly: tags});
  return result.violations.flatMap(rule => rule.nodes.map(node => {
    const element = document.querySelector(node.target[0]);
    const cause = known.find(([id, around]) => id === rule.id && element?.closest(around));
    return {rule: rule.id, help: rule.help, html: node.html.slice(0, 200), summary: node.failureSummary, cause: cause ? cause[2] : null};
  }));
}"""


@dataclass(frozen=True)
class Constat:
    """One fault: axe's rule, the element, what axe says of it, and the cause when it is known to be the framework's."""

    rule: str
    help: str
    html: str
    summary: str
    cause: str | None


@dataclass(frozen=True)
class Bilan:
    """The faults of a page: the project's own, and the framework's known ones."""

    projet: list[Constat]
    cadre: list[Constat]


def axe(page: Page) -> Bilan:
    """Run axe-core on a page as it stands."""
    page.evaluate(resources.files("axe_playwright_python").joinpath("axe.min.js").read_text(encoding="utf-8"))
    found = [Constat(**fault) for fault in page.evaluate(RUN, [TAGS, [list(known) for known in KNOWN]])]
    return Bilan([fault for fault in found if not fault.cause], [fault for fault in found if fault.cause])
