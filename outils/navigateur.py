"""Find, or install, the browser that the tests drive, proven by a page that Playwright really opens in it.

Standard library only; Playwright itself runs in the environment that was just prepared. A candidate that is
merely there is not enough: Ubuntu's `chromium` is a stub that sends to another installer, a browser without
its libraries stops as it starts, and Playwright's own driver misses a library on a bare Debian.
"""

from __future__ import annotations

import os
import shutil
import subprocess
from pathlib import Path

SYSTEM_NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
DRIVER_LIBRARY = "libatomic1"
OPEN_A_PAGE = """
import sys
from playwright.sync_api import sync_playwright
with sync_playwright() as playwright:
    browser = playwright.chromium.launch(executable_path=sys.argv[1], args=sys.argv[2:], timeout=60_000)
    page = browser.new_page()
    page.set_content("<p>Bonjour</p>")
    sys.exit(page.inner_text("p") != "Bonjour")
"""
PLAYWRIGHT_PATH = """
from playwright.sync_api import sync_playwright
with sync_playwright() as playwright:
    print(playwright.chromium.executable_path)
"""


def is_root() -> bool:
    """Tell whether this process may install system packages."""
    return hasattr(os, "geteuid") and os.geteuid() == 0


def has_apt() -> bool:
    """Tell whether this is Debian, Ubuntu or one of theirs."""
    return shutil.which("apt-get") is not None


def apt_install(package: str) -> bool:
    """Install one system package where that is allowed; an unreachable list of packages stops nothing."""
    if not (is_root() and has_apt()):
        return False
    environment = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
    subprocess.run(["apt-get", "update", "-q"], env=environment, check=False)
    command = ["apt-get", "install", "-y", "-q", "--no-install-recommends", package]
    return subprocess.run(command, env=environment, check=False).returncode == 0


def launch_options() -> list[str]:
    """Give what every launch passes to the browser: as root, it starts only without its sandbox."""
    return ["--no-sandbox"] if is_root() else []


def run_quietly(python: Path, *arguments: str) -> subprocess.CompletedProcess:
    """Run the prepared Python and keep its output."""
    command = [str(python), *arguments]
    return subprocess.run(command, capture_output=True, text=True, encoding="utf-8", check=False)


def opens_a_page(python: Path, browser: str) -> bool:
    """Open a page in this browser as the tests will."""
    return run_quietly(python, "-c", OPEN_A_PAGE, browser, *launch_options()).returncode == 0


def ensure_driver(python: Path) -> bool:
    """Make sure that Playwright's driver starts, with the library that a bare Debian misses."""
    starts = ["-m", "playwright", "--version"]
    if run_quietly(python, *starts).returncode == 0:
        return True
    return apt_install(DRIVER_LIBRARY) and run_quietly(python, *starts).returncode == 0


def system_browsers() -> list[str]:
    """List the installed browsers to try, the one named by NAVIGATEUR first; a snap cannot be driven."""
    named = [os.environ["NAVIGATEUR"]] if os.environ.get("NAVIGATEUR") else []
    found = [path for path in map(shutil.which, SYSTEM_NAMES) if path]
    return named + [path for path in found if "snap" not in Path(path).resolve().parts]


def is_debian(release: Path = Path("/etc/os-release")) -> bool:
    """Tell Debian from Ubuntu, whose `chromium` package only points to a snap."""
    return release.exists() and "ID=debian" in release.read_text(encoding="utf-8").splitlines()


def debian_browser() -> list[str]:
    """Install Debian's Chromium where that is allowed, and list what can then be tried."""
    return system_browsers() if is_debian() and apt_install("chromium") else []


def playwright_browser(python: Path) -> list[str]:
    """Give Playwright's own Chromium, when it is there."""
    path = run_quietly(python, "-c", PLAYWRIGHT_PATH).stdout.strip()
    return [path] if path and Path(path).exists() else []


def fetched_browser(python: Path) -> list[str]:
    """Fetch Playwright's Chromium, after the system libraries it needs where that is allowed."""
    playwright = [str(python), "-m", "playwright"]
    if is_root() and has_apt():
        subprocess.run([*playwright, "install-deps", "chromium"], check=False)
    subprocess.run([*playwright, "install", "chromium"], check=False)
    return playwright_browser(python)


def find_or_install(python: Path) -> str | None:
    """Give the path of a browser that opens a page: an installed one, else Debian's, else Playwright's."""
    if not ensure_driver(python):
        return None
    steps = (
        system_browsers,
        lambda: playwright_browser(python),
        debian_browser,
        lambda: fetched_browser(python),
    )
    return next((path for step in steps for path in step() if opens_a_page(python, path)), None)


def advice(python: Path) -> str:
    """Say what to type when no browser could be had, for this machine."""
    fetch = f"{python} -m playwright install chromium"
    lines = [f"sudo apt-get install {DRIVER_LIBRARY} chromium"] if is_debian() else [fetch]
    if has_apt() and not is_debian():
        lines.append(f"sudo {python} -m playwright install-deps chromium")
    return "\n".join(
        (
            "Les tests demandent un navigateur : aucun n'a pu être trouvé ni installé.",
            "Tapez :",
            *(f"  {line}" for line in lines),
            "Puis relancez la même commande.",
            "Un navigateur déjà installé peut être nommé : NAVIGATEUR=/chemin/du/navigateur make test.",
            "Le tableau de bord lui-même n'en dépend pas : « make run » fonctionne.",
        )
    )
