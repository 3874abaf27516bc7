"""What a reviewer decided, and what follows from it."""
