"""Claims, origins, conflicts and variants."""
