"""Piles too large to compare all with all: each document is sketched once, and only sketches are compared."""
