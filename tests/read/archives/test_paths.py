import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from firsthand.read.archives.paths import Names, clean_name, climbs, hidden


@pytest.mark.parametrize(
    ("given_name", "clean"),
    [
        ("a/b.txt", "a/b.txt"),
        ("../../etc/passwd", "etc/passwd"),
        ("a/../../b.txt", "a/b.txt"),
        ("..\\..\\b.txt", "b.txt"),
        ("/etc/cron.d/x.txt", "etc/cron.d/x.txt"),
        ("C:\\Windows\\a.txt", "Windows/a.txt"),
        ("c:a.txt", "a.txt"),
        ("\\\\server\\share\\a.txt", "server/share/a.txt"),
        ("a\x00.txt", "a.txt"),
        ("a\n\x1b[2Jb.txt", "a[2Jb.txt"),
        ("invoice\u202efdp.txt", "invoicefdp.txt"),
        ("CON", "_CON"),
        ("nul.txt", "_nul.txt"),
        ("LPT1.report.txt", "_LPT1.report.txt"),
        ("console.txt", "console.txt"),
        ("a. ", "a"),
        ("...", "unnamed"),
        ("..", "unnamed"),
        ("", "unnamed"),
        ("///", "unnamed"),
        ('a<b>:"|?*.txt', "a_b______.txt"),
        ("四十艘驳船.txt", "四十艘驳船.txt"),
        ("Bärges über Süd.txt", "Bärges über Süd.txt"),
    ],
)
def test_a_name_is_made_harmless(given_name: str, clean: str) -> None:
    assert clean_name(given_name) == clean


def test_a_name_that_is_too_long_keeps_its_suffix() -> None:
    clean = clean_name("ü" * 500 + ".txt")
    assert clean.endswith("ü.txt")
    assert len(clean.encode()) <= 180
    assert clean_name("a/" * 5000 + "b.txt").endswith("a/b.txt")


@given(st.text(st.sampled_from("ab.. /\\:\x00\u202e<CONnul1äß\ud800汉") | st.characters(), max_size=60))
def test_no_name_leads_out_whatever_it_is(name: str) -> None:
    clean = clean_name(name)
    steps = clean.split("/")
    assert clean
    assert not climbs(clean)
    assert all(step and step.strip(". ") for step in steps)
    assert not any(unicodedata.category(character) in ("Cc", "Cf", "Cs") for character in clean)
    assert all(len(step.encode()) <= 180 for step in steps)
    assert clean_name(clean) == clean


def test_two_parts_of_one_name_are_both_kept() -> None:
    names = Names()
    assert [names.give(name) for name in ("a.txt", "a.txt", "./a.txt", "a (2).txt", "b", "b")] == [
        "a.txt",
        "a (2).txt",
        "a (3).txt",
        "a (2) (2).txt",
        "b",
        "b (2)",
    ]


def test_what_a_system_hides() -> None:
    assert all(map(hidden, ["__MACOSX/._a.txt", ".DS_Store", "a/Thumbs.db", ".git/config", "desktop.ini"]))
    assert not any(map(hidden, ["a.txt", "../a.txt", "./a.txt", "MACOSX/a.txt"]))
