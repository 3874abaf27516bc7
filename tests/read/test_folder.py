from pathlib import Path

import pytest

from firsthand.read import find_files


def names(root: Path, paths: list[Path]) -> list[str]:
    return [str(path.relative_to(root)) for _, path in find_files(paths)[0]]


def test_folders_are_walked_in_order_of_name_and_hidden_files_left(tmp_path: Path) -> None:
    for name in ("b.txt", "a.md", "sub/c.html", "sub/d.HTM", ".hidden/e.txt", ".f.txt"):
        path = tmp_path / name
        path.parent.mkdir(exist_ok=True)
        path.write_text("x")
    assert names(tmp_path, [tmp_path]) == ["a.md", "b.txt", "sub/c.html", "sub/d.HTM"]


def test_names_are_the_paths_as_given(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "pile").mkdir()
    (tmp_path / "pile" / "a.txt").write_text("x")
    monkeypatch.chdir(tmp_path)
    assert find_files([Path("pile")])[0] == [("pile/a.txt", Path("pile/a.txt"))]


def test_other_formats_are_reported_once_for_all(tmp_path: Path) -> None:
    for name in ("a.txt", "b.doc", "c.doc", "d.mp3", "e"):
        (tmp_path / name).write_text("x")
    files, failures = find_files([tmp_path])
    assert len(files) == 1
    assert len(failures) == 1
    assert failures[0].document == "2 .doc, 1 .mp3, 1 no suffix"
    named = ", ".join(str(tmp_path / name) for name in ("b.doc", "c.doc", "d.mp3", "e"))
    assert f"4 files were passed over ({named})" in failures[0].message
    for name in ("f.mp3", "g.mp3"):
        (tmp_path / name).write_text("x")
    told = find_files([tmp_path])[1][0].message
    assert "6 files were passed over (2 .doc, 3 .mp3, 1 no suffix)" in told


def test_a_file_named_outright_is_tried_whatever_its_suffix(tmp_path: Path) -> None:
    path = tmp_path / "letter"
    path.write_text("x")
    assert find_files([path]) == ([(str(path), path)], [])


def test_a_link_that_loops_is_reported_and_the_rest_is_found(tmp_path: Path) -> None:
    (tmp_path / "sub").mkdir()
    (tmp_path / "sub" / "a.txt").write_text("x")
    (tmp_path / "sub" / "up").symlink_to(tmp_path)
    (tmp_path / "self").symlink_to(tmp_path / "self")
    (tmp_path / "gone.txt").symlink_to(tmp_path / "nowhere.txt")
    files, failures = find_files([tmp_path])
    assert [name for name, _ in files] == [str(tmp_path / "sub" / "a.txt")]
    messages = {Path(failure.document).name: failure.message for failure in failures}
    assert "link back to a folder above it" in messages["up"]
    assert "link that leads to itself" in messages["self"]
    assert "link to a file that is not there" in messages["gone.txt"]


def test_two_ways_to_one_file_are_one_document(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("x")
    (tmp_path / "z.txt").symlink_to(tmp_path / "a.txt")
    assert names(tmp_path, [tmp_path, tmp_path / "a.txt"]) == ["a.txt"]


def test_two_files_with_the_same_bytes_are_two(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("x")
    (tmp_path / "b.txt").write_text("x")
    assert names(tmp_path, [tmp_path]) == ["a.txt", "b.txt"]


def test_links_between_folders_do_not_multiply(tmp_path: Path) -> None:
    for at in range(12):
        folder = tmp_path / f"d{at}"
        folder.mkdir()
        (folder / "a.txt").write_text(str(at))
        (folder / "one").symlink_to(tmp_path / f"d{(at + 1) % 12}")
        (folder / "two").symlink_to(tmp_path / f"d{(at + 2) % 12}")
    assert len(find_files([tmp_path])[0]) == 12


def test_a_very_deep_folder(tmp_path: Path) -> None:
    folder = tmp_path
    for _ in range(500):
        folder = folder / "d"
        folder.mkdir()
    (folder / "a.txt").write_text("x")
    assert len(find_files([tmp_path])[0]) == 1


def test_what_is_not_there(tmp_path: Path) -> None:
    files, failures = find_files([tmp_path / "nowhere"])
    assert files == []
    assert "there is no such file; check the path" in failures[0].message


def test_a_folder_that_may_not_be_read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "a.txt").write_text("x")
    (tmp_path / "locked").mkdir()
    whole = Path.iterdir

    def refuse(path: Path) -> object:
        if path.name == "locked":
            raise PermissionError(13, "Permission denied")
        return whole(path)

    monkeypatch.setattr(Path, "iterdir", refuse)
    files, failures = find_files([tmp_path])
    assert len(files) == 1
    assert "you may not read it; change its permissions" in failures[0].message
