"""A visitor of the portal: what is fetched is audited (tests/audited.py), a form is filled in as in a browser."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import urljoin

from fastapi import FastAPI
from starlette.testclient import TestClient

from accessibility.audit.document import read

ORIGIN = "https://localhost"
FORM_CONTROLS = ("input", "select", "textarea", "button")


@dataclass(frozen=True, slots=True)
class Page:
    """A page that a visitor sees."""

    url: str  # the path alone
    status: int
    html: str
    headers: Mapping[str, str]
    tree: Any
    query: str = ""

    @property
    def address(self) -> str:
        """Path and query."""
        return f"{self.url}?{self.query}" if self.query else self.url

    @property
    def text(self) -> str:
        """All words of the page, as they are read."""
        return " ".join("".join(self.tree.itertext()).split())

    @property
    def title(self) -> str:
        """The title in the browser's tab."""
        return " ".join(self.all("title")[0].itertext()).strip()

    @property
    def h1(self) -> str:
        """The one main heading."""
        (heading,) = self.all("h1")
        return " ".join("".join(heading.itertext()).split())

    @property
    def errors(self) -> list[str]:
        """The sentences beside the fields that have to be mended."""
        found = [element for element in self.tree.iter() if "err" in str(element.get("class", "")).split()]
        return [" ".join("".join(element.itertext()).split()).removeprefix("Error: ") for element in found]

    def all(self, tag: str) -> list[Any]:
        """Every element of one kind."""
        return list(self.tree.iter(tag))

    def form(self, form_id: str) -> Any:
        """The form with this id."""
        (found,) = [element for element in self.all("form") if element.get("id") == form_id]
        return found

    def button(self, name: str, value: str) -> Any:
        """The first button that sends `value` as `name`."""
        return next(each for each in self.all("button") if (each.get("name"), each.get("value")) == (name, value))

    def link(self, words: str) -> str:
        """The address behind the first link that says `words`."""
        for element in self.all("a"):
            if words in " ".join("".join(element.itertext()).split()):
                return str(element.get("href"))
        raise AssertionError(f"no link says {words!r} on {self.url}")


@dataclass(slots=True)
class Visitor:
    """Somebody with a browser that runs no script."""

    app: FastAPI
    locale: str = "en"
    client: TestClient = field(init=False)

    def __post_init__(self) -> None:
        self.client = TestClient(self.app, base_url=ORIGIN, follow_redirects=False, raise_server_exceptions=True)

    def get(self, path: str, *, status: int = 200) -> Page:
        """Open an address, and follow where it leads."""
        return self._arrive(self.client.get(path, headers={"accept": "text/html"}), status)

    def submit(
        self,
        page: Page,
        form_id: str,
        *,
        status: int = 200,
        files: Any = None,
        press: str = "",
        **said: str | list[str],
    ) -> Page:
        """Fill in a form of `page`, press its button (or the one with id `press`), and follow."""
        form = page.form(form_id)
        values = filled_in(form, press) | beside(page, form_id, press) | said
        sent_to = [each.get("formaction") for each in page.all("button") if press and each.get("id") == press]
        action = urljoin(page.url, next(filter(None, sent_to), form.get("action")))
        if form.get("method", "get") == "get":
            return self._arrive(self.client.get(action, params=values), status)
        headers = {"origin": ORIGIN, "accept": "text/html"}
        return self._arrive(self.client.post(action, data=values, files=files, headers=headers), status)

    def press(self, page: Page, button_id: str, *, status: int = 200, **said: str | list[str]) -> Page:
        """Press a button that sends a form standing elsewhere on the page."""
        (button,) = [each for each in page.all("button") if each.get("id") == button_id]
        return self.submit(page, button.get("form"), press=button_id, status=status, **said)

    def _arrive(self, answer: Any, status: int) -> Page:
        while answer.is_redirect:
            answer = self.client.get(answer.headers["location"], headers={"accept": "text/html"})
        assert answer.status_code == status, f"{answer.url}: {answer.status_code}\n{answer.text[:600]}"
        tree, _ = read(answer.text)
        return Page(
            str(answer.url.path), answer.status_code, answer.text, answer.headers, tree, answer.url.query.decode()
        )


def beside(page: Page, form_id: str, press: str) -> dict[str, Any]:
    """What a pressed button sends that names its form and stands outside it."""
    pressed = [each for each in page.all("button") if press and each.get("id") == press and each.get("form") == form_id]
    return {each.get("name"): each.get("value", "") for each in pressed if each.get("name")}


def filled_in(form: Any, press: str = "") -> dict[str, Any]:
    """What a browser sends of a form as it stands; only the pressed button's value is sent."""
    values: dict[str, Any] = {}
    for control in form.iter():
        name, kind = control.get("name"), control.get("type", "")
        if control.tag not in FORM_CONTROLS or not name or kind == "file":
            continue
        if control.tag == "button" or kind == "submit":
            if press and control.get("id") == press:
                values[name] = control.get("value", "")
        elif kind in ("radio", "checkbox"):
            if control.get("checked") is not None:
                values[name] = control.get("value", "on")
        elif control.tag == "select":
            options = list(control.iter("option"))
            chosen = [option for option in options if option.get("selected") is not None] or options[:1]
            values[name] = chosen[0].get("value", "") if chosen else ""
        elif control.tag == "textarea":
            values[name] = "".join(control.itertext()).removeprefix("\n")
        else:
            values[name] = control.get("value", "")
    return values
