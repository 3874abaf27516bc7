"""Letters: e-mail, Outlook's messages, and pages saved as one."""
