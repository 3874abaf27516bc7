"""Debian's PostgreSQL, begun for the tests in a folder of their own, on a Unix socket there."""

import os
import shutil
import signal
import subprocess
import tempfile
import time
from pathlib import Path

_INSTALLED = Path("/usr/lib/postgresql")
_USER = "postgres"
_SETTINGS = (
    "listen_addresses=", "max_connections=60", "shared_buffers=32MB", "fsync=off", "full_page_writes=off",
    "log_min_messages=fatal",
)  # fmt: skip


def programs() -> Path | None:
    """Return the folder of the newest server's programs; None where there is none, or none that can run."""
    found = sorted(_INSTALLED.glob("*/bin/initdb"), key=lambda path: float(path.parts[-3]))
    on_path = shutil.which("initdb")
    place = found[-1] if found else Path(on_path).resolve() if on_path else None
    if place is None or not (place.parent / "pg_ctl").exists():
        return None
    if os.geteuid() == 0 and (shutil.which("runuser") is None or not _is_user()):
        return None  # a server does not run as root
    return place.parent


def _is_user() -> bool:
    return subprocess.run(["id", _USER], capture_output=True, check=False).returncode == 0


class PostgresServer:
    """A server of its own; `address` names a case in it."""

    def __init__(self, bin_folder: Path) -> None:
        self._bin = bin_folder
        self.folder = Path(tempfile.mkdtemp(prefix="fh-pg-", dir="/tmp"))
        self._data = self.folder / "data"
        self._log = self.folder / "log"
        if os.geteuid() == 0:
            shutil.chown(self.folder, _USER)
        words = "-A trust -U firsthand -E UTF8 --no-sync --locale=C.UTF-8".split()
        self._run("initdb", "-D", str(self._data), *words)
        self.start()

    def start(self) -> None:
        """Begin it, and return when it answers."""
        settings = " ".join(f"-c {one}" for one in (*_SETTINGS, f"unix_socket_directories={self.folder}"))
        self._run("pg_ctl", "-D", str(self._data), "-w", "-o", settings, "-l", str(self._log), "start")

    def stop(self, how: str = "fast") -> None:
        """End it: "fast" breaks off what is under way, "immediate" is a crash."""
        self._run("pg_ctl", "-D", str(self._data), "-w", "-m", how, "stop")

    def restart(self, how: str = "fast") -> None:
        """End it and begin it again."""
        self.stop(how)
        self.start()

    def address(self, case: str, *, user: str = "firsthand") -> str:
        """Return the address of a case on it."""
        return f"postgresql://{user}@/postgres?case={case}&host={self.folder}"

    def sql(self, words: str) -> str:
        """Do statements as the server's owner, and return what they print."""
        done = subprocess.run(
            [self._bin / "psql", "-h", self.folder, "-U", "firsthand", "-d", "postgres", "-qAt", "-c", words],
            capture_output=True, text=True, check=True,
        )  # fmt: skip
        return done.stdout.strip()

    def remove(self) -> None:
        """End it and remove its folder."""
        pid = self._data / "postmaster.pid"
        try:
            self.stop("immediate")
        except subprocess.CalledProcessError:
            if pid.exists():
                os.kill(int(pid.read_text().split()[0]), signal.SIGQUIT)
                time.sleep(0.5)
        shutil.rmtree(self.folder, ignore_errors=True)

    def _run(self, program: str, *words: str) -> None:
        command = [str(self._bin / program), *words]
        if os.geteuid() == 0:
            command = ["runuser", "-u", _USER, "--", *command]
        subprocess.run(
            command, check=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
            stdin=subprocess.DEVNULL, cwd="/",
        )  # fmt: skip
