"""The codebook's file: from YAML to a codebook, with every problem noted where it stands."""
