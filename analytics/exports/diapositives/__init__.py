"""Write the slides of a sequence as a PowerPoint file: native charts, native map, real tables, in our template or in one given.

    content = write_slides(build_sequence(material, …))                # bytes of a .pptx
    content = write_slides(sequence, Path("gabarit.pptx").read_bytes())

How a template is read: `gabarit`. The same sequence and template give the same file, to the byte.
"""

from __future__ import annotations

import io
from datetime import datetime
from zipfile import ZipFile

from analytics.exports.diapositives.composition import add_slides
from analytics.exports.diapositives.gabarit import TemplateRefused, open_template
from analytics.exports.diapositives.gabarit_defaut import packed
from analytics.exports.diapositives.gabarit_xml import LANGUAGE
from analytics.exports.sequence import Sequence

MIME = "application/vnd.openxmlformats-officedocument.presentationml.presentation"

__all__ = ["MIME", "TemplateRefused", "write_slides"]


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
    kept.title = next((d.titre for d in sequence.diapos), "Alliance pour la solidarité du Bas-Saint-Laurent")
    kept.subject = sequence.mention
    kept.author = kept.last_modified_by = "Tableau de bord de l'Alliance pour la solidarité du Bas-Saint-Laurent"
    kept.language = LANGUAGE
    kept.keywords = "données fictives" if sequence.fictif else ""
    kept.comments, kept.category, kept.revision = "", "", 1
    kept.created = kept.modified = datetime.combine(sequence.jour.date(), datetime.min.time())
