"""H16: fields about the person say so, so that the device can fill them; passwords and codes can be pasted."""

from collections.abc import Iterator

from accessibility.audit.context import Context
from accessibility.audit.document import Document
from accessibility.audit.roles import role
from accessibility.audit.rule import Fault, Rule, pages
from accessibility.audit.rules.labels import controls
from accessibility.audit.vocabulary import words

# Source: HTML Living Standard, "Autofill": field names, and those that may follow a kind of contact.
CONTACT = words(
    """email impp tel tel-area-code tel-country-code tel-extension tel-local tel-local-prefix tel-local-suffix
    tel-national"""
)
FIELDS = CONTACT | words(
    """additional-name address-level1 address-level2 address-level3 address-level4 address-line1 address-line2
    address-line3 bday bday-day bday-month bday-year cc-additional-name cc-csc cc-exp cc-exp-month cc-exp-year
    cc-family-name cc-given-name cc-name cc-number cc-type country country-name current-password family-name given-name
    honorific-prefix honorific-suffix language name new-password nickname one-time-code organization
    organization-title photo postal-code sex street-address transaction-amount transaction-currency url username"""
)
KINDS_OF_CONTACT = words("home work mobile fax pager")
SECRETS = words("current-password new-password one-time-code")
# What a field must say, by its type or by its name. Source: WCAG 2.2 SC 1.3.5 and §7 (input purposes).
BY_TYPE = {"email": words("email username"), "tel": words("tel tel-national"), "password": SECRETS}
BY_NAME = {
    "email": words("email username"),
    "phone": words("tel tel-national"),
    "tel": words("tel tel-national"),
    "given_name": words("given-name"),
    "family_name": words("family-name"),
    "postal_code": words("postal-code"),
    "street_address": words("street-address"),
}


def tokens_exist(document: Document, _: Context) -> Iterator[Fault]:
    """Find autocomplete values that no device understands."""
    for each in document.all("input", "select", "textarea"):
        value = each.get("autocomplete").lower()
        is_static = role(each) in {"none", "presentation"} or each.get("aria-disabled") == "true"
        if not value.split() or value.strip() in {"on", "off"} or each.has("disabled") or each.is_hidden or is_static:
            continue
        if each.get("type").lower() not in {"hidden", "button", "submit", "reset"} and not _is_known(value.split()):
            yield each, f"autocomplete=“{value}” means nothing"


def _is_known(tokens: list[str]) -> bool:
    rest = tokens[1:] if tokens[0].startswith("section-") else tokens
    rest = rest[1:] if rest and rest[0] in {"shipping", "billing"} else rest
    if rest and rest[-1] == "webauthn":
        rest = rest[:-1]
    if rest and rest[0] in KINDS_OF_CONTACT:
        return len(rest) == 2 and rest[1] in CONTACT
    return len(rest) == 1 and rest[0] in FIELDS


def personal_fields_say_so(document: Document, _: Context) -> Iterator[Fault]:
    """Find fields about the person without the right token, and secrets that cannot be filled in."""
    for each in controls(document):
        token = (each.get("autocomplete").lower().split() or [""])[-1]
        kind = each.get("type").lower()
        wanted = BY_TYPE.get(kind) or BY_NAME.get(each.get("name").lower())
        if wanted is not None and token not in wanted:
            known = " or ".join(sorted(wanted))
            yield each, f"the field {each.get('name')} is about the person: autocomplete=“{token}” is not {known}"


RULES = (
    Rule(
        id="H16.token",
        applies="Each field that is shown and enabled, with an autocomplete that says more than on or off.",
        expects="Autocomplete values exist.",
        check=tokens_exist,
        criteria=("1.3.5",),
        act=("73f2c2",),
        passed=pages('<input autocomplete="work email">', '<input autocomplete="off">', "<input>"),
        failed=pages('<input autocomplete="mail">', '<input autocomplete="work photo">'),
    ),
    Rule(
        id="H16.personal",
        applies="Each field whose type or name is about the person, and each secret.",
        expects="Fields about the person tell the device what they are; secrets can be filled in.",
        check=personal_fields_say_so,
        criteria=("1.3.5", "3.3.8"),
        passed=pages(
            '<input name="email" type="email" autocomplete="email">',
            '<input name="words">',
            '<input type="password" autocomplete="current-password">',
        ),
        failed=pages(
            '<input name="email" type="email">',
            '<input name="tel" autocomplete="off">',
            '<input type="password" autocomplete="off">',
        ),
    ),
)
