"""Somebody whom the documents name, and whether the name may leave the case."""

from dataclasses import dataclass

from firsthand.model.passage import Passage


@dataclass(frozen=True, slots=True)
class Person:
    """A person named in a case: public who speaks or acts in an office, private everybody else.

    `name` is the fullest way the documents name them; `aliases` all other ways, as they stand in the
    texts: shorter, inflected, misspelt, in another script or case. `mentions` are the passages of those
    names. `public` is true only where `office` shows it: the passage that holds name and office, and
    `because` says it in words ("spoke as director of the Harbour Watch"). `source` is the id of the
    source they are, "" for those who never speak.
    """

    id: str
    name: str
    aliases: tuple[str, ...] = ()
    mentions: tuple[Passage, ...] = ()
    public: bool = False
    office: Passage | None = None
    because: str = ""
    source: str = ""
