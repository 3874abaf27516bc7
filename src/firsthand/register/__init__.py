"""Read records out of claims by a codebook: what a case found, place by place."""

from firsthand.register.choosing import choose_codebook
from firsthand.register.register import Register, derive_register

__all__ = ["Register", "choose_codebook", "derive_register"]
