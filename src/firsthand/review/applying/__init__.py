"""Decisions laid over the findings of one story, one idea a file."""
