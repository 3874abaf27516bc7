"""How the steps are run: map and group."""
