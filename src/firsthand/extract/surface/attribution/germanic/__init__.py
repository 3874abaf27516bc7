"""Attribution where the verb stands second or last, and the other of its subject and object first: German."""

from firsthand.extract.surface.attribution.clauses import Reading
from firsthand.extract.surface.attribution.germanic.according import sayings_by_phrases
from firsthand.extract.surface.attribution.germanic.colons import sayings_by_colons
from firsthand.extract.surface.attribution.germanic.nouns import sayings_by_nouns
from firsthand.extract.surface.attribution.germanic.verbs import sayings_by_verbs
from firsthand.extract.surface.attribution.said import Saying
from firsthand.extract.surface.attribution.sources import Sources


def sayings(reading: Reading, sources: Sources) -> list[Saying]:
    """Find who is said to have said what: by verbs, by phrases; by nouns and colons what those leave over."""
    found = [*sayings_by_verbs(reading, sources), *sayings_by_phrases(reading, sources)]
    return [
        *found,
        *sayings_by_nouns(reading, sources, found),
        *sayings_by_colons(reading, sources, found),
    ]
