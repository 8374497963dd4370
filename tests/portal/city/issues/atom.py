"""What RFC 4287 asks of a feed, as rules: a list of what is wrong."""

import re
from collections.abc import Iterator
from typing import Any

from lxml import etree

ATOM = "{http://www.w3.org/2005/Atom}"
XHTML = "{http://www.w3.org/1999/xhtml}"
XML_LANG = "{http://www.w3.org/XML/1998/namespace}lang"
_MOMENT = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?(Z|[+-]\d\d:\d\d)")
_IRI = re.compile(r"(https?://\S+|urn:uuid:[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12})")


def read(body: bytes) -> Any:
    """Read a feed as strictly as XML asks."""
    return etree.fromstring(body, etree.XMLParser(resolve_entities=False, no_network=True))


def wrong(feed: Any) -> list[str]:
    """List what RFC 4287 does not allow."""
    found = [] if feed.tag == f"{ATOM}feed" else ["the root is no feed"]
    found += _once(feed, "id", "title", "updated")
    found += [] if feed.find(f"{ATOM}author/{ATOM}name") is not None else ["4.1.1: no author"]
    found += [] if _links(feed, "self") else ["4.1.1: no link to itself"]
    ids = [entry.findtext(f"{ATOM}id") for entry in feed.iter(f"{ATOM}entry")]
    found += [f"4.1.1: {each} twice" for each in set(ids) if ids.count(each) > 1]
    found += [each for entry in feed.iter(f"{ATOM}entry") for each in _wrong_entry(entry)]
    found += [f"3.3: {each.text}" for each in feed.iter(f"{ATOM}updated") if not _MOMENT.fullmatch(each.text or "")]
    found += [f"4.2.6: {each.text}" for each in feed.iter(f"{ATOM}id") if not _IRI.fullmatch(each.text or "")]
    found += [f"4.2.7: {each.get('href')}" for each in feed.iter(f"{ATOM}link") if not _IRI.fullmatch(each.get("href"))]
    return found


def _wrong_entry(entry: Any) -> Iterator[str]:
    yield from _once(entry, "id", "title", "updated")
    if len(_links(entry, "alternate")) != 1:
        yield "4.1.2: not one alternate"
    for each in entry.iter(f"{ATOM}category"):
        if not each.get("term"):
            yield "4.2.2: a category without a term"
    for each in entry.iter(f"{ATOM}content"):
        if each.get("type") == "xhtml" and [child.tag for child in each] != [f"{XHTML}div"]:
            yield "4.1.3.3: content that is not one div"


def _once(of: Any, *names: str) -> list[str]:
    return [f"{of.tag}: not one {name}" for name in names if len(of.findall(f"{ATOM}{name}")) != 1]


def _links(of: Any, rel: str) -> list[Any]:
    return [each for each in of.findall(f"{ATOM}link") if each.get("rel") == rel]
