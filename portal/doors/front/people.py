"""What only people can find out, and whether they have: a program's checks take nobody's place.

Write the day of a check here when it has been made, in the commit that mends what it found.
"""

from dataclasses import dataclass
from datetime import date
from typing import Final

from i18n.lazy import Lazy, lazy


@dataclass(frozen=True, slots=True)
class ByPeople:
    """One check by people, and the last day on which it was made; None where it never was."""

    what: Lazy
    made_on: date | None = None


BY_PEOPLE: Final = (
    ByPeople(lazy("Reporting, voting and the staff's pages with NVDA and Firefox, and with JAWS and Chrome")),
    ByPeople(lazy("The same with VoiceOver on an iPhone, and with TalkBack on an Android phone")),
    ByPeople(lazy("The same by voice, with a screen magnifier at 400 percent, and in a contrast theme of Windows")),
    ByPeople(lazy("Reporting in Arabic and in Chinese with the voices of a phone")),
    ByPeople(lazy("Five people with disabilities and eight who read Arabic, Chinese or Russian, in each quarter")),
    ByPeople(lazy("Each language read through by somebody who grew up with it")),
    ByPeople(lazy("Pages in easy language read by people who need them")),
    ByPeople(lazy("Whether the descriptions of photos say what the photos show")),
)
