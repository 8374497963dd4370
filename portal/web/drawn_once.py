"""Parts of the shell that are the same on many pages, drawn once: the menu, the help, the links at the foot."""

from collections.abc import Callable, Hashable

from markupsafe import Markup

MOST_PARTS = 500


class DrawnOnce:
    """What was drawn, by all that it depends on. A site has one for all its pages."""

    def __init__(self) -> None:
        self._parts: dict[tuple[Hashable, ...], Markup] = {}

    def __call__(self, *depends_on: Hashable, caller: Callable[[], Markup]) -> Markup:
        """Draw the body of `{% call page.drawn(…) %}`, or give it as it was drawn before.

        `depends_on` is its name, the language, and everything of the visit that it shows: nothing else may differ.
        """
        found = self._parts.get(depends_on)
        if found is None:
            if len(self._parts) >= MOST_PARTS:
                self._parts.clear()
            found = self._parts[depends_on] = caller()
        return found
