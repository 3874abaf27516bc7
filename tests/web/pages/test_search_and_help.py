"""Looking for words, and the help."""

from html import unescape

from starlette.testclient import TestClient


def test_claims_and_documents_that_hold_the_words_are_found_and_the_words_marked(client: TestClient) -> None:
    html = unescape(client.get("/search", params={"q": "FISHERMEN"}).text)
    assert "No claim holds all of these words; documents do." in html or "claims" in html
    assert "<mark>fishermen</mark>" in html
    assert "Dorne Gazette" in html


def test_accents_and_case_make_no_difference(client: TestClient) -> None:
    html = client.get("/search", params={"q": "hafenbehorde"}).text
    assert "<mark>Hafenbehörde</mark>" in html


def test_two_chinese_characters_find_what_holds_them(client: TestClient) -> None:
    assert "<mark>柴油</mark>" in client.get("/search", params={"q": "柴油"}).text


def test_nothing_found_and_nothing_asked_are_told_apart(client: TestClient) -> None:
    assert "Nothing holds all of these words." in client.get("/search", params={"q": "elephant"}).text
    assert "Type what to look for." in client.get("/search", params={"q": "  "}).text


def test_what_is_looked_for_is_never_markup(client: TestClient) -> None:
    html = client.get("/search", params={"q": "<script>x</script>"}).text
    assert "<script>x" not in html


def test_the_help_has_the_keys_and_the_words(client: TestClient) -> None:
    html = client.get("/help").text
    assert "<kbd>j</kbd>" in html and "Where a line begins." in html
    sheet = client.get("/help", params={"part": "form"})
    assert sheet.headers["x-part"] == "help" and "<html" not in sheet.text
