"""What a story leaves behind in a process that tells many."""

from pathlib import Path

import firsthand
from firsthand.trace import once


def test_nothing_of_a_story_is_remembered_when_it_is_told(tmp_path: Path) -> None:
    for name, who in (("one", "The harbour office of Tarn"), ("two", "The Tarn Courier")):
        (tmp_path / f"{name}.txt").write_text(
            f"{who} said that nine boats had sunk off Tarn on Monday.\n\n"
            "“Nobody was hurt,” said Ina Roe, the harbour master, after the storm.\n"
        )
    with firsthand.build(tmp_path, processes=1) as case:
        assert case.findings.claims
    assert once._everywhere  # there is something that could remember
    assert not any(once._everywhere)
