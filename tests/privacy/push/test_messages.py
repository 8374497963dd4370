"""Messages for browsers: the vector of the RFC, what a browser opens, and what no browser would have sent."""

import json
from datetime import UTC, datetime

import pytest
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.asymmetric.utils import encode_dss_signature
from cryptography.hazmat.primitives.hashes import SHA256

from privacy.push import messages, sender
from privacy.push.messages import NoSubscription
from privacy.push.sender import decoded, encoded

# Source: RFC 8291, section 5 and appendix A.
PLAIN = b"When I grow up, I want to be a watermelon"
UA_PUBLIC = "BCVxsr7N_eNgVRqvHtD0zTZsEc6-VV-JvLexhqUzORcxaOzi6-AYWXvTBHm4bjyPjs7Vd8pZGH6SRpkNtoIAiw4"
AS_PRIVATE = "yfWPiYE-n46HLnH0KqZOF1fJJU3MYrct3AELtAQ-oRw"
AUTH, SALT = "BTBZMqHH6r4Tts7J_aSIgg", "DGv6ra1nlYgDCS1FRnbzlw"
SEALED = (
    "DGv6ra1nlYgDCS1FRnbzlwAAEABBBP4z9KsN6nGRTbVYI_c7VJSPQTBtkgcy27mlmlMoZIIgDll6e3vCYLocInmYWAmS6TlzAC8wEqKK6PBru3jl7A_"
    "yl95bQpu6cVPTpK4Mqgkf1CXztLVBSt2Ks3oZwbuwXPXLWyouBWLVWGNWQexSgSxsj_Qulcy4a-fN"
)


def test_a_message_is_sealed_as_the_rfc_does_it() -> None:
    own = ec.derive_private_key(int.from_bytes(decoded(AS_PRIVATE), "big"), ec.SECP256R1())
    made = messages.encrypt(PLAIN, p256dh=decoded(UA_PUBLIC), auth=decoded(AUTH), salt=decoded(SALT), own=own)
    assert encoded(made) == SEALED
    again = messages.encrypt(PLAIN, p256dh=decoded(UA_PUBLIC), auth=decoded(AUTH))
    assert len(again) == len(made)
    assert again[:16] != made[:16], "salt and key are new for each message"


@pytest.mark.parametrize(
    ("p256dh", "auth"), [(UA_PUBLIC[:-4], AUTH), (UA_PUBLIC, AUTH[:-4]), ("B" + "A" * 86, AUTH), ("", "")]
)
def test_keys_that_are_none_are_refused(p256dh: str, auth: str) -> None:
    with pytest.raises(NoSubscription):
        messages.encrypt(PLAIN, p256dh=decoded(p256dh), auth=decoded(auth))


def test_a_message_fits_into_one_record() -> None:
    keys = {"p256dh": decoded(UA_PUBLIC), "auth": decoded(AUTH)}
    assert len(messages.encrypt(b"x" * messages.LONGEST, **keys)) == 86 + messages.RECORD
    with pytest.raises(ValueError, match="at most"):
        messages.encrypt(b"x" * (messages.LONGEST + 1), **keys)


def test_who_sends_is_signed_for_one_service_and_half_a_day() -> None:
    key, now = b"k" * 32, datetime(2026, 11, 23, 12, tzinfo=UTC)
    header = sender.authorization(key, origin="https://push.example", contact="mailto:a@b.example", now=now)
    token, told = header.removeprefix("vapid t=").split(", k=")
    assert told == sender.public_key(key)
    signed, _, signature = token.rpartition(".")
    raw = decoded(signature)
    der = encode_dss_signature(int.from_bytes(raw[:32], "big"), int.from_bytes(raw[32:], "big"))
    public = ec.EllipticCurvePublicKey.from_encoded_point(ec.SECP256R1(), decoded(told))
    public.verify(der, signed.encode(), ec.ECDSA(SHA256()))
    claims = json.loads(decoded(signed.split(".")[1]))
    assert claims == {"aud": "https://push.example", "exp": int(now.timestamp()) + 43_200, "sub": "mailto:a@b.example"}
