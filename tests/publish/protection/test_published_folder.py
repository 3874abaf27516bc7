"""Every byte of a whole published folder, and a name planted in each kind of file."""

import gzip
import io
import zipfile
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import docx
import pyarrow
import pyarrow.parquet
import pypdfium2
import pytest
import typst
import xlsxwriter
from crowd import PEOPLE, findings, plain

import firsthand
from firsthand.publish.protection import HiddenNames, find_leaks, hidden_names
from firsthand.publish.publishing import publish
from firsthand.register.codebook import read_codebook

NAME = "Keziah Throssel Wynnd"
SHARED = Path(__file__).parents[4] / "shared"


@pytest.fixture(scope="module")
def hidden() -> HiddenNames:
    return hidden_names(findings())


def readable(path: str, data: bytes) -> Iterator[str]:
    """Yield what a stranger can read in a file, by other means than the leak finder's."""
    yield path
    if path.endswith((".docx", ".xlsx", ".zip")):
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            for name in archive.namelist():
                yield from readable(name, archive.read(name))
    elif path.endswith(".pdf"):
        document = pypdfium2.PdfDocument(data)
        yield str(document.get_metadata_dict())
        for page in document:
            yield page.get_textpage().get_text_range()
    elif path.endswith(".parquet"):
        table = pyarrow.parquet.read_table(io.BytesIO(data))
        yield str(table.schema)
        yield str(table.to_pydict())
    elif path.endswith(".gz"):
        yield gzip.decompress(data).decode("utf-8", "replace")
    else:
        yield data.decode("utf-8", "replace")


def test_no_byte_of_a_whole_publication_names_any_of_thirty_private_persons() -> None:
    files = publish(findings(), {}, codebook=read_codebook("police-stations"), day=date(2031, 3, 8))
    kinds = {Path(path).suffix for path in files}
    assert {".html", ".csv", ".xlsx", ".docx", ".pdf", ".md", ".parquet", ".json", ".jsonld", ".bib"} <= kinds
    told = [(path, plain(text)) for path, data in sorted(files.items()) for text in readable(path, data)]
    for person in PEOPLE:
        for needle in map(plain, person.needles):
            assert [path for path, text in told if needle in text] == [], person.name


def workbook() -> bytes:
    out = io.BytesIO()
    book = xlsxwriter.Workbook(out, {"in_memory": True})
    book.add_worksheet("Sheet").write(3, 2, f"said {NAME}")
    book.close()
    return out.getvalue()


def text_document(*, hidden_in: str) -> bytes:
    document = docx.Document()
    if hidden_in == "text":
        paragraph = document.add_paragraph("said ")
        paragraph.add_run(NAME[:9]).bold = True  # a name over two runs
        paragraph.add_run(NAME[9:])
    else:
        document.core_properties.author = NAME
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()


def pdf(source: str) -> bytes:
    return typst.compile(source.encode())


def table() -> bytes:
    out = io.BytesIO()
    pyarrow.parquet.write_table(pyarrow.table({"who": ["nobody", f"said {NAME}"]}), out)
    return out.getvalue()


def archive(name: str, data: bytes) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as packed:
        packed.writestr(name, data)
    return out.getvalue()


@pytest.mark.parametrize(
    "make",
    [
        lambda: workbook(),
        lambda: text_document(hidden_in="text"),
        lambda: text_document(hidden_in="properties"),
        lambda: pdf(f"A gate. \n\n {NAME} said so."),
        lambda: pdf(f'#set document(author: "{NAME}")\n A gate.'),
        lambda: table(),
        lambda: gzip.compress(f"said {NAME}".encode()),
        lambda: archive(f"{NAME}.txt", b"nothing"),
        lambda: archive("inner.zip", archive("table.parquet", table())),
        lambda: archive("inner.gz", gzip.compress(b"<b>Keziah</b> Throssel <i>Wynnd</i>")),
    ],
    ids=["xlsx", "docx", "docx-author", "pdf", "pdf-author", "parquet", "gzip", "zip", "nested", "markup"],
)  # fmt: skip
def test_a_planted_name_is_found_in_every_container(make, hidden: HiddenNames) -> None:
    assert find_leaks({"file": make()}, hidden)


def test_containers_without_a_name_are_clean(hidden: HiddenNames) -> None:
    clean = {"a.pdf": pdf("A gate."), "b.gz": gzip.compress(b"a gate"), "c.zip": archive("d.txt", b"a gate")}
    assert find_leaks(clean, hidden) == ()


@pytest.mark.skipif(not SHARED.is_dir(), reason="the shared folder with real accounts is not here")
def test_the_seeds_are_published_without_a_private_name() -> None:
    with firsthand.build(SHARED / "seeds", codebook="police-stations", processes=1) as case:
        files = case.published()
        private = [person for person in case.findings.people if not person.public]
        speaking = {source for s in case.findings.statements for source in s.attribution}
        speakers = {s.id for s in case.findings.sources if s.kind == "person" and s.id in speaking}
        assert speakers <= {person.source for person in case.findings.people}
        texts = [(path, plain(text)) for path, data in files.items() for text in readable(path, data)]
    assert private
    for person in private:
        for name in {n for n in (person.name, *person.aliases) if " " in n}:
            assert [path for path, text in texts if plain(name) in text] == [], "a private name is left"
    assert not [path for path, text in texts if plain(str(SHARED)) in text], "the owner's folder is left"
