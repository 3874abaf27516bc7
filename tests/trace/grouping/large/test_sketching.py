from dataclasses import replace
from datetime import date
from zlib import crc32

import numpy as np
import pytest
from orrery import COPY, INDEPENDENT, OTHER_MATTER, REORDERED, REWRITE, WIRE, document

from firsthand.trace import pack_sketch, regroup, sketch, unpack_sketch
from firsthand.trace.grouping.large.stems import stems_of
from firsthand.trace.grouping.likeness import telling_words
from firsthand.trace.translation.marks import sounds_of
from firsthand.trace.wording.words import split_words

TEXTS = (WIRE, COPY, REORDERED, REWRITE, INDEPENDENT, OTHER_MATTER)
ODD = "“I’d say ‘fine’, don't you?” O'Hara's do n't 's ''quoted'' 12,000 Nuns’ rock'n'roll. İzmir ßtraße _x_"
FRENCH = "L’usine d'Orvanne a fermé hier. Aujourd'hui, le maire Aubin Delacroix l'a dit."
CHINESE = "索尔海姆说，透镜在冬天不见了。天文台的负责人索尔海姆拒绝置评。"


@pytest.mark.parametrize(
    ("text", "language"),
    [*((text, "en") for text in (*TEXTS, ODD, "", "'")), (FRENCH, "fr"), (CHINESE, "zh"), (WIRE, "xx")],
)
def test_the_stems_are_those_of_the_telling_words(text: str, language: str):
    one = replace(document("a.txt", text), language=language)
    seed = crc32(language.encode())
    telling = telling_words(split_words(one))
    assert stems_of(one) == {crc32(stem.encode(), seed): weight for stem, weight in telling.items()}


def test_a_sketch_is_packed_and_unpacked():
    def encoder(texts):
        return np.full((len(texts), 4), 0.5, dtype=np.float32)

    for one in (
        sketch(document("ä.txt", WIRE)),
        sketch(
            replace(document("b.txt", CHINESE), language="zh", published=date(2031, 4, 5)), encoder=encoder
        ),
    ):
        assert unpack_sketch(pack_sketch(one)) == one
    assert one.day == date(2031, 4, 5).toordinal()
    assert one.sense
    assert one.marks


def test_accounts_of_one_matter_are_one_group():
    told = [document(f"{at}.txt", text) for at, text in enumerate(TEXTS)]
    sketches = {one.id: sketch(one) for one in told}
    groups = regroup(None, sketches, sketches.keys()).groups
    assert tuple(sorted(one.id for one in told[:4])) in [
        tuple(i for i in g if i != told[4].id) for g in groups
    ]
    assert (told[5].id,) in groups


def test_a_name_has_one_sound_in_two_scripts():
    assert sounds_of("Ingrid Solheim said", "en").keys() & sounds_of(CHINESE, "zh").keys()
