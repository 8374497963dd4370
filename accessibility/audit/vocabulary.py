"""Closed lists of words, written as prose so that they can be read and compared with their source."""


def words(text: str) -> frozenset[str]:
    """The words of a text, parted by white space."""
    return frozenset(text.split())
