"""What is right about a text in several languages: when it is a draft, when reviewed, and when its source moved on."""

import hashlib
import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from enum import StrEnum
from typing import ClassVar, Final, NamedTuple

from i18n.lazy import Lazy, lazy, plazy
from portal.ground.errors import Conflict

Fields = Mapping[str, str]
"""The parts of a text in one language, such as title and body."""

NOTHING: Final = ""


class Kind(StrEnum):
    """What the texts belong to."""

    CITY = "city"
    GROUP = "group"
    SERVICE = "service"
    PAGE = "page"


class State(StrEnum):
    """How far a text is in one language."""

    REVIEWED = "reviewed"
    STALE = "stale"
    DRAFT = "draft"
    MISSING = "missing"


STATE_NAMES: Final[dict[State, Lazy]] = {
    State.REVIEWED: plazy("state of a text", "Reviewed"),
    State.STALE: plazy("state of a text", "Out of date"),
    State.DRAFT: plazy("state of a text", "Draft"),
    State.MISSING: plazy("state of a text", "Missing"),
}


class Key(NamedTuple):
    """Whose texts: all languages of one page, one service, or the city."""

    kind: Kind
    code: str


@dataclass(frozen=True, slots=True)
class Written:
    """A text in one language as the desk has it. `shown` is what was last reviewed: readers get nothing else.

    `source_hash` says from which wording of the source `texts` was translated, `shown_hash` the same of `shown`; both
    are empty for the source itself.
    """

    texts: Fields
    source_hash: str = NOTHING
    is_reviewed: bool = False
    shown: Fields | None = None
    shown_hash: str = NOTHING
    file_hash: str = NOTHING  # of the wording that an import had brought when the desk wrote its own
    written_on: date | None = None
    reviewed_on: date | None = None
    version: int = 0


class TextChanged(Conflict):
    """Another clerk has changed the text since this one read it."""

    code: ClassVar = "text-changed"
    title: ClassVar = lazy("Somebody else changed this text first")
    advice: ClassVar = lazy("Open the text again, read the newer version, then decide.")


class SourceMoved(Conflict):
    """The source says something else than what was translated."""

    code: ClassVar = "source-moved"
    title: ClassVar = lazy("The source of this translation has changed")
    advice: ClassVar = lazy("Open the translation, compare it with the source, and save it. Then review it.")


class SourceUnread(Conflict):
    """The source was not reviewed, so nobody can say that the translation is right."""

    code: ClassVar = "source-unread"
    title: ClassVar = lazy("The source of this translation is not reviewed yet")
    advice: ClassVar = lazy("Review the text in the language it was written in. Then review its translations.")


class OwnLanguageMissing(Conflict):
    """A page is not there in every language of the city, so it may not be published."""

    code: ClassVar = "own-language-missing"
    title: ClassVar = lazy("This page is not complete in the city's own languages")
    advice: ClassVar = lazy("Write and review it in each of the city's own languages. Then publish it.")


class PageKnown(Conflict):
    """Everyone has seen the page."""

    code: ClassVar = "page-known"
    title: ClassVar = lazy("This page cannot be deleted")
    advice: ClassVar = lazy("Everyone sees it. Take it back first.")


class NameTaken(Conflict):
    """Another page has this address."""

    code: ClassVar = "name-taken"
    title: ClassVar = lazy("Another page has this address")
    advice: ClassVar = lazy("Choose another word for the address.")


def hash_of(texts: Fields) -> str:
    """Name a wording, so that a translation can say what it was made from: 64 hex digits."""
    said = {name: text for name, text in texts.items() if text}
    return hashlib.sha256(json.dumps(said, sort_keys=True, ensure_ascii=False).encode()).hexdigest()


@dataclass(frozen=True, slots=True)
class Unit:
    """All that is known of one text: what the desk wrote, over what an import brought (`files`)."""

    key: Key
    source: str  # the language that the others are translated from
    needed: tuple[str, ...]  # the fields without which a language is not complete
    rows: Mapping[str, Written] = field(default_factory=dict)
    files: Mapping[str, Fields] = field(default_factory=dict)

    def working(self, locale: str) -> Fields:
        """What the desk sees in this language: the newest wording, reviewed or not."""
        return self.rows[locale].texts if locale in self.rows else self.files.get(locale, {})

    def shown(self, locale: str) -> Fields:
        """What readers see in this language, empty where it is none."""
        row = self.rows.get(locale)
        return (row.shown if row and row.shown is not None else None) or self.files.get(locale, {})

    @property
    def to_translate(self) -> Fields:
        """What a translation is made from: the source as readers see it, before that as the desk does."""
        return self.shown(self.source) or self.working(self.source)

    def is_whole(self, texts: Fields) -> bool:
        """Say whether nothing that is needed is left out."""
        return all(texts.get(name, "").strip() for name in self.needed)

    def is_stale(self, locale: str) -> bool:
        """Say whether the source has moved on since what readers see in this language was made."""
        if locale == self.source or not self.shown(locale):
            return False
        row = self.rows.get(locale)
        made_from = row.shown_hash if row and row.shown is not None else hash_of(self.files.get(self.source, {}))
        return made_from != hash_of(self.shown(self.source))

    def state(self, locale: str) -> State:
        """Say how far the text is in this language."""
        if not self.is_whole(self.working(locale)):
            return State.MISSING
        if locale in self.rows and not self.rows[locale].is_reviewed:
            return State.DRAFT
        return State.STALE if self.is_stale(locale) else State.REVIEWED

    def lacking(self, official: Sequence[str]) -> tuple[str, ...]:
        """Name the city's own languages in which it is not reviewed."""
        return tuple(tag for tag in official if self.state(tag) is not State.REVIEWED)

    def is_overruled(self, locale: str) -> bool:
        """Say whether a file has brought another wording since the desk wrote its own."""
        row, said = self.rows.get(locale), self.files.get(locale, {})
        return row is not None and bool(said) and hash_of(said) not in {row.file_hash, hash_of(row.texts)}

    def differs(self, locale: str) -> bool:
        """Say whether the desk's wording is another than the file's."""
        row = self.rows.get(locale)
        return row is not None and hash_of(row.texts) != hash_of(self.files.get(locale, {}))

    def write(self, locale: str, texts: Fields, *, made_from: str, on: date) -> Written:
        """Give the draft that takes the place of what the desk has; readers see what they saw."""
        before = self.rows.get(locale)
        said = hash_of(self.files.get(locale, {}))
        return replace(
            before or Written({}),
            texts=dict(texts),
            source_hash=NOTHING if locale == self.source else made_from,
            is_reviewed=False,
            file_hash=said,
            written_on=on,
            version=(before.version if before else 0) + 1,
        )

    def review(self, locale: str, *, on: date) -> Written:
        """Give the draft as readers will see it. Raises SourceUnread and SourceMoved, of a translation."""
        row = self.rows[locale]
        if locale != self.source:
            if not self.shown(self.source):
                raise SourceUnread
            if row.source_hash != hash_of(self.shown(self.source)):
                raise SourceUnread if row.source_hash == hash_of(self.working(self.source)) else SourceMoved
        return replace(
            row,
            is_reviewed=True,
            shown=row.texts,
            shown_hash=row.source_hash,
            reviewed_on=on,
            version=row.version + 1,
        )
