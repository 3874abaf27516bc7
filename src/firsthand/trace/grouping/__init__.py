"""Documents about one matter, put together."""
