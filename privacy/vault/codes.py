"""Makes and reads the secrets that people hold: tracking codes, references, session ids, draft and link tokens.

None of them is ever stored: the database holds `stored_form`, an HMAC. All have 112 bits or more, so a keyed hash is
enough where a password would need a slow one. Source: OWASP ASVS 5.0 §6.5.2.
"""

import base64
import hmac
import re
import secrets
import unicodedata

from privacy.vault.keys import split

CROCKFORD = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
REFERENCE_LETTERS = "23456789CDFHJKMNPQRTVWXY"  # nothing that looks like another, and no vowels, so no words
TRACKING_LETTERS = 24
GROUP = 4
_PHONE_SECRET = re.compile("[0-9a-f]{32}")
_MISREAD = str.maketrans({"O": "0", "I": "1", "L": "1"})


class NotACode(Exception):
    """What was typed cannot be a code or a reference of this kind."""


def new_tracking_code() -> str:
    """Make a tracking code of 120 bits, written in 6 groups of 4. Source: Crockford base32."""
    drawn = secrets.token_bytes(TRACKING_LETTERS)
    return written_in_groups("".join(CROCKFORD[byte % len(CROCKFORD)] for byte in drawn))  # 32 divides 256


def read_tracking_code(typed: str) -> str:
    """Read a tracking code as people type it, without groups: any case, spaces, dashes, O for 0, I and L for 1.

    Raises NotACode.
    """
    return _checked(_letters(typed).translate(_MISREAD), CROCKFORD, TRACKING_LETTERS)


def letters_missing(typed: str) -> int:
    """Say how many characters a tracking code lacks as it was typed; below 0, how many it has too many."""
    return TRACKING_LETTERS - len(_letters(typed))


def written_in_groups(code: str) -> str:
    """Write a code in groups of four, as it is shown and read aloud."""
    return "-".join(code[at : at + GROUP] for at in range(0, len(code), GROUP))


def new_reference(prefix: str) -> str:
    """Draw a public reference such as `VEU 7K3 9QF`: one of 191 million.

    Random, so that it tells neither how many there are nor when it was made. The caller draws again when it is taken.
    """
    drawn = "".join(secrets.choice(REFERENCE_LETTERS) for _ in range(6))
    return f"{prefix} {drawn[:3]} {drawn[3:]}"


def read_reference(typed: str, *, prefix: str) -> str:
    """Read a reference as people type it, with or without its prefix; raises NotACode."""
    letters = _letters(typed)
    if len(letters) != 6:
        letters = letters.removeprefix(_letters(prefix))
    drawn = _checked(letters, REFERENCE_LETTERS, 6)
    return f"{prefix} {drawn[:3]} {drawn[3:]}"


def new_session_id() -> str:
    """Make the secret of a session cookie: 256 bits, 43 characters."""
    return secrets.token_urlsafe(32)


def new_link_token() -> str:
    """Make the secret of a link that works once: 256 bits, 43 characters. The caller deletes its row at first use."""
    return secrets.token_urlsafe(32)


def new_draft_token(*, key: bytes, hour: int = 0) -> str:
    """Make the secret address of a draft: 128 bits, its hour, and the mark by which its maker knows it; 36 characters.

    `hour` counts from 1970: an address that nobody has used can end.
    """
    secret = secrets.token_bytes(16) + hour.to_bytes(3)
    return base64.urlsafe_b64encode(secret + _mark(secret, key)).decode()


def draft_hour(token: str) -> int:
    """Read the hour of a draft's address, whose mark `draft_key` has looked at."""
    return int.from_bytes(base64.b64decode(token, altchars=b"-_")[16:19])


def draft_key(token: str, *, key: bytes) -> bytes:
    """Derive the key that seals a draft from its address and the city's draft key: both are needed.

    Raises NotACode, also for an address that was not made here: nobody can invent the address of a draft to come.
    """
    try:
        found = base64.b64decode(token, altchars=b"-_", validate=True)
    except ValueError:
        raise NotACode from None
    secret, mark = found[:19], found[19:]
    if not hmac.compare_digest(mark, _mark(secret, key)):
        raise NotACode
    return split(secret, "draft", salt=key)


def phone_key(secret: str, *, key: bytes) -> bytes:
    """Derive the key that seals a receipt from what a phone has drawn, 128 bits in hex, and the city's key.

    Raises NotACode.
    """
    if not _PHONE_SECRET.fullmatch(secret):
        raise NotACode
    return split(bytes.fromhex(secret), "phone", salt=key)


def stored_form(secret: str, *, key: bytes) -> str:
    """Write a secret as the database may hold it: 64 hex digits, useless without the key."""
    return hmac.digest(key, b"veu1/stored\0" + secret.encode(), "sha256").hex()


def equal(one: str, other: str) -> bool:
    """Compare two secrets in a time that does not depend on where they differ."""
    return hmac.compare_digest(one.encode(), other.encode())


def _mark(secret: bytes, key: bytes) -> bytes:
    return hmac.digest(key, b"veu1/draft\0" + secret, "sha256")[:8]


def _letters(typed: str) -> str:
    """Keep letters and digits only, in capitals: full-width forms are read, every space and dash goes."""
    return "".join(each for each in unicodedata.normalize("NFKC", typed[:200]).upper() if each.isalnum())


def _checked(letters: str, alphabet: str, length: int) -> str:
    if len(letters) != length or set(letters) - set(alphabet):
        raise NotACode
    return letters
