"""The pages that are easy to read: one thought a line, short words, a picture beside each part.

Readers with a learning disability have not checked them yet; UNE 153101 asks for that, and the statement says so.
"""

from dataclasses import dataclass
from typing import Final

from i18n.lazy import Lazy, lazy
from portal.web.visit import Visit


@dataclass(frozen=True, slots=True)
class Part:
    """A heading with its picture and its lines."""

    picture: str  # a pictogram, or the number of a stage of the circle
    heading: Lazy
    lines: tuple[Lazy, ...]


@dataclass(frozen=True, slots=True)
class Easy:
    """One page, beside the page that says the same in full."""

    name: str
    beside: str
    title: Lazy
    parts: tuple[Part, ...]


PAGES: Final = (
    Easy(
        "easy:home",
        "home",
        lazy("Veu, easy to read"),
        (
            Part(
                "light",
                lazy("What is Veu?"),
                (
                    lazy("Veu is a website of the city."),
                    lazy("Here you tell the city what is broken."),
                    lazy("You do not say your name."),
                    lazy("The city answers you."),
                ),
            ),
            Part(
                "repair",
                lazy("What can you do here?"),
                (
                    lazy("You can report a problem."),
                    lazy("You can see what the city repairs."),
                    lazy("You can vote."),
                ),
            ),
            Part(
                "other",
                lazy("Do you need help?"),
                (lazy("Call %(phone)s."), lazy("Or go to an office of the city."), lazy("Somebody helps you there.")),
            ),
        ),
    ),
    Easy(
        "easy:report",
        "reports:new",
        lazy("Report a problem, easy to read"),
        (
            Part(
                "ground",
                lazy("How do you report a problem?"),
                (
                    lazy("You say what is broken."),
                    lazy("You say where it is."),
                    lazy("You can add a photo."),
                    lazy("Then you send it."),
                ),
            ),
            Part(
                "repair",
                lazy("What happens then?"),
                (
                    lazy("You get a code."),
                    lazy("Write the code down."),
                    lazy("A person from the city reads your report."),
                    lazy("With the code you can read the answer."),
                ),
            ),
            Part("traffic", lazy("Is somebody in danger?"), (lazy("Then call %(emergency)s."),)),
        ),
    ),
    Easy(
        "easy:privacy",
        "privacy",
        lazy("Privacy, easy to read"),
        (
            Part(
                "0",
                lazy("What does the city know about you?"),
                (
                    lazy("The city does not ask for your name."),
                    lazy("You can give your e-mail."),
                    lazy("You can also leave it out."),
                    lazy("The people of the city do not see your e-mail."),
                ),
            ),
            Part(
                "1",
                lazy("What can everybody see?"),
                (lazy("Everybody can see the problem, if you agree."), lazy("Nobody can see that it was you.")),
            ),
            Part(
                "4",
                lazy("How long does the city keep it?"),
                (
                    lazy("30 days after the end, the city deletes your e-mail."),
                    lazy("2 years after the end, the city deletes your words."),
                ),
            ),
        ),
    ),
    Easy(
        "easy:rights",
        "rights",
        lazy("Your rights, easy to read"),
        (
            Part(
                "1",
                lazy("What can you do?"),
                (
                    lazy("You can read what you sent."),
                    lazy("You can add something."),
                    lazy("You can take your report back."),
                    lazy("Then your words and photos are gone."),
                ),
            ),
            Part(
                "building",
                lazy("What do you need?"),
                (lazy("You need your code."), lazy("Without the code, nobody can find your report.")),
            ),
            Part(
                "other",
                lazy("Are you not content?"),
                (lazy("Call %(phone)s."), lazy("You can also complain to the data protection authority.")),
            ),
        ),
    ),
)


def page(name: str) -> Easy:
    """Find a page by its name."""
    return next(each for each in PAGES if each.name == name)


def facts(visit: Visit) -> dict[str, str]:
    """Give the numbers that the lines name."""
    city = visit.site.load_city(visit.session, visit.locale)
    return {"phone": city.phone, "emergency": city.emergency}
