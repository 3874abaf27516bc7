"""Mistakes that accounts have in common: the strongest sign that one was written from the other."""
