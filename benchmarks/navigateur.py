"""Time the pages in a real browser, beside a bare Streamlit page that draws as many ready-made charts, and the same first page in Dash.

    python -m benchmarks.navigateur                    every page, five rounds (Dash: where .venv-bancs holds it)
    python -m benchmarks.navigateur --tours 3 apercu carte

A view ends with the last change of what is on the screen: the page records each of them, and the clock stops when it has been quiet.
The first view is that of a browser that has never come; the rerun is the choice of another envelope. Every figure is a ratio in one run.
"""

from __future__ import annotations

import argparse
import json
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

from outils.preparer import browser_path

ROOT = Path(__file__).resolve().parents[1]
OUTPUT = ROOT / ".benchmarks" / "navigateur.json"
BENCH_PYTHON = ROOT / ".venv-bancs" / "bin" / "python"
PAGES = ("apercu", "enveloppe", "carte", "territoires", "priorites", "initiatives", "concertation")
WITH_ENVELOPE = ("apercu", "enveloppe", "carte", "territoires", "priorites")
OTHER = "Alliance pour la solidarité 2010-2015"
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
new MutationObserver(() => { window.dernierChangement = performance.now(); })
  .observe(document, { subtree: true, childList: true, attributes: true, characterData: true });
addEventListener("click", (e) => { window.dernierClic = performance.now(); }, true);
"""
SETTLED = f"() => window.dernierChangement && performance.now() - window.dernierChangement > {QUIET_MS}"
DRAWN = "() => document.querySelectorAll('.a-dessin > svg, .js-plotly-plot .main-svg:first-of-type').length"


class Server:
    """A server to visit: its name, its address, how its page is opened and its list found."""

    def __init__(self, name: str, port: int, ready: str, listed: str) -> None:
        """Remember what distinguishes this server."""
        self.name, self.url, self.ready, self.listed = name, f"http://127.0.0.1:{port}", ready, listed


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
    found = {
        "produit": Server("produit", first_port, f"{done} footer.a-pied", ".st-key-enveloppe input"),
        "nue": Server("nue", first_port + 1, f"{done} h1", "[data-testid=stSelectbox] input"),
        "dash": Server("dash", first_port + 2, "#liste li", "#enveloppe"),
    }
    base = {
        "ALLIANCE_DATABASE_URL": f"sqlite:///{folder}/produit.sqlite",
        "CONTENU": str(told),
        "PYTHONPATH": str(ROOT),
    }
    commands = {
        "produit": [sys.executable, "-m", "streamlit", "run", "app.py"],
        "nue": [sys.executable, "-m", "streamlit", "run", "benchmarks/pairs/page_nue.py"],
        "dash": [str(BENCH_PYTHON), "-m", "benchmarks.pairs.page_dash"],
    }
    if not BENCH_PYTHON.exists():
        del found["dash"]
    for rank, name in enumerate(found):
        options = (
            []
            if name == "dash"
            else [f"--server.port={first_port + rank}", "--server.address=127.0.0.1", "--server.headless=true"]
        )
        stack.enter_context(serve(found[name], commands[name] + options, base | {"PORT": str(first_port + rank)}))
    return found


def visit(browser: Browser, server: Server, address: str, rerun: bool) -> dict[str, float]:
    """Open an address in a browser that never came, and choose another envelope; return milliseconds and drawings."""
    context = browser.new_context(viewport={"width": 1280, "height": 900}, locale="fr-CA")
    page = context.new_page()
    page.add_init_script(RECORD)
    page.goto(f"{server.url}/{address}")
    page.wait_for_selector(server.ready, timeout=120_000)
    page.wait_for_function(SETTLED, timeout=120_000)
    found = {"premiere": page.evaluate("window.dernierChangement"), "dessins": page.evaluate(DRAWN)}
    if rerun:
        found["ensuite"] = _choose(page, server)
    context.close()
    return found


def weigh(browser: Browser, server: Server, address: str, rerun: bool) -> dict[str, float]:
    """Count the bytes of a first view and of a choice, then time a first view by a poor network: counting slows, so it is apart."""
    found: dict[str, float] = {}
    for slow in (False, True):
        context = browser.new_context(viewport={"width": 1280, "height": 900}, locale="fr-CA")
        page = context.new_page()
        page.add_init_script(RECORD)
        octets = _count_octets(page, slow)
        page.goto(f"{server.url}/{address}")
        page.wait_for_selector(server.ready, timeout=120_000)
        page.wait_for_function(SETTLED, timeout=120_000)
        if slow:
            found["premiere_4g_lente"] = page.evaluate("window.dernierChangement")
        else:
            found["octets"], octets[0] = octets[0], 0
            if rerun:
                _choose(page, server)
            found["octets_ensuite"] = octets[0]
        context.close()
    return found


def _choose(page: Page, server: Server) -> float:
    """Choose another envelope and return the milliseconds until the page is still again."""
    before = page.locator("h1").first.inner_text()
    page.locator(server.listed).first.click()
    option = page.get_by_role("option", name=OTHER)
    option.wait_for()
    option.click()
    page.wait_for_function("(before) => document.querySelector('h1')?.innerText !== before", arg=before, timeout=60_000)
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
            visit(browser, known["produit"], "" if name == "apercu" else name, False)
        for turn in range(rounds):
            for name in pages:
                _one_round(browser, known, name, seen)
                print(f"  tour {turn + 1}, {name}", file=sys.stderr, flush=True)
        weights = {
            name: weigh(browser, known["produit"], "" if name == "apercu" else name, name in WITH_ENVELOPE)
            for name in pages
        }
        browser.close()
    return _medians(seen, weights)


def _one_round(browser: Browser, known: dict[str, Server], name: str, seen: dict) -> None:
    """Visit one page and its peers."""
    rerun = name in WITH_ENVELOPE
    ours = visit(browser, known["produit"], "" if name == "apercu" else name, rerun)
    seen.setdefault((name, "produit"), []).append(ours)
    peers = {"nue": f"?n={int(ours['dessins'])}"} | ({"dash": ""} if name == "apercu" and "dash" in known else {})
    for peer, address in peers.items():
        seen.setdefault((name, peer), []).append(visit(browser, known[peer], address, rerun))


def _medians(seen: dict, weights: dict[str, dict[str, float]]) -> dict[str, dict[str, dict[str, float]]]:
    """Keep the median of each measure."""
    result: dict[str, dict[str, dict[str, float]]] = {}
    for (name, server), rounds in seen.items():
        keys = rounds[0]
        result.setdefault(name, {})[server] = {key: statistics.median(found[key] for found in rounds) for key in keys}
    for name, found in weights.items():
        result[name]["produit"] |= found
    return result


def table(result: dict) -> list[str]:
    """Write one line a page: milliseconds, and the ratio to each peer (below 1: the product is faster)."""
    views = "".join(f"{view:>9}{'/ nue':>7}{'/ Dash':>7}" for view in ("1re vue", "ensuite"))
    head = f"{'page':14}{'dessins':>8}{views}{'Ko':>8}{'Ko ens.':>8}{'4G lente':>10}"
    lines = [head]
    for name, by_server in result.items():
        ours = by_server["produit"]
        cells = [f"{name:14}{ours['dessins']:8.0f}"]
        for key in ("premiere", "ensuite"):
            cells.append(f"{ours[key]:6.0f} ms" if key in ours else f"{'–':>9}")
            for peer in ("nue", "dash"):
                other = by_server.get(peer, {}).get(key)
                cells.append(f"{ours[key] / other:7.2f}" if other and key in ours else f"{'–':>7}")
        cells.append(
            f"{ours['octets'] / 1000:8.0f}{ours.get('octets_ensuite', 0) / 1000:8.1f}{ours['premiere_4g_lente'] / 1000:8.1f} s"
        )
        lines.append("".join(cells))
    return lines


def main(arguments: list[str]) -> int:
    """Measure, print the table, keep the results."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.navigateur")
    parser.add_argument("pages", nargs="*", default=PAGES, choices=[*PAGES, PAGES])
    parser.add_argument("--tours", type=int, default=5)
    parser.add_argument("--port", type=int, default=8850)
    args = parser.parse_args(arguments)
    result = measure(tuple(args.pages), args.tours, args.port)
    OUTPUT.parent.mkdir(exist_ok=True)
    OUTPUT.write_text(json.dumps(result, indent=1), encoding="utf-8")
    print("\n".join(table(result)))
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
