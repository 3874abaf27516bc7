"""The case as tables of typed rows: what CSV, spreadsheet and Parquet files are made from."""

from firsthand.model import Findings
from firsthand.publish.rows.accounts import account_tables
from firsthand.publish.rows.register import register_tables
from firsthand.publish.rows.table import Cell, Column, Kind, Table
from firsthand.register.codebook import Codebook

__all__ = ["Cell", "Column", "Kind", "Table", "account_tables", "all_tables", "register_tables"]


def all_tables(findings: Findings, codebook: Codebook | None = None) -> tuple[Table, ...]:
    """Return the register's tables first, then those of claims, statements and documents."""
    return (*register_tables(findings, codebook), *account_tables(findings))
