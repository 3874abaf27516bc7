"""What the pages say of things, made ready to be set; no page makes up its words in its template."""
