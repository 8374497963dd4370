"""A small repository to extract from: one room, one staff page, one mail."""

from pathlib import Path

import pytest

FILES = {
    "portal/listen/reports/rules.py": """\
from i18n.lazy import lazy, nlazy, plazy

TOO_LONG = nlazy("Write at most %(n)s letter.", "Write at most %(n)s letters.")
TOO_EARLY = lazy("Choose a date after %(day)s.")
# Translators: on a button. max-length: 12
VERB = plazy("verb", "Report")
SHARED = lazy("Your report")
""",
    "portal/listen/reports/flow/routes.py": """\
def title(tr, place):
    return tr.gettext.text("Photo of %(place)s", place=place), tr.ngettext.text("%(n)s photo", "%(n)s photos", 2)
""",
    "portal/doors/staff/forms.py": 'from i18n.lazy import lazy\n\nLABEL = lazy("Hide this report")\n',
    "accessibility/purposes.py": 'def N_(text):\n    return text\n\n\nWHY = N_("So that we can answer you.")\n',
    "templates/reports/new.html": """\
<h1>{{ _("Report a problem") }}</h1>
<p>{{ _("Sent to %(office)s on %(day)s.", office=office, day=day) }}</p>
<img alt="{{ _.text('Photo of %(place)s', place=place) }}">
{{ ngettext("%(n)s voice", "%(n)s voices", count) }} {{ pgettext("verb", "Report") }}
{{ npgettext.text("case", "%(n)s report", "%(n)s reports", count) }}
{{ _("Read the %(link_start)srules%(link_end)s & tell 50 % of people.", link_start=start, link_end=end) }}
{{ _(variable) }}
""",
    "templates/staff/index.html": '{% do nothing() %}{{ _("Only staff") }} {{ _("Report a problem") }}\n',
    "templates/email/sent/subject.txt": '{{ _.text("Your report") }} {{ _.text("We have it") }}\n',
}


@pytest.fixture
def repository(tmp_path: Path) -> Path:
    """Return the root of the repository, nothing extracted yet."""
    for name, text in FILES.items():
        path = tmp_path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, "utf-8")
    (tmp_path / "i18n").mkdir()
    return tmp_path
