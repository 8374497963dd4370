"""Reading and writing .po files so that two runs, or two people, never differ by more than the words."""

from collections.abc import Iterable
from io import BytesIO
from pathlib import Path

from babel.messages.catalog import Catalog, Message
from babel.messages.mofile import write_mo
from babel.messages.pofile import generate_po, read_po

from i18n.locales import locale
from i18n.placeholders import names
from i18n.plurals import PINNED, form_count

# Babel takes "50 % de" for a C format and {…} for another: only named placeholders are formats here.
_GUESSED = frozenset({"python-format", "python-brace-format"})

Key = tuple[str | None, str]  # (context, msgid in the singular)


class PlainCatalog(Catalog):
    """A catalogue with a pinned plural rule and a header without dates, tools or names of people."""

    def __init__(self, tag: str, header: str) -> None:
        super().__init__(header_comment=header, charset="utf-8", fuzzy=False)
        self.tag = tag

    @property
    def num_plurals(self) -> int:
        """Return how many forms each counted message has."""
        return form_count(self.tag)

    @property
    def mime_headers(self) -> list[tuple[str, str]]:
        """Return the header lines, always the same ones."""
        return [
            ("Language", locale(self.tag).cldr_name),
            ("MIME-Version", "1.0"),
            ("Content-Type", "text/plain; charset=utf-8"),
            ("Content-Transfer-Encoding", "8bit"),
            ("Plural-Forms", PINNED[self.tag] + "\n"),
        ]


def key(message: Message) -> Key:
    """Return what tells one message from all others."""
    return message.context or None, singular(message)


def singular(message: Message) -> str:
    """Return the source sentence, the one for a single thing where it counts."""
    return str(message.id if isinstance(message.id, str) else message.id[0])


def placeholders(message: Message) -> frozenset[str]:
    """Return the names of all placeholders of the source, in its singular and plural."""
    return names(singular(message)) | names(plural(message) or "")


def plural(message: Message) -> str | None:
    """Return the source sentence for several things, None where it does not count."""
    return None if isinstance(message.id, str) else str(message.id[1])


def strings(message: Message) -> tuple[str, ...]:
    """Return the translation: one string, or one for each plural form."""
    if isinstance(message.string, str | None):
        return (message.string or "",)
    return tuple(message.string)


def is_complete(message: Message) -> bool:
    """Say whether a message is translated in every form, and not by a guess."""
    return not message.fuzzy and all(strings(message))


def read(path: Path) -> Catalog:
    """Return the catalogue in a .po or .pot file, empty where there is no file."""
    if not path.exists():
        return Catalog()
    with path.open("rb") as file:
        return read_po(file, abort_invalid=True)


def messages(catalog: Catalog) -> tuple[Message, ...]:
    """Return the messages of a catalogue without its header."""
    return tuple(message for message in catalog if message.id)


def header_line(path: Path) -> str | None:
    """Return the plural rule as it stands in the file, byte for byte, or None."""
    for line in path.read_text("utf-8").splitlines():
        if line.startswith('"Plural-Forms:'):
            return line.removeprefix('"Plural-Forms: ').removesuffix('\\n"')
    return None


def write(path: Path, catalog: PlainCatalog) -> bool:
    """Write a catalogue, sorted, with file names but no line numbers; say whether the file changed."""
    text = "".join(generate_po(catalog, include_lineno=False, width=0, sort_by=None))
    before = path.read_text("utf-8") if path.exists() else None
    if text == before:
        return False
    path.parent.mkdir(parents=True, exist_ok=True)
    fresh = path.with_suffix(".fresh")
    fresh.write_text(text, "utf-8")
    fresh.replace(path)  # a reader sees the old file or the new one, never half of it
    return True


def assembled(tag: str, header: str, entries: Iterable[Message], obsolete: Iterable[Message] = ()) -> PlainCatalog:
    """Return a catalogue of these messages in the order of their msgid and context."""
    catalog = PlainCatalog(tag, header)
    for message in _sorted(entries):
        copy = message.clone()
        copy.flags = (message.flags - _GUESSED) | ({"python-format"} if placeholders(message) else set())
        catalog[message.id] = copy
    for message in _sorted(obsolete):
        catalog.obsolete[repr(key(message))] = message
    return catalog


def _sorted(entries: Iterable[Message]) -> list[Message]:
    return sorted(entries, key=lambda one: (singular(one), one.context or ""))


def compiled(catalog: Catalog, tag: str) -> bytes:
    """Return the binary catalogue; what is fuzzy or lacks a form is left out and falls back to English."""
    whole = PlainCatalog(tag, "")
    for message in messages(catalog):
        if is_complete(message):
            whole.add(message.id, message.string, context=message.context)
    out = BytesIO()
    write_mo(out, whole)
    return out.getvalue()
