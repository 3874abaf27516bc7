"""Where: the places a text names, and which of the places of that name it means."""

from firsthand.extract.analysis import Analysis, text_of
from firsthand.extract.places import chinese, mentions, surface
from firsthand.extract.places.spans import Spans, resolve_spans, resolve_together
from firsthand.extract.places.translated import with_translated
from firsthand.model import Place

__all__ = ["Spans", "find_places", "resolve_spans", "resolve_together"]


def find_places(analysis: Analysis) -> tuple[Place, ...]:
    """Return every place that a document names, in order, each with the place it most likely means.

    A place has one name, country and GeoNames id whatever the language of the text: 海牙, "Den Haag"
    and "La Haye" are all The Hague. One whose name was translated word by word says so in its note.
    """
    if analysis.language == "en":
        found = mentions.find_places(analysis)
    elif analysis.language == "zh":
        found = chinese.find_places(analysis)
    else:
        found = surface.find_places(analysis, language=analysis.language)
    return with_translated(text_of(analysis.doc), found, analysis.language)
