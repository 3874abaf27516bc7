"""What a page shows to running text: lines, columns, tables, paragraphs, what runs on every page."""
