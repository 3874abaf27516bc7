"""A desk that is prepared while it opens is the same desk."""

from firsthand.desk import OpenDesk
from firsthand.web import warming as warmed


def test_a_prepared_desk_has_nothing_decided_or_written(desk: OpenDesk) -> None:
    before = desk.revision, desk.custody().total, desk.claims()
    steps = [step for _, step in warmed._steps(desk)]
    for step in steps:
        step()
    assert (desk.revision, desk.custody().total, desk.claims()) == before


def test_what_cannot_be_prepared_keeps_nobody_from_the_desk(desk: OpenDesk, monkeypatch) -> None:
    asked = []

    def broken(*_: object, **__: object) -> None:
        asked.append(1)
        raise OSError("the disk is gone")

    monkeypatch.setattr(OpenDesk, "overview", broken)
    with warmed.warming(desk):
        pass
    assert len(asked) <= 1
    assert desk.claims().total > 0
