"""What the pages on the case as a whole show: the map, the timeline, records, decisions, what leaves."""
