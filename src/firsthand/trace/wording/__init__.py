"""What accounts have in common, word for word and in other words."""
