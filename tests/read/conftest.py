"""Lets the tests in the folders below import what lies here: archives and letters made in code."""
