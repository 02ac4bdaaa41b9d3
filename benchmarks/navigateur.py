"""Time the pages in a real browser, beside a bare Streamlit page with their figures, and the same pages written with Dash and with Panel.

    python -m benchmarks.navigateur                    every page, five rounds (Dash and Panel: where .venv-bancs holds them)
    python -m benchmarks.navigateur --tours 3 apercu carte

A view ends with the last change of what is on the screen: the page records each of them, and the clock stops when it has been quiet.
The first view is that of a browser that has never come; the rerun is the choice of another value in the first list of the page.
Every figure is a ratio in one run.
The bare page of a page without figures is a list and a title; « mots » is that page with the words and tables as well.
The other two write the same words, tables and figures as ours, without the buttons.
"""

from __future__ import annotations

import argparse
import os
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path
from urllib.request import urlopen

from playwright.sync_api import Browser, Page, sync_playwright

from benchmarks.pairs.contenu import CHOICES, Choice
from benchmarks.resultats import BENCH_PYTHON, ROOT, keep
from outils.preparer import browser_path

PAGES = tuple(CHOICES)
QUIET_MS = 350
FLAGS = (
    "--headless",
    "--no-sandbox",
    "--disable-gpu",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-sync",
)
SLOW_4G = {"offline": False, "latency": 150, "downloadThroughput": 1.6e6 / 8, "uploadThroughput": 750e3 / 8}
RECORD = """
window.tous = (selecteur, sous = document) => [...sous.querySelectorAll(selecteur),
  ...[...sous.querySelectorAll("*")].flatMap((e) => e.shadowRoot ? window.tous(selecteur, e.shadowRoot) : [])];
const regarder = (sous) => new MutationObserver(() => {
  window.dernierChangement = performance.now();
  if (window.chercher && !window.premiereFigure && window.tous(window.chercher).length) window.premiereFigure = performance.now();
}).observe(sous, { subtree: true, childList: true, attributes: true, characterData: true });
const attacher = Element.prototype.attachShadow;
Element.prototype.attachShadow = function (options) { const sous = attacher.call(this, options); regarder(sous); return sous; };
regarder(document);
addEventListener("click", () => { window.dernierClic = performance.now(); }, true);
"""
FIGURE = ".a-dessin > svg, .js-plotly-plot .main-svg:first-of-type"
SETTLED = f"() => window.dernierChangement && performance.now() - window.dernierChangement > {QUIET_MS}"
WORDS = "() => window.tous('h1, h2, h3, p, td, dd, a').map((e) => e.textContent).join()"
PEERS = ("nue", "mots", "dash", "panel")


class Server:
    """A server to visit: its name, the address of a page, what tells that it is whole, and where its list is."""

    def __init__(self, name: str, port: int, address: str, ready: str, listed: str) -> None:
        """Remember what distinguishes this server; `{}` is the name of a page in `address`, the label of its list in `listed`."""
        self.name, self.url, self.ready, self.listed = name, f"http://127.0.0.1:{port}", ready, listed
        self._address = address

    def address(self, page: str) -> str:
        """Give the address of a page."""
        return f"{self.url}/{self._address.format(page)}"


@contextmanager
def serve(server: Server, command: list[str], environment: dict[str, str]) -> Iterator[Server]:
    """Run a server until the end of the block."""
    with tempfile.TemporaryFile() as log:
        process = subprocess.Popen(command, cwd=ROOT, env=os.environ | environment, stdout=log, stderr=log)
        try:
            for _ in range(600):
                try:
                    urlopen(server.url, timeout=1).close()
                    break
                except OSError:
                    time.sleep(0.1)
            yield server
        finally:
            process.terminate()
            process.wait(timeout=20)


