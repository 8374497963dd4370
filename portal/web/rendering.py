"""From a template and a visit to a page: the whole page, or the one part that htmx asked for."""

from dataclasses import dataclass, field
from functools import cache
from typing import Any
from urllib.parse import quote

from fastapi import Response
from jinja2 import Environment
from markupsafe import Markup, escape
from starlette.datastructures import Headers

from i18n.bidi import isolated, settled
from i18n.lazy import Lazy
from i18n.locales import SHIPPED, Locale, shipped
from i18n.scripts import language_of
from portal.ground.mail.environment import make_environment
from portal.web import drawings
from portal.web.assets import joined_href, script_href
from portal.web.drawn_once import DrawnOnce
from portal.web.language_names import NAMES
from portal.web.onward import onward
from portal.web.stylesheets import FULL, REPORT
from portal.web.visit import Visit

NOTHING = Markup()
IN_PATHS = "/!$&'()*+,;=:@~"  # what else an address may hold as it stands (RFC 3986)
REPORT_CSS = Markup(REPORT.text)  # noqa: S704 - our own file, hashed in the CSP


@dataclass(frozen=True, slots=True)
class Page:
    """What the shell of a page needs beside its own content."""

    alternates: tuple[tuple[Locale, str], ...]
    canonical: str
    city: Any
    csrf: str | None
    account: Any
    section: str = ""
    style: str = "linked"
    inline_css: Markup = field(default_factory=Markup)
    stylesheet_href: str = ""
    icon_href: str = ""
    scripts: tuple[str, ...] = ()
    styles: tuple[str, ...] = ()  # beside the one of every page
    title_prefix_error: bool = False
    notice: Lazy | None = None
    onward: str = ""  # this page, where signing in may lead back to it
    keeps: str = ""  # the form that a change of language sends first, so that nothing typed is lost
    carried: tuple[tuple[Locale, str], ...] = ()  # where it is sent in each language, if not to its own address
    drawn: DrawnOnce = field(default_factory=DrawnOnce)
    has_films: bool = False  # in sign language

    @property
    def swaps(self) -> bool:
        """Whether a part of the page can be swapped for another: then it can say that an answer did not arrive."""
        return any(name in src for src in self.scripts for name in ("/swaps.", "/map."))


@cache
def environment(tag: str) -> Environment:
    """The templates of one language: their globals translate, so that an imported macro translates too."""
    made = make_environment(tag)
    made.globals.update(drawing=drawings, locales=SHIPPED, language_names=NAMES)
    made.filters.update(ugc=ugc, ugc_inline=ugc_inline, isolated=isolated, settled=settled, language_of=language_of)
    return made


def ugc(text: str, lang: str | None) -> Markup:
    """Show what a resident wrote, as a block: in its own language and direction, and never as markup."""
    paragraphs = "".join(f"<p>{escape(part)}</p>" for part in settled(text).split("\n") if part.strip())
    return Markup(f'<div lang="{escape(lang or "")}" dir="auto" data-ugc>{paragraphs}</div>')  # noqa: S704 - escaped


def ugc_inline(text: str, lang: str | None) -> Markup:
    """Show a resident's words, or a name, inside a sentence."""
    return Markup(f'<bdi lang="{escape(lang or "")}" dir="auto" data-ugc>{escape(settled(text))}</bdi>')  # noqa: S704 - escaped


