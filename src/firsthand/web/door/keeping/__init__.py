"""What the door keeps, in a file beside the case: accounts, sessions, tokens, failed attempts, the audit log."""
