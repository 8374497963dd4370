"""Handing messages to translators and taking them back: one JSON object for each message."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from babel.messages.catalog import Catalog, Message

from i18n.catalogs import DOMAINS, po_path
from i18n.checks import Entry, foreign_placeholders, markup, unequal_placeholders
from i18n.locales import Locale, locale
from i18n.plurals import examples, form_count
from i18n.pofiles import Key, assembled, is_complete, key, messages, plural, read, singular, strings, write
from i18n.updating import header_comment, locale_folder

Row = Mapping[str, object]

# A translation that breaks one of these would break pages; whatever else is wrong, the catalogue check says.
_MUST_HOLD = (unequal_placeholders, foreign_placeholders, markup)


@dataclass(frozen=True, slots=True)
class Refusal:
    """A translation that was not taken over, and why."""

    row: Row
    reason: str


def export_missing(root: Path, tag: str) -> Iterator[dict[str, object]]:
    """Yield each message that a language lacks, with what a translator needs to know.

    `msgstr` has one empty string for each form to write; `numbers` says which counts use each form.
    """
    for domain in DOMAINS:
        for message in messages(read(po_path(locale_folder(root), tag, domain))):
            if not is_complete(message):
                yield _row(domain, message, tag)


def _row(domain: str, message: Message, tag: str) -> dict[str, object]:
    row: dict[str, object] = {"domain": domain, "msgctxt": message.context, "msgid": singular(message)}
    row["msgid_plural"] = plural(message)
    row["msgstr"] = list(strings(message))
    if not isinstance(message.id, str):
        row["numbers"] = [", ".join(map(str, some)) for some in examples(tag)]
    if message.auto_comments:
        row["comments"] = message.auto_comments
    return row | {"files": [name for name, _ in message.locations]}


def fill(root: Path, tag: str, rows: Iterable[Row]) -> tuple[int, tuple[Refusal, ...]]:
    """Put translations into the catalogues of a language; return how many, and which were refused.

    Refused is what would break a page: an unknown message, a wrong number of forms, an empty form, other
    placeholders than the source, HTML. A filled message is no longer fuzzy.
    """
    spoken, folder = locale(tag), locale_folder(root)
    catalogs = {domain: read(po_path(folder, tag, domain)) for domain in DOMAINS}
    known = {domain: {key(one): one for one in messages(catalog)} for domain, catalog in catalogs.items()}
    taken, refusals = 0, []
    for row in rows:
        reason = _take(row, known.get(str(row.get("domain")), {}), tag)
        if reason:
            refusals.append(Refusal(row, reason))
        else:
            taken += 1
    for domain, catalog in catalogs.items():
        _write(po_path(folder, tag, domain), spoken, domain, catalog)
    return taken, tuple(refusals)


def _take(row: Row, known: Mapping[Key, Message], tag: str) -> str | None:
    """Put one row into its message, or say why not."""
    context = row.get("msgctxt")
    message = known.get((str(context) if context else None, str(row.get("msgid"))))
    if message is None or row.get("msgid_plural") != plural(message):
        return "no such message"
    forms = row.get("msgstr")
    expected = 1 if isinstance(message.id, str) else form_count(tag)
    if not isinstance(forms, list | tuple) or len(forms) != expected:
        return f"needs {expected} forms"
    if not all(isinstance(one, str) and one.strip() for one in forms):
        return "a form is empty"
    draft = message.clone()
    draft.string = forms[0] if isinstance(message.id, str) else tuple(forms)
    entry = Entry(tag, str(row["domain"]), draft)
    wrong = [reason for one in _MUST_HOLD for reason in one(entry)]
    if not wrong:
        message.string = draft.string
        message.flags.discard("fuzzy")
    return "; ".join(dict.fromkeys(wrong)) or None


def _write(path: Path, spoken: Locale, domain: str, catalog: Catalog) -> None:
    if path.exists():
        header = header_comment(spoken, domain)
        write(path, assembled(spoken.tag, header, messages(catalog), catalog.obsolete.values()))
