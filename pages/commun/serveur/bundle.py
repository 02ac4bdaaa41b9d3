"""Streamlit's own page and scripts, rewritten in French.

The table `traductions.toml` says what to replace; it is written for the pinned version of Streamlit, whose scripts are minified but whose
texts are whole strings. Pure functions: names and texts in, texts out.
"""

import hashlib
import re
import tomllib
from functools import cache
from pathlib import Path

import streamlit
from streamlit.file_util import get_static_dir

TABLE = Path(__file__).with_name("traductions.toml")
STATIC = Path(get_static_dir())
SCRIPTS = STATIC / "static" / "js"
# Our own scripts, served beside Streamlit's: each only waits for a click, one that takes a figure away, one on a link to a page.
OWN_SCRIPTS = {f"{name}.js": Path(__file__).parents[1] / name / f"{name}.js" for name in ("emporter", "liens")}
FONTS = Path(__file__).parents[3] / "static" / "polices"
OWN_FONTS = {
    "MaterialSymbols-Rounded": FONTS / "symboles.woff2",
    "SourceSansVF-Upright": FONTS / "source-sans-3.woff2",
    "SourceSansVF-Italic": FONTS / "source-sans-3-italique.woff2",
}
"""Streamlit's font → ours, sent in its place: the same letters or symbols, those that French and the pages need."""
EVERYWHERE = ("Html", "Selectbox", "PageLink", "Popover")
"""Parts of Streamlit that nearly every page shows: their scripts come with the page instead of after its first words."""
ON_PAGE = {
    "territoires": ("Multiselect",),
    "initiatives": ("TextInput", "Checkbox", "Pagination", "ButtonGroup"),
    "seance": ("Radio", "TextInput", "TextArea", "LinkButton", "DownloadButton", "Button"),
    "exporter": ("DownloadButton",),
    "dictionnaire": ("TextInput", "ButtonGroup", "DownloadButton"),
    "methode": ("ButtonGroup",),
}
"""Page in the address → the other parts of Streamlit that it shows at once."""

TITLE = "Alliance pour la solidarité du Bas-Saint-Laurent"
DESCRIPTION = (
    "Où va l'argent de l'Alliance pour la solidarité du Bas-Saint-Laurent : montants engagés, territoires, "
    "priorités, initiatives, sources."
)
WITHOUT_SCRIPT = "<p>Ce tableau de bord a besoin de JavaScript. Activez-le dans les réglages du navigateur, puis rechargez la page.</p>"
FONT = "./app/static/polices/source-sans-3.woff2"
ASKED_FIRST = ("_stcore/health", "_stcore/host-config")
"""What Streamlit's script asks the server before it opens its connection: asked with the page, the answers are there when it runs."""
ICON = "./app/static/icone.png"

# What changes in index.html besides the folder of the scripts: (what Streamlit writes, what is served).
PAGE_CHANGES = (
    (r'<html lang="en">', '<html lang="fr-CA">'),
    (r"<title>Streamlit</title>", f'<title>{TITLE}</title>\n    <meta name="description" content="{DESCRIPTION}" />'),
    (r"(?s)(<noscript>).*?(</noscript>)", rf"\g<1>{WITHOUT_SCRIPT}\g<2>"),
    (r'href="\./favicon\.png"', f'href="{ICON}"'),
    (r'\./static/media/SourceSansVF-Upright[^"]*', FONT),
    (r'(?s)<!--\s*Machine-readable.*?<link rel="service-desc"[^>]*>', ""),
    (r"(?s)<!-- initialize window\.prerenderReady.*?</script>", ""),
    (r"(?s)\A\s*<!--.*?-->\s*", ""),
    (
        r"</head>",
        "".join(f'  <script type="module" src="./static/js/{name}"></script>\n' for name in OWN_SCRIPTS) + "  </head>",
    ),
)

IMPORTED = re.compile(r'(?:from|import)"\./([\w.-]+\.js)"')
Change = tuple[str, str]


