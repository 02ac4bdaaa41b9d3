"""The page « Initiatives »: what is asked (the address), the search and its facets, the list, the page of one initiative."""

from pathlib import Path

STYLE = Path(__file__).with_name("initiatives.css")
