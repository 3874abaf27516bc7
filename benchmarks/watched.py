"""A command run while its memory is watched: that of all its processes, shared pages counted once."""

import subprocess
import sys
import threading
import time
from pathlib import Path

_EVERY_SECONDS = 0.25


def run_watched(command: list[str]) -> tuple[float, float, str]:
    """Run a command; return its seconds, the peak of its memory in bytes, and what it printed."""
    began = time.perf_counter()
    process = subprocess.Popen(command, stdout=subprocess.PIPE, text=True)
    peak = 0.0
    done = threading.Event()

    def watch() -> None:
        nonlocal peak
        while not done.wait(_EVERY_SECONDS):
            peak = max(peak, _memory(process.pid))

    watcher = threading.Thread(target=watch)
    watcher.start()
    printed, _ = process.communicate()
    took = time.perf_counter() - began
    done.set()
    watcher.join()
    if process.returncode:
        sys.exit(f"{command[2][:40]}… failed with exit code {process.returncode}")
    return took, peak, printed


def _memory(pid: int) -> float:
    """Return the proportional memory (PSS) of a process and its children, in bytes."""
    total = 0.0
    try:
        for line in Path(f"/proc/{pid}/smaps_rollup").read_text().splitlines():
            if line.startswith("Pss:"):
                total += float(line.split()[1]) * 1024
        for children in Path(f"/proc/{pid}/task").glob("*/children"):
            total += sum(_memory(int(child)) for child in children.read_text().split())
    except OSError:
        pass  # it has just ended
    return total
