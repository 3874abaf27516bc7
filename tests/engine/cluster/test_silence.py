"""A cluster that is begun on this machine tells nobody of it, and asks nobody anything."""

import os
import subprocess
import sys
from importlib.util import find_spec
from pathlib import Path

import pytest

# Loaded by every Python process that is begun: what would reach another machine is written down, and fails.
WATCH = """
import os, sys
def watch(event, arguments):
    if event == "socket.connect" and isinstance(arguments[1], tuple):
        host = str(arguments[1][0])
    elif event == "socket.getaddrinfo":
        host = str(arguments[0])
    else:
        return
    if host not in {"127.0.0.1", "::1", "localhost", "::ffff:127.0.0.1", "None", ""}:
        with open(os.environ["WATCHED"], "a") as file:
            file.write(host + "\\n")
        raise OSError("watched: " + host)
sys.addaudithook(watch)
"""

RUN = """
import sys
import work_done
from conftest import RUNNERS
from firsthand.engine.cluster import ClusterEngine
if __name__ == "__main__":
    engine = ClusterEngine(RUNNERS[sys.argv[1]], work=None, version=work_done.version, worth=0, batch=3)
    with engine:
        for function in (work_done.doubled, work_done.outward):
            outcomes = engine.map(function, range(6), weight=lambda _: 1, kind=lambda _: "")
            print(sorted(outcome for _, outcome in outcomes))
"""


@pytest.mark.parametrize("kind", ["daft", "ray"])
def test_nothing_outside_is_asked_or_told(kind: str, tmp_path: Path) -> None:
    if find_spec(kind) is None:
        pytest.skip(f"needs {kind} (pip install 'firsthand[cluster]')")
    (tmp_path / "sitecustomize.py").write_text(WATCH)
    (tmp_path / "run.py").write_text(RUN)
    seen = tmp_path / "watched"
    seen.touch()
    path = [str(tmp_path), str(Path(__file__).parent), *sys.path]
    done = subprocess.run(
        [sys.executable, str(tmp_path / "run.py"), kind],
        env={**os.environ, "PYTHONPATH": os.pathsep.join(path), "WATCHED": str(seen)},
        capture_output=True,
        text=True,
        timeout=300,
    )
    assert done.returncode == 0, done.stderr
    assert "[0, 2, 4, 6, 8, 10]" in done.stdout
    # Only what the second function tried, in the cluster's own processes: so those were watched.
    assert seen.read_text().splitlines() == ["192.0.2.1"] * 6
