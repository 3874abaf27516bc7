"""What every document says, taken out of it: what was taken out before is not taken out again."""

from collections.abc import Iterator
from dataclasses import dataclass

from firsthand.ask import Asked, Reading, extract_readings
from firsthand.deriving.failing import unexpected
from firsthand.deriving.progress import Progress
from firsthand.engine import Engine
from firsthand.extract import LANGUAGES, language_name
from firsthand.model import Extraction, Failure
from firsthand.pile import Documents, Listed
from firsthand.step_keys import step_key
from firsthand.store import EXTRACTION, Store
from firsthand.store.batching import Batch


@dataclass(frozen=True, slots=True)
class Extracted:
    """Under which key each document's extraction is kept, by the document's id, and what failed."""

    keys: dict[str, str]
    failures: tuple[Failure, ...]


def extract_all(
    store: Store, documents: Documents, asked: Asked, *, engine: Engine, progress: Progress
) -> Extracted:
    """Take the statements out of all documents that are in a language that is read."""
    failures: list[Failure] = []
    keys: dict[str, str] = {}
    for one in documents.listed:
        if one.readable:
            answer = asked.answers.get(one.id)
            keys[one.id] = extraction_key(one, answer.digest if answer else "")
        else:
            failures.append(Failure(one.name, "language", _other_language(one)))
    there = store.has(keys.values())
    missing = [documents[document] for document, key in keys.items() if key not in there]
    # Those of one language together, the longest first: few processes load what a rare language needs.
    missing.sort(key=lambda one: (one.language or "", -one.size, one.id))
    done = len(keys) - len(missing)
    progress("extract", done, len(keys))

    def readings() -> Iterator[Reading]:
        for document in documents.load(missing):
            yield Reading(document, asked.answers.get(document.id))

    with Batch(store) as batch:
        for reading, outcome in engine.map(
            extract_readings,
            readings(),
            weight=lambda reading: len(reading.document.text),
            kind=lambda reading: reading.document.language or "en",
        ):
            document = reading.document
            if isinstance(outcome, BaseException):
                failures.append(Failure(document.name, "extract", unexpected(document.name, outcome)))
                del keys[document.id]
            else:
                batch.keep(EXTRACTION, keys[document.id], outcome)
            done += 1
            progress("extract", done, len(keys))
    return Extracted(keys, tuple(failures))


def extraction_key(document: Listed, told: str = "") -> str:
    """Return the key of what is taken out of a document; `told` stands for what a model told of it."""
    # What is extracted depends on the reading (blocks, date) as well as on the bytes.
    return step_key("extract", document.content, document.language or "", document.url or "", told)


def load_extractions(store: Store, keys: list[str]) -> dict[str, Extraction]:
    """Return what was taken out of documents, by the document's id."""
    return {extraction.document: extraction for _, extraction in store.kept_all(EXTRACTION, keys)}


def _other_language(document: Listed) -> str:
    language = language_name(document.language or "")
    read = ", ".join(sorted(map(language_name, LANGUAGES)))
    return (
        f"{document.name} is in {language}, a language without a pack: it is kept and compared as a text, "
        f"but statements are taken only from {read}. Add a translation beside it to have what it says."
    )
