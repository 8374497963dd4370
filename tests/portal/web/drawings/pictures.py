"""Reading a drawing back: its shapes as facts that a test can speak of."""

from dataclasses import dataclass
from xml.etree.ElementTree import Element, fromstring

from markupsafe import Markup


@dataclass(frozen=True, slots=True)
class Dot:
    """A disc, as drawn."""

    x: float
    y: float
    radius: float
    kind: str


def read(drawing: Markup) -> Element:
    """Parse a drawing; it is well-formed XML."""
    return fromstring(str(drawing))  # noqa: S314 - our own drawing


def dots(drawing: Markup) -> list[Dot]:
    """All discs of a drawing, in its order."""
    return [
        Dot(float(each.get("cx", "")), float(each.get("cy", "")), float(each.get("r", "")), each.get("class", ""))
        for each in read(drawing).iter("circle")
    ]


def percent(element: Element, name: str) -> float:
    """A length that is given as a share of the page's width."""
    return float(element.get(name, "0%").removesuffix("%"))


def words(drawing: Markup) -> str:
    """All that is written inside a drawing."""
    return " ".join("".join(read(drawing).itertext()).split())
