"""A command run while it is watched: its processes' memory, shared pages counted once, and their work."""

import os
import subprocess
import sys
import threading
import time
from dataclasses import dataclass, field
from pathlib import Path

_EVERY_SECONDS = 0.25
# To add up the pages of large processes takes long, and holds them up.
_SHARE = 0.02
_TICKS = os.sysconf("SC_CLK_TCK")


@dataclass(slots=True)
class Watched:
    """What a command took: seconds, those of all its processes, the peak of their memory in bytes.

    What a process does in the last moment before it ends is not seen: a quarter of a second, or fifty times
    what it takes to look.
    """

    seconds: float = 0.0
    peak: float = 0.0
    printed: str = ""
    _worked: dict[int, float] = field(default_factory=dict)

    @property
    def processor(self) -> float:
        """Processor seconds of all processes."""
        return sum(self._worked.values())

    def look(self, pid: int) -> float:
        """Note what a process and its children did; return their proportional memory (PSS) in bytes."""
        total = 0.0
        try:
            for line in Path(f"/proc/{pid}/smaps_rollup").read_text().splitlines():
                if line.startswith("Pss:"):
                    total += float(line.split()[1]) * 1024
            told = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
            self._worked[pid] = (int(told[11]) + int(told[12])) / _TICKS
            for children in Path(f"/proc/{pid}/task").glob("*/children"):
                total += sum(self.look(int(child)) for child in children.read_text().split())
        except OSError:
            pass  # it has just ended
        return total


def run_watched(command: list[str]) -> Watched:
    """Run a command and watch it; ends the program where it fails."""
    began = time.perf_counter()
    process = subprocess.Popen(command, stdout=subprocess.PIPE, text=True)
    found = Watched()
    done = threading.Event()

    def watch() -> None:
        pause = _EVERY_SECONDS
        while not done.wait(pause):
            looked = time.perf_counter()
            found.peak = max(found.peak, found.look(process.pid))
            pause = max(_EVERY_SECONDS, (time.perf_counter() - looked) / _SHARE)

    watcher = threading.Thread(target=watch)
    watcher.start()
    found.printed, _ = process.communicate()
    found.seconds = time.perf_counter() - began
    done.set()
    watcher.join()
    if process.returncode:
        sys.exit(f"{command[2][:40]}… failed with exit code {process.returncode}")
    return found
