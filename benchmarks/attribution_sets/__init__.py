"""The attribution benchmark's parts: readers of each gold set, the systems, the scoring."""
