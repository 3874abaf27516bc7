"""A case as the desk holds it: each story by itself, as reviewed."""
