"""Find English in a page: each text shown and each attribute announced, against words that are not French."""

from __future__ import annotations

import re

from playwright.sync_api import Page

# Words of interfaces. Left out because they are French too: page, menu, date, option, change, use, sort, pin, stop, script, record, main…
ENGLISH = frozenset(
    """
    about above add added again all allowed already always and another any app applied apply apps are ascending ask at autosize average
    axis back based be been before below blank box browse browser button cancel cannot chart check checkbox choice choose chosen clear
    cleared click clipboard close closed collapse collapsed column columns completed connect connected connecting connection copied copy
    count create created dark dashboard data day days default delete deploy descending deselected developer did directory disabled
    disconnected dismiss display does done download drag draw drop dropdown each edit editor ellipsis empty enabled ended enter entered
    error errors event every expand expanded expander failed false feedback field fields file filter finish finished first focused folder
    for forbidden found free from full fullscreen go greater group has have header heading help here hidden hide high home hour hours
    hover icon if ignore in increment decrement indicator input install into invalid is issue its keep key keyboard large larger last
    latest learn left legend less level light limit link list load loaded loading lost low lower made make mark marks matches mean
    missing month months more most move must name named navigate nearest network never new next none not nothing null number of off old
    only open opened opens optional order other out outside over password path pending percentile pick please plot preview press pressed
    previous printed progress provided quick range read ready recording refresh reload remove removed rename request requested
    required rerun reset results retry right row rows run running save saved screen scroll scrollable search searching seconds see select
    selected send server set setting settings share shortcut show shown sidebar size skip small smaller snapshot star stars started
    status step stopped stopping submit suggestions sum switch system take text than that the their theme these this those thumbs time
    timed timeout title today toggle tomorrow tool toolbar tooltip top traceback try turn unable undo unexpected unknown unpin
    unsupported until up upload uploaded upper used valid value values view visualization wait warning was watch week weeks welcome
    were what when where which while width will with within without write wrong year years yes yesterday you your
    january february march april june july august october november december jan feb apr aug
    monday tuesday wednesday thursday friday saturday sunday mon tue wed thu fri sat
    can't couldn't doesn't don't isn't it's you're
    """.split()
)

WORD = re.compile(r"[^\W\d_]+(?:['’-][^\W\d_]+)*")

# Attributes that are shown or read aloud, then every text but icons (a font of pictures), code, and passages said to be in another language.
GATHER = """() => {
  const ANNOUNCED = ["aria-label", "aria-description", "aria-roledescription", "aria-valuetext", "aria-placeholder", "title", "placeholder",
                     "alt", "label", "data-title"];
  const outside = element => element.closest("script, style, template, code, pre, [lang]:not([lang^=fr])");
  const icon = element => getComputedStyle(element).fontFamily.includes("Material Symbols");
  const found = [];
  for (const element of document.querySelectorAll("*"))
    if (!outside(element))
      for (const name of ANNOUNCED)
        if (element.hasAttribute(name)) found.push([name, element.getAttribute(name)]);
  const walker = document.createTreeWalker(document.documentElement, NodeFilter.SHOW_TEXT);
  for (let node = walker.nextNode(); node; node = walker.nextNode()) {
    const element = node.parentElement;
    if (node.textContent.trim() && element && !outside(element) && !icon(element)) found.push(["texte", node.textContent.trim()]);
  }
  return found;
}"""


def lire(page: Page) -> list[tuple[str, str]]:
    """Gather what a page shows and announces: (« texte » or the attribute's name, the words)."""
    return [(where, text) for where, text in page.evaluate(GATHER)]


def mots_anglais(page: Page, permis: tuple[str, ...] = ()) -> list[str]:
    """Name every English word of a page with where it stands; `permis` lists words that a page has a reason to show."""
    found = {}
    for where, text in lire(page):
        for word in anglais_dans(text):
            if word not in permis:
                found.setdefault(f"{word} — {where} : « {text[:120]} »")
    return list(found)


def anglais_dans(text: str) -> list[str]:
    """Give the English words of a text, in lower case."""
    words = (word.replace("’", "'").lower() for word in WORD.findall(text))
    return [word for word in words if word in ENGLISH]
