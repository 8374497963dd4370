"""The audited portal as a module to run that slows nobody down: a bench sends in minutes what a city sends in a day."""

from portal.cli import main
from portal.web.throttling import Throttle
from tests.browser.audited_portal import install

PATIENT = "tests.browser.patient_portal"


def be_patient() -> None:
    """Count no request, in this process and in those that it forks."""
    Throttle.take = lambda *_asked, **_about: None  # type: ignore[method-assign]


if __name__ == "__main__":
    be_patient()
    install()
    main()