def servers(stack: ExitStack, folder: Path, first_port: int) -> dict[str, Server]:
    """Start the product and its peers, on ports that follow one another."""
    told = folder / "contenu.json"
    subprocess.run([sys.executable, "-m", "benchmarks.pairs.contenu", str(told)], cwd=ROOT, check=True)
    done = "[data-testid=stApp][data-test-script-state=notRunning]"
    streamlit_list = "[data-testid=stSelectbox]:has-text('{}') input"
    streamlit = [sys.executable, "-m", "streamlit", "run"]
    commands = {
        "produit": ([*streamlit, "app.py"], "{}", f"{done} footer.a-pied", streamlit_list),
        "nue": (
            [*streamlit, "benchmarks/pairs/page_nue.py"],
            "?page={}",
            f"{done} h1",
            "[data-testid=stSelectbox] input",
        ),
        "mots": (
            [*streamlit, "benchmarks/pairs/page_nue.py"],
            "?page={}&mots=1",
            f"{done} h1",
            "[data-testid=stSelectbox] input",
        ),
        "dash": ([str(BENCH_PYTHON), "-m", "benchmarks.pairs.page_dash"], "{}/", "#fin", "#liste"),
        "panel": ([str(BENCH_PYTHON), "-m", "benchmarks.pairs.page_panel"], "{}", "#fin", "select"),
    }
    told_to_all = {
        "ALLIANCE_DATABASE_URL": f"sqlite:///{folder}/produit.sqlite",
        "CONTENU": str(told),
        "PYTHONPATH": str(ROOT),
    }
    found = {}
    for port, (name, (command, *words)) in enumerate(commands.items(), start=first_port):
        if command[0] == sys.executable:
            command += [f"--server.port={port}", "--server.address=127.0.0.1", "--server.headless=true"]
        if Path(command[0]).exists():
            server = Server(name, port, *words)
            found[name] = stack.enter_context(serve(server, command, told_to_all | {"PORT": str(port)}))
    return found


def _open(browser: Browser, record: str = RECORD) -> Page:
    """Begin a visit in a browser that never came."""
    context = browser.new_context(viewport={"width": 1280, "height": 900}, locale="fr-CA")
    page = context.new_page()
    page.add_init_script(record)
    return page


def _wait(page: Page, server: Server, name: str, figures: int = 0) -> None:
    """Ask for a page and wait until it is still, once that many figures are there: a poor network keeps a page still without them."""
    page.goto(server.address(name), timeout=120_000)
    page.wait_for_selector(server.ready, state="attached", timeout=120_000)
    page.wait_for_function(f"(count) => window.tous({FIGURE!r}).length >= count", arg=figures, timeout=120_000)
    page.wait_for_function(SETTLED, timeout=120_000)


def visit(browser: Browser, server: Server, name: str) -> dict[str, float]:
    """Open a page and choose another value in its list; return milliseconds and drawings."""
    page = _open(browser)
    _wait(page, server, name)
    found = {
        "premiere": page.evaluate("window.dernierChangement"),
        "dessins": page.evaluate("(figure) => window.tous(figure).length", FIGURE),
        "ensuite": _choose(page, server, CHOICES[name]),
    }
    page.context.close()
    return found


def weigh(browser: Browser, server: Server, name: str, figures: int) -> dict[str, float]:
    """Count the bytes of a first view and of a choice, then time a first view by a poor network: counting slows, so it is apart."""
    found: dict[str, float] = {}
    for slow in (False, True):
        page = _open(browser, f"window.chercher = {FIGURE!r};{RECORD}")
        octets = _count_octets(page, slow)
        _wait(page, server, name, figures)
        if slow:
            found["figure_4g_lente"] = page.evaluate("window.premiereFigure ?? 0")
            found["premiere_4g_lente"] = page.evaluate("window.dernierChangement")
        else:
            found["octets"], octets[0] = octets[0], 0
            _choose(page, server, CHOICES[name])
            found["octets_ensuite"] = octets[0]
        page.context.close()
    return found


def _choose(page: Page, server: Server, choice: Choice) -> float:
    """Choose another value and return the milliseconds until the page is still again."""
    before = page.evaluate(WORDS)
    listed = page.locator(server.listed.format(choice.label)).first
    if server.listed == "select":
        page.evaluate("window.dernierClic = performance.now()")
        listed.select_option(choice.words)
    else:
        listed.scroll_into_view_if_needed()
        page.wait_for_timeout(QUIET_MS)  # a list closes when the page scrolls
        listed.click()
        option = page.get_by_role("option", name=choice.words, exact=True)
        option.wait_for()
        option.click()
    page.wait_for_function(f"(before) => ({WORDS})() !== before", arg=before, timeout=60_000, polling=50)
    page.wait_for_function(SETTLED, timeout=60_000)
    return page.evaluate("window.dernierChangement - window.dernierClic")


