"""Statements, claims and documents for tests, written as plain sentences about invented people and places."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date

from firsthand.model import Claim, Document, Place, Quantity, Statement, Word, content_id

EMPTY = frozenset(
    "the a an of to in on at by for with that it is was were be been are as and or had has have".split()
)


@dataclass
class Telling:
    """A story under construction: sentences are added, documents and statements come out."""

    texts: dict[str, str] = field(default_factory=dict)
    statements: list[Statement] = field(default_factory=list)
    published: dict[str, date] = field(default_factory=dict)

    def say(
        self,
        document: str,
        text: str,
        *,
        by: str | None = None,
        main: Sequence[str] = (),
        negated: bool = False,
        before: str = "",
        after: str = ". ",
        counts: Sequence[tuple[str, float | None, float | None, str]] = (),
        places: Sequence[str] = (),
        **more: object,
    ) -> Statement:
        """Add a statement, with the words before and after it, to a document."""
        so_far = self.texts.get(document, "") + before
        start = len(so_far)
        self.texts[document] = so_far + text + after
        statement = Statement(
            id=content_id("s", document, start),
            document=hashlib.sha256(document.encode()).hexdigest(),
            start=start,
            end=start + len(text),
            text=text,
            sentence=so_far.count(". "),
            main=tuple(main),
            negated=negated,
            words=_words(text, start),
            attribution=(by,) if by else (),
            quantities=tuple(
                Quantity(start + text.index(shown), start + text.index(shown) + len(shown), low, high, unit)
                for shown, low, high, unit in counts
            ),
            places=tuple(Place(start, start + 1, name) for name in places),
            reading=text,
            **more,  # type: ignore[arg-type]
        )
        self.statements.append(statement)
        return statement

    @property
    def documents(self) -> tuple[Document, ...]:
        """The documents so far."""
        return tuple(
            Document(
                id=hashlib.sha256(name.encode()).hexdigest(),
                name=name,
                text=text,
                published=self.published.get(name),
            )
            for name, text in self.texts.items()
        )


def _words(text: str, offset: int) -> tuple[Word, ...]:
    out = []
    for match in re.finditer(r"[\w'-]+", text):
        word = match.group()
        if word.lower() in EMPTY:
            continue
        number = word[0].isdigit()
        pos = "NUM" if number else "PROPN" if word[0].isupper() and match.start() else "NOUN"
        at = offset + match.start()
        out.append(Word(at, at + len(word), word, word.lower().removesuffix("s"), pos))
    return tuple(out)


def claim(name: str, *statements: Statement) -> Claim:
    """Make a claim of statements."""
    return Claim(id=name, text=statements[0].text, statements=tuple(s.id for s in statements))
