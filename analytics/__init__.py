"""Compute the figures of the Alliance pour la solidarité from the files received (no screen, no clock)."""