def _count_octets(page: Page, slow: bool) -> list[int]:
    """Count the bytes that come by the wire from now on, compressed as they are; `slow` gives the page a poor network."""
    told = [0]
    wire = page.context.new_cdp_session(page)
    wire.send("Network.enable")
    if slow:
        wire.send("Network.emulateNetworkConditions", SLOW_4G)
    wire.on("Network.loadingFinished", lambda event: _add(told, event["encodedDataLength"]))
    wire.on("Network.webSocketFrameReceived", lambda event: _add(told, len(event["response"]["payloadData"]) * 3 // 4))
    return told


def _add(told: list[int], octets: float) -> None:
    """Add bytes to a count."""
    told[0] += int(octets)


def measure(pages: tuple[str, ...], rounds: int, port: int) -> dict[str, dict[str, dict[str, float]]]:
    """Return page → server → medians, each page beside its peers in the same round."""
    seen: dict[tuple[str, str], list[dict[str, float]]] = {}
    with ExitStack() as stack:
        folder = Path(stack.enter_context(tempfile.TemporaryDirectory()))
        known = servers(stack, folder, port)
        playwright = stack.enter_context(sync_playwright())
        browser = playwright.chromium.launch(executable_path=browser_path(), args=list(FLAGS))
        for name in pages:
            visit(browser, known["produit"], name)
        for turn in range(rounds):
            for name in pages:
                for server in known.values():
                    found = visit(browser, server, name)
                    seen.setdefault((name, server.name), []).append(found)
                print(f"  tour {turn + 1}, {name}", file=sys.stderr, flush=True)
        weights = {
            (name, server.name): weigh(browser, server, name, int(seen[name, server.name][0]["dessins"]))
            for name in pages
            for server in known.values()
            if name == pages[0] or server.name == "produit"
        }
        browser.close()
    return _medians(seen, weights)


def _medians(
    seen: dict[tuple[str, str], list[dict[str, float]]], weights: dict[tuple[str, str], dict[str, float]]
) -> dict[str, dict[str, dict[str, float]]]:
    """Keep the median of each measure."""
    result: dict[str, dict[str, dict[str, float]]] = {}
    for (name, server), rounds in seen.items():
        medians = {key: statistics.median(found[key] for found in rounds) for key in rounds[0]}
        result.setdefault(name, {})[server] = medians | weights.get((name, server), {})
    return result


def table(result: dict) -> list[str]:
    """Write one line a page: milliseconds, and the ratio to each peer (below 1: the product is faster); then the weight of the peers' first page."""
    views = "".join(f"{view:>9}" + "".join(f"{'/ ' + peer:>8}" for peer in PEERS) for view in ("1re vue", "ensuite"))
    lines = [f"{'page':14}{'figures':>8}{views}  {WEIGHTS}"]
    for name, by_server in result.items():
        ours = by_server["produit"]
        cells = [f"{name:14}{ours['dessins']:8.0f}"]
        for key in ("premiere", "ensuite"):
            cells.append(f"{ours[key]:6.0f} ms")
            for peer in PEERS:
                other = by_server.get(peer, {}).get(key)
                cells.append(f"{ours[key] / other:8.2f}" if other else f"{'–':>8}")
        lines.append("".join(cells) + "  " + weight(ours))
    first, by_server = next(iter(result.items()))
    return [
        *lines,
        "",
        f"{first:14}{WEIGHTS}",
        *(f"{server:14}{weight(found)}" for server, found in by_server.items()),
    ]


WEIGHTS = f"{'Ko':>7}{'Ko ens.':>9}{'4G : figure':>13}{'entière':>9}"


def weight(found: dict[str, float]) -> str:
    """Write the bytes of a first view and of a choice, then the seconds to the first figure and to the whole page on a slow 4G."""
    figure = f"{found['figure_4g_lente'] / 1000:11.1f} s" if found["figure_4g_lente"] else f"{'–':>13}"
    octets = f"{found['octets'] / 1000:7.0f}{found['octets_ensuite'] / 1000:9.1f}"
    return f"{octets}{figure}{found['premiere_4g_lente'] / 1000:7.1f} s"


def main(arguments: list[str]) -> int:
    """Measure, print the table, keep the results."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.navigateur")
    parser.add_argument("pages", nargs="*", default=PAGES, choices=[*PAGES, PAGES])
    parser.add_argument("--tours", type=int, default=5)
    parser.add_argument("--port", type=int, default=8850)
    args = parser.parse_args(arguments)
    result = measure(tuple(args.pages), args.tours, args.port)
    keep("navigateur", result)
    print("\n".join(table(result)))
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
