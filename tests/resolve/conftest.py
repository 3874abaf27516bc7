"""Texts to sources, by the real extraction."""

from collections.abc import Callable
from dataclasses import dataclass

import pytest

from firsthand.extract import extract_documents
from firsthand.model import Document
from firsthand.resolve import Resolution, resolve


@dataclass(frozen=True)
class Told:
    """What was resolved from some texts."""

    documents: tuple[Document, ...]
    resolution: Resolution

    def by(self, passage: str) -> list[str]:
        """Return the names of those who are said to have said the innermost statement with these words."""
        names = {source.id: source.name for source in self.resolution.sources}
        texts = {document.id: document.text for document in self.documents}
        around = []
        for statement in self.resolution.statements:
            at = texts[statement.document].find(passage)
            if at >= 0 and statement.start < at + len(passage) and at < statement.end:
                around.append(statement)
        assert around, passage
        best = min(around, key=lambda s: (passage not in s.text, s.end - s.start))
        return [names[source] for source in best.attribution]

    def source(self, name: str):
        """Return the one source of this name."""
        (found,) = [source for source in self.resolution.sources if source.name == name]
        return found

    def names(self) -> set[str]:
        return {source.name for source in self.resolution.sources}


@pytest.fixture(scope="session")
def tell() -> Callable[..., Told]:
    """Return a function from texts to what was resolved; `publishers` are theirs, in order."""

    def telling(*texts: str, publishers: tuple[str | None, ...] = ()) -> Told:
        documents = tuple(
            Document(
                id=f"d{i}",
                name=f"d{i}.txt",
                text=text,
                publisher=publishers[i] if i < len(publishers) else None,
            )
            for i, text in enumerate(texts)
        )
        return Told(documents, resolve(documents, list(extract_documents(documents))))

    return telling
