"""Ask about many documents, several questions at a time; nothing that was answered is lost or paid twice."""

import hashlib
import json
import threading
from collections import Counter, defaultdict, deque
from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import FIRST_COMPLETED, Future, wait
from dataclasses import dataclass, field, replace

from pydantic import TypeAdapter, ValidationError

from firsthand.ask.asking import Asking
from firsthand.ask.client import Client
from firsthand.ask.costs import Usage
from firsthand.ask.finding import Found, find_told
from firsthand.ask.question import Piece, pieces_of, version
from firsthand.ask.replies import CutOffError, Told
from firsthand.model import Document, Failure
from firsthand.model.errors import NoAnswerError

# How many documents may fail one after the other before the server is taken to be gone.
_MOST_IN_A_ROW = 5

_Answered = tuple[tuple[Told, ...], int]  # what a model told of a piece; how many had the wrong shape
_ANSWERED: TypeAdapter[_Answered] = TypeAdapter(_Answered)
_HALVED = "asked in halves"  # kept for a piece whose answer did not fit


@dataclass(frozen=True, slots=True)
class Answer:
    """What a model told of one document that stands in it, and how much did not."""

    model: str
    found: tuple[Found, ...] = ()
    dropped: int = 0

    @property
    def digest(self) -> str:
        """A short name for this answer: what is extracted with it depends on it."""
        return hashlib.sha256(repr(self).encode()).hexdigest()[:16]


@dataclass(frozen=True, slots=True)
class Asked:
    """What came of asking: answers by the document's id, the documents without one, the cost."""

    answers: dict[str, Answer] = field(default_factory=dict)
    failures: tuple[Failure, ...] = ()
    usage: Usage = Usage()


def ask_documents(
    documents: Sequence[Document],
    asking: Asking,
    *,
    kept: Callable[[str], str | None] = lambda key: None,
    keep: Callable[[str, str], None] = lambda key, answer: None,
    progress: Callable[[int, int], None] = lambda done, total: None,
    client: Client | None = None,
) -> Asked:
    """Ask who says what in documents; one that gets no answer is a failure, and the others go on.

    `kept` and `keep` are where answers lie, by a digest of the piece, the model and the question's
    wording: such an answer is not asked for again. `progress` is told documents done and in all.

    Raises AskingError before anything is sent where the key is missing.
    """
    stopped = threading.Event()
    asked = client or Client(asking, sleep=stopped.wait)
    try:
        return _Round(documents, asking, asked, kept, keep, progress).run()
    finally:
        stopped.set()
        asked.close()


