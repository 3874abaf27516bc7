"""From what was read to the findings that the case keeps."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from firsthand.ask import Asked, Asking, Usage, ask_documents
from firsthand.deriving.adding import keep_listed
from firsthand.deriving.extracting import Extracted, extract_all, load_extractions
from firsthand.deriving.failing import RETRIED
from firsthand.deriving.keys import findings_key, total_of
from firsthand.deriving.large import derive_large
from firsthand.deriving.progress import Progress
from firsthand.deriving.registering import (
    codebook_told,
    is_chosen,
    is_registered,
    register,
    with_register,
    without_register,
)
from firsthand.deriving.whole import derive_whole
from firsthand.engine import Engine
from firsthand.model import Failure, Findings, failures_in_order
from firsthand.model.errors import NothingToReadError
from firsthand.pile import Documents, Read
from firsthand.read import FORMATS
from firsthand.register.choosing import MOST_STATEMENTS
from firsthand.store import ANSWER, Store

MOST_AT_ONCE = 3000
"""A case of more documents is cut into its stories first, and each is derived by itself."""

# The note that says that persons were looked for.
_PEOPLE = "people"


@dataclass(frozen=True, slots=True)
class _Made:
    """What was read, and the keys of the results that belong to it."""

    documents: Documents
    extracted: Extracted
    used: frozenset[str]
    failures: tuple[Failure, ...]


def derive(
    store: Store, read: Read, *, engine: Engine, progress: Progress, asking: Asking | None
) -> Usage | None:
    """Derive the findings of a case and keep them; return what asking a language model took.

    Raises NothingToReadError where there is no document.
    """
    if not len(read.documents):
        raise NothingToReadError(nothing_to_read(read.failures))
    model = asking.model if asking else ""
    total = total_of(read.documents.listed)
    key = findings_key(store, model, len(read.documents), total, read.failures)
    if store.findings_key() == key:
        if not is_registered(store):  # what was decided since may add to a record
            _register_again(store, key)
        return Usage() if asking else None
    asked = _ask_all(store, read.documents, asking, progress) if asking else Asked()
    extracted = extract_all(store, read.documents, asked, engine=engine, progress=progress)
    failures = (*read.failures, *asked.failures, *extracted.failures)
    used = read.used | frozenset(extracted.keys.values())
    if len(read.documents) > MOST_AT_ONCE:
        used |= keep_listed(store, read, model)
    made = _Made(read.documents, extracted, used, failures)
    derived = _derive_whole if len(read.documents) <= MOST_AT_ONCE else _derive_large
    derived(store, made, key, engine=engine, progress=progress)
    return asked.usage if asking else None


def looked_for_people(store: Store) -> bool:
    """Tell whether the persons of the case were looked for, without which nothing may leave it."""
    return store.note(_PEOPLE) is not None


def _derive_whole(store: Store, made: _Made, key: str, *, engine: Engine, progress: Progress) -> None:
    documents = tuple(made.documents.load())
    extractions = load_extractions(store, list(made.extracted.keys.values()))
    findings, told = derive_whole(documents, extractions, engine=engine, progress=progress, store=store)
    findings = replace(findings, failures=(*made.failures, *findings.failures))
    progress("register", 0, 1)
    findings = with_register(findings, register(store, findings))
    progress("register", 1, 1)
    # What a defect broke is kept under no key: the next build tries it again.
    broken = any(failure.step in RETRIED for failure in findings.failures)
    store.keep_findings("" if broken else key, findings)
    store.keep_note(_PEOPLE, "looked for")
    store.forget_unused(made.used | told)


def _derive_large(store: Store, made: _Made, key: str, *, engine: Engine, progress: Progress) -> None:
    derived = derive_large(store, made.documents, made.extracted, engine=engine, progress=progress)
    rest = Findings(failures=failures_in_order((*made.failures, *derived.failures)))
    broken = any(failure.step in RETRIED for failure in rest.failures)
    store.keep_findings("" if broken else key, rest, derived.units)
    _register_again(store, "" if broken else key)
    store.keep_note(_PEOPLE, "looked for")
    store.forget_unused(made.used | derived.used)


def _register_again(store: Store, key: str) -> None:
    """Derive the records anew from what is kept; of a large case only by a codebook that was named."""
    manifest = store.manifest()
    if manifest is None:
        return
    if is_chosen(store) and manifest.count("statements") > MOST_STATEMENTS:
        without_register(store)
        return
    if codebook_told(store) == "none":
        without_register(store)
        return
    findings = store.findings()
    assert findings is not None
    store.keep_findings(key, with_register(manifest.rest, register(store, findings)), manifest.units)


def _ask_all(store: Store, documents: Documents, asking: Asking, progress: Progress) -> Asked:
    readable = [one for one in documents.listed if one.readable]
    return ask_documents(
        list(documents.load(readable)),
        asking,
        kept=lambda key: store.kept(ANSWER, key),
        keep=lambda key, answer: store.keep(ANSWER, key, answer),
        progress=lambda done, total: progress("ask", done, total),
    )


def nothing_to_read(failures: Sequence[Failure]) -> str:
    """Return what to say where there is no document to read."""
    reasons = "".join(f"\n  {failure.message}" for failure in failures[:20])
    formats = ", ".join(one.label for one in FORMATS)
    return f"There is no document to read. Name a folder or files; what is read is {formats}." + reasons
