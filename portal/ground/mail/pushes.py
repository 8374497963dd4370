"""Messages on phones: one request to the push service of a browser, and to nobody else.

The address comes from the browser of a resident. It is the one address of a user to which the portal ever sends: only
to hosts that the settings name, by https, without following where it leads, and never to an address of this network.
"""

import json
import socket
import ssl
from dataclasses import dataclass, field
from http.client import HTTPConnection, HTTPException
from ipaddress import IPv6Address, IPv6Network, ip_address
from typing import Final, Protocol
from urllib.parse import urlsplit

from portal.ground import clock
from portal.ground.mail.mailers import ServerAway
from portal.ground.settings import Mode, Settings
from privacy.push import messages, sender
from privacy.push.messages import NoSubscription
from privacy.vault.keys import KeyRing

TIMEOUT_S: Final = 10
KEPT_FOR_S: Final = 3 * 24 * 3600  # how long the service waits for a phone that is switched off
LONGEST_ENDPOINT: Final = 1_000
HTTPS_PORT: Final = 443


class Gone(Exception):
    """The browser does not want these messages any more, or the service does not know it."""


@dataclass(frozen=True, slots=True)
class Subscription:
    """Where a browser waits, and its keys. `repr` shows none of it."""

    endpoint: str = field(repr=False)
    p256dh: str = field(repr=False)
    auth: str = field(repr=False)

    def written(self) -> str:
        """Write it as one text, for the vault."""
        return json.dumps([self.endpoint, self.p256dh, self.auth])


class Pusher(Protocol):
    """Whatever can tell a phone."""

    def send(self, subscription: Subscription, message: bytes) -> None: ...


def read(text: str) -> Subscription:
    """Read a subscription that the vault kept."""
    return Subscription(*json.loads(text))


def checked(subscription: Subscription, settings: Settings) -> Subscription:
    """Return a subscription that may be kept; raises NoSubscription."""
    try:
        messages.check(p256dh=sender.decoded(subscription.p256dh), auth=sender.decoded(subscription.auth))
    except ValueError:
        raise NoSubscription from None
    if not is_allowed(subscription.endpoint, settings):
        raise NoSubscription
    return subscription


def hosts_of(settings: Settings) -> tuple[str, ...]:
    """List the push services that the settings name."""
    return tuple(each.strip() for each in settings.push_hosts.split(",") if each.strip())


def is_allowed(endpoint: str, settings: Settings) -> bool:
    """Whether an address is one of a push service that the settings name. Tests may name a whole origin, too."""
    try:
        parts = urlsplit(endpoint)
        host, port = parts.hostname or "", parts.port
    except ValueError:
        return False
    if len(endpoint) > LONGEST_ENDPOINT or not endpoint.isascii() or not endpoint.isprintable() or " " in endpoint:
        return False
    hosts = hosts_of(settings)
    if settings.mode is Mode.TEST and f"{parts.scheme}://{parts.netloc}" in hosts:
        return True
    if parts.scheme != "https" or port not in (None, HTTPS_PORT) or "@" in parts.netloc or parts.fragment:
        return False
    return any(host == each or (each.startswith("*.") and host.endswith(each[1:])) for each in hosts)


class WebPush:
    """Sends to the push services of browsers. Source: RFC 8030."""

    def __init__(self, settings: Settings, ring: KeyRing) -> None:
        self._settings = settings
        self._ring = ring

    def send(self, subscription: Subscription, message: bytes) -> None:
        """Send one message; raises Gone, and ServerAway where it is to be tried again."""
        if not is_allowed(subscription.endpoint, self._settings):
            raise Gone  # the city took its service off the list
        parts = urlsplit(subscription.endpoint)
        p256dh, auth = sender.decoded(subscription.p256dh), sender.decoded(subscription.auth)
        body = messages.encrypt(message, p256dh=p256dh, auth=auth)
        path = f"{parts.path}?{parts.query}" if parts.query else parts.path
        try:
            connection = self._connect(parts.scheme, parts.hostname or "", parts.port)
            try:
                connection.request("POST", path, body=body, headers=self._headers(f"{parts.scheme}://{parts.netloc}"))
                status = connection.getresponse().status
            finally:
                connection.close()
        except (OSError, HTTPException):
            raise ServerAway from None  # the chain would carry the address into a log
        _judge(status)

    def _headers(self, origin: str) -> dict[str, str]:
        settings = self._settings
        signed = sender.authorization(
            self._ring.named(sender.KEY), origin=origin, contact=f"mailto:{settings.mail_from}", now=clock.now()
        )
        return {
            "Authorization": signed,
            "Content-Encoding": "aes128gcm",
            "Content-Type": "application/octet-stream",
            "TTL": str(KEPT_FOR_S),
            "Urgency": "normal",
        }

    def _connect(self, scheme: str, host: str, port: int | None) -> HTTPConnection:
        """Connect to an address that was looked at: a second look-up could lead elsewhere."""
        connection = HTTPConnection(host, port or HTTPS_PORT, timeout=TIMEOUT_S)
        address = self._looked_up(host, port or HTTPS_PORT)
        plain = socket.create_connection((address, port or HTTPS_PORT), timeout=TIMEOUT_S)
        if scheme == "https":
            connection.sock = ssl.create_default_context().wrap_socket(plain, server_hostname=host)
        else:
            connection.sock = plain
        return connection

    def _looked_up(self, host: str, port: int) -> str:
        found = {str(each[4][0]) for each in socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)}
        is_private = not all(map(is_public, found))
        if not found or (is_private and self._settings.mode is not Mode.TEST):
            raise ServerAway
        return min(found)


_CARRIERS: Final = tuple(map(IPv6Network, ("64:ff9b::/96", "64:ff9b:1::/48", "::/96")))


def is_public(address: str) -> bool:
    """Whether an address leads to the public net, also where an IPv6 one only carries an address of IPv4.

    Source: RFC 6052 (NAT64), RFC 3056 (6to4), RFC 4380 (Teredo), RFC 4291 §2.5.5 (IPv4-compatible).
    """
    found = ip_address(address)
    if isinstance(found, IPv6Address) and (found.sixtofour or found.teredo or any(found in net for net in _CARRIERS)):
        return False
    if isinstance(found, IPv6Address) and found.ipv4_mapped:
        return is_public(str(found.ipv4_mapped))
    return found.is_global and not found.is_multicast


def _judge(status: int) -> None:
    if status in (404, 410):
        raise Gone
    if status == 429 or status >= 500:
        raise ServerAway(status)
