"""Where a case is kept."""
