import io
from datetime import date

import pyarrow
from pyarrow import parquet as files_of

from firsthand.publish.data.columnar import parquet
from firsthand.publish.publication import Files, Publication
from firsthand.publish.rows import all_tables
from firsthand.publish.rows.characters import all_printable
from firsthand.publish.rows.table import Column, table


def read(data: bytes) -> pyarrow.Table:
    return files_of.read_table(io.BytesIO(data))


def test_columns_have_types_and_say_what_they_mean(files: Files) -> None:
    values = read(files["data/values.parquet"])
    types = {field.name: field.type for field in values.schema}
    assert types["claims"] == pyarrow.list_(pyarrow.string())
    assert types["earliest"] == pyarrow.date32() and types["latitude"] == pyarrow.float64()
    assert types["contested"] == pyarrow.bool_() and types["answer"] == pyarrow.int64()
    assert all(field.metadata[b"description"] for field in values.schema)
    since = next(row for row in values.to_pylist() if row["field"] == "since")
    assert (since["earliest"], since["latest"]) == (date(2019, 1, 1), date(2019, 12, 31))


def test_every_table_comes_back_cell_for_cell(
    publication: Publication, files: Files, hostile: Publication, hostile_files: Files
) -> None:
    for case, made in ((publication, files), (hostile, hostile_files)):
        tables = all_tables(all_printable(case.findings), all_printable(case.codebook))
        for told in tables:
            back = read(made[f"data/{told.name}.parquet"]).to_pylist()
            assert back == [
                {
                    column.name: (list(cell) if isinstance(cell, tuple) else cell)
                    for column, cell in zip(told.columns, row, strict=True)
                }
                for row in told.rows
            ]


def test_a_list_that_is_missing_is_empty_and_a_day_of_the_year_one_holds() -> None:
    columns = [Column("l", "list", ""), Column("d", "date", "")]
    back = read(parquet(table("t", "", "", columns, [(None, date(1, 1, 1)), (("a",), None)])))
    assert back.to_pylist() == [{"l": [], "d": date(1, 1, 1)}, {"l": ["a"], "d": None}]
