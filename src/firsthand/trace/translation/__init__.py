"""What accounts in different languages have from one another."""
