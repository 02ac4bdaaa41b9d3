"""The visitor of the benchmarks sees what a browser sees, and behaves as one."""

from __future__ import annotations

from benchmarks.visiteur import Run, Visitor, visit
from tests.fil import jouer
from tests.navigateur import Serveur


def shown(visitor: Visitor) -> str:
    """Put together the texts of the page."""
    return " ".join(element.html.body for _, element, _ in visitor.screen.elements.values())


def test_visit_reads_each_page_whole_and_without_error(serveur: Serveur) -> None:
    runs = jouer(visit(serveur.url, ["", "carte", "methode"]))
    assert [run.gesture for run in runs][:3] == ["ouvrir", "changer", "aller"]
    assert [run.troubles for run in runs] == [()] * len(runs)
    assert all(run.octets > 10_000 and run.messages > 10 for run in runs)


def test_change_redraws_the_page_with_the_value_chosen(serveur: Serveur) -> None:
    async def choose() -> tuple[str, str]:
        async with Visitor(serveur.url) as visitor:
            await visitor.open("carte")
            before = shown(visitor)
            await visitor.change("Indicateur de besoin, à côté", ["Revenu total médian des ménages"])
            return before, shown(visitor)

    before, after = jouer(choose())
    assert "Revenu total médian des ménages" not in before
    assert "Revenu total médian des ménages" in after


def test_again_costs_less_once_the_browser_keeps_the_figures(serveur: Serveur) -> None:
    async def twice() -> list[Run]:
        async with Visitor(serveur.url) as visitor:
            await visitor.open("")
            await visitor.again()
            return visitor.runs

    first, second = jouer(twice())
    assert second.octets < first.octets
    assert second.messages >= first.messages - 5


def test_visitor_comes_back_to_its_session_when_the_connection_breaks(serveur: Serveur) -> None:
    async def cut() -> Visitor:
        async with Visitor(serveur.url) as visitor:
            await visitor.open("carte")
            await visitor.cut()
            await visitor.change()
            return visitor

    visitor = jouer(cut())
    assert len(visitor.breaks) == 1
    assert len(visitor.screen.sessions) == 1
