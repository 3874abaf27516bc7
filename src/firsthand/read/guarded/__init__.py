"""Reading in processes of their own, so that a file made to do harm ends its reader and nothing else."""

from firsthand.read.guarded.guard import Guard

__all__ = ["Guard"]