@cache
def changes_by_script() -> dict[str, tuple[Change, ...]]:
    """Read the table: script name without hash -> (piece of script, replacement), pieces of code before whole strings."""
    table = tomllib.loads(TABLE.read_text(encoding="utf-8"))
    changes: dict[str, list[Change]] = {}
    for name, pieces in table["code"].items():
        changes.setdefault(name, []).extend(pieces.items())
    for name, strings in table["texte"].items():
        changes.setdefault(name, []).extend((f"`{english}`", f"`{french}`") for english, french in strings.items())
    return {name: tuple(pairs) for name, pairs in changes.items()}


def script_name(file_name: str) -> str:
    """Give the name of a script without its hash: « Selectbox » for « Selectbox.7rsxE6LC.js »."""
    return re.sub(r"\.[\w-]{8}\.js$", "", file_name)


def translate_script(file_name: str, source: str) -> str:
    """Replace in a script every English piece that the table names for it, and leave out what nothing calls."""
    for english, french in changes_by_script().get(script_name(file_name), ()):
        source = source.replace(english, french)
    return without_function("fromObject", source) if script_name(file_name) == "protobuf" else source


def without_function(name: str, source: str) -> str:
    """Take out of protobuf's script the function of that name of every message: a quarter of the script for `fromObject`."""
    kept, end = [], 0
    for found in re.finditer(rf",e\.{name}=function\([\w,]*\){{", source):
        kept.append(source[end : found.start()])
        end = closing_brace(source, found.end())
    return "".join(kept) + source[end:]


def closing_brace(source: str, inside: int) -> int:
    """Return the place after the brace that closes a block, from a place inside it; no text of that script holds a brace."""
    depth = 1
    for brace in re.compile("[{}]").finditer(source, inside):
        depth += 1 if brace[0] == "{" else -1
        if depth == 0:
            return brace.end()
    raise ValueError("protobuf : une accolade n'est jamais fermée")


def own_fonts_in(sheet: str) -> str:
    """Point a style sheet of Streamlit to our letters, at the address that the page asks for already: they come once."""
    for theirs, ours in OWN_FONTS.items():
        sheet = re.sub(rf"\.\./media/{theirs}\.[\w.-]+", f"../../../app/static/polices/{ours.name}", sheet)
    return sheet


@cache
def edition() -> str:
    """Name this set of scripts: it changes with Streamlit or with the table, so a browser may keep a script for good."""
    digest = hashlib.sha256(f"streamlit {streamlit.__version__}\n".encode())
    digest.update(TABLE.read_bytes())
    for path in (Path(__file__), *OWN_SCRIPTS.values(), *OWN_FONTS.values()):
        digest.update(path.read_bytes())
    return f"fr-{digest.hexdigest()[:12]}"


def translate_page(html: str, page: str = "") -> str:
    """Make index.html French, free of inline script, and pointing to the scripts of this edition that this page asks for."""
    for found, put in PAGE_CHANGES:
        html, count = re.subn(found, put, html, count=1)
        if count == 0:
            raise ValueError(f"index.html de Streamlit {streamlit.__version__} : {found!r} ne s'y trouve plus")
    early = "".join(f'  <link rel="preload" as="fetch" crossorigin href="./{path}">\n' for path in ASKED_FIRST)
    early += "".join(
        f'  <link rel="modulepreload" crossorigin href="./static/js/{name}">\n'
        for name in early_scripts(page)
        if name not in html
    )
    return html.replace("</head>", f"{early}  </head>").replace("./static/", f"./static/{edition()}/")


@cache
def early_scripts(page: str = "") -> list[str]:
    """Return the scripts of `EVERYWHERE`, those of a page, and those that they import, in the order met."""
    found = [
        path.name for stem in (*EVERYWHERE, *ON_PAGE.get(page, ())) for path in sorted(SCRIPTS.glob(f"{stem}.*.js"))
    ]
    for name in found:
        source = (SCRIPTS / name).read_text(encoding="utf-8")
        found += [other for other in dict.fromkeys(IMPORTED.findall(source)) if other not in found]
    return found


def own_font(file_name: str) -> Path | None:
    """Return our font that takes the place of one of Streamlit's."""
    return OWN_FONTS.get(file_name.split(".", 1)[0])
