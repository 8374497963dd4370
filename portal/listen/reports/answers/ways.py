"""Where a button leads that does not go on: another language, the list of streets, the map, an earlier step, the end.

Each is a button of the step's form, so that what was typed is kept before the page is left: a link would lose it.
"""

import re
from typing import Final

from fastapi import Response

from i18n.locales import shipped
from portal.web.visit import Visit

STEPS: Final = {name: f"reports:{name}" for name in ("problem", "place", "which", "check")}
ASIDE: Final[dict[str, tuple[str, dict[str, str]]]] = {
    "streets": ("reports:streets", {}),
    "map": ("reports:map", {}),
    "one": ("reports:one", {"question": "type"}),
    "easy": ("easy:report", {}),
}
FIELDS: Final = {"words": "words", "photo": "photo", "add": "photo"}
"""Questions of the first step that have a button of their own, there or on the check page."""

_COVER: Final = re.compile(r"cover-([0-9a-f]{32})")


def wanted(visit: Visit) -> str:
    """Say which of the ways was pressed; empty where the step is to go on."""
    return str(visit.form.get("go", ""))


def lead(visit: Visit, *, token: str, step: str) -> Response:
    """Go where the button leads, from `step`; a way that nobody offered leads back to the step."""
    to = wanted(visit)
    if (language := shipped(to)) is not None:
        return visit.redirect(STEPS[step], language=language, draft=token)
    if to == "home":
        return visit.redirect("home")
    if to in ASIDE:
        name, more = ASIDE[to]
        return visit.redirect(name, **({"draft": token} if name.startswith("reports:") else {}), **more)
    if to == "discard":
        return visit.redirect("reports:sure", draft=token, query={"step": step})
    if cover := _COVER.fullmatch(to):
        return visit.redirect("reports:cover", draft=token, photo=cover[1])
    question = FIELDS.get(to, "")
    return visit.redirect("reports:problem" if question else STEPS.get(to, STEPS[step]), draft=token, fragment=question)
