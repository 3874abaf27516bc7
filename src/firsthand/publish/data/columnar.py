"""A table as Apache Parquet: typed columns, dates as dates, lists as lists, for people who query."""

import io
from typing import Any

from firsthand.publish.rows import Kind, Table


def parquet(table: Table) -> bytes:
    """Return a table as a Parquet file (format 2.6, Zstandard); the same table gives the same bytes.

    What a column means stands in its metadata under "description", that of the table under
    "title" and "description".
    """
    # Imported here: only publishing needs Arrow, and loading it takes a quarter of a second.
    import pyarrow
    from pyarrow import parquet as files

    types: dict[Kind, Any] = {
        "text": pyarrow.string(),
        "address": pyarrow.string(),
        "integer": pyarrow.int64(),
        "number": pyarrow.float64(),
        "yes-no": pyarrow.bool_(),
        "date": pyarrow.date32(),
        "list": pyarrow.list_(pyarrow.string()),
    }
    schema = pyarrow.schema(
        [
            pyarrow.field(column.name, types[column.kind], metadata={"description": column.about})
            for column in table.columns
        ],
        metadata={"title": table.title, "description": table.about},
    )
    columns = [
        pyarrow.array([_fitting(row[i], column.kind) for row in table.rows], type=types[column.kind])
        for i, column in enumerate(table.columns)
    ]
    out = io.BytesIO()
    files.write_table(
        pyarrow.Table.from_arrays(columns, schema=schema), out, compression="zstd", version="2.6"
    )
    return out.getvalue()


def _fitting(cell: object, kind: Kind) -> object:
    if kind == "list":
        return list(cell) if isinstance(cell, tuple) else []
    return cell
