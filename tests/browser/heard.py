"""What a screen reader says of a page, from the browser's own accessibility tree: one phrase a line, as it is read."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from playwright.sync_api import Page

SILENT = {"InlineTextBox", "ListMarker", "LineBreak"}
LANDMARKS = {"banner", "navigation", "main", "contentinfo", "complementary", "region", "form", "search"}
WIDGETS = {"link", "button", "textbox", "searchbox", "radio", "checkbox", "combobox", "listbox", "spinbutton", "slider",
           "image", "DisclosureTriangle", "meter", "progressbar", "option", "img"}  # fmt: skip
SAID_AS = {"DisclosureTriangle": "button", "img": "image", "Iframe": "frame"}
HOLDERS = {"group", "radiogroup", "list", "table", "alert", "figure", "dialog"}
# What is another in each run; everything else is compared to the letter.
CHANGING = (
    (re.compile(r"\b(?:\w{4}-){5}\w{4}\b"), "CODE"),
    (re.compile(r"\b[A-Z]{3} \w{3} \w{3}\b"), "REFERENCE"),
    (re.compile(r"[\u2066-\u2069\u200e\u200f]"), ""),
)


@dataclass(frozen=True, slots=True)
class Node:
    """One node of the tree, as far as it is said."""

    role: str
    name: str
    description: str
    value: str
    states: dict[str, Any]
    children: tuple["Node", ...]
    is_ignored: bool


def heard(page: Page) -> tuple[str, ...]:
    """Read the page from its title to its end."""
    session = page.context.new_cdp_session(page)
    nodes = session.send("Accessibility.getFullAXTree")["nodes"]
    session.detach()
    by_id = {each["nodeId"]: each for each in nodes}
    root = next(each for each in nodes if "parentId" not in each)
    return tuple(_tidied(_spoken(_node(root, by_id))))


def _node(told: dict[str, Any], by_id: dict[str, dict[str, Any]]) -> Node:
    def text(key: str) -> str:
        return " ".join(str(told.get(key, {}).get("value", "")).split())

    states = {each["name"]: each["value"].get("value") for each in told.get("properties", ())}
    children = tuple(_node(by_id[each], by_id) for each in told.get("childIds", ()) if each in by_id)
    return Node(text("role"), text("name"), text("description"), text("value"), states, children, told["ignored"])


def phrases_of_main(phrases: tuple[str, ...]) -> tuple[str, ...]:
    """What is heard after the skip link: the frame round it is the same on each page."""
    return phrases[phrases.index("main") : phrases.index("contentinfo")]


def _tidied(pieces: Iterator[tuple[str, str]]) -> Iterator[str]:
    """Leave out text that a control says as its name or description, and what is only signs."""
    said = list(pieces)
    told = " | ".join(text for kind, text in said if kind == "phrase")
    for kind, text in said:
        words = " ".join(text.split())
        if not any(letter.isalnum() for letter in words) or (kind == "text" and words in told):
            continue
        for pattern, instead in CHANGING:
            words = pattern.sub(instead, words)
        yield words


def _spoken(node: Node) -> Iterator[tuple[str, str]]:
    """Say a node and what is in it; text that stands together is one phrase."""
    run: list[str] = []
    for kind, text in _pieces(node):
        if kind == "text":
            run.append(text)
            continue
        if run:
            yield "text", "".join(run)
            run = []
        if kind == "phrase":
            yield "phrase", text
    if run:
        yield "text", "".join(run)


def _pieces(node: Node) -> Iterator[tuple[str, str]]:
    if node.is_ignored or node.role in {"generic", "none", "emphasis", "strong", "code", "Abbr", "mark", ""}:
        for child in node.children:
            yield from _pieces(child)
        if node.states.get("focused") and not node.is_ignored:
            yield "phrase", "(the focus is here)"
    elif node.role in SILENT:
        return
    elif node.role == "StaticText":
        yield "text", node.name + " "
    elif node.role == "heading":
        yield "phrase", _said(f"heading {node.states.get('level')}", node)
    elif node.role in WIDGETS:
        yield "phrase", _said(SAID_AS.get(node.role, node.role), node)
    else:
        yield from _held(node)


def _held(node: Node) -> Iterator[tuple[str, str]]:
    yield "end", ""
    if node.role == "RootWebArea":
        yield "phrase", _said("page", node)
    elif node.role in LANDMARKS and (node.name or node.role not in {"region", "form"}):
        yield "phrase", _said(node.role, node)
    elif node.role == "list":
        yield "phrase", f"list, {sum(child.role == 'listitem' for child in _open(node))} items"
    elif node.role in HOLDERS:
        yield "phrase", _said(node.role, node)
    for child in node.children:
        yield from _pieces(child)
    yield "end", ""


def _open(node: Node) -> Iterator[Node]:
    for child in node.children:
        if child.is_ignored or child.role == "generic":
            yield from _open(child)
        else:
            yield child


def _said(role: str, node: Node) -> str:
    parts = [role, node.name, node.value if node.value != node.name else "", *_states(node), node.description]
    return ", ".join(part for part in parts if part)


def _states(node: Node) -> Iterator[str]:
    if node.role in {"radio", "checkbox"}:
        yield "checked" if node.states.get("checked") in (True, "true") else "not checked"
    if "expanded" in node.states:
        yield "expanded" if node.states["expanded"] else "collapsed"
    if node.states.get("invalid") in (True, "true"):
        yield "invalid"
    if node.states.get("disabled"):
        yield "unavailable"
    if node.states.get("focused") and node.role != "RootWebArea":
        yield "(the focus is here)"
