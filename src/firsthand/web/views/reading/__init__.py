"""A document as it is read at the desk: its text with statements marked, its margin, its pages."""
