"""What the tests of a cluster have its machines do: they find it by its name."""

import os
import socket
import time
from collections.abc import Sequence
from pathlib import Path


def version() -> str:
    return os.environ.get("TEST_VERSION", "one")


def other_version() -> str:
    return str(os.getpid())


def doubled(batch: Sequence[int]) -> Sequence[int]:
    if 13 in batch:
        raise ValueError("thirteen")
    return [2 * item for item in batch]


def doubled_unless_dead(batch: Sequence[int]) -> Sequence[int]:
    if 13 in batch:
        os._exit(9)
    return [2 * item for item in batch]


def noted(batch: Sequence[tuple[str, int]]) -> Sequence[int]:
    """Leave a line for each item that is worked on, in the file that the item names."""
    time.sleep(0.05)
    for path, number in batch:
        with Path(path).open("a") as file:
            file.write(f"{number}\n")
    return [2 * number for _, number in batch]


def own_process(batch: Sequence[int]) -> Sequence[int]:
    return [os.getpid() for _ in batch]


def outward(batch: Sequence[int]) -> Sequence[str]:
    """Try what nothing of a cluster may: to reach another machine."""
    said = []
    for _ in batch:
        try:
            socket.create_connection(("192.0.2.1", 9), 0.1)
        except OSError as error:
            said.append(str(error))
    return said
