"""What was taken from the web as the files that archives and viewers know: WARC and WACZ."""
