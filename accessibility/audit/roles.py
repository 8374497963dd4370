"""What an element is to a screen reader: its role, explicit or from HTML itself."""

from accessibility.audit.aria import ROLES
from accessibility.audit.element import Element
from accessibility.audit.vocabulary import words

NO_ROLE = frozenset({"none", "presentation"})
# Attributes that make a browser ignore role="none". Source: WAI-ARIA 1.2 §7.1, conflict resolution.
GLOBAL_ARIA = words(
    """aria-atomic aria-busy aria-controls aria-current aria-describedby aria-details aria-dropeffect aria-flowto
    aria-grabbed aria-keyshortcuts aria-label aria-labelledby aria-live aria-owns aria-relevant aria-roledescription"""
)
BY_TAG = {
    "button": "button",
    "summary": "button",
    "textarea": "textbox",
    "table": "table",
    "fieldset": "group",
    "dialog": "dialog",
    "nav": "navigation",
    "main": "main",
    "aside": "complementary",
    "output": "status",
    "meter": "meter",
    "progress": "progressbar",
    "iframe": "iframe",
    **{f"h{level}": "heading" for level in range(1, 7)},
}
# Source: HTML Accessibility API Mappings 1.0 §3.5. A type without a role of its own is a field all the same.
BY_TYPE = {
    "button": "button",
    "submit": "button",
    "reset": "button",
    "image": "button",
    "checkbox": "checkbox",
    "radio": "radio",
    "range": "slider",
    "number": "spinbutton",
    "search": "searchbox",
    "hidden": "",
}
FIELD_ROLES = words(
    "checkbox combobox listbox menuitemcheckbox menuitemradio radio searchbox slider spinbutton switch textbox"
)
INHERITING = {"doc-backlink": "link", "doc-biblioref": "link", "doc-glossref": "link", "doc-noteref": "link"}


def implicit_role(element: Element) -> str:
    """The role that HTML gives, or an empty string."""
    tag = element.tag
    if tag in {"a", "area"}:
        return "link" if element.has("href") else ""
    if tag == "input":
        return BY_TYPE.get(element.get("type").lower(), "textbox")
    if tag == "select":
        size = element.get("size")
        return "listbox" if element.has("multiple") or (size.isdigit() and int(size) > 1) else "combobox"
    if tag == "img":
        return "none" if element.has("alt") and element.get("alt") == "" else "img"
    return BY_TAG.get(tag, "")


def role(element: Element) -> str:
    """The role in force: the first word of `role` that is one, unless it says "none" of what can be reached."""
    named = next((word for word in element.get("role").lower().split() if word in ROLES), "")
    if not named:
        return implicit_role(element)
    if named in NO_ROLE and (element.is_focusable or GLOBAL_ARIA & element.attributes.keys()):
        natural = "img" if element.tag == "img" else implicit_role(element)
        return natural or named
    return INHERITING.get(named, named)
