"""The desk as web pages and as an API."""