class _Round:
    """One round of questions over a pile of documents."""

    def __init__(
        self,
        documents: Sequence[Document],
        asking: Asking,
        client: Client,
        kept: Callable[[str], str | None],
        keep: Callable[[str, str], None],
        progress: Callable[[int, int], None],
    ) -> None:
        self._documents = documents
        self._asking = asking
        self._client = client
        self._kept = kept
        self._keep = keep
        self._progress = progress
        self._reused = 0
        self._told: dict[str, list[tuple[Piece, _Answered]]] = defaultdict(list)
        self._failed: dict[str, str] = {}
        self._closed: str | None = None
        self._in_a_row = 0
        self._opened = 0
        self._left: Counter[str] = Counter()  # questions still open, by document

    def run(self) -> Asked:
        """Ask about every document, a few questions at a time."""
        waiting = self._questions()
        halved: deque[tuple[Document, Piece]] = deque()
        under_way: dict[Future[_Answered], tuple[Document, Piece]] = {}
        while True:
            while len(under_way) < self._asking.at_once:
                question = halved.popleft() if halved else next(waiting, None)
                if question is None:
                    break
                under_way[self._begin(*question)] = question
            done = self._opened - sum(count > 0 for count in self._left.values())
            self._progress(done, len(self._documents))
            if not under_way:
                return self._result()
            for future in wait(under_way, return_when=FIRST_COMPLETED).done:
                document, piece = under_way.pop(future)
                halves = self._settle(document, piece, future)
                self._left[document.id] += len(halves) - 1
                halved += ((document, half) for half in halves)

    def _questions(self) -> Iterator[tuple[Document, Piece]]:
        for document in self._documents:
            pieces = self._open(document)
            self._opened += 1
            self._left[document.id] = len(pieces)
            yield from ((document, piece) for piece in pieces)

    def _begin(self, document: Document, piece: Piece) -> Future[_Answered]:
        """Ask in a thread of its own, which keeps nobody from leaving: Ctrl-C does not wait for it."""
        future: Future[_Answered] = Future()

        def ask() -> None:
            try:
                if self._closed is not None:
                    raise NoAnswerError(self._closed)
                future.set_result(self._client.attributions(piece.words(document.text)))
            except BaseException as error:
                future.set_exception(error)

        threading.Thread(target=ask, name="asking", daemon=True).start()
        return future

    def _settle(self, document: Document, piece: Piece, future: Future[_Answered]) -> tuple[Piece, ...]:
        """Keep an answer, or note why there is none; return what is to be asked instead."""
        key = self._key(piece.words(document.text))
        try:
            answered = future.result()
        except CutOffError as error:
            halves = piece.halves(document.text)
            if halves is not None:
                self._keep(key, _HALVED)
                return halves
            server = f"{self._asking.model} at {self._asking.server}"
            self._failed[document.id] = (
                f"{server}: {error}, however little it is asked. Let the server answer at greater length"
            )
        except NoAnswerError as error:
            self._failed.setdefault(document.id, str(error))
            self._in_a_row += 1
            if error.closed or self._in_a_row >= _MOST_IN_A_ROW:
                self._closed = self._closed or f"{error} (not asked again after it failed for others)"
        else:
            self._in_a_row = 0
            self._told[document.id].append((piece, answered))
            self._keep(key, _ANSWERED.dump_json(answered).decode())
        return ()

    def _open(self, document: Document) -> list[Piece]:
        """Return the pieces of a document that are still to be asked about."""
        missing = []
        pieces = list(reversed(pieces_of(document, characters=self._asking.piece_characters)))
        while pieces:
            piece = pieces.pop()
            answer = self._kept(self._key(piece.words(document.text)))
            halves = piece.halves(document.text) if answer == _HALVED else None
            if halves is not None:
                pieces += reversed(halves)
                continue
            told = _read_kept(answer) if answer is not None else None
            if told is None:
                missing.append(piece)
            else:
                self._reused += 1
                self._told[document.id].append((piece, told))
        if missing and self._closed is not None:
            self._failed[document.id] = self._closed
            return []
        return missing

    def _key(self, words: str) -> str:
        asked = (version(), self._asking.model, words)
        return hashlib.sha256(json.dumps(asked).encode()).hexdigest()

    def _result(self) -> Asked:
        answers = {
            d.id: _read(d, self._told[d.id], self._asking.model)
            for d in self._documents
            if d.id not in self._failed
        }
        failures = tuple(
            Failure(document.name, "ask", _fell_back(document, self._failed[document.id]))
            for document in self._documents
            if document.id in self._failed
        )
        usage = self._client.spent + Usage(
            reused=self._reused,
            kept=sum(len(answer.found) for answer in answers.values()),
            dropped=sum(answer.dropped for answer in answers.values()),
        )
        return Asked(answers, failures, usage)


def _read(document: Document, told: Iterable[tuple[Piece, _Answered]], model: str) -> Answer:
    """Find in the document what was told of its pieces."""
    answer = Answer(model)
    for piece, (attributions, misshapen) in sorted(told, key=lambda item: item[0].start):
        found, dropped = find_told(document.text, piece.start, piece.end, attributions)
        answer = replace(answer, found=answer.found + found, dropped=answer.dropped + dropped + misshapen)
    return answer


def _read_kept(answer: str) -> _Answered | None:
    try:
        return _ANSWERED.validate_json(answer)
    except ValidationError:
        return None  # damaged, or of another version: asked again


def _fell_back(document: Document, why: str) -> str:
    return (
        f"{document.name}: read by firsthand's own rules, because the model gave no usable answer. "
        f"{why}. Build again to ask again; what was answered is kept."
    )
