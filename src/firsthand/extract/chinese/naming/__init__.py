"""Names of those who speak in Chinese texts, found word by word."""
