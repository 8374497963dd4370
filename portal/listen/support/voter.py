"""The person behind a press of the button, as far as this room knows: an account, a cookie, or somebody new."""

from dataclasses import dataclass

from portal.ground.contributions.voices import UnitOf
from portal.listen.support import rules
from privacy.vault.codes import new_session_id


@dataclass(frozen=True, slots=True)
class Voter:
    """The secrets that make the person's marks, the one to write with first; `fresh` is a cookie still to be set."""

    secrets: tuple[str, ...]
    unit_of: UnitOf | None = None
    fresh: str | None = None

    def marks_on(self, issue_id: int) -> tuple[str, ...]:
        """Make the marks that this person may have left on an issue, as an account and before signing in."""
        return tuple(rules.mark_on(issue_id, secret=secret) for secret in self.secrets)


def with_secret(voter: Voter) -> Voter:
    """Give somebody new a cookie's secret, so that they can take back what they say."""
    if voter.secrets:
        return voter
    fresh = new_session_id()
    return Voter((fresh,), fresh=fresh)
