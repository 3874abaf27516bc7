"""Reading pictures of text: the program that does it, and what is made of its words."""
