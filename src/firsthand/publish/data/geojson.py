"""The records as points for a map: GeoJSON (RFC 7946), with how closely each place is known.

A record without coordinates is kept as a feature without geometry, as RFC 7946 section 3.2 allows: a map
must not hide what it cannot draw.
"""

import json
import math
from collections.abc import Iterator
from typing import Any

from firsthand.model import Field, Place, Record, Value
from firsthand.publish.publication import Publication
from firsthand.publish.rows.accounts import names_of
from firsthand.publish.rows.register import present, step_label, type_titles
from firsthand.register.codebook import Codebook

_DIGITS = 5  # decimals of a degree: about a metre, finer than any gazetteer is


def geojson(publication: Publication) -> bytes:
    """Return the features, one a record; one for each answer where the answers to "where" differ.

    Coordinates are longitude, latitude in WGS 84 degrees. A point of `precision` "country" or "region"
    stands for all of it: `uncertain` is true then, and where the place is doubted or contested.
    """
    names = names_of(publication.findings)
    titles = type_titles(publication.findings, publication.codebook)
    features = [
        feature
        for record in publication.findings.records
        for feature in _features(record, _properties(record, publication.codebook, names, titles))
    ]
    collection: dict[str, Any] = {"type": "FeatureCollection", "features": features}
    return (json.dumps(collection, ensure_ascii=False, indent=1, allow_nan=False) + "\n").encode()


def _features(record: Record, common: dict[str, Any]) -> Iterator[dict[str, Any]]:
    found = _place_field(record)
    answers: tuple[Value | None, ...] = found.values if found else (None,)
    for number, value in enumerate(answers, start=1):
        place = value.place if value else None
        point = _point(place)
        yield {
            "type": "Feature",
            "id": record.id if number == 1 else f"{record.id}/{number}",
            "geometry": {"type": "Point", "coordinates": point} if point else None,
            "properties": {
                **common,
                "place": place.name if place else None,
                "place_field": found.name if found else None,
                "country": place.country if place else None,
                "precision": place.precision if place else None,
                "geoname": place.geoname if place else None,
                "place_answer": number if found else None,
                "place_answers": len(found.values) if found else 0,
                "place_contested": found.contested if found else None,
                "place_stance": value.stance if value else None,
                "uncertain": not point or _uncertain(found, value),
            },
        }  # fmt: skip


def _place_field(record: Record) -> Field | None:
    """Return the first field that has a place on the map, else the first that has a place at all."""
    fields = [f for f in record.fields if f.kind == "place" and f.values]
    drawn = (f for f in fields if any(_point(v.place) for v in f.values))
    return next(drawn, fields[0] if fields else None)


def _uncertain(field: Field | None, value: Value | None) -> bool:
    if field is None or value is None or value.place is None:
        return True
    return field.contested or value.doubted or value.stance != "asserts" or value.place.precision != "city"


def _point(place: Place | None) -> list[float] | None:
    if place is None or place.latitude is None or place.longitude is None:
        return None
    if not (math.isfinite(place.latitude) and math.isfinite(place.longitude)):
        return None
    if abs(place.latitude) > 90 or abs(place.longitude) > 180:
        return None
    return [round(place.longitude, _DIGITS), round(place.latitude, _DIGITS)]


def _properties(
    record: Record, codebook: Codebook | None, names: dict[str, str], titles: dict[str, str]
) -> dict[str, Any]:
    answers = {}
    for field in record.fields:
        if field.values:
            value = field.values[present(field, record.type, codebook)]
            answers[field.name] = step_label(codebook, record.type, field.name, value)
    return {
        "record": record.id,
        "type": record.type,
        "type_label": titles[record.type],
        "title": record.title,
        "standing": record.standing,
        "independent_origins": record.independent_origins,
        "documents": record.documents,
        "origins": [names.get(i, i) for i in record.origins],
        "contested": any(f.contested for f in record.fields),
        "fields": answers,
        "claims": list(record.claims),
        "notes": list(record.notes),
    }
