"""Bytes to documents: a file per format."""
