"""The three views of the territories: the table of all of them, the profile of one, the comparison of a few."""
