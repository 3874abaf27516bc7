"""The sense of sentences, worked out for many at once: what they have in common is worked out once."""
