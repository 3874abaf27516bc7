"""When statements in different languages make the same claim."""
