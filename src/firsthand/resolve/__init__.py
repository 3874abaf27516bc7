"""Names to sources."""
