"""The published folder: whole, the same twice, safe to write, and nobody private in it."""

import json
from dataclasses import replace
from datetime import date
from pathlib import Path

import harbour_register
import pytest

from firsthand.model import Findings
from firsthand.model.errors import PublishError
from firsthand.publish.manifest import MANIFEST, check_folder
from firsthand.publish.protection import assign_pseudonyms, find_leaks, hidden_names
from firsthand.publish.publishing import publication_of, publish, write_publication


@pytest.fixture(scope="module")
def files(registered: Findings) -> dict[str, bytes]:
    pseudonyms = assign_pseudonyms(registered, {})
    return publish(registered, pseudonyms, codebook=harbour_register.CODEBOOK)


def test_site_data_report_and_manifest_are_there(files: dict[str, bytes]) -> None:
    wanted = {
        "index.html",
        "map.html",
        "timeline.html",
        "claims.html",
        "data/register.xlsx",
        "data/citations.bib",
    }
    wanted |= {
        "data/records.geojson",
        "data/claimreview.json",
        "report/report.pdf",
        "report/report.docx",
        MANIFEST,
    }
    assert wanted <= set(files)


def test_publishing_twice_gives_the_same_bytes(registered: Findings, files: dict[str, bytes]) -> None:
    again = publish(registered, assign_pseudonyms(registered, {}), codebook=harbour_register.CODEBOOK)
    assert [path for path in files if files[path] != again.get(path)] == []
    assert set(again) == set(files)


def test_no_byte_names_who_is_private(registered: Findings, files: dict[str, bytes]) -> None:
    assert find_leaks(files, hidden_names(registered, assign_pseudonyms(registered, {}))) == ()
    assert not [path for path, data in files.items() if b"Sorn" in data or b"sorn" in data]
    assert b"Mara Quill" in files["claims.html"]


def test_originals_stay_at_home(registered: Findings, files: dict[str, bytes]) -> None:
    """What no statement quotes is in no file: the sign-up line of the wire's page."""
    assert any("morning letter" in document.text for document in registered.documents)
    assert not [path for path, data in files.items() if b"morning letter" in data]


def test_a_name_that_is_left_stops_everything(registered: Findings) -> None:
    """A title that the user gives is looked through like everything else."""
    pseudonyms = assign_pseudonyms(registered, {})
    with pytest.raises(PublishError, match=r"Person A in .*Nothing|Nothing was published.*Person A in"):
        publish(registered, pseudonyms, codebook=harbour_register.CODEBOOK, title="What Ebbe Sorn saw")


def test_the_day_is_the_newest_of_the_case_or_the_one_named(registered: Findings) -> None:
    assert publication_of(registered, {}).day == date(2031, 3, 8)
    assert publication_of(replace(registered, decisions=()), {}).day == date(2031, 3, 7)
    assert publication_of(registered, {}, day=date(2032, 1, 2)).day == date(2032, 1, 2)
    assert publication_of(Findings(), {}).title == "A case"


def test_what_is_written_is_what_verify_finds(tmp_path: Path, files: dict[str, bytes]) -> None:
    write_publication(files, tmp_path / "new" / "out")
    check = check_folder(tmp_path / "new" / "out")
    assert check.faults == ()
    assert check.files == len(files) - 2
    assert list((tmp_path / "new").iterdir()) == [tmp_path / "new" / "out"]  # no scratch left


def test_an_earlier_publication_is_replaced_whole(tmp_path: Path, files: dict[str, bytes]) -> None:
    folder = tmp_path / "out"
    write_publication(files | {"records/gone.html": b"x"}, folder)
    write_publication(files, folder)
    assert not (folder / "records/gone.html").exists()
    assert check_folder(folder).faults == ()


def test_a_folder_with_anything_else_in_it_is_left_alone(tmp_path: Path, files: dict[str, bytes]) -> None:
    (tmp_path / "thesis.odt").write_bytes(b"mine")
    with pytest.raises(PublishError, match="did not publish"):
        write_publication(files, tmp_path)
    with pytest.raises(PublishError, match="is a file"):
        write_publication(files, tmp_path / "thesis.odt")
    assert [path.name for path in tmp_path.iterdir()] == ["thesis.odt"]


def test_a_publication_that_cannot_be_written_leaves_the_old_one(
    tmp_path: Path, files: dict[str, bytes], monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = tmp_path / "out"
    write_publication(files, folder)

    def full(self: Path, data: bytes) -> int:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(Path, "write_bytes", full)
    with pytest.raises(OSError, match="No space left"):
        write_publication(files, folder)
    assert check_folder(folder).faults == ()
    assert [path.name for path in tmp_path.iterdir()] == ["out"]


def test_no_file_holds_the_day_it_was_made(files: dict[str, bytes]) -> None:
    assert json.loads(files[MANIFEST])["day"] == "2031-03-08"
    today = date.today().isoformat().encode()
    assert not [path for path, data in files.items() if today in data]
