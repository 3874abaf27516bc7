"""The pieces a sentence falls into: clauses, quotations, and what stands between commas."""

import bisect
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from firsthand.extract.parse import Doc, Token
from firsthand.extract.surface.attribution.cuewords import Cues, phrase_at
from firsthand.extract.surface.attribution.marks import Quotation, between

Kind = Literal["main", "under", "infinitive", "piece", "quote"]

# Words of one sentence looked at together: a longer one is cut, so that time does not grow with its square.
LONGEST = 250

_BREAKS = frozenset({",", ";", ":", "–", "—", "-", "...", "…", "―"})
_MOST_JOINED = 4  # commas between a word that opens a clause and its verb
_SHORT_ASIDE = 7  # words in brackets that belong to what they stand in: "Ina Roe (67) said"
_VERBS = frozenset({"VERB", "AUX"})


@dataclass(frozen=True, slots=True)
class Chunk:
    """One piece of a sentence, tokens [start, end), without the mark behind it.

    `mark` is the mark before it ("," or ":"), `quote` the quotation that it is. `told` says that its
    verb has the mood by which others' words are told, `may` that it has one that is used for that too.
    """

    start: int
    end: int
    kind: Kind
    mark: str = ""
    told: bool = False
    quote: Quotation | None = None
    may: bool = False


@dataclass(frozen=True, slots=True)
class Unit:
    """A sentence, or several within one quotation with the words around it: tokens [start, end)."""

    start: int
    end: int
    chunks: tuple[Chunk, ...]

    def at(self, token: int) -> int:
        """Return the number of the chunk that a token lies in, or of the one before it."""
        return max(0, bisect.bisect_right(self.chunks, token, key=lambda chunk: chunk.start) - 1)


