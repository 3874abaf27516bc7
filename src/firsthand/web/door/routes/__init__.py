"""The door's own pages."""
