"""Figures of speed, each reproducible with one command; always ratios inside one run, for machines are noisy."""
