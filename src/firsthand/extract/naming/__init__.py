"""How names are recognised and told apart."""
