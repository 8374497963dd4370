"""K1, K2, K4, K8, K9: the keyboard reaches everything in order, gets out again, loses nothing, needs no script."""

from playwright.sync_api import Page

from tests.browser.checks.script import ask, complain

MOST_STOPS = 400
EXPECTED = """() => {
  const stops = [];
  for (const el of every()) if (focusable(el) && !stops.includes(stopOf(el))) stops.push(stopOf(el));
  return stops;
}"""
NOW = "() => stopOf(document.activeElement)"
NAMES = """(stops) => stops.map((stop) => /^\\d+$/.test(stop) ? told(every()[stop]) : stop)"""
START = """(end) => {
  document.activeElement.blur();
  getSelection().removeAllRanges();
  const mark = document.createElement("span");
  mark.tabIndex = -1;
  document.body[end === "start" ? "prepend" : "append"](mark);
  mark.focus({preventScroll: true});
  mark.remove();
}"""
STATE = "() => [location.href, document.title, every().length, document.body.innerText]"
TYPED = "textarea, input:not([type]), input[type=text], input[type=search], input[type=email], input[type=tel]"
DEAD = """() => every()
  .filter((el) => el.matches("button[type=button], [role=button]:not(button, a[href])") && shown(el))
  .map((el) => `${told(el)} does nothing without script`)"""


def walk(page: Page, *, key: str = "Tab") -> tuple[str, ...]:
    """Press Tab (or Shift+Tab) from one end of the page until the focus leaves it; return the stops on the way."""
    ask(page, START, "start" if key == "Tab" else "end")
    stops: list[str] = []
    while len(stops) < MOST_STOPS:
        page.keyboard.press(key)
        stop = ask(page, NOW)
        if stop == "body" or (stops and stop == stops[0] and len(stops) > 1):
            return tuple(stops)
        stops.append(stop)
    shown = ask(page, NAMES, list(dict.fromkeys(stops[-6:])))
    raise AssertionError(f"the keyboard is trapped on {page.url}, between {shown}")


def check_tab_order(page: Page) -> None:
    """K1, K2, K4: Tab reaches every control in the order of the page and leaves it; Shift+Tab goes the same way back.

    Nothing changes on the way. Source: SC 2.1.1, 2.1.2, 2.4.3, 3.2.1.
    """
    expected = ask(page, EXPECTED)
    before = ask(page, STATE)
    forward = list(walk(page))
    assert ask(page, STATE) == before, f"something changes when a control takes the focus on {page.url}"
    backward = list(reversed(walk(page, key="Shift+Tab")))
    for way, stops in (("Tab", forward), ("Shift+Tab", backward)):
        missed = ask(page, NAMES, [stop for stop in expected if stop not in stops])
        extra = ask(page, NAMES, [stop for stop in stops if stop not in expected])
        complain(page, f"{way} does not reach", missed)
        complain(page, f"{way} stops where nothing can be done", extra)
        turned = ask(page, NAMES, [stop for stop, right in zip(stops, expected, strict=True) if stop != right])
        complain(page, f"{way} does not follow the order of the page", turned)


def check_nothing_destroyed(page: Page) -> None:
    """K8: Escape, and leaving a field, take away nothing that was typed, and lead nowhere. Source: SC 3.2.2, 3.3.7."""
    fields = page.locator(TYPED)
    before = page.url
    for at in range(fields.count()):
        field = fields.nth(at)
        if field.is_visible():
            field.fill("12345")
            field.press("Escape")
            field.press("Tab")
            kept = field.input_value() == "12345" and page.url == before
            assert kept, f"what was typed is lost on {page.url}"


def check_without_script(page: Page) -> None:
    """K9: no button is left that only a script could serve. Open the page with the view NO_SCRIPT."""
    complain(page, "something needs a script", ask(page, DEAD))
