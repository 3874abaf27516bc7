"""Finding private names in files that are to be published."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from firsthand.model import Findings
from firsthand.publish.protection.hidden import hidden_people, shown_people
from firsthand.publish.protection.leaks.opening import readings, texts_in
from firsthand.publish.protection.leaks.sieve import Sieve, sieve_of
from firsthand.publish.protection.names import languages_of, other_words, spared_forms
from firsthand.publish.protection.names.finding import Finder, Hit
from firsthand.publish.protection.names.folding import folded_text, has_han
from firsthand.publish.protection.names.forms import Form, forms_of, name_words
from firsthand.publish.protection.pseudonyms import assign_pseudonyms

_SHORT = 4  # letters; shorter single words only where a capital opens them and nothing is joined to them
_BINARY = 6  # letters; shorter words come about by chance in bytes that are no text
_STYLE = re.compile(r"<style\b.*?</style>|<script(?![^>]*json)[^>]*>.*?</script>", re.DOTALL | re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Leak:
    """A private name in a file: where it stands, and whose it is, by the pseudonym (the name is not said)."""

    path: str
    where: str
    person: str


@dataclass(frozen=True, slots=True)
class HiddenNames:
    """The names that must not appear: what finds them, and who bears them, by pseudonym.

    A single word that is a frequent word, a place, or also the name of somebody or something shown is
    looked for as a part of whole names only.
    """

    finder: Finder
    sieve: Sieve
    spared: Finder
    shared: frozenset[str]
    pseudonyms: Mapping[str, str]

    def in_text(
        self, text: str, *, whole_only: bool = False, longer_than: int = 0
    ) -> Iterator[tuple[int, str]]:
        """Yield where in a text a hidden name stands, with the pseudonym of who bears it."""
        spans: list[tuple[int, int]] | None = None
        for hit in self.finder.hits(text):
            found = text[hit.start : hit.end]
            if not self._counts(text, found, hit, whole_only) or len(found) < longer_than:
                continue
            if spans is None:
                spans = [(h.start, h.end) for h in self.spared.hits(text) if h.whole]
            if any(s <= hit.start and hit.end <= e for s, e in spans):
                continue
            yield hit.start, " or ".join(sorted(self.pseudonyms[who] for who in hit.owners))

    def _counts(self, text: str, found: str, hit: Hit, whole_only: bool) -> bool:
        if hit.whole:
            return True
        if whole_only or hit.manner != "always" or folded_text(found) in self.shared:
            return False
        if has_han(found) or len(folded_text(found)) >= _SHORT:
            return True
        before, after = text[max(0, hit.start - 1) : hit.start], text[hit.end : hit.end + 1]
        return found[0].isupper() and not (before.isalnum() or after.isalnum())


def hidden_names(findings: Findings, pseudonyms: Mapping[str, str] | None = None) -> HiddenNames:
    """Return the names that must not appear in what is made of these findings, in all their forms.

    `findings` are the ones before protection. Two who share a whole name, one of them shown, cannot be
    told apart by it: that name is not looked for.
    """
    hidden = hidden_people(findings)
    languages = languages_of(findings)
    shown = {
        form.words for person in shown_people(findings) for form in forms_of(person, languages) if form.whole
    }
    forms: dict[str, frozenset[Form]] = {
        person.id: frozenset(f for f in forms_of(person, languages) if not (f.whole and f.words in shown))
        for person in hidden
    }
    shared = other_words(findings, hidden) | frozenset(
        word
        for p in shown_people(findings)
        for n in (p.name, *p.aliases)
        for parts in name_words(n)
        for word in parts
    )
    finder = Finder(forms, languages, others=shared)
    return HiddenNames(
        finder,
        sieve_of(finder.forms, shared=shared),
        Finder(spared_forms(findings, shown_people(findings), hidden), languages),
        shared,
        assign_pseudonyms(findings, pseudonyms or {}),
    )


def find_leaks(files: Mapping[str, bytes], hidden: HiddenNames) -> tuple[Leak, ...]:
    """Look at every byte of every file, and at its name, for hidden names; return each that is there.

    Archives, office documents, PDFs and Parquet tables are opened; entities, escapes, percent signs,
    punycode and base64 resolved.
    """
    found: dict[Leak, None] = {}
    for path in sorted(files):
        for _, text in readings(path):
            for _, who in hidden.in_text(text):
                found.setdefault(Leak(path, "file name", who))
        for leak in _in_file(path, files[path], hidden):
            found.setdefault(leak)
    return tuple(found)


def _in_file(path: str, data: bytes, hidden: HiddenNames) -> Iterator[Leak]:
    code = path.lower().endswith((".css", ".js", ".svgz", ".woff2"))
    for where, text in texts_in(data):
        binary = where.endswith("bytes")
        styled = _STYLE.sub(lambda m: " " * len(m[0]), text) if not code and "<" in text else text
        for text_, whole_only in ((styled, code), *(((text, True),) if styled != text else ())):
            for start, piece in hidden.sieve.pieces(text_, binary=binary):
                for at, who in hidden.in_text(
                    piece, whole_only=whole_only, longer_than=_BINARY if binary else 0
                ):
                    line = text_.count("\n", 0, start + at) + 1
                    place = f"line {line}" if "\n" in text_ else f"character {start + at}"
                    yield Leak(path, f"{where}, {place}" if where else place, who)
