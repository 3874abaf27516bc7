"""The register: claims and a codebook give records, every field with the claims behind it."""