def render(
    visit: Visit,
    template: str,
    *,
    fragment: str = "",
    status: int = 200,
    section: str = "",
    errors: bool = False,
    inline: bool = False,
    scripts: tuple[str, ...] = (),
    styles: tuple[str, ...] = (),
    notice: Lazy | None = None,
    found_at: str = "",
    keeps: str = "",
    carried_to: str = "",
    **context: Any,
) -> Response:
    """Render `template`, or `fragment` where htmx asked for a part, as the answer of `visit`.

    A fragment is always also included by its page. `found_at` is where the other languages are, for an answer to a form
    whose own address cannot be opened. `keeps` is the form that a change of language sends first: to its own
    address, or to `carried_to` in that language, for a page that stands at no address.
    """
    part = bool(fragment) and asks_for_a_part(visit.request.headers)
    page = page_of(
        visit,
        section=section,
        inline=inline,
        errors=errors,
        scripts=scripts,
        styles=styles,
        notice=notice,
        found_at=found_at,
        keeps=keeps,
        carried_to=carried_to,
    )
    made = environment(visit.locale.tag).get_template(fragment if part else template)
    html = made.render(page=page, url=visit.url, has=visit.has, visit=visit, **context)
    answer = Response(html, status_code=status, media_type="text/html; charset=utf-8")
    answer.headers["content-language"] = visit.locale.html_lang
    if fragment:
        answer.headers["vary"] = "HX-Request, HX-Request-Type"
    return answer


def asks_for_a_part(headers: Headers) -> bool:
    """Whether htmx wants a part of a page: not for a page of the history, and not where it selects from a whole page.

    A redirect keeps the headers of the form that led to it, so the page after a decision is asked for whole, too.
    """
    wants_all = headers.get("hx-request-type") == "full" or headers.get("hx-history-restore-request") == "true"
    return headers.get("hx-request") == "true" and not wants_all


def page_of(
    visit: Visit,
    *,
    section: str,
    inline: bool,
    errors: bool = False,
    scripts: tuple[str, ...] = (),
    styles: tuple[str, ...] = (),
    notice: Lazy | None = None,
    found_at: str = "",
    keeps: str = "",
    carried_to: str = "",
) -> Page:
    """Gather what the shell of the page says."""
    path = quote(found_at or visit.here, safe=IN_PATHS)
    query = "" if found_at else visit.request.scope["query_string"].decode("latin-1")
    city = visit.site.load_city(visit.session, visit.locale)
    languages = in_order(city.languages)
    return Page(
        alternates=_alternates(path, query, languages),
        canonical=visit.site.settings.url + path,
        city=city,
        csrf=visit.csrf,
        account=visit.visitor,
        section=section,
        style="inline" if inline else "linked",
        inline_css=REPORT_CSS if inline else NOTHING,
        stylesheet_href=f"/static/{FULL.file_name}",
        icon_href=script_href("mark.svg"),
        scripts=_with_shell(scripts),
        styles=styles,
        title_prefix_error=errors,
        notice=notice,
        onward=onward(path),
        keeps=keeps,
        carried=_alternates(carried_to, "", languages) if carried_to else (),
        drawn=visit.site.drawn,
        has_films=visit.site.settings.sign_language is not None,
    )


@cache
def _with_shell(scripts: tuple[str, ...]) -> tuple[str, ...]:
    """Add what every page does, such as closing its menu at Escape, unless it is joined to the page's own scripts."""
    return scripts if joined_href("report") in scripts else (joined_href("shell"), *scripts)


@cache
def in_order(own: tuple[str, ...]) -> tuple[Locale, ...]:
    """List the languages: the city's own first, then the others by their own names."""
    others = sorted((locale for locale in SHIPPED if locale.tag not in own), key=lambda locale: locale.endonym)
    return (*(found for tag in own if (found := shipped(tag))), *others)


def _alternates(path: str, query: str, locales: tuple[Locale, ...]) -> tuple[tuple[Locale, str], ...]:
    """Give the address of this same page in each language: place, query and draft stay."""
    parts = path.split("/")
    at = next((place for place, part in enumerate(parts) if shipped(part)), None)
    if at is None:
        return tuple((locale, f"/{locale.tag}/") for locale in locales)
    before, after = "/".join([*parts[:at], ""]), "/".join(["", *parts[at + 1 :]]) + (f"?{query}" if query else "")
    return tuple((locale, before + locale.tag + after) for locale in locales)
