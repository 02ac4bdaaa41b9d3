"""The presentation in the room: what is asked (the address), the player that answers it, the page where it is prepared."""
