"""Put the slides, the style, the script and the charts in one page."""

from __future__ import annotations

import base64
import hashlib
import json
from dataclasses import dataclass, fields
from functools import cache
from html import escape
from pathlib import Path

from analytics.exports.sequence import Sequence
from analytics.exports.sequence_html.diapos import slide_html
from analytics.exports.sequence_html.suites import in_readable_slides
from analytics.figures.theme import Mode, palette

_HERE = Path(__file__).parent
_FONT = Path(__file__).resolve().parents[3] / "static" / "polices" / "source-sans-3.woff2"


@dataclass(frozen=True, slots=True)
class Page:
    """A whole page, and the security policy that it declares (to be sent as a header too when a server gives it)."""

    texte: str
    politique: str


def sequence_html(sequence: Sequence, mode: Mode, adresse: str | None = None, retour: str | None = None) -> Page:
    """Return the page of a sequence.

    `adresse`: where telephones find the dashboard, as a QR code on the cover (None: no code). `retour`: where Esc leads, out of full
    screen (None: nowhere, as in a file).
    """
    sequence = in_readable_slides(sequence)
    script = (_HERE / "seance.js").read_text(encoding="utf-8")
    policy = _policy(script)
    page = _PAGE.format(
        politique=escape(policy, quote=True),
        titre=escape(f"{sequence.diapos[0].titre} – séance" if sequence.diapos else "Séance"),
        mode=mode,
        retour=escape(retour or "", quote=True),
        style=_style(mode),
        diapos="\n".join(
            slide_html(slide, sequence, rank, mode, adresse) for rank, slide in enumerate(sequence.diapos, start=1)
        ),
        notes=_notes(sequence),
        script=script,
    )
    return Page(page, policy)


def _policy(script: str) -> str:
    """Return the policy: this script and no other, nothing asked of any server."""
    digest = base64.b64encode(hashlib.sha256(script.encode()).digest()).decode()
    return (
        f"default-src 'none'; script-src 'sha256-{digest}'; style-src 'unsafe-inline'; img-src data:; font-src data:; "
        "base-uri 'none'; form-action 'none'"
    )


def _style(mode: Mode) -> str:
    """Return the style with the colours of the mode and the font."""
    colours = palette(mode)
    named = (
        (f.name.replace("_", "-"), getattr(colours, f.name))
        for f in fields(colours)
        if isinstance(getattr(colours, f.name), str)
    )
    variables = " ".join(f"--{name}: {value};" for name, value in named)
    return f":root {{ color-scheme: {mode}; {variables} }}\n{_font_face()}\n{(_HERE / 'seance.css').read_text(encoding='utf-8')}"


@cache
def _font_face() -> str:
    """Return the font, inside the page."""
    content = base64.b64encode(_FONT.read_bytes()).decode()
    return f'@font-face {{ font-family: SourceSans3; font-weight: 200 900; src: url("data:font/woff2;base64,{content}"); }}'


def _notes(sequence: Sequence) -> str:
    """Return the speaker's notes as JSON that cannot end its own element."""
    notes = [{"titre": slide.titre, "notes": slide.notes} for slide in sequence.diapos]
    return json.dumps(notes, ensure_ascii=False).replace("<", "\\u003c")


_PAGE = """<!DOCTYPE html>
<html lang="fr-CA" data-mode="{mode}" data-retour="{retour}">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="{politique}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>{titre}</title>
<style>
{style}
</style>
</head>
<body>
<main id="diapos">
{diapos}
</main>
<nav id="commandes" aria-label="Commandes de la séance">
<button type="button" data-fait="precedente" title="Diapositive précédente (←)" aria-label="Diapositive précédente">←</button>
<span id="rang" role="status"></span>
<button type="button" data-fait="suivante" title="Diapositive suivante (→)" aria-label="Diapositive suivante">→</button>
<button type="button" data-fait="ecran" title="Plein écran (F)">Plein écran</button>
<button type="button" data-fait="notes" title="Notes, dans une autre fenêtre (N)">Notes</button>
<button type="button" data-fait="plan" title="Choisir une diapositive (P)">Plan</button>
<button type="button" data-fait="imprimer" title="Imprimer, une diapositive par page (I)">Imprimer</button>
</nav>
<dialog id="plan" aria-label="Plan de la séance"><h2>Plan</h2><ol></ol><p class="touches"><kbd>←</kbd> <kbd>→</kbd> changer de \
diapositive, <kbd>F</kbd> plein écran, <kbd>N</kbd> notes, <kbd>.</kbd> écran noir, <kbd>Échap</kbd> sortir</p></dialog>
<div id="noir" hidden></div>
<div id="bulle" hidden></div>
<script type="application/json" id="notes">{notes}</script>
<script>{script}</script>
</body>
</html>
"""
