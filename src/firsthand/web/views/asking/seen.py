"""Which decision on a thing a reviewer has before them: the latest."""

from firsthand.desk.open_desk import OpenDesk


def seen_of(desk: OpenDesk, target: str) -> str:
    """Return the id of the latest decision on something, "" where there is none."""
    latest = desk.decisions(target=target, limit=1).items
    return latest[0].id if latest else ""
