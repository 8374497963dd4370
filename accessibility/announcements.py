"""What the page's one live region says: at most one short message per action."""

from dataclasses import dataclass

from accessibility.fields import Words

REGION_ID = "live"


@dataclass(frozen=True, slots=True)
class Announcement:
    """A message for the live region. It repeats in words what the page shows; it never is the only place.

    Source: WCAG 2.2 SC 4.1.3. The region stands empty in every page and is polite and atomic; only its content changes.
    """

    text: Words

    @property
    def region_id(self) -> str:
        """The id of the region whose content this message becomes."""
        return REGION_ID
