"""A message for the live region carries its words untouched."""

from accessibility.announcements import REGION_ID, Announcement


def test_an_announcement_hands_on_its_words() -> None:
    words = object()
    assert Announcement(words).text is words


def test_an_announcement_knows_its_region() -> None:
    assert Announcement("Added").region_id == REGION_ID == "live"
