"""The findings of a case as they are kept: the units they are made of, and what belongs to none."""

import zlib
from dataclasses import dataclass

from pydantic import TypeAdapter

from firsthand.model import Findings
from firsthand.store.codec import FINDINGS, pack


@dataclass(frozen=True, slots=True)
class Unit:
    """A unit of a case: `key` is that of its result, `digest` the SHA-256 of its bytes as they are kept.

    `story` is the id of the story that it is. The figures say how much there is in it, so that nobody has
    to read it to count.
    """

    key: str
    story: str
    digest: str = ""
    documents: int = 0
    statements: int = 0
    claims: int = 0


@dataclass(frozen=True, slots=True)
class Manifest:
    """What findings are made of: `units` in the order of their stories, and `rest`, which belongs to none.

    A case of one unit is kept whole in `rest`.
    """

    rest: Findings
    units: tuple[Unit, ...] = ()

    def count(self, what: str) -> int:
        """Return how many documents, statements or claims there are in all."""
        return len(getattr(self.rest, what)) + sum(int(getattr(unit, what)) for unit in self.units)


_MANIFEST: TypeAdapter[Manifest] = TypeAdapter(Manifest)
_MARK = b'{"rest":'


def pack_manifest(manifest: Manifest) -> bytes:
    """Turn a manifest into bytes; one without units into those of its findings, as earlier versions kept."""
    return pack(_MANIFEST, manifest) if manifest.units else pack(FINDINGS, manifest.rest)


def unpack_manifest(data: bytes) -> Manifest:
    """Turn bytes back into the manifest they were; raises ValueError and zlib.error."""
    plain = zlib.decompress(data)
    if plain.startswith(_MARK):
        return _MANIFEST.validate_json(plain)
    return Manifest(FINDINGS.validate_json(plain))
