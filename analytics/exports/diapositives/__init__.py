"""Write the slides of a sequence as a PowerPoint file: native charts, native map, real tables, in our template or in one given.

    content = write_slides(build_sequence(material, …))                # bytes of a .pptx
    content = write_slides(sequence, Path("gabarit.pptx").read_bytes())

How a template is read: `gabarit`. The same sequence and template give the same file, to the byte.
"""

from __future__ import annotations

from analytics.exports.diapositives.ecriture import write_slides
from analytics.exports.diapositives.fichiers import chosen_slides, export_files
from analytics.exports.gabarits import TemplateRefused

MIME = "application/vnd.openxmlformats-officedocument.presentationml.presentation"

__all__ = ["MIME", "TemplateRefused", "chosen_slides", "export_files", "write_slides"]
