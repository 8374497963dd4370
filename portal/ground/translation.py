"""Machine translation by a server of the city's own: what residents write never leaves the city for it.

The server speaks the interface of LibreTranslate. It is asked at an address of this machine or of a private network
alone, looked up before each request; nothing that it answers is kept.
"""

import json
import socket
import ssl
from http.client import HTTPConnection, HTTPException
from ipaddress import ip_address
from typing import Final
from urllib.parse import urlsplit

from portal.ground.settings import Settings

TIMEOUT_S: Final = 20
LARGEST_ANSWER: Final = 1 << 20
PORTS: Final = {"http": 80, "https": 443}


class TranslatorAway(Exception):
    """No translation came: the server is not there, does not know the languages, or stands outside the city."""


def is_offered(settings: Settings) -> bool:
    """Whether the city has a server that translates."""
    return bool(settings.translator)


def translate(settings: Settings, text: str, *, source: str, target: str) -> str:
    """Translate a text. `source` and `target` are locale tags; an empty source lets the server find out.

    Raises TranslatorAway. Source of the interface: docs.libretranslate.com, "API Usage".
    """
    parts = urlsplit(settings.translator)
    asked = {"q": text, "source": _code(source) or "auto", "target": _code(target), "format": "text"}
    try:
        connection = _connect(parts.scheme, parts.hostname or "", parts.port or PORTS[parts.scheme])
        try:
            path = f"{parts.path.rstrip('/')}/translate"
            body = json.dumps(asked).encode()
            connection.request("POST", path, body=body, headers={"Content-Type": "application/json"})
            answer = connection.getresponse()
            said = answer.read(LARGEST_ANSWER)
        finally:
            connection.close()
        translated = json.loads(said)["translatedText"] if answer.status == 200 else None
    except (OSError, HTTPException, ValueError, KeyError, TypeError):
        raise TranslatorAway from None  # the chain could carry the text into a log
    if not isinstance(translated, str) or not translated.strip():
        raise TranslatorAway
    return translated


def _code(tag: str) -> str:
    """Name a language as the server does: by its first part alone."""
    return tag.partition("-")[0]


def _connect(scheme: str, host: str, port: int) -> HTTPConnection:
    """Connect to an address that was looked at: a second look-up could lead elsewhere."""
    connection = HTTPConnection(host, port, timeout=TIMEOUT_S)
    found = sorted({str(each[4][0]) for each in socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)})
    if not found or any(not _is_inside(each) for each in found):
        raise TranslatorAway
    plain = socket.create_connection((found[0], port), timeout=TIMEOUT_S)
    secure = scheme == "https"
    connection.sock = ssl.create_default_context().wrap_socket(plain, server_hostname=host) if secure else plain
    return connection


def _is_inside(address: str) -> bool:
    """Whether an address is of this machine or of a private network."""
    where = ip_address(address)
    return (where.is_private or where.is_loopback) and not where.is_multicast and not where.is_unspecified
