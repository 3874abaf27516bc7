"""From the evidence of single pairs to the lines of descent of a whole story."""