class Reading:
    """A document with its words, quotations and sentences, ready to be searched for attributions."""

    def __init__(
        self,
        doc: Doc,
        text: str,
        cues: Cues,
        quotations: Sequence[Quotation],
        blocks: Sequence[tuple[int, int]],
    ) -> None:
        self.doc = doc
        self.text = text
        self.cues = cues
        self.quotations = quotations
        self.blocks = blocks
        self.words = [token.text.lower().replace("’", "'") for token in doc]
        self._at = [token.idx for token in doc]
        self.named: set[int] = set()  # words of proper names, once they are known
        self.units = tuple(self._units())

    def token_at(self, offset: int) -> int:
        """Return the first token that does not begin before an offset."""
        return bisect.bisect_left(self._at, offset)

    def unit_before(self, unit: Unit) -> Unit | None:
        """Return the sentence before one in the same paragraph, or None."""
        number = bisect.bisect_left(self.units, unit.start, key=lambda other: other.start) - 1
        if number < 0:
            return None
        before = self.units[number]
        same = self.block(self.doc[before.start].idx) == self.block(self.doc[unit.start].idx)
        return before if same else None

    def block(self, offset: int) -> int:
        """Return the number of the paragraph that an offset lies in, or of the one before it."""
        return bisect.bisect_right(self.blocks, offset, key=lambda block: block[0]) - 1

    def stretch(self, start: int, end: int) -> tuple[int, int]:
        """Return tokens [start, end) as characters, without white space and marks at their edges."""
        doc = self.doc
        while start < end and (doc[start].text.isspace() or self.words[start] in _EDGE):
            start += 1
        while end > start and (doc[end - 1].text.isspace() or self.words[end - 1] in _EDGE | {".", "!", "?"}):
            end -= 1
        if start >= end:
            return (0, 0)
        return doc[start].idx, doc[end - 1].idx + len(doc[end - 1].text)

    def told(self, token: Token) -> bool:
        """Tell whether a verb's form alone says that somebody else's words are told."""
        cues, word = self.cues, self.words[token.i]
        if word in cues.lists["subjunctive.forms"]:
            return True
        if token.pos_ not in _VERBS or (token.text[:1].isupper() and not token.is_sent_start):
            return False
        lemma = token.lemma_.lower()
        return any(
            word.endswith(end) and lemma == word[: len(word) - len(end)] + whole
            for end, whole in cues.endings
        )

    def _units(self) -> list[Unit]:
        doc = self.doc
        found: list[Unit] = []
        starts = [token.i for token in doc if token.is_sent_start or token.i == 0]
        if not starts:
            return []
        kept = starts[:1]
        for start in starts[1:]:
            if not self._inside(start, kept[-1]) or start - kept[-1] > LONGEST:
                kept.append(start)
        for begin, end in zip(kept, [*kept[1:], len(doc)], strict=True):
            for start in range(begin, end, LONGEST):
                stop = min(start + LONGEST, end)
                found.append(Unit(start, stop, tuple(self._chunks(start, stop))))
        return found

    def _inside(self, start: int, before: int) -> bool:
        """Tell whether a sentence begins inside a quotation, or goes on behind it: '"Why?", asked Roe'."""
        at = self.doc[start].idx
        if self.block(at) != self.block(self.doc[before].idx):
            return False
        last = bisect.bisect_left(self.quotations, at, key=lambda q: q.outer_start) - 1
        for quote in self.quotations[max(0, last - 2) : last + 1]:
            if quote.outer_start < at < quote.outer_end:
                return True
            if quote.outer_end == at or (at - quote.outer_end < 3 and not self.doc[start].text[:1].isalnum()):
                return True
            if 0 <= at - quote.outer_end < 3 and self.doc[start].text[:1].islower():
                return True
        return self.words[start] in {",", ";"}

    def _chunks(self, start: int, end: int) -> list[Chunk]:
        doc, words = self.doc, self.words
        last = doc[end - 1]
        inner = [
            q for q in between(self.quotations, doc[start].idx, last.idx + len(last.text)) if not q.inner
        ]
        found: list[Chunk] = []
        at, mark, i = start, "", start
        quotes = iter(inner)
        quote = next(quotes, None)
        while i < end:
            while quote is not None and quote.outer_start < doc[i].idx:
                quote = next(quotes, None)
            if quote is not None and quote.outer_start == doc[i].idx:
                stop = min(end, self.token_at(quote.outer_end))
                if self._whole(quote, i, stop, start):
                    if i > at:
                        found.append(self._chunk(at, i, mark))
                        mark = ""
                    found.append(
                        Chunk(i, stop, "quote", mark or (words[i - 1] if i > start else ""), False, quote)
                    )
                    at, mark = stop, ""
                i = stop
                continue
            word = words[i]
            aside = self._aside(i, end) if word in {"(", "["} else 0
            if aside:
                i += aside
                continue
            if (
                word in _BREAKS and not (word == "-" and i > start and not doc[i - 1].whitespace_)
            ) or word in {"(", ")", "[", "]"}:
                if i > at:
                    found.append(self._chunk(at, i, mark))
                at, mark = i + 1, word
            i += 1
        if end > at:
            found.append(self._chunk(at, end, mark))
        return self._joined([chunk for chunk in found if chunk.end > chunk.start])

    def _joined(self, chunks: list[Chunk]) -> list[Chunk]:
        """Put a clause together again that was cut at a comma before its verb: "dass Roe, 67, kam"."""
        found: list[Chunk] = []
        waiting = 0
        for chunk in chunks:
            before = found[-1] if found else None
            if waiting and before is not None and chunk.kind != "quote" and chunk.mark == ",":
                waiting = waiting - 1 if chunk.kind == "piece" else 0
                found[-1] = self._chunk(before.start, chunk.end, before.mark)
                continue
            found.append(chunk)
            under = chunk.kind == "piece" and self.opens_under(chunk.start, chunk.end)
            waiting = _MOST_JOINED if under else 0
        return found

    def _aside(self, at: int, end: int) -> int:
        for i in range(at + 1, min(at + 2 + _SHORT_ASIDE, end)):
            if self.words[i] in {")", "]"}:
                return i - at + 1
        return 0

    def _whole(self, quote: Quotation, start: int, stop: int, unit: int) -> bool:
        """Tell whether a quotation is a saying of its own, rather than a few words in another's sentence."""
        inside = self.doc[start + 1 : max(start + 1, stop - 1)]
        if not len(inside):
            return False
        before = self.words[start - 1] if start > unit else ""
        spoken = any(token.pos_ in _VERBS for token in inside)
        ended = any(self.words[i] in {".", "!", "?", "…", "..."} for i in range(stop - 2, stop))
        if before in {":", "", ",", ".", "!", "?", "“", "”", "»", '"', "–", "—"}:
            return spoken or ended or (before == ":") or len(inside) > 4
        first = inside[0].text[:1]
        return first.isupper() and (ended or (spoken and len(inside) > 5))

    def _chunk(self, start: int, end: int, mark: str) -> Chunk:
        tokens = self.doc[start:end]
        verbs = [token.i for token in tokens if token.pos_ in _VERBS]
        told = any(self.told(self.doc[i]) for i in verbs) or any(
            self.words[i] in self.cues.lists["subjunctive.forms"] for i in range(start, end)
        )
        may = not told and any(
            self.words[i] in self.cues.lists["subjunctive.second"] for i in range(start, end)
        )
        kind: Kind = "main"
        if not verbs:
            kind = "main" if told else "piece"
        elif self.doc[start].pos_ != "SCONJ" and not told and self._infinitive(start, end, verbs):
            kind = "infinitive"
        elif self.opens_under(start, end) or self._ends_verbs(start, end, mark, verbs):
            kind = "under"
        return Chunk(start, end, kind, mark, told, may=may)

    def _ends_verbs(self, start: int, end: int, mark: str, verbs: Sequence[int]) -> bool:
        """Tell whether all verbs stand at the end behind a word that may open a clause: "während er ging"."""
        while end - 1 > start and self.doc[end - 1].pos_ == "PUNCT":
            end -= 1
        return (
            mark == ","
            and self.doc[start].pos_ == "ADP"
            and not self.cues.pro_drop
            and self.doc[verbs[0]].pos_ in _VERBS
            and verbs[-1] == end - 1
            and verbs[-1] - verbs[0] == len(verbs) - 1
        )

    def opens_under(self, start: int, end: int) -> bool:
        """Tell whether tokens [start, end) begin a clause that depends on another."""
        cues, words, doc = self.cues, self.words, self.doc
        while end - 1 > start and doc[end - 1].pos_ == "PUNCT":
            end -= 1
        first = start
        while first < end - 1 and (doc[first].pos_ in {"ADV", "CCONJ", "PUNCT"} or doc[first].text.isspace()):
            first += 1
        if (
            first + 2 < end
            and doc[first].pos_ == "SCONJ"
            and doc[first + 1].pos_ in _VERBS
            and not self.cues.pro_drop
        ):
            return False  # "Damit seien die Zahlen ..."
        for at in {start, first}:
            word = words[at]
            if (
                doc[at].pos_ == "SCONJ"
                or cues.has("contents.that", word)
                or cues.has("contents.question", word)
            ):
                return True
            size = phrase_at(words, at, cues.phrases["according.whereby"])
            if size == 1 or (
                size and at + size < end and doc[at + size].pos_ not in {"NOUN", "PROPN", "ADJ", "NUM"}
            ):
                return True
        at = first + 1 if doc[first].pos_ == "ADP" and first + 1 < end else first
        return words[at] in cues.lists["sources.relatives"] and self._relative(at, end)

    def _relative(self, at: int, end: int) -> bool:
        """Tell whether a clause that begins with "der" is about a noun: all its verbs stand at its end."""
        doc = self.doc
        verbs = [i for i in range(at + 1, end) if doc[i].pos_ in _VERBS]
        if not verbs or verbs[-1] != end - 1 or verbs[0] == at + 1:
            return False
        if verbs[-1] - verbs[0] >= len(verbs) + 1:  # one "zu" may stand between
            return False
        article = doc[at].pos_ == "DET" and doc[at + 1].pos_ in {"NOUN", "PROPN", "ADJ", "NUM"}
        return not article

    def _infinitive(self, start: int, end: int, verbs: Sequence[int]) -> bool:
        marks = self.cues.lists["contents.infinitive"]
        if not marks:
            return False
        marked = [
            i for i in verbs if (i > start and self.words[i - 1] in marks) or "zu" in self.words[i][2:-3]
        ]
        return bool(marked) and all(i in marked or self._bare(i) or i == marked[0] - 2 for i in verbs)

    def _bare(self, i: int) -> bool:
        """Tell whether a verb stands in its dictionary form or as a participle, not in one with a person."""
        form = self.doc[i].morph.get("VerbForm", [])
        if form:
            return form[0] != "Fin"
        return self.words[i] == self.doc[i].lemma_.lower() or "zu" in self.words[i][2:-3]


_EDGE = frozenset(
    {",", ";", ":", "–", "—", "-", "„", "“", "”", "»", "«", '"', "(", ")", "...", "…", "‚", "‘", "``", "''"}
)
