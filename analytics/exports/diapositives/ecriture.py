"""Write the slides of a sequence in a template, and the file's properties; the same file, to the byte, each time."""

from __future__ import annotations

import io
from datetime import datetime
from zipfile import ZipFile

from analytics.exports.diapositives.composition import add_slides
from analytics.exports.diapositives.gabarit import open_template
from analytics.exports.diapositives.gabarit_defaut import packed
from analytics.exports.diapositives.gabarit_xml import LANGUAGE
from analytics.exports.sequence import NAME, Sequence

_LONGEST = 255
"""Length of a property of the file."""


def write_slides(sequence: Sequence, gabarit: bytes | None = None) -> bytes:
    """Return the slides as a .pptx file, in the template `gabarit` (None: ours); TemplateRefused when it cannot be used."""
    template = open_template(gabarit)
    for diapo in sequence.diapos:
        add_slides(template, sequence, diapo)
    _properties(template.presentation, sequence)
    sink = io.BytesIO()
    template.presentation.save(sink)
    with ZipFile(sink) as package:
        return packed({name: package.read(name) for name in package.namelist()})


def _properties(presentation, sequence: Sequence) -> None:
    """Write the file's properties: what it is, of which version, in which language."""
    kept = presentation.core_properties
    kept.title = " : ".join(filter(None, (NAME, sequence.enveloppe)))[:_LONGEST]
    kept.subject = sequence.mention
    kept.author = kept.last_modified_by = f"Tableau de bord : {NAME}"
    kept.language = LANGUAGE
    kept.keywords = "données fictives" if sequence.fictif else ""
    kept.comments, kept.category, kept.revision = "", "", 1
    kept.created = kept.modified = datetime.combine(sequence.jour.date(), datetime.min.time())
