"""Writing what extraction found into the catalogues, keeping every translation that still has its source."""

from collections.abc import Iterable, Mapping
from pathlib import Path

from babel.messages.catalog import Message

from i18n.catalogs import DOMAINS, LOCALE_FOLDER, po_path, template_path
from i18n.extraction import extract
from i18n.locales import ENGLISH, SHIPPED, Locale
from i18n.plurals import form_count
from i18n.pofiles import Key, assembled, compiled, key, messages, read, strings, write


def locale_folder(root: Path) -> Path:
    """Return the folder of the catalogues below the root of the repository."""
    return root / LOCALE_FOLDER.parent.name / LOCALE_FOLDER.name


def write_templates(root: Path) -> dict[str, tuple[Message, ...]]:
    """Extract into one template file a domain, and return what was found."""
    found = extract(root)
    for domain, entries in found.items():
        header = f"# Veu: the messages of the domain {domain}."
        write(template_path(locale_folder(root), domain), assembled(ENGLISH.tag, header, entries))
    return found


def update(root: Path, *, prune: bool = False) -> tuple[Path, ...]:
    """Bring all catalogues up to the code and return those that changed.

    A translation is kept as long as its source sentence is the same, also when it moves to another
    domain; nothing is guessed. What the code no longer says stays at the end as obsolete (`#~`) in
    case it comes back; `prune` throws that away.
    """
    found = write_templates(root)
    changed: list[Path] = []
    for locale in SHIPPED:
        changed += _update_locale(locale, locale_folder(root), found, prune=prune)
    return tuple(changed)


def compile_all(root: Path) -> tuple[Path, ...]:
    """Write a .mo beside each .po, so that a portal starts without reading text, and return what was written."""
    built: list[Path] = []
    for tag in (locale.tag for locale in SHIPPED):
        for path in (po_path(locale_folder(root), tag, domain) for domain in DOMAINS):
            if path.exists():
                built.append(path.with_suffix(".mo"))
                built[-1].write_bytes(compiled(read(path), tag))
    return tuple(built)


def _update_locale(
    locale: Locale, folder: Path, found: Mapping[str, Iterable[Message]], *, prune: bool
) -> Iterable[Path]:
    catalogs = {domain: read(po_path(folder, locale.tag, domain)) for domain in DOMAINS}
    memory: dict[Key, Message] = {}
    for catalog in reversed(catalogs.values()):
        memory |= {key(one): one for one in catalog.obsolete.values()}
    for catalog in reversed(catalogs.values()):
        memory |= {key(one): one for one in messages(catalog) if any(strings(one))}
    current = {key(one) for entries in found.values() for one in entries}
    for domain, entries in found.items():
        path = po_path(folder, locale.tag, domain)
        filled = [_filled(one, memory.get(key(one)), locale) for one in entries]
        gone = () if prune else _gone(catalogs[domain].obsolete.values(), messages(catalogs[domain]), current)
        if write(path, assembled(locale.tag, header_comment(locale, domain), filled, gone)):
            yield path


def header_comment(locale: Locale, domain: str) -> str:
    """Return the first line of a catalogue, the same for ever."""
    return f"# Veu: the messages of the domain {domain} in {locale.cldr.get_display_name('en')}."


def _gone(old: Iterable[Message], entries: Iterable[Message], current: set[Key]) -> tuple[Message, ...]:
    lost = {key(one): one for one in (*old, *entries) if key(one) not in current and any(strings(one))}
    return tuple(lost.values())


def _filled(source: Message, known: Message | None, locale: Locale) -> Message:
    """Return the source message with the translation that is known for it, English with itself."""
    fresh = source.clone()
    if locale.tag == ENGLISH.tag:
        fresh.string = source.id
    elif known and known.id == source.id and _fits(known, locale.tag):
        fresh.string = known.string
        fresh.flags |= known.flags
        fresh.user_comments = known.user_comments
    else:
        fresh.string = "" if isinstance(source.id, str) else ("",) * form_count(locale.tag)
    return fresh


def _fits(known: Message, tag: str) -> bool:
    return len(strings(known)) == (1 if isinstance(known.id, str) else form_count(tag))
