"""Which account derives from which."""
