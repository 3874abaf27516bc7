"""Originals of every format, made in code, damaged at random, and read where a crash or a hang is seen."""
