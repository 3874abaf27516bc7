"""Originals that have pages: PDF, scans, pictures."""
