from firsthand.extract import extract_documents
from firsthand.read import read_bytes
from firsthand.weigh.conflicts.parting import set_apart


def told(text):
    [extraction] = extract_documents([read_bytes(text.encode(), name="a.txt")])
    return extraction.statements[0]


def test_before_and_after_one_thing_are_no_one_claim():
    one = told("The shelters of Orlen had stood for years prior to the great flood.")
    other = told("The shelters of Orlen were a response to the great flood.")
    assert set_apart(one, other)


def test_two_audiences_are_no_one_claim():
    one = told("Spokeswoman Ada Brink announced the visit to pupils at the town hall of Merrow.")
    other = told("Spokeswoman Ada Brink confirmed the visit to reporters at the town hall of Merrow.")
    assert set_apart(one, other)
    assert not set_apart(one, one)
