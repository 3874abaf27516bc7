"""What runs in the process in which a desk has its case built: `python -m firsthand.desk.build_process CASE`.

It reads, as JSON on its standard input, what opens an encrypted case, and writes a `Building` as JSON: how it
went. Asked to stop (SIGTERM), it stops in order; what it did is kept.
"""

import json
import signal
import sys
from dataclasses import asdict
from types import FrameType

from firsthand.building import build
from firsthand.desk.shapes import Building
from firsthand.model.errors import FirsthandError
from firsthand.store import Place, place_of
from firsthand.store.locked_keys import Key, using
from firsthand.store.under_way import how_far


def _stop(number: int, frame: FrameType | None) -> None:
    raise KeyboardInterrupt


def _build(path: Place, told: dict[str, str | None]) -> Building:
    """Build a case, in the process that a desk began for it."""
    began = ""

    def progress(step: str, done: int, total: int) -> None:
        nonlocal began
        if not began and (far := how_far(path)):
            began = far.began

    try:
        with using(Key(**told) if told else None), build(case=path, progress=progress) as case:
            failures = len(case.findings.failures)
            documents = len(case.findings.documents)
    except FirsthandError as error:
        return Building(running=False, began=began, told=str(error), failed=True)
    except KeyboardInterrupt:
        stopped = "The build was stopped. What was done is kept: build again, and it goes on from there."
        return Building(running=False, began=began, told=stopped, failed=True)
    words = f"Built from {documents:,} document{'s' * (documents != 1)}"
    broke = f"; {failures:,} thing{'s' * (failures != 1)} did not work" if failures else ""
    return Building(running=False, began=began, told=f"{words}{broke}.")


if __name__ == "__main__":
    signal.signal(signal.SIGTERM, _stop)
    _told = json.loads(sys.stdin.read())
    _place = place_of(_told.pop("address", "") or sys.argv[1])  # an address there has its password
    sys.stdout.write(json.dumps(asdict(_build(_place, _told))) + "\n")
    sys.stdout.flush()
