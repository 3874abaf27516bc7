import os
import sys
from pathlib import Path

import pytest

from firsthand.cli.called import next_command


def test_a_command_is_printed_as_it_can_be_typed(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "argv", ["firsthand", "build"])
    assert next_command("serve", Path("lake.case"), "--open") == "firsthand serve lake.case --open"
    assert next_command("report", Path("my lake.case")) == "firsthand report 'my lake.case'"


def test_where_a_shell_would_not_find_it_the_path_is_printed(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    program = tmp_path / "env" / "firsthand"
    program.parent.mkdir()
    program.write_text("#!/bin/sh\n")
    program.chmod(0o755)
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr(sys, "argv", ["env/firsthand", "demo"])
    monkeypatch.setenv("PATH", os.devnull)
    assert next_command("serve", "demo.case") == "env/firsthand serve demo.case"
    monkeypatch.setenv("PATH", str(program.parent))
    assert next_command("serve", "demo.case") == "firsthand serve demo.case"


def test_from_a_test_or_python_it_is_called_by_its_name(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "argv", ["/usr/lib/python3/pytest/__main__.py"])
    assert next_command("show", "a.case") == "firsthand show a.case"
