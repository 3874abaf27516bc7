"""Looking for words: where they stand in a line, and in which documents."""
