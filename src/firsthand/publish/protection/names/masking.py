"""Which stretches of a text are hidden names, whose, and what stands there instead."""

import re
from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from urllib.parse import quote

from firsthand.extract.packs import has, load
from firsthand.model import Document
from firsthand.publish.protection.details import Span, find_details
from firsthand.publish.protection.edits import Edit, Edited, joined
from firsthand.publish.protection.names.addresses import unescaped
from firsthand.publish.protection.names.beside import (
    BEFORE,
    after_article,
    han_before,
    han_title,
    is_titled,
    title_before,
)
from firsthand.publish.protection.names.finding import Finder, Hit
from firsthand.publish.protection.names.folding import folded_text, has_han
from firsthand.publish.protection.pseudonyms import slug

_URL = re.compile(r"(?:https?://|www\.)[^\s<>\"“”«»（）]+|(?<![\w@.])[\w-]+(?:\.[\w-]+)+/[^\s<>\"“”«»（）]*")
_BETWEEN = re.compile(r"\s+|[-·•]|\s+[^\W\d_]\.\s*|\s+[^\W\d_][\w’'-]*\s+|,\s")
_CAPITAL_BETWEEN = re.compile(r"\s+(?:[a-z]{1,3}\s+)?[^\W\d_a-zß-ÿ]\S*\s+")
_PREPOSITION = re.compile(r"(?<!\w)[a-zà-ÿ]{1,5}\s$")  # a short word written small
_AGAIN = re.compile(r"\s?[（(]\s?")


@dataclass(frozen=True, slots=True)
class Masked:
    """A stretch of a text that names the hidden person `who` (None: one of several, nobody knows which)."""

    start: int
    end: int
    who: str | None
    whole: bool


