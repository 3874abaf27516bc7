"""Work over many machines: batches are Parquet files in a work folder, run as tasks of Ray or of Daft."""

from firsthand.engine.cluster.engine import ClusterEngine

__all__ = ["ClusterEngine"]
