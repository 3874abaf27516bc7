"""A case in PostgreSQL: a schema of its own in a database that a team shares."""
