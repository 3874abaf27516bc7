"""What is captured in web archives: which of it is a document, and how it is taken out."""
