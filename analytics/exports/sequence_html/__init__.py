"""Write a sequence as one HTML page that asks nothing of anybody: the player of the room, and the file for a laptop without network.

    page = sequence_html(sequence, "light", adresse="https://…")
    page.texte, page.politique

The page holds its font, its style, its script and its charts, drawn as those of the pages. Its own security policy forbids any request.
"""

from analytics.exports.sequence_html.document import Page, sequence_html

__all__ = ["Page", "sequence_html"]
