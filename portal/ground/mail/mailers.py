"""The two ways out for a letter: printed, for the demo, or handed to a mail server."""

import smtplib
import ssl
from email.message import EmailMessage
from email.policy import SMTP
from email.utils import format_datetime, make_msgid
from typing import Protocol

import click

from portal.ground import clock
from portal.ground.mail.letters import Letter
from portal.ground.settings import Settings

TIMEOUT_S = 20


class NotSent(Exception):
    """A letter did not leave. The text of these errors never says to whom it would have gone."""


class ServerAway(NotSent):
    """The mail server cannot be reached, or does not speak as it should: try again later."""


class LetterRefused(NotSent):
    """The mail server is there and does not take this letter; `args` holds its reply code, if it gave one."""


class Mailer(Protocol):
    """Whatever can send a letter."""

    def send(self, letter: Letter) -> None: ...


class ConsoleMailer:
    """Prints letters instead of sending them."""

    def __init__(self, sender: str) -> None:
        self._sender = sender

    def send(self, letter: Letter) -> None:
        """Print a letter as it would be sent, in plain text."""
        rule = "─" * 60
        head = f"To: {letter.to}\nSubject: {letter.subject}\nContent-Language: {letter.language}"
        click.echo(f"{rule}\nFrom: {self._sender}\n{head}\n\n{letter.text}{rule}")


class SmtpMailer:
    """Hands letters to the mail server of the settings."""

    def __init__(self, settings: Settings) -> None:
        self._settings = settings

    def send(self, letter: Letter) -> None:
        """Send a letter; raises ServerAway or LetterRefused."""
        message = message_of(letter, sender=self._settings.mail_from)
        try:
            self._hand_over(message, letter.to)
        except (smtplib.SMTPRecipientsRefused, smtplib.SMTPResponseException) as refused:
            # `from None`: the chain would carry the address into a log.
            raise _reason(refused) from None
        except (smtplib.SMTPException, OSError):
            raise ServerAway from None

    def _hand_over(self, message: EmailMessage, to: str) -> None:
        settings = self._settings
        name = _domain(settings.mail_from)  # or smtplib would ask the resolver for this machine's name and tell it
        with smtplib.SMTP(settings.smtp_host, settings.smtp_port, local_hostname=name, timeout=TIMEOUT_S) as server:
            if settings.smtp_starttls:
                server.starttls(context=ssl.create_default_context())
            if settings.smtp_user:
                server.login(settings.smtp_user, settings.smtp_password().get_secret_value())
            server.send_message(message, to_addrs=[to])  # to nobody else, however a header may be read


def mailer_of(settings: Settings) -> Mailer:
    """Return the way out that the settings name: a mail server, or else the console."""
    return SmtpMailer(settings) if settings.smtp_host else ConsoleMailer(settings.mail_from)


def message_of(letter: Letter, *, sender: str) -> EmailMessage:
    """Write a letter as a MIME message.

    Source: RFC 3282 (Content-Language), RFC 3834 §5 (Auto-Submitted: no absence notes in answer), RFC 8058 (one press
    ends the letters).
    """
    message = EmailMessage(policy=SMTP)
    message["From"] = sender
    message["To"] = letter.to
    message["Subject"] = letter.subject
    message["Date"] = format_datetime(clock.now())
    message["Message-ID"] = make_msgid(domain=_domain(sender))
    message["Auto-Submitted"] = "auto-generated"
    if letter.stop:
        message["List-Unsubscribe"] = f"<{letter.stop}>"
        message["List-Unsubscribe-Post"] = "List-Unsubscribe=One-Click"
    message.set_content(letter.text)
    if letter.html is not None:
        message.add_alternative(letter.html, subtype="html")
    message["Content-Language"] = letter.language  # last: a second body would take the content headers with it
    return message


def _domain(address: str) -> str:
    return address.rpartition("@")[2].strip("<> ") or "localhost"


def _reason(refused: smtplib.SMTPException) -> NotSent:
    code = refused.smtp_code if isinstance(refused, smtplib.SMTPResponseException) else _first_code(refused)
    temporary = code is None or 400 <= code < 500 or isinstance(refused, smtplib.SMTPConnectError)
    return ServerAway(code) if temporary else LetterRefused(code)


def _first_code(refused: smtplib.SMTPException) -> int | None:
    replies = refused.recipients.values() if isinstance(refused, smtplib.SMTPRecipientsRefused) else ()
    return next((code for code, _ in replies), None)