class Masker:
    """Knows the hidden names of a case and masks them in its texts.

    `shared` are single folded words that shown persons bear, too; `spared` finds the names of shown
    persons and of bodies ("Lund University"), within which a single word is nobody hidden.
    """

    def __init__(
        self,
        finder: Finder,
        pseudonyms: Mapping[str, str],
        *,
        initials: Mapping[str, str],
        shared: Collection[str] = frozenset(),
        spared: Finder | None = None,
    ) -> None:
        self._finder = finder
        self._pseudonyms = pseudonyms
        self._initials = initials
        self._shared = frozenset(shared)
        self._spared = spared
        self._seen: defaultdict[tuple[str, str, str], set[str | None]] = defaultdict(set)
        self._known: dict[str, str] = {}

    def document(
        self,
        document: Document,
        private: Mapping[str, Sequence[Span]],
        public: Sequence[Span],
        places: Sequence[Span],
    ) -> Edited:
        """Mask a document's text. `private` are the mentions of hidden persons, by id."""
        text = document.text
        said = [
            Hit(start, end, frozenset((who,)), True, "mention")
            for who, spans in private.items()
            for start, end in spans
        ]
        masked = self._masked(text, document.language, said, [*public, *self._towns(text, private, places)])
        self._learn(text, masked)
        return self._edited(text, document.language, masked, public, near=bool(masked))

    def _towns(self, text: str, private: Mapping[str, Sequence[Span]], places: Sequence[Span]) -> list[Span]:
        """Return the places of a text without those that are the name of somebody it names in full.

        Behind a preposition ("in LaSalle") the place stays one.
        """
        named = {
            (hit.start, hit.end)
            for hit in self._finder.hits(text)
            if not hit.whole and hit.manner == "always" and hit.owners & private.keys()
        }
        return [
            s for s in places if tuple(s) not in named or _PREPOSITION.search(text[max(0, s[0] - 8) : s[0]])
        ]

    def learn(self, before: str, after: str) -> None:
        """Keep what a text became, for wherever else it stands."""
        self._known.setdefault(before, after)

    def string(self, text: str, language: str | None = None, *, who: Collection[str] = ()) -> str:
        """Mask a text that stands outside of the documents: a claim, a question, an explanation.

        `who` are hidden persons of whom the text is known to speak.
        """
        if text in self._known:
            return self._known[text]
        language = language or ("zh" if has_han(text) else None)
        masked = self._masked(text, language, [], [], who=frozenset(who), outside=True)
        return self._edited(text, language, masked, (), near=bool(masked)).text

    def name(self, text: str) -> str:
        """Mask a name: of a source, an author, somebody a field names. A hidden person's is all pseudonym."""
        plain = folded_text(text).strip()
        for hit in self._finder.hits(text):
            if len(hit.owners) == 1 and folded_text(text[hit.start : hit.end]).strip() == plain:
                return self._pseudonyms[next(iter(hit.owners))]
        return self.string(text)

    def path(self, text: str) -> str:
        """Mask a file name or a web address, in which names are joined and escaped."""
        decoded = unescaped(text)
        masked = self._masked(decoded, None, [], [], address=True)
        if not masked:
            return text
        edits = joined(Edit(m.start, m.end, slug(self._word(m, "en"))) for m in masked)
        after = Edited(decoded, edits).text
        return quote(after, safe="/:?&=#%+,;@~!$'()*[] .-_") if "%" in text else after

    def _masked(
        self,
        text: str,
        language: str | None,
        said: Sequence[Hit],
        spared: Sequence[Span],
        *,
        who: frozenset[str] = frozenset(),
        outside: bool = False,
        address: bool = False,
    ) -> list[Masked]:
        hits = [*said, *self._finder.hits(text)]
        if not hits:
            return []
        others = self._spared.hits(text) if self._spared else []
        spans = [*spared, *((hit.start, hit.end) for hit in others if hit.whole)]
        near = who.union(*(hit.owners for hit in hits if hit.whole))
        kept = []
        for hit in hits:
            if hit.manner == "mention" and hit.whole:
                kept.append(hit)
                continue
            inside = any(s <= hit.start and hit.end <= e for s, e in spans)
            if inside and (not hit.whole or (hit.start, hit.end) in spans):
                continue
            if hit.whole or self._counts(text, hit, near, language, who, outside=outside, address=address):
                kept.append(hit)
        return self._resolved(text, kept, doubtful=outside or bool(spans))

    def _counts(
        self,
        text: str,
        hit: Hit,
        near: frozenset[str],
        language: str | None,
        who: frozenset[str],
        *,
        outside: bool,
        address: bool,
    ) -> bool:
        """Tell whether a single word is the person's name here."""
        found = text[hit.start : hit.end]
        capital = found[0].isupper() or has_han(found)
        if address:
            return hit.manner != "mention"
        if outside and capital and (hit.manner != "always" or self._is_shared(text, hit)):
            seen = self._seen_like(text, hit)
            if seen is not None:
                return seen
        if hit.manner == "always":
            return True
        if has_han(found):
            return (outside or bool(hit.owners & near)) and is_titled(text, hit.start, hit.end)
        if capital and is_titled(text, hit.start, hit.end):
            return True
        if hit.manner == "mention":
            return capital and bool(hit.owners & who)
        if language == "de" and after_article(text, hit.start):
            return False
        return capital and (outside or bool(hit.owners & near) or len(found) > 4)

    def _resolved(self, text: str, hits: list[Hit], *, doubtful: bool) -> list[Masked]:
        """Join what overlaps or touches, decide who it is, and take titles and initials along."""
        found: list[Masked] = []
        for hit in sorted(hits, key=lambda h: (h.start, -(h.end - h.start), not h.whole)):
            hit = self._widened(text, hit)
            last = found[-1] if found else None
            if last and hit.start < last.end:
                who = (
                    last.who if last.whole or not hit.whole else self._whose(text, hit, found[:-1], doubtful)
                )
                found[-1] = Masked(last.start, max(last.end, hit.end), who, last.whole or hit.whole)
                continue
            who = self._whose(text, hit, found, doubtful)
            between = text[last.end : hit.start] if last else ""
            if last and who is not None and who == last.who and not (last.whole and hit.whole):
                joins = bool(_BETWEEN.fullmatch(between)) and (
                    len(between) <= 1
                    or between.strip(" \n")[1:2] == "."
                    or bool(_CAPITAL_BETWEEN.fullmatch(between))
                )
                if joins or not between:
                    found[-1] = Masked(last.start, hit.end, who, True)
                    continue
            again = last is not None and who is not None and who == last.who and _AGAIN.fullmatch(between)
            if last and again and text[hit.end : hit.end + 1] in (")", "）"):  # 卞云山（Bian Yunshan）
                found[-1] = Masked(last.start, hit.end + 1, who, True)
                continue
            found.append(Masked(hit.start, hit.end, who, hit.whole))
        return found

    def _whose(self, text: str, hit: Hit, before: Sequence[Masked], doubtful: bool) -> str | None:
        """Return whom a stretch names: of several the one named last before it, None where nobody can tell.

        A word that a shown person bears, too, is given to nobody where that person may be meant.
        """
        if doubtful and not hit.whole and self._is_shared(text, hit):
            return None
        if len(hit.owners) == 1:
            return next(iter(hit.owners))
        named = [m.who for m in before if m.who in hit.owners]
        return named[-1] if named else None

    def _is_shared(self, text: str, hit: Hit) -> bool:
        return folded_text(text[hit.start : hit.end]) in self._shared

    def _widened(self, text: str, hit: Hit) -> Hit:
        """Take titles, initials before and after, and a possessive that the passage holds, out or along."""
        start, end = hit.start, hit.end
        said = text[start:end]
        if possessive := re.search(r"[’'ʼ]s?$", said):
            end -= len(possessive[0])
        before = text[max(0, start - BEFORE) : start]
        if has_han(said):
            if match := han_title().match(text, end):
                end = match.end()
            if len(said) == 1 and han_before().search(before[-1:]):
                start -= 1
        else:
            if match := re.search(r"(?<![\w.])(?:[^\W\d_a-zß-ÿ]\.[\s-]?){1,3}$", before):
                letters = set(re.findall(r"[a-z]", folded_text(match[0])))
                if any(letters & set(self._initials.get(owner, "")) for owner in hit.owners):
                    start -= len(match[0])
                    before = text[max(0, start - BEFORE) : start]
            if match := title_before().search(before):
                start -= len(match[0])
            after = re.compile(r"\s([^\W\d_a-zß-ÿ])\.").match(text, end)
            if after and any(
                folded_text(after[1]) in self._initials.get(owner, "")[1:] for owner in hit.owners
            ):
                end = after.end()
        return Hit(start, max(end, start + 1), hit.owners, hit.whole, hit.manner)

    def _edited(
        self, text: str, language: str | None, masked: Sequence[Masked], public: Sequence[Span], *, near: bool
    ) -> Edited:
        edits = [self._edit(text, m, language) for m in masked]
        for match in _URL.finditer(text):
            address = match[0].rstrip(".,;:!?)")
            if (after := self.path(address)) != address:
                edits.append(Edit(match.start(), match.start() + len(address), after, "url"))
        private = [(m.start, m.end) for m in masked]
        edits += find_details(text, language, private=private, public=public, near=near)
        return Edited(text, joined(edits))

    def _edit(self, text: str, masked: Masked, language: str | None) -> Edit:
        new = self._word(masked, language)
        if _is_letter(text[masked.start - 1 : masked.start]):
            new = " " + new
        if _is_letter(text[masked.end : masked.end + 1]):
            new += " "
        return Edit(masked.start, masked.end, new)

    def _word(self, masked: Masked, language: str | None) -> str:
        if masked.who is not None:
            return self._pseudonyms[masked.who]
        language = language if language and has("protection", language) else "en"
        return str(load("protection", language)["placeholders"]["name"])

    def _learn(self, text: str, masked: Iterable[Masked]) -> None:
        """Remember beside which words a single word was a hidden name and beside which it was not."""
        spans = {(m.start, m.end): m.who for m in masked}
        for hit in self._finder.hits(text):
            if not hit.whole:
                inside = [who for (start, end), who in spans.items() if start <= hit.start and hit.end <= end]
                self._seen[self._context(text, hit)].add(inside[0] if inside else "")

    def _seen_like(self, text: str, hit: Hit) -> bool | None:
        """Tell whether the word was a name where a document has it beside the same words; None if nowhere."""
        before, word, after = self._context(text, hit)
        found: set[str | None] = set()
        for (b, w, a), seen in self._seen.items():
            if w == word and (b == before or not before) and (a == after or not after):
                found |= seen
        return None if not found else found != {""}

    @staticmethod
    def _context(text: str, hit: Hit) -> tuple[str, str, str]:
        before = re.findall(r"\w+", folded_text(text[max(0, hit.start - 24) : hit.start]))
        after = re.findall(r"\w+", folded_text(text[hit.end : hit.end + 24]))
        return (
            before[-1] if before else "",
            folded_text(text[hit.start : hit.end]),
            after[0] if after else "",
        )


def _is_letter(character: str) -> bool:
    return character.isalpha() and not has_han(character)
