"""A letter reaches the mail server as it was composed, and an error never says to whom it would have gone."""

import logging
import ssl
import traceback
from datetime import UTC, datetime, timedelta
from email import message_from_bytes, policy
from pathlib import Path
from typing import Any

import pytest
from aiosmtpd.smtp import SMTP, AuthResult, Envelope, LoginPassword, Session

from portal.ground.mail.letters import Letter
from portal.ground.mail.mailers import ConsoleMailer, LetterRefused, NotSent, ServerAway, SmtpMailer, mailer_of
from portal.ground.settings import Settings
from tests.mail_server import MailServer, served

MAIL = "maria@example.org"
LETTER = Letter(
    to=MAIL, subject="Hi ha notícies", text="Hi ha notícies.\n", html="<p>Hi ha notícies.</p>", language="ca-valencia"
)


def test_a_letter_arrives_as_it_was_composed(settings: Settings) -> None:
    server = MailServer()
    with served(server, settings) as told:
        mailer_of(told).send(LETTER)
    (envelope,) = server.taken
    assert (envelope.mail_from, envelope.rcpt_tos) == ("veu@city.example", [MAIL])
    assert isinstance(envelope.content, bytes)
    message = message_from_bytes(envelope.content, policy=policy.default)
    assert (message["To"], message["Subject"]) == (MAIL, "Hi ha notícies")
    assert (message["Content-Language"], message["Auto-Submitted"]) == ("ca-valencia", "auto-generated")
    assert [part.get_content_type() for part in message.iter_parts()] == ["text/plain", "text/html"]
    assert server.names == ["city.example"], "not this machine's name"
    assert server.encrypted == [False]


def test_with_starttls_and_a_password_nothing_is_sent_in_clear(
    settings: Settings, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    certificate, context = certificate_for_localhost(tmp_path)
    password = tmp_path / "password"
    password.write_text("a secret\n")

    def check(_server: SMTP, _session: Session, _envelope: Envelope, _mechanism: str, given: Any) -> AuthResult:
        return AuthResult(success=given == LoginPassword(b"veu", b"a secret"), handled=False)

    server = MailServer()
    secured = {"tls_context": context, "require_starttls": True, "authenticator": check, "auth_required": True}
    named = {"smtp_starttls": True, "smtp_user": "veu", "smtp_password_file": password, "smtp_host": "localhost"}
    with served(server, settings, **secured) as plain:
        told = plain.model_copy(update=named)
        with pytest.raises(ServerAway):
            SmtpMailer(told).send(LETTER)  # the server's certificate is not trusted yet
        assert server.taken == []
        monkeypatch.setenv("SSL_CERT_FILE", str(certificate))
        SmtpMailer(told).send(LETTER)
        password.write_text("a wrong one")
        with pytest.raises(LetterRefused):
            SmtpMailer(told).send(LETTER)
    assert server.encrypted == [True]


@pytest.mark.parametrize(
    ("refusal", "expected"), [(f"550 no such user {MAIL}", LetterRefused), (f"451 later, {MAIL}", ServerAway)]
)
def test_a_refusal_says_why_but_not_whom(
    settings: Settings, caplog: pytest.LogCaptureFixture, refusal: str, expected: type[NotSent]
) -> None:
    caplog.set_level(logging.DEBUG)
    with served(MailServer(refusal), settings) as told, pytest.raises(expected) as raised:
        SmtpMailer(told).send(LETTER)
    assert raised.value.args == (int(refusal[:3]),)
    assert "maria" not in "".join(traceback.format_exception(raised.value))
    assert "maria" not in "".join(record.getMessage() for record in caplog.records if record.name.startswith("portal"))


def test_a_server_that_is_not_there_is_tried_again_later(settings: Settings) -> None:
    with served(MailServer(), settings) as told:
        pass
    with pytest.raises(ServerAway) as raised:
        SmtpMailer(told).send(LETTER)
    assert "maria" not in "".join(traceback.format_exception(raised.value))


def test_without_a_mail_server_letters_are_printed(settings: Settings, capsys: pytest.CaptureFixture[str]) -> None:
    mailer = mailer_of(settings)
    assert isinstance(mailer, ConsoleMailer)
    mailer.send(LETTER)
    printed = capsys.readouterr().out
    for words in (f"To: {MAIL}", "Subject: Hi ha notícies", "Content-Language: ca-valencia", "Hi ha notícies.\n"):
        assert words in printed


def certificate_for_localhost(folder: Path) -> tuple[Path, ssl.SSLContext]:
    """Make a certificate that nobody trusts yet, and a server's context that shows it."""
    from cryptography import x509
    from cryptography.hazmat.primitives import hashes, serialization
    from cryptography.hazmat.primitives.asymmetric import ec

    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(x509.NameOID.COMMON_NAME, "localhost")])
    now = datetime.now(UTC)
    made = (
        x509.CertificateBuilder(name, name, key.public_key(), x509.random_serial_number())
        .not_valid_before(now - timedelta(days=1))
        .not_valid_after(now + timedelta(days=1))
        .add_extension(x509.SubjectAlternativeName([x509.DNSName("localhost")]), critical=False)
        .add_extension(x509.BasicConstraints(ca=True, path_length=None), critical=True)
        .sign(key, hashes.SHA256())
    )
    private = serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
    certificate, secret = folder / "certificate.pem", folder / "key.pem"
    certificate.write_bytes(made.public_bytes(serialization.Encoding.PEM))
    secret.write_bytes(key.private_bytes(serialization.Encoding.PEM, *private))
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(certificate, secret)
    return certificate, context
