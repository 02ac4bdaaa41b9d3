"""The presentation in the room: what is asked (the address), the player that answers it, the page where it is prepared."""

from pathlib import Path

STYLE = Path(__file__).with_name("seance.css")
