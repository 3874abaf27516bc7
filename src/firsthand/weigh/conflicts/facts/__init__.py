"""Conflicts about facts: how many, when, where, who."""
