"""The desk on papers that are hard to show; the fixtures of tests/web work on this case here."""

import os
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

sys.path.insert(0, str(Path(__file__).parent))  # for ferry_papers.py

from ferry_papers import originals

from firsthand.building import build_from
from firsthand.desk.shapes import DocumentRow


@pytest.fixture(scope="session")
def built_case(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("papers") / "ferry.case"
    build_from(originals(), case=path, processes=1).close()
    return path


@pytest.fixture
def papers(desk: Any) -> dict[str, DocumentRow]:
    """The documents by the first word of their name: "inquiry", "post", "wire", "mina", "scale", "log"."""
    return {row.name.split(".")[0].split(" ")[0]: row for row in desk.documents().items}


@pytest.fixture
def picture(tmp_path: Path) -> Callable[[Any, str], Path]:
    """Keep a picture of a page: in the folder FIRSTHAND_PICTURES names, else with the test's own files."""
    folder = Path(os.environ.get("FIRSTHAND_PICTURES") or tmp_path)

    def keep(page: Any, name: str) -> Path:
        path = folder / f"{name}.png"
        page.screenshot(path=path)
        return path

    return keep
