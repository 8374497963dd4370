"""The language in an address, `/{locale:locale}`: importing this makes it known to every route."""

from starlette.convertors import Convertor, register_url_convertor

from i18n.locales import SHIPPED


class LocaleConvertor(Convertor[str]):
    """The first part of an address: one of the portal's languages, or the address does not exist."""

    regex = "|".join(locale.tag for locale in SHIPPED)

    def convert(self, value: str) -> str:
        """Take the tag as it is."""
        return value

    def to_string(self, value: str) -> str:
        """Write the tag as it is."""
        return value


register_url_convertor("locale", LocaleConvertor())
