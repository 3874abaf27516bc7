"""How a decision is asked for: its form, its reasons, what it is about, and what is said once it is made."""
