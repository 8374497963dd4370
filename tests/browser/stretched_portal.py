"""The portal in its test languages, as a module to run: English is en-XA, longer by 60 %, and Arabic is ar-XB."""

from i18n import catalogs
from i18n.locales import Locale
from i18n.pseudo import accented, mirrored
from portal.cli import main
from tests.browser.audited_portal import WITHOUT_SCRIPTS, install

STRETCHED = {"en": accented, "ar": mirrored}


def stretch() -> None:
    """Let the two languages speak as the test languages do, in this process and in those that it forks."""
    usual = catalogs._transform

    def transform(locale: Locale) -> object:
        return STRETCHED.get(locale.tag) or usual(locale)

    catalogs._transform = transform  # type: ignore[assignment]


if __name__ == "__main__":
    stretch()
    install(WITHOUT_SCRIPTS)
    main()
