import re
from dataclasses import replace

from firsthand.model import Findings
from firsthand.publish.report import render_report
from firsthand.publish.report.footnotes import PLACE


def test_links_to_passages_are_numbered_in_order_and_explained(harbour: Findings) -> None:
    page = render_report(harbour)
    links = re.findall(r'<a (?:class="to" )?href="#(s-[^"]+)" data-n="([0-9]+)">', page)
    assert links and PLACE not in page
    first = list(dict.fromkeys(int(number) for _, number in links))
    assert first == list(range(1, len(first) + 1))
    worn = dict(re.findall(r'id="(s-[^"]+)" data-n="([0-9]+)"', page))
    assert dict(links).items() <= worn.items()
    notes = re.findall(r'<li value="([0-9]+)">([^<]*)</li>', page)
    assert [int(number) for number, _ in notes] == first
    assert all(", characters " in text and "“" in text for _, text in notes)


def test_a_document_cannot_write_its_own_notes(harbour: Findings) -> None:
    evil = '<a href="#s-1">' + PLACE
    sources = tuple(replace(s, name=s.name + evil) for s in harbour.sources)
    page = render_report(replace(harbour, sources=sources))
    assert '<a href="#s-1"' not in page
    assert page.count('<section class="notes">') == 1 and page.index("<section") < page.index('class="notes"')
