"""The pages of the deposit: the draft, its reading, its five steps; the versions, their comparison, their restoration."""

from pathlib import Path

STYLE = Path(__file__).with_name("depot.css")
