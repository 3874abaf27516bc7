"""Makes archives in code, honest ones and wicked ones."""

import io
import tarfile
import warnings
import zipfile
from collections.abc import Sequence

from firsthand.model import Failure
from firsthand.read import Limits, Opened, Original, open_original

SAID = b"The harbour was closed on Friday, the harbour master said.\n"


def zipped(
    members: Sequence[tuple[str | zipfile.ZipInfo, bytes]], method: int = zipfile.ZIP_DEFLATED
) -> bytes:
    """Return a ZIP with these members, also where two have one name."""
    file = io.BytesIO()
    with warnings.catch_warnings(), zipfile.ZipFile(file, "w", method) as archive:
        warnings.simplefilter("ignore")  # "Duplicate name"
        for name, data in members:
            archive.writestr(name, data)
    return file.getvalue()


def tarred(members: Sequence[tuple[str, bytes] | tarfile.TarInfo], mode: str = "w") -> bytes:
    """Return a TAR with these members; a TarInfo goes in as it is, without content."""
    file = io.BytesIO()
    with tarfile.open(fileobj=file, mode=mode) as archive:  # type: ignore[call-overload]
        for member in members:
            if isinstance(member, tarfile.TarInfo):
                archive.addfile(member)
            else:
                info = tarfile.TarInfo(member[0])
                info.size = len(member[1])
                archive.addfile(info, io.BytesIO(member[1]))
    return file.getvalue()


def opened(name: str, data: bytes, limits: Limits | None = None) -> tuple[list[str], list[str]]:
    """Return the names of all that was opened, and the messages of what was not."""
    names: list[str] = []
    messages: list[str] = []
    for one in open_original(Original(name, data), limits=limits):
        if isinstance(one, Failure):
            assert one.message.startswith(f"{one.document}: ")
            messages.append(one.message)
        else:
            assert isinstance(one, Opened)
            names.append(one.original.name)
    return names, messages
