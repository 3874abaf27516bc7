"""A case keeps what it described for reviewers and opens without doing it again; nothing else is trusted."""

import shutil
from pathlib import Path

import pytest

from firsthand.building import build_from
from firsthand.case import open_case
from firsthand.model import Draft
from firsthand.read import Original
from firsthand.review.applying import describing

TEXT = "Harbour Courier\n4 March 2031\n\nThe quay of Orlesk sank. Nobody was told of it before Tuesday.\n"
WHY = "The original says so in its second sentence."


@pytest.fixture(scope="module")
def decided(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("described") / "quay.case"
    with build_from(
        [Original("courier.txt", TEXT.encode())], case=path, codebook="none", processes=1
    ) as case:
        document = case.findings.documents[0]
        start = document.text.index("sank")
        draft = Draft("add-statement", document.id, WHY, start=start, end=start + 4)
        case.decide(case.draft(draft, reviewer="R. Eviewer"))
    return path


@pytest.fixture
def path(decided: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setattr(describing, "_known", type(describing._known)())
    return Path(shutil.copy(decided, tmp_path / "quay.case"))


def _refuse(*_: object) -> None:
    raise AssertionError("it was described again")


def test_it_opens_without_describing_again_and_is_left_as_it_was(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = path.read_bytes()
    path.chmod(0o444)
    monkeypatch.setattr(describing, "_worked_out", _refuse)
    with open_case(path) as case:
        assert not case.misfits
        assert "sank" in {statement.text for statement in case.findings.statements}
        assert case.store.note("passages described")
    assert path.read_bytes() == before


@pytest.mark.parametrize("kept", ["", "no JSON", '["by other code", {}]', None])
def test_what_other_code_kept_or_nobody_can_read_is_described_again(path: Path, kept: str | None) -> None:
    with open_case(path) as case:
        right = case.findings.statements
        good = case.store.note("passages described") or ""
        case.store.keep_note("passages described", good.replace("sank", "swam") if kept is None else kept)
    describing._known.clear()
    with open_case(path) as case:
        assert case.findings.statements == right
