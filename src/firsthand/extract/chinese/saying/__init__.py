"""Where a Chinese text attributes, who speaks there, and how far what was said goes."""
