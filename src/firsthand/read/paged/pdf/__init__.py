"""PDF: text with pages, columns, notes; pages that are pictures by OCR."""

from firsthand.read.paged.pdf.reading import read

__all__ = ["read"]
