"""Names a person differently for every purpose, so that two lists cannot be joined without both keys.

A root stands for one person and is worked out again at each sign-in. From the root, each family or process has its own
key and so its own pseudonym. When the key is destroyed, even the city cannot say who was who.
Source: EDPB Guidelines 01/2025 on pseudonymisation (message authentication codes, one key per domain).
"""

import hmac
import unicodedata
from dataclasses import dataclass

_KEPT_APART = frozenset("ßς")  # IDNA 2003 writes these as other letters, IDNA 2008 does not: two owners, two roots
_NOT_IN_AN_ATOM = frozenset('()<>[]:;,"\\')  # quotes and comments are other spellings of one mailbox. RFC 5322 §3.2.3
_LOCAL_OCTETS, _LABEL_OCTETS, _ADDRESS_OCTETS = 64, 63, 254  # Source: RFC 5321 §4.5.3.1, RFC 1035 §2.3.4


class NotAnAddress(Exception):
    """What was typed cannot be an e-mail address."""


@dataclass(frozen=True, slots=True)
class Pseudonym:
    """One person in one family: `number` has 63 bits and fits a BIGINT, `hex` has 128 bits of the same value."""

    number: int
    hex: str


def canonical_email(address: str) -> str:
    """Write an e-mail address in its one form: trimmed, NFKC, case folded, domain in ASCII. Raises NotAnAddress.

    Send mail to this form and never to what was typed: two spellings of one form must lead to one mailbox.
    """
    if len(address) > 2 * _ADDRESS_OCTETS:
        raise NotAnAddress
    local, _, domain = unicodedata.normalize("NFKC", address.strip()).rpartition("@")
    local = unicodedata.normalize("NFKC", local.casefold())
    odd = not local or not local.isprintable() or any(each in _NOT_IN_AN_ATOM or each in "@ " for each in local)
    spelled = f"{local}@{_ascii_domain(domain)}"
    if odd or len(local.encode()) > _LOCAL_OCTETS or len(spelled.encode()) > _ADDRESS_OCTETS:
        raise NotAnAddress
    return spelled


ROOT_BYTES = 32


def root_of_email(address: str, *, key: bytes) -> bytes:
    """Work out a person's root from an e-mail address in any spelling: 32 bytes; raises NotAnAddress."""
    return _mac(key, "root/email", canonical_email(address).encode())


def person_of_email(address: str, *, key: bytes) -> bytes:
    """Work out the root under which a person is counted: what follows a plus sign is a note to oneself, not a person.

    Not for what an account may do: some mail servers give `ana+x` to somebody else. Source: RFC 5233. Raises
    NotAnAddress.
    """
    local, _, domain = canonical_email(address).rpartition("@")
    return root_of_email(f"{local.partition('+')[0] or local}@{domain}", key=key)


def pseudonym(root: bytes, *, key: bytes) -> Pseudonym:
    """Name the person of a root within the family or process that the key belongs to."""
    named = _mac(key, "pseudonym", root)
    return Pseudonym(number=int.from_bytes(named[:8]) >> 1, hex=named[:16].hex())


def mark_of_cookie(cookie: str, *, target: str) -> str:
    """Name the holder of a random cookie for one target (an issue, say): 32 hex digits.

    The cookie is the key, so that a stolen table cannot say which targets belong to one browser.
    """
    return _mac(cookie.encode(), "mark", target.encode())[:16].hex()


def _mac(key: bytes, purpose: str, message: bytes) -> bytes:
    return hmac.digest(key, f"veu1/{purpose}".encode() + b"\0" + message, "sha256")


def _ascii_domain(domain: str) -> str:
    """Write a domain name in ASCII, label by label. Source: RFC 5891 §4."""
    labels = domain.lower().rstrip(".").split(".")
    if len(labels) < 2:
        raise NotAnAddress
    try:
        return ".".join(map(_ascii_label, labels))
    except UnicodeError:
        raise NotAnAddress from None


def _ascii_label(label: str) -> str:
    if _KEPT_APART & set(label):
        written = _plain("xn--" + label.encode("punycode").decode("ascii")) if _plain(label) else ""
    else:
        written = _plain(label.encode("idna").decode("ascii"))
    if not 0 < len(written) <= _LABEL_OCTETS:
        raise NotAnAddress
    return written


def _plain(label: str) -> str:
    """Give a label back when it is letters, digits and inner hyphens, and an empty one otherwise."""
    return label if label.replace("-", "").isalnum() and label.strip("-") == label else ""
