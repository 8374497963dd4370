"""Tidies the characters of a text: what cannot be seen must not change what is read.

`tidy` is for what people typed, before it is kept. `folded` is for looking: same length, every digit, dash and space in
its plain form, so that a place in the folded text is the same place in the text.
"""

import re
import unicodedata

_UNSEEN = re.compile(
    "[\0-\x08\x0b-\x1f\x7f-\x9f"  # control characters except tab and line feed
    "\u202a-\u202e"  # embeddings and overrides, which no plain text needs; Source: UAX #9, CVE-2021-42574
    "\ud800-\udfff\ufffe\uffff\ufeff\ufff9-\ufffb]"  # halves of characters, and what is no character
)
_LINE_ENDS = re.compile("\r\n?|[\x85\u2028\u2029]")
_ISOLATE = re.compile("[\u2066-\u2069]")
_CLOSE = "\u2069"
_NEEDS_NOTHING = re.compile("[\t\n -~\xa0-\u02ff]*")  # composed letters and plain signs
MOST_MARKS = 30
_PILE = re.compile(rf"[^\x00-\u02ff]{{{MOST_MARKS + 1}}}")  # a hint: in some alphabets, whole words look like this

_NO_WIDTH = re.compile(
    "[\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180f\u200b-\u200f\u2060-\u206f\u3164\ufe00-\ufe0f\uffa0"
    "\U000e0000-\U000e01ef]"  # Source: Unicode, Default_Ignorable_Code_Point
)
_BLANK_BRAILLE = "\u2800"  # a sign that shows nothing
_LATER = 0x600  # before it, only full forms and signs that people mean: "nº", "m²"
_FULL_WIDTH = {0xFEE0 + plain: chr(plain) for plain in range(0x21, 0x7F)}
_DASHES = dict.fromkeys((*range(0x2010, 0x2016), 0x2212, 0xFE63, 0x30FC), "-")
_SPACES = dict.fromkeys((0xA0, 0xAD, *range(0x2000, 0x2010), 0x202F, 0x205F, 0x2060, 0x3000), " ")
_MARKS = {0x061C: " ", 0x066B: ",", 0x066C: ".", 0xB7: ".", 0x2022: "."}
_JOINT = re.compile(r"(?<=\d)_(?=\d)")


class _Plain(dict[int, str]):
    """How a character is written plainly: by the table, or by what its Unicode name says it stands for."""

    def __missing__(self, code: int) -> str | int:
        letter = chr(code)
        if code < _LATER:
            return code
        if letter.isdigit():
            return str(unicodedata.digit(letter))
        stands_for = unicodedata.normalize("NFKC", letter)
        return stands_for if len(stands_for) == 1 and stands_for.isascii() else code


_PLAIN = _Plain({**_FULL_WIDTH, **_DASHES, **_SPACES, **dict.fromkeys(range(0x2066, 0x206A), " "), **_MARKS})


def tidy(text: str) -> str:
    """Compose letters (NFC), use one kind of line end, and take out what is unseen and turns text round.

    Isolates (U+2066 to U+2069) stay in a line where each one is closed again.
    """
    if _NEEDS_NOTHING.fullmatch(text):
        return text
    text = _with_few_marks(_UNSEEN.sub("", _LINE_ENDS.sub("\n", text)))
    if _ISOLATE.search(text):
        text = "\n".join(line if _is_balanced(line) else _ISOLATE.sub("", line) for line in text.split("\n"))
    return unicodedata.normalize("NFC", text)


def tidy_line(text: str) -> str:
    """Tidy what stands in one line, and write its words with one space between them."""
    return " ".join(tidy(text).split())


def folded(text: str) -> str:
    """Write digits, dashes and spaces plainly; the result is exactly as long as the text."""
    return _JOINT.sub("-", text if text.isascii() else text.translate(_PLAIN))


def without_unseen(text: str) -> tuple[str, tuple[int, ...]]:
    """Leave out what takes no room on a line; give the rest, and of each character where it stands in the text."""
    places = tuple(at for at, letter in enumerate(text) if not _NO_WIDTH.match(letter))
    return "".join(text[at] for at in places), places


def has_unseen(text: str) -> bool:
    """Whether there is anything in a text that takes no room on a line."""
    return not text.isascii() and _NO_WIDTH.search(text) is not None


def visible(text: str) -> int:
    """Count the letters, digits and signs that can be seen: no space, no mark of a letter, nothing that is blank."""
    shown, _ = without_unseen(text)
    return sum(letter != _BLANK_BRAILLE and unicodedata.category(letter)[0] in "LNPS" for letter in shown)


def _with_few_marks(text: str) -> str:
    """Leave no letter more than 30 marks, which no language needs; composing a long pile takes quadratic time.

    Source: UAX #15 §13, Stream-Safe Text Format.
    """
    if not _PILE.search(text):
        return text
    kept, pile = [], 0
    for letter in text:
        pile = pile + 1 if unicodedata.combining(letter) else 0
        if pile <= MOST_MARKS:
            kept.append(letter)
    return "".join(kept)


def _is_balanced(line: str) -> bool:
    depth = 0
    for mark in _ISOLATE.findall(line):
        depth += -1 if mark == _CLOSE else 1
        if depth < 0:
            return False
    return depth == 0
