import base64
import json
from collections.abc import Mapping

import pytest
from crowd import DETAILS, PEOPLE, Private, findings, plain

from firsthand.model import Findings
from firsthand.publish.export import as_contract, check, export_json
from firsthand.publish.protection import (
    HiddenNames,
    assign_pseudonyms,
    find_leaks,
    hidden_names,
    protect,
    quoted_only,
)
from firsthand.publish.report import render_report
from firsthand.publish.tables import tables


@pytest.fixture(scope="module")
def crowd() -> Findings:
    return findings()


@pytest.fixture(scope="module")
def protected(crowd: Findings) -> Findings:
    return protect(crowd, assign_pseudonyms(crowd, {}))


@pytest.fixture(scope="module")
def hidden(crowd: Findings) -> HiddenNames:
    return hidden_names(crowd)


def files_of(protected: Findings) -> dict[str, bytes]:
    """Every file that can be made of protected findings without a folder."""
    files = {f"{name}.csv": text.encode() for name, text in tables(protected).items()}
    files["case.json"] = export_json(protected).encode()
    files["escaped.json"] = json.dumps(as_contract(protected)).encode()
    files["report.html"] = render_report(protected).encode()
    files["everything.txt"] = repr(protected).encode()
    return files


def assert_no_needle(files: Mapping[str, bytes], needles: tuple[str, ...]) -> None:
    for path, data in files.items():
        for text in (plain(data.decode()), plain(path)):
            for needle in needles:
                at = text.find(plain(needle))
                assert at < 0, f"{path}: …{text[max(0, at - 60) : at + 40]}…"


def test_no_output_names_any_of_thirty_private_persons(protected: Findings) -> None:
    assert len(PEOPLE) >= 25
    assert_no_needle(files_of(protected), tuple(n for p in PEOPLE for n in p.needles))


def test_no_output_holds_identifying_detail(protected: Findings) -> None:
    text = repr(protected)
    assert [detail for detail in DETAILS if detail in text] == []


def test_the_public_person_stays(protected: Findings) -> None:
    assert "Mara Quill, director of Tidewatch, said no more." in protected.documents[0].text


def test_the_export_holds_letter_for_letter(protected: Findings) -> None:
    check(as_contract(protected))
    check(as_contract(quoted_only(protected)))


def test_nobody_shares_a_letter_and_everybody_keeps_it(crowd: Findings) -> None:
    named = assign_pseudonyms(crowd, {})
    assert len(set(named.values())) == len(named) == len(PEOPLE)
    for person, document in zip(PEOPLE, protect(crowd, named).documents, strict=True):
        pseudonym = named[next(p.id for p in crowd.people if p.name == person.name)]
        others = set(named.values()) - {pseudonym}
        assert pseudonym in document.text
        assert not [o for o in others if f"{o} " in document.text or f"{o}," in document.text], person.name


def test_the_leak_finder_finds_what_was_there(
    crowd: Findings, protected: Findings, hidden: HiddenNames
) -> None:
    files = files_of(protected)
    assert find_leaks({name: files[name] for name in ("case.json", "report.html")}, hidden) == ()
    texts = {f"{number}.txt": d.text.encode() for number, d in enumerate(crowd.documents)}
    found = {leak.person for leak in find_leaks(texts, hidden)}
    assert set(assign_pseudonyms(crowd, {}).values()) == found


@pytest.mark.parametrize("person", PEOPLE, ids=lambda p: plain(p.name).replace(" ", "-"))
def test_a_single_name_is_found_in_every_wrapping(hidden: HiddenNames, person: Private) -> None:
    name = person.name
    wrappings = {
        "plain.txt": name.encode(),
        "escaped.json": json.dumps(name).encode(),
        "packed.txt": base64.b64encode(f"this is what {name} said".encode()),
        "wide.txt": ("﻿" + name).encode("utf-16"),
        f"{name.replace(' ', '_')}.txt": b"",
        "entities.html": ("<p>" + "".join(f"&#{ord(c)};" for c in name) + "</p>").encode(),
    }
    assert {leak.path for leak in find_leaks(wrappings, hidden)} == set(wrappings)
