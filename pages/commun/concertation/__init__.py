"""The page « Concertation »: the grid of the eight plans, the deadlines, the sectors of the Table régionale, the documents."""

from pathlib import Path

STYLE = Path(__file__).with_name("concertation.css")
