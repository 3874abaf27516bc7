"""What the door keeps beside the case: accounts, sessions, tokens, failed attempts, the audit log."""
