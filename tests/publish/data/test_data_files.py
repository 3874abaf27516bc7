import csv
import hashlib
import io
import os
import subprocess
import sys
from dataclasses import replace
from datetime import date
from pathlib import PurePosixPath

from firsthand.model import Findings
from firsthand.publish.data import write_data
from firsthand.publish.publication import Files, Publication
from firsthand.publish.rows import all_tables
from firsthand.publish.rows.characters import all_printable, printable
from firsthand.publish.tables import unsafe

NAMES = {
    "README.md", "case.jsonld", "citations.bib", "citations.json", "claimreview.json", "datapackage.json",
    "followthemoney.jsonl", "records.geojson", "register.xlsx",
}  # fmt: skip


def rows_of(data: bytes) -> list[dict[str, str]]:
    csv.field_size_limit(10_000_000)  # a title made to harm is longer than the module's own limit
    return list(csv.DictReader(io.StringIO(data.decode("utf-8-sig"), newline="")))


def test_every_format_is_there_and_every_path_stays_in_its_folder(files: Files, hostile_files: Files) -> None:
    for made in (files, hostile_files):
        assert {f"data/{name}" for name in NAMES} <= set(made)
        for path in made:
            assert PurePosixPath(path).parent == PurePosixPath("data")
            assert set(path) <= set("abcdefghijklmnopqrstuvwxyzREADM0123456789/.-"), path
            assert made[path]
    assert {"data/records-dump.csv", "data/records-dump.parquet"} <= set(files)


def test_record_types_with_like_names_do_not_overwrite_each_other(hostile_files: Files) -> None:
    found = sorted(path for path in hostile_files if path.startswith("data/records-"))
    tables = [path for path in found if path.endswith(".csv")]
    assert tables == [
        "data/records-nowhere-declared.csv", "data/records-other-2.csv", "data/records-other.csv",
        "data/records-x-2.csv", "data/records-x.csv",
    ]  # fmt: skip


def test_publishing_twice_gives_the_same_bytes_whatever_the_clock_and_the_hash_seed(
    publication: Publication, files: Files
) -> None:
    assert write_data(publication) == files
    script = (
        "import sys, hashlib; sys.path.insert(0, sys.argv[1]); import harbour_register as h\n"
        "from datetime import date; from firsthand.publish.data import write_data\n"
        "from firsthand.publish.publication import Publication\n"
        f"p = Publication(h.registered(), {publication.title!r}, {publication.day!r}, h.CODEBOOK)\n"
        "made = write_data(p)\n"
        "print(hashlib.sha256(repr(sorted(made.items())).encode()).hexdigest())"
    ).replace("datetime.date(", "date(")
    here = str(PurePosixPath(__file__).parent.parent)
    env = {**os.environ, "PYTHONHASHSEED": "7", "TZ": "Asia/Tokyo"}
    told = subprocess.run(
        [sys.executable, "-c", script, here], env=env, capture_output=True, text=True, check=True
    )
    assert told.stdout.strip() == hashlib.sha256(repr(sorted(files.items())).encode()).hexdigest()


def test_an_empty_case_without_codebook_has_all_files() -> None:
    made = write_data(Publication(Findings(), "", date(2031, 3, 9)))
    assert {f"data/{name}" for name in NAMES} <= set(made) | {"data/followthemoney.jsonl"}
    assert rows_of(made["data/claims.csv"]) == []


def test_a_case_with_records_but_no_codebook_calls_types_by_their_names(publication: Publication) -> None:
    made = write_data(replace(publication, codebook=None))
    rows = rows_of(made["data/records-inquiry.csv"])
    assert [(r["title"], r["status"], r["status_step"]) for r in rows] == [
        ("Denmark", "quay closed", "closed")
    ]


def test_a_record_shows_the_present_answer_and_how_many_there_are(files: Files) -> None:
    (dump,) = rows_of(files["data/records-dump.csv"])
    assert (dump["place"], dump["place_country"], dump["place_latitude"]) == ("Port Ansel", "NO", "67.3")
    assert (dump["number"], dump["number_low"], dump["number_high"]) == ("at least 44", "44", "")
    assert (dump["number_answers"], dump["number_contested"]) == ("2", "no")
    assert (dump["since_earliest"], dump["since_latest"]) == ("2019-01-01", "2019-12-31")
    (inquiry,) = rows_of(files["data/records-inquiry.csv"])
    assert (inquiry["status"], inquiry["status_step"], inquiry["status_contested"]) == (
        "quay closed", "closed", "yes",
    )  # fmt: skip


def test_every_value_leads_to_its_passages(publication: Publication, files: Files) -> None:
    said = {s.id: s for s in publication.findings.statements}
    values = {row["id"]: row for row in rows_of(files["data/values.csv"])}
    evidence = rows_of(files["data/evidence.csv"])
    assert {row["value"] for row in evidence} == set(values)
    for row in evidence:
        assert unsafe(row["passage"]) == said[row["statement"]].text
        assert row["statement"] in values[row["value"]]["statements"]
    assert len(evidence) == sum(
        len(v.statements) for r in publication.findings.records for f in r.fields for v in f.values
    )


def test_cells_that_begin_like_a_formula_are_disarmed_and_come_back(hostile_files: Files) -> None:
    for path, data in hostile_files.items():
        if path.endswith(".csv"):
            for row in rows_of(data):
                for cell in row.values():
                    number = cell.replace(".", "").replace("-", "").isdecimal()
                    assert number or not cell.startswith(("=", "+", "-", "@", "\t", "\r")), (path, cell)
    (document,) = rows_of(hostile_files["data/documents.csv"])
    assert document["name"] == "'@../\ufffdname.txt"
    assert unsafe(document["name"]) == "@../\ufffdname.txt"


def test_what_no_file_can_carry_is_taken_out_once_and_the_rest_is_untouched(
    hostile: Publication, registered: Findings
) -> None:
    assert all_printable(registered) is registered
    cleaned = all_printable(hostile.findings)
    assert cleaned.documents[0].title == printable(hostile.findings.documents[0].title or "")
    assert "\x00" not in repr(cleaned) and "🜏" in (cleaned.documents[0].title or "")


def test_fields_and_columns_with_one_name_are_told_apart(hostile: Publication) -> None:
    for table in all_tables(hostile.findings, hostile.codebook):
        names = [column.name.lower() for column in table.columns]
        assert len(names) == len(set(names))
        assert all(len(row) == len(names) for row in table.rows)
