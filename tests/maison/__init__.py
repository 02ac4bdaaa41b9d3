"""The rules of the house, as functions that take a root folder and return what breaks them, one line each."""
