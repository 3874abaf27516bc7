"""How names are written in other languages and scripts."""
