"""Stands in for readers in C: a process that imports it reads ".pdf" and ".tar" as the words in them bid.

Only ever imported by a reader's own process (`Guard(opening="made_to_harm:open_original")`).
"""

import json
import os
import subprocess
import sys
import time
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

from firsthand.read import formats
from firsthand.read.beat import beat
from firsthand.read.formats import Format
from firsthand.read.limits import Limits
from firsthand.read.opening import open_original as open_original
from firsthand.read.page import Page
from firsthand.read.parts import Part
from firsthand.read.text import read_text

sys.modules["firsthand.read.made_to_harm"] = sys.modules[__name__]
formats._BY_SUFFIX[".pdf"] = Format("pdf", "PDF", (".pdf",), reads="made_to_harm")
formats._BY_SUFFIX[".md"] = Format("markdown", "Markdown", (".md",), reads="made_to_harm:read_start")
formats._BY_SUFFIX[".tar"] = Format("tar", "TAR", (".tar",), unpacks="made_to_harm")


def read(data: bytes, *, name: str, limits: Limits) -> Page:
    word, _, rest = data.decode().partition(" ")
    match word:
        case "CRASH":
            os.abort()
        case "HANG":
            time.sleep(600)
        case "HANG-WITH-CHILD":
            child = subprocess.Popen(["sleep", "600"])
            Path(rest).write_text(f"{os.getpid()} {child.pid}")
            time.sleep(600)
        case "SWELL":
            kept = []
            while True:
                kept.append(b"x" * 10_000_000)
                time.sleep(0.005)
        case "STUMBLE":
            raise ValueError("no such table")
        case "LEAVE":
            os._exit(7)
        case "SLOW":
            for _ in range(30):
                time.sleep(0.1)
                beat()
        case "PRINT":
            os.write(1, b"noise" * 1000)
    return read_text(data, name=name, limits=limits)


def read_start(data: bytes, *, name: str, limits: Limits) -> Page:
    """Read no more than the first line of a text, and say who did."""
    return replace(read_text(data.partition(b"\n")[0], name=name, limits=limits), notes=(f"{os.getpid()}",))


def unpack(data: bytes, *, name: str, limits: Limits) -> Iterator[Part]:
    for part, text in json.loads(data):
        if text == "CRASH-BETWEEN":
            os.abort()
        yield Part(part, text.encode())
