"""The published case as data: the register in the formats that others read, and what each column means."""

from dataclasses import replace

from firsthand.publish.data.citations import bibtex, csl_json
from firsthand.publish.data.claim_reviews import claim_reviews
from firsthand.publish.data.columnar import parquet
from firsthand.publish.data.description import datapackage, readme
from firsthand.publish.data.entities import follow_the_money
from firsthand.publish.data.geojson import geojson
from firsthand.publish.data.linked_data import json_ld
from firsthand.publish.data.spreadsheet import workbook
from firsthand.publish.publication import Files, Publication
from firsthand.publish.rows import all_tables
from firsthand.publish.rows.characters import all_printable
from firsthand.publish.tables import csv_text

__all__ = ["write_data"]


def write_data(publication: Publication) -> Files:
    """Return the data files of a publication, by their paths under "data/".

    The same publication gives the same bytes. All is made of the protected findings, and of nothing else.
    """
    p = replace(
        publication,
        title=all_printable(publication.title),
        findings=all_printable(publication.findings),
        codebook=all_printable(publication.codebook),
    )
    tables = all_tables(p.findings, p.codebook)
    files: dict[str, bytes] = {}
    for table in tables:
        files[f"{table.name}.csv"] = b"\xef\xbb\xbf" + csv_text(table).encode()
        files[f"{table.name}.parquet"] = parquet(table)
    files["register.xlsx"] = workbook(p, tables)
    files["records.geojson"] = geojson(p)
    files["followthemoney.jsonl"] = follow_the_money(p)
    files["case.jsonld"] = json_ld(p)
    files["claimreview.json"] = claim_reviews(p)
    files["citations.bib"] = bibtex(p.findings.documents)
    files["citations.json"] = csl_json(p.findings.documents)
    files["datapackage.json"] = datapackage(p, tables)
    files["README.md"] = readme(p, tables)
    return {f"data/{name}": files[name] for name in sorted(files)}
