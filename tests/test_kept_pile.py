"""A case is built again from what it keeps: files that went, of all kinds, give the same findings."""

import io
import shutil
import zipfile
from email.message import EmailMessage
from pathlib import Path

import docx
import pytest

from firsthand.building import add, build
from firsthand.model.errors import NothingToReadError
from firsthand.pile import piles
from firsthand.store.checking import check_case

TOLD = "The harbour master of Tarn said that two barges had hit the pier."
RETOLD = "Two barges hit the pier, according to the harbour master of Tarn."
DENIED = "The Ministry of Ports denied that the pier had been hit."


@pytest.fixture
def pile(tmp_path: Path) -> Path:
    """Files of many kinds, some within others, one that cannot be read."""
    folder = tmp_path / "pile"
    folder.mkdir()
    (folder / "a.txt").write_text(f"Pier hit\n\n{TOLD}\n")
    letter = docx.Document()
    letter.add_paragraph(RETOLD)
    letter.save(str(folder / "b.docx"))
    whole = (folder / "b.docx").read_bytes()
    (folder / "broken.docx").write_bytes(whole[: len(whole) // 2])
    (folder / "c.csv").write_text(f'day,told\n2031-05-06,"{DENIED}"\n')
    mail = EmailMessage()
    mail["From"], mail["To"], mail["Subject"] = (
        "Ina Roe <ina@paper.example>",
        "desk@paper.example",
        "The pier",
    )
    mail.set_content(f"{RETOLD}\n")
    mail.add_attachment(
        f"{TOLD} It was closed.\n".encode(), maintype="text", subtype="plain", filename="n.txt"
    )
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as archive:
        archive.writestr("in/letter.eml", mail.as_bytes())
    (folder / "d.zip").write_bytes(packed.getvalue())
    return folder


def test_a_case_is_built_again_without_its_files(
    pile: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    case = tmp_path / "pier.case"
    with build("pile", case=case, codebook="none", processes=1) as built:
        before = built.findings
    assert [document.name for document in before.documents] == [
        "pile/a.txt",
        "pile/b.docx",
        "pile/c.csv",
        "pile/d.zip/in/letter.eml",
        "pile/d.zip/in/letter.eml/n.txt",
    ]
    assert [failure.document for failure in before.failures] == ["pile/broken.docx"]
    assert before.statements
    entries = check_case(case).entries
    shutil.rmtree(pile)
    with build(case=case, codebook="none", processes=1) as again:
        assert again.findings == before
    check = check_case(case)
    assert (check.verdict, check.entries) == ("whole", entries)  # nothing was done that the log must tell


def test_a_file_that_changed_is_read_anew_and_its_first_version_is_kept(
    pile: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    case = tmp_path / "pier.case"
    for name in ("b.docx", "broken.docx", "d.zip"):
        (pile / name).unlink()
    with build("pile", case=case, codebook="none", processes=1) as built:
        first = built.findings.documents[0]
    (pile / "a.txt").write_text(f"Pier hit\n\n{TOLD.replace('two', 'three')}\n")
    with build("pile", case=case, codebook="none", processes=1) as built:
        second = built.findings.documents[0]
        assert "three barges" in second.text
        assert built.original(first.id) is not None
        assert len(built.findings.documents) == 2
    with build(case=case, codebook="none", processes=1) as again:
        assert again.findings.documents[0] == second


def test_a_case_that_was_never_built_has_nothing_to_build_again(tmp_path: Path) -> None:
    with pytest.raises(NothingToReadError):
        build(case=tmp_path / "none.case")


@pytest.mark.parametrize("most", [1000, 1])
def test_what_was_added_is_built_again_too(
    most: int, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(piles, "_MOST_ADDED", most)
    case = tmp_path / "pier.case"
    texts = {name: tmp_path / f"{name}.txt" for name in "abc"}
    for path, text in zip(texts.values(), (TOLD, RETOLD, DENIED), strict=True):
        path.write_text(f"{text}\n")
    build(texts["b"], case=case, processes=1).close()
    for name in "ca":
        add(texts[name], case=case, processes=1).close()
    for path in texts.values():
        path.unlink()
    with build(case=case, processes=1) as again:
        assert [Path(one.name).name for one in again.findings.documents] == ["a.txt", "b.txt", "c.txt"]
    texts["a"].write_text(f"{TOLD}\n")
    with build(texts["a"], case=case, processes=1) as less:
        assert less.size.documents == 1
    with build(case=case, processes=1) as again:
        assert again.size.documents == 1
