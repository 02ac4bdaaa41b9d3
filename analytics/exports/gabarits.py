"""Say that a template given for an export cannot be used."""

from __future__ import annotations


class TemplateRefused(ValueError):
    """A template that cannot be used; the message is a sentence in French for the person."""
