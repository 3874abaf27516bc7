"""Documents to statements, with who said them."""
