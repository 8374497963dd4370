"""The environment of all templates, for letters and (extended by `web.rendering`) for pages."""

from collections.abc import Callable, MutableMapping
from pathlib import Path
from types import CodeType
from typing import Any

from jinja2 import BytecodeCache, Environment, FileSystemLoader, StrictUndefined, select_autoescape
from jinja2.bccache import Bucket

from i18n.formatting import EUROPE_MADRID
from i18n.locales import locale
from i18n.translator import translator

_PORTAL = Path(__file__).parents[2]
_EXTENSIONS = ("jinja2.ext.do", "jinja2.ext.loopcontrols")  # the two that the extractor of sentences reads


class PlainText:
    """A translating function for plain text: `_(…)` and `_.text(…)` say the same, and nothing is escaped."""

    __slots__ = ("text",)

    def __init__(self, text: Callable[..., str]) -> None:
        self.text = text

    def __call__(self, *message: Any, **values: Any) -> str:
        """Return the sentence."""
        return self.text(*message, **values)


class SharedCode(BytecodeCache):
    """Compiles a template once for all languages: their environments differ in what the names mean, not in the code."""

    def __init__(self) -> None:
        self._code: dict[tuple[str, str], CodeType] = {}

    def load_bytecode(self, bucket: Bucket) -> None:
        """Give the code of a template that another language has compiled."""
        bucket.code = self._code.get((bucket.key, bucket.checksum))

    def dump_bytecode(self, bucket: Bucket) -> None:
        """Keep the code for the next language."""
        if bucket.code is not None:
            self._code[bucket.key, bucket.checksum] = bucket.code


_PAGES, _LETTERS = SharedCode(), SharedCode()  # plain text is compiled without escaping


class FlatEnvironment(Environment):
    """An environment whose templates get their globals as one dict; a chain of them is searched at each name."""

    def make_globals(self, d: MutableMapping[str, Any] | None) -> MutableMapping[str, Any]:
        """Give the environment's own globals, which are complete before the first template is loaded."""
        return {**self.globals, **d} if d else self.globals


def template_folder() -> Path:
    """Find the templates: beside the portal in the repository, inside it in an installed wheel."""
    packed = _PORTAL / "templates"
    return packed if packed.is_dir() else _PORTAL.parent / "templates"


def make_environment(
    locale_tag: str, *, zone: str = EUROPE_MADRID, plain: bool = False, folder: Path | None = None
) -> Environment:
    """Make the environment of one language; an undefined name is an error. Raises UnknownLocale.

    Its globals are the translating functions, `formats`, `listing` and `locale`. `plain` is for texts that are no HTML.
    """
    speaker = translator(locale(locale_tag), zone=zone)
    made = FlatEnvironment(
        loader=FileSystemLoader(folder or template_folder()),
        autoescape=not plain and select_autoescape(("html", "xml", "svg")),
        undefined=StrictUndefined,
        extensions=_EXTENSIONS,
        trim_blocks=True,
        lstrip_blocks=True,
        auto_reload=False,
        cache_size=-1,
        bytecode_cache=_LETTERS if plain else _PAGES,
    )
    functions = speaker.callables()
    made.globals.update({name: PlainText(each.text) for name, each in functions.items()} if plain else functions)
    listing = speaker.listing_text if plain else speaker.listing
    made.globals.update(formats=speaker.formats, listing=listing, locale=speaker.locale)
    return made
