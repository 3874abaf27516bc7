"""Every place where French, Spanish or Italian says who said something."""

from collections.abc import Iterator

from firsthand.extract.surface.attribution.clauses import Reading
from firsthand.extract.surface.attribution.romance.according import by_mood, by_phrases
from firsthand.extract.surface.attribution.romance.groups import groups
from firsthand.extract.surface.attribution.romance.regions import regions
from firsthand.extract.surface.attribution.romance.saying import by_verbs, introduced
from firsthand.extract.surface.attribution.said import Saying
from firsthand.extract.surface.attribution.sources import Sources


def sayings(reading: Reading, sources: Sources) -> Iterator[Saying]:
    """Find who is said to have said what: by verbs, by "selon", by a colon before a quotation."""
    for region in regions(reading):
        cues = tuple(groups(reading, region))
        found = [*by_verbs(reading, sources, region, cues), *by_phrases(reading, sources, region, cues)]
        yield from found or by_mood(reading, region)
        yield from introduced(reading, sources, region, found)
