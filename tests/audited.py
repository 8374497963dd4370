"""Every page that a test fetches is audited, by whatever client and in whatever state: nobody has to ask for it."""

from collections import Counter
from collections.abc import Mapping
from functools import wraps
from typing import Any
from urllib.parse import urlsplit

import httpx2

from accessibility.audit.catalogue import RULES
from accessibility.audit.context import Context
from accessibility.audit.page import audit
from accessibility.audit.rule import Rule
from i18n.locales import shipped
from i18n.translator import translator

HTML = "text/html"
# A page of a test's own, written to be wrong, says so with this header and is left alone.
SAMPLE = "x-sample"
# What has to be so when a page opens, and may have changed when somebody has acted on it.
AT_FIRST = ("H0.", "H2.error", "H8.", "H19.", "H22.")
AFTERWARDS = tuple(rule for rule in RULES if not rule.id.startswith(AT_FIRST))
audited: Counter[str] = Counter()  # how many pages of each kind this process has audited


def facts_of(url: str, *, status: int, cookies: str, is_part: bool, has_summary: bool) -> Context:
    """Tell what the HTML alone cannot say."""
    path = urlsplit(url).path
    locale = next((found for part in path.split("/") if (found := shipped(part))), None)
    prefix = translator(locale).pgettext.text("before an error message", "Error:") if locale else "Error:"
    return Context(
        url=path,
        language=locale.html_lang if locale else None,
        direction=locale.direction if locale else None,
        site="Veu",
        error_prefix=prefix,
        has_errors=status == 422 or (status == 429 and has_summary),
        has_session=("__Host-staff" if path.startswith("/staff") else "__Host-sid") in cookies,
        is_fragment=is_part,
        may_style="/report" in path,
    )


def check(url: str, html: str, *, status: int, cookies: str = "", rules: tuple[Rule, ...] = RULES) -> None:
    """Refuse a page, or a part of one, with its faults. A part has no `<html>`: it is what htmx swaps in."""
    is_part = "<html" not in html[:600].lower()
    audited["part" if is_part else "page"] += 1
    facts = facts_of(url, status=status, cookies=cookies, is_part=is_part, has_summary='id="errors"' in html)
    findings = audit(html, context=facts, rules=rules)
    assert not findings, f"{url} ({status}):\n" + "\n".join(map(str, findings))


def is_page(headers: Mapping[str, str]) -> bool:
    """Say whether an answer is HTML of the portal's."""
    return headers.get("content-type", "").startswith(HTML) and SAMPLE not in headers


def install() -> None:
    """Let each client of this process audit what it is given; a second time changes nothing."""
    if not hasattr(httpx2.Client.send, "audits"):
        httpx2.Client.send = _auditing(httpx2.Client.send)  # type: ignore[method-assign]
        httpx2.AsyncClient.send = _auditing_later(httpx2.AsyncClient.send)  # type: ignore[method-assign]


def _auditing(send: Any) -> Any:
    @wraps(send)
    def sent(client: Any, request: Any, **how: Any) -> Any:
        answer = send(client, request, **how)
        for each in (*answer.history, answer):
            if is_page(each.headers):
                each.read()
                check(str(each.url), each.text, status=each.status_code, cookies=" ".join(client.cookies))
        return answer

    sent.audits = True  # type: ignore[attr-defined]
    return sent


def _auditing_later(send: Any) -> Any:
    @wraps(send)
    async def sent(client: Any, request: Any, **how: Any) -> Any:
        answer = await send(client, request, **how)
        for each in (*answer.history, answer):
            if is_page(each.headers):
                await each.aread()
                check(str(each.url), each.text, status=each.status_code, cookies=" ".join(client.cookies))
        return answer

    return sent
