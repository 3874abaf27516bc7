"""CEC: Chinese news of emergencies, events marked in XML; Thoughtcontent links say who reports what.

A link names a thought event (saying, learning, seeing: the cue is its Denoter, the source its
Participants) and the events that are its content, as a list or a range of ids ("e3-e6", "e16-25",
"e21,e22"). From these the gold is made:

- The text is the title, an empty line, and the paragraphs, each a line, an empty line between. White
  space that only lays out the XML is no text: white space next to a tag, and any with a line break.
- A content is the stretch from the first to the last of its events that the document has, with what
  stands between them, without the words of the thought event itself.
- A source is all Participants of the thought event. Where it has none (一, 据了解 and the like: one
  in five) the source is unknown.
- The chain of a content is its own thought event's source, then that of each thought event whose
  content holds the inner one's words, from the inside out; unknown sources are no links.
- Left out are links to an event that is not there, and those with no content that is there.
- `around` are all words of the thought event: in 记者从县政府获悉 often only 记者 is a Participant and who
  really told is not marked. A second figure counts a source anywhere in these words as right.

Thought events without a link (68 of 478) say nothing about who reports what and are not in the gold,
so that a system that finds them is charged for it. Only three of the corpus's five topics are here.
"""

import re
import xml.etree.ElementTree as ET
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from attribution_sets.gold import Report, Stretch, Text, joined, without

_TO = re.compile(r"^e?(\d+)(?:\s*[-－—~]\s*e?(\d+))?$")
_LAYOUT = re.compile(r"[ \t\u3000]*[\r\n][\s\u3000]*")


def read(folder: Path) -> Iterator[Text]:
    """Read every topic folder of the corpus that is here."""
    for path in sorted(folder.glob("*/*.xml")):
        page = _Page()
        body = ET.fromstring(path.read_bytes())
        page.block(body.find("Title"))
        for paragraph in body.iter("Paragraph"):
            page.block(paragraph)
        text = page.text
        yield Text(f"{path.parent.name}/{path.stem}", "zh", text, tuple(_reports(body, page)))


class _Page:
    """The text as it is put together, and where each element of the XML lies in it."""

    def __init__(self) -> None:
        self.text = ""
        self.at: dict[ET.Element, Stretch] = {}

    def block(self, element: ET.Element | None) -> None:
        """Add a title or a paragraph as a line of its own."""
        if element is None or not "".join(element.itertext()).strip():
            return
        self.text += "\n\n" if self.text else ""
        self._add(element)

    def _add(self, element: ET.Element) -> None:
        start = len(self.text)
        self._words(element.text)
        for child in element:
            self._add(child)
            self._words(child.tail)
        self.at[element] = (start, len(self.text))

    def _words(self, text: str | None) -> None:
        self.text += _LAYOUT.sub("", text or "").strip(" \t\r\n\u3000")


@dataclass(frozen=True, slots=True)
class _Thought:
    words: Stretch
    source: tuple[Stretch, ...]
    cue: tuple[Stretch, ...]
    content: tuple[Stretch, ...]


def _reports(body: ET.Element, page: _Page) -> Iterator[Report]:
    events: dict[str, ET.Element] = {}
    for event in body.iter("Event"):
        events.setdefault(event.get("eid", ""), event)
    thoughts = []
    for link in body.iter("eRelation"):
        event = events.get(link.get("thoughtevent_eid", ""))
        told = [
            page.at[events[eid]]
            for eid in _ids(link.get("thoughtcontent_eids", ""))
            if eid in events and events[eid] is not event
        ]
        told = [stretch for stretch in told if stretch[0] < stretch[1]]
        if link.get("relType") != "Thoughtcontent" or event is None or not told:
            continue
        words = page.at[event]
        span = (min(start for start, _ in told), max(end for _, end in told))
        content = without((span,), words)
        source = joined([page.at[p] for tag in ("Participant", "participant") for p in event.iter(tag)])
        cue = joined([page.at[d] for d in event.iter("Denoter")])
        if content:
            thoughts.append(_Thought(words, source, cue, content))
    for thought in thoughts:
        outer = [other for other in thoughts if other is not thought and _holds(other, thought)]
        outer.sort(key=lambda other: sum(end - start for start, end in other.content))
        chain = tuple(link.source for link in (thought, *outer) if link.source)
        yield Report(
            thought.content,
            chain if thought.source else ((), *chain),
            (),
            "",
            "".join(page.text[a:b] for a, b in thought.cue),
            (thought.words,),
            thought.cue,
        )


def _holds(outer: _Thought, inner: _Thought) -> bool:
    """Tell whether a thought event is part of what another one tells."""
    return any(start <= inner.words[0] and inner.words[1] <= end for start, end in outer.content)


def _ids(written: str) -> list[str]:
    """Return the event ids that a list or range stands for."""
    ids: list[str] = []
    for part in re.split(r"[,，、;\s]+", written):
        match = _TO.match(part)
        if match:
            first, last = int(match[1]), int(match[2] or match[1])
            ids += [f"e{number}" for number in range(first, min(last, first + 500) + 1)]
    return ids
