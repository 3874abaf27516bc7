"""Archives: what they hold, taken out within limits, and nothing written under a name they give."""
