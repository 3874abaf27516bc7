"""A case as a folder to publish: static site, data, report with footnotes, and the manifest of it all.

Persons are protected before any writer sees a word, and every byte of every file is looked through for
private names before anything is written: where one is left, nothing is published.
"""

import contextlib
import os
import shutil
import tempfile
from collections.abc import Mapping
from datetime import date
from pathlib import Path

from firsthand.model import Findings
from firsthand.model.errors import PublishError
from firsthand.publish.data import write_data
from firsthand.publish.manifest import MANIFEST, with_manifest
from firsthand.publish.paper import write_paper
from firsthand.publish.protection import find_leaks, hidden_names, protect, quoted_only
from firsthand.publish.publication import Files, Publication
from firsthand.publish.signing import Signer
from firsthand.publish.site import write_site
from firsthand.register.codebook import Codebook


def publication_of(
    findings: Findings,
    pseudonyms: Mapping[str, str],
    *,
    codebook: Codebook | None = None,
    title: str | None = None,
    day: date | None = None,
) -> Publication:
    """Return a case as it may leave the house: persons protected, documents cut to what is quoted.

    `pseudonyms` are those of the case (`Case.pseudonyms`). `title` is by default the codebook's, else
    that of the largest story; `day` by default the newest day that a document or decision bears.
    """
    protected = quoted_only(protect(findings, pseudonyms))
    return Publication(
        protected, title or _title(protected, codebook), day or _newest_day(findings), codebook
    )


def publish(
    findings: Findings,
    pseudonyms: Mapping[str, str],
    *,
    codebook: Codebook | None = None,
    title: str | None = None,
    day: date | None = None,
    signer: Signer | None = None,
) -> dict[str, bytes]:
    """Return every file of the published folder by its path; the same case gives the same bytes.

    Raises PublishError where a private name is left in any of them, naming the file.
    """
    publication = publication_of(findings, pseudonyms, codebook=codebook, title=title, day=day)
    files: dict[str, bytes] = {}
    for write in (write_data, write_paper):
        files |= _distinct(files, write(publication))
    files |= _distinct(files, write_site(publication, extra=_described(files)))
    leaks = find_leaks(files, hidden_names(findings, pseudonyms))
    if leaks:
        where = ", ".join(sorted({f"{leak.person} in {leak.path}" for leak in leaks})[:5])
        raise PublishError(
            f"Nothing was published: names of private persons are left ({where}). This is a defect of "
            "firsthand: please report it. To publish meanwhile, leave out the documents that name them."
        )
    return with_manifest(files, title=publication.title, day=publication.day, signer=signer)


def write_publication(files: Files, folder: Path) -> None:
    """Write a published folder whole or not at all; an earlier publication there is replaced.

    Raises PublishError where the folder holds anything else, OSError where it cannot be written.
    """
    folder = folder.resolve()
    if folder.exists() and not folder.is_dir():
        raise PublishError(f"{folder} is a file. Name a new folder with --out.")
    if folder.is_dir() and any(folder.iterdir()) and not (folder / MANIFEST).is_file():
        raise PublishError(
            f"{folder} holds something that firsthand did not publish. Name a new or an empty folder "
            "with --out."
        )
    folder.parent.mkdir(parents=True, exist_ok=True)
    scratch = Path(tempfile.mkdtemp(dir=folder.parent, prefix=f".{folder.name}-"))
    try:
        for path, data in files.items():
            target = scratch / path
            target.parent.mkdir(parents=True, exist_ok=True)
            target.write_bytes(data)
        scratch.chmod(0o777 & ~_umask())
        _swap(scratch, folder)
    finally:
        shutil.rmtree(scratch, ignore_errors=True)


def _swap(new: Path, folder: Path) -> None:
    """Put a finished folder in the place of an old one; where that fails, the old one is put back."""
    if not folder.exists():
        new.replace(folder)
        return
    old = folder.with_name(f".{folder.name}-replaced")
    shutil.rmtree(old, ignore_errors=True)
    folder.replace(old)
    try:
        new.replace(folder)
    except OSError:
        with contextlib.suppress(OSError):
            old.replace(folder)
        raise
    shutil.rmtree(old, ignore_errors=True)


def _umask() -> int:
    mask = os.umask(0)
    os.umask(mask)
    return mask


def _distinct(known: Files, more: Files) -> Files:
    if both := sorted(known.keys() & more.keys()):
        raise PublishError(
            f"{both[0]}: two writers make a file of this name. This is a defect: please report it."
        )
    return more


def _title(findings: Findings, codebook: Codebook | None) -> str:
    if codebook is not None and findings.records:
        return codebook.title
    return findings.stories[0].title if findings.stories else "A case"


def _newest_day(findings: Findings) -> date:
    days = [document.published for document in findings.documents if document.published]
    days += [date.fromisoformat(decision.at[:10]) for decision in findings.decisions]
    return max(days, default=date(1970, 1, 1))


_WHAT = {
    "csv": "a table, for any spreadsheet",
    "xlsx": "all tables, for Excel and LibreOffice",
    "parquet": "a table with types, for data tools",
    "geojson": "the records on the map, for map programs",
    "jsonl": "entities as FollowTheMoney knows them; no persons",
    "jsonld": "the record as linked data: who said what, taken from where (PROV-O)",
    "bib": "the documents, for BibTeX",
    "json": "for programs",
    "md": "text",
    "docx": "the report, for Word and LibreOffice",
    "pdf": "the report, to print",
}
_WHAT_OF = {
    "data/README.md": "what each file and column means",
    "data/datapackage.json": "what each column means, for programs",
    "data/citations.json": "the documents, for reference managers (CSL)",
    "data/claimreview.json": "claims that a reviewer judged, for search engines (ClaimReview)",
    "report/report.md": "the report with footnotes, as text",
}


def _described(files: Files) -> tuple[tuple[str, str], ...]:
    """Return each file with what it is, the report first."""
    paths = sorted(files, key=lambda path: (not path.startswith("report/"), path))
    return tuple((path, _WHAT_OF.get(path) or _WHAT.get(path.rpartition(".")[2], "a file")) for path in paths)
