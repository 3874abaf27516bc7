"""The words that attribute: verbs, phrases, quotation marks and headlines."""
