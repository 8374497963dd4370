"""What a template needs round it: a page's facts, addresses, and an example of everything that is shown."""

from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from markupsafe import Markup

from accessibility.fields import Choice, Field, Kind
from accessibility.forms import Form
from i18n.lazy import lazy
from i18n.locales import SHIPPED
from portal.city.places.shell import CityShell
from portal.city.wording import Wording
from portal.web.rendering import Page, environment
from portal.web.stylesheets import FULL, REPORT

CITY = CityShell(Wording("Ciutat d’Exemple", "ca"), "010", Wording("Every day from 8 to 20.", "en"), "112")


@dataclass(frozen=True, slots=True)
class Poll:
    title: Wording
    closes_on: date


@dataclass(frozen=True, slots=True)
class Figure:
    value: int
    low: int
    high: int
    period: str
    is_anonymous: bool = False


@dataclass(frozen=True, slots=True)
class Issue:
    reference: str
    title: str
    title_lang: str
    district: str
    closed_on: date


@dataclass(frozen=True, slots=True)
class Home:
    """What the first page takes."""

    latest_closed: tuple[Issue, ...] = ()
    figure: Figure | None = None
    poll: Poll | None = None
    has_results: bool = False


BUSY = Home(
    latest_closed=(
        Issue("VLC 7K3 9QF", "Lamp on the river path works again", "en", "Séquia", date(2026, 11, 20)),
        Issue("VLC 4TR 8WB", "Nova rampa al centre de salut", "ca", "Ponent", date(2026, 11, 19)),
        Issue("VLC 2MD 5HC", "Слив прочищен перед дождём", "ru", "Camí de Dalt", date(2026, 11, 18)),
    ),
    figure=Figure(4_170, 4_125, 4_215, "July to September 2026"),
    poll=Poll(Wording("1,000,000 € for the districts", "en"), date(2026, 12, 14)),
)


def url(name: str, **params: Any) -> str:
    """An address of the stage: the name of the page, and what is asked of it."""
    return "/en/" + "/".join([name.replace(":", "/"), *(str(value).replace(" ", "-") for value in params.values())])


def page(tag: str = "en", **changes: Any) -> Page:
    """The facts of a page that anybody may open."""
    facts = Page(
        alternates=tuple((each, f"/{each.tag}/here") for each in SHIPPED),
        canonical="https://portal.example/en/here",
        city=CITY,
        csrf=None,
        account=None,
        style="linked",
        inline_css=Markup(REPORT.text),  # noqa: S704 - our own file
        stylesheet_href=f"/static/{FULL.file_name}",
    )
    return replace(facts, **changes)


def show(template: str, *, tag: str = "en", facts: Page | None = None, **context: Any) -> str:
    """Render a template as a page in one language."""
    return (
        environment(tag)
        .get_template(template)
        .render(page=facts or page(tag), url=url, has=lambda _name: True, **context)
    )


def draw(source: str, *, tag: str = "en", **context: Any) -> str:
    """Render a piece of a template, such as a call of a macro."""
    return environment(tag).from_string(source).render(page=page(tag), url=url, has=lambda _name: True, **context)


TYPE = Field(
    id="category",
    name="category",
    kind=Kind.RADIOS,
    label=lazy("Choose the type of problem"),
    choices=(
        Choice(value="ground", label=lazy("Pavement or crossing"), hint=lazy("holes, loose tiles"), icon="ground"),
        Choice(value="waste", label=lazy("Rubbish or cleaning"), hint=lazy("full bins, dumped things"), icon="waste"),
        Choice(value="light", label=lazy("Street light"), hint=lazy("dark, broken, blinking"), icon="light"),
        Choice(value="step", label=lazy("Step or barrier"), hint=lazy("no ramp, blocked way"), icon="step"),
        Choice(value="repair", label=lazy("Repair workshop"), hint=lazy("opening hours, tools"), icon="repair"),
        Choice(value="other", label=lazy("Something else"), icon="other"),
    ),
)
WORDS = Field(
    id="words",
    name="words",
    kind=Kind.TEXTAREA,
    label=lazy("Describe it in your own words"),
    hint=lazy("Leave out names and phone numbers."),
    optional=True,
    autocomplete="off",
    direction="auto",
    count_to=500,
)
PHOTO = Field(
    id="photo",
    name="photo",
    kind=Kind.FILE,
    label=lazy("Photo"),
    hint=lazy("Up to 12 MB."),
    optional=True,
    accept="image/*",
)
DISTRICT = Field(
    id="district",
    name="district",
    kind=Kind.SELECT,
    label=lazy("District"),
    choices=(Choice(value="", label=lazy("All districts")), Choice(value="mercat", label="Mercat")),
)
EMAIL = Field(
    id="email",
    name="email",
    kind=Kind.EMAIL,
    label=lazy("E-mail"),
    optional=True,
    autocomplete="email",
    direction="ltr",
)
AGREE = Field(
    id="agree", name="agree", kind=Kind.CHECKBOX, label=lazy("Show it publicly"), hint=lazy("You can change this.")
)
ASKED = Form(id="report", action="/en/report", back="/en/", parts=(TYPE, WORDS, PHOTO, DISTRICT, EMAIL, AGREE))
