"""What terminal and report have in common: looking things up, and putting them into words."""
