"""What the desk's pages say of claims, their statements, and how they stand against one another."""
