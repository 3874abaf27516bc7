import sys
from pathlib import Path

import pytest

sys.path.insert(0, str(Path(__file__).parent))  # for harbour.py, the invented story

import harbour as harbour_story

from firsthand.model import Findings


@pytest.fixture(scope="session")
def harbour() -> Findings:
    return harbour_story.harbour()
