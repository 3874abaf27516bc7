import hashlib
import os
from pathlib import Path

import pytest

from firsthand.model.errors import UnreadableDocumentError
from firsthand.read import Limits, read_bytes, read_file


def test_id_is_the_digest_of_the_bytes_and_name_is_as_given(tmp_path: Path) -> None:
    data = b"The harbour was closed on Friday, she said."
    path = tmp_path / "a.txt"
    path.write_bytes(data)
    one, two = read_file(path, name="folder/a.txt"), read_bytes(data, name="b.txt")
    assert one.id == two.id == hashlib.sha256(data).hexdigest()
    assert (one.name, two.name) == ("folder/a.txt", "b.txt")
    assert read_file(path).name == str(path)


@pytest.mark.parametrize(
    ("data", "name", "says"),
    [
        (b"", "empty.txt", "empty"),
        (b" \r\n\t \n", "blank.txt", "empty"),
        (b"\xef\xbb\xbf\n", "mark.txt", "no word"),
        (b"... --- ***", "signs.txt", "no word"),
        (b"<html><body><script>x()</script></body></html>", "page.html", "no word"),
        (b"%PDF-1.7 ...", "letter.txt", "PDF"),
        (b"MZ\x00\x00\x03\x00" * 50, "tool.txt", "binary"),
    ],
)
def test_what_cannot_be_read_is_named_with_the_next_step(data: bytes, name: str, says: str) -> None:
    with pytest.raises(UnreadableDocumentError) as caught:
        read_bytes(data, name=name)
    message = str(caught.value)
    assert message.startswith(f"{name}: ")
    assert says in message
    assert any(step in message for step in ("save it again", "export it"))


def test_a_document_as_long_as_a_library_is_refused(tmp_path: Path) -> None:
    limit = f"{Limits().characters:,}"
    with pytest.raises(UnreadableDocumentError, match=f"long.txt: too long.*{limit}.*Split"):
        read_bytes(b"word " * (Limits().characters // 5 + 1), name="long.txt")
    path = tmp_path / "huge.txt"
    with path.open("wb") as file:
        file.truncate(50_000_000)  # refused by its size, before it is read
    with pytest.raises(UnreadableDocumentError, match=r"50 MB.*Split"):
        read_file(path, name="huge.txt")


def test_a_file_that_cannot_be_opened(tmp_path: Path) -> None:
    with pytest.raises(UnreadableDocumentError, match="no such file"):
        read_file(tmp_path / "gone.txt", name="gone.txt")
    with pytest.raises(UnreadableDocumentError, match="folder"):
        read_file(tmp_path, name="folder")


@pytest.mark.skipif(os.geteuid() == 0, reason="root may read everything")
def test_a_file_without_permission(tmp_path: Path) -> None:
    path = tmp_path / "secret.txt"
    path.write_text("The harbour was closed.")
    path.chmod(0)
    with pytest.raises(UnreadableDocumentError, match=r"secret.txt: you may not read it.*chmod"):
        read_file(path, name="secret.txt")


def test_permission_is_explained_whoever_runs_the_test(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "secret.txt"
    path.write_text("The harbour was closed.")

    def refuse(_: Path) -> bytes:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(Path, "read_bytes", refuse)
    with pytest.raises(UnreadableDocumentError, match=r"secret.txt: you may not read it.*chmod"):
        read_file(path, name="secret.txt")


def test_language() -> None:
    danish = "Havnemyndigheden har talt fyrre sunkne pramme i havnen, og ejeren har aldrig svaret på brevene."
    assert read_bytes(danish.encode(), name="a.txt").language == "da"
    assert read_bytes(b"The harbour was closed on Friday, she said.", name="a.txt").language == "en"
    assert read_bytes(b"Barges 40", name="a.txt").language is None


def test_how_it_was_decoded_is_noted() -> None:
    page = read_bytes("The café was closed on Friday, she said.".encode("cp1252"), name="a.txt")
    assert page.text.startswith("The café")
    assert page.notes == ("decoded as windows-1252",)
