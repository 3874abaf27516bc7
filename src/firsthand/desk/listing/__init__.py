"""Lists of what a case holds: narrowed, sorted, and handed out in parts."""
