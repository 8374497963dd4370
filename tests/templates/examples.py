"""A small example of each component, as a template would use it."""

import re
from dataclasses import replace
from typing import Any

from markupsafe import Markup

from accessibility.fields import Choice
from accessibility.forms import Form
from i18n.lazy import lazy, plazy
from portal.city.wording import Wording
from privacy.minimise.photo_grid import COARSE
from tests.templates.stage import DISTRICT, draw

# A small example of each component, which the audit reads. `%` stands for the import of the component.
EXAMPLES = {
    "actions": '% import actions %{{ actions("Continue", back="/en/", id="go") }}',
    "asking": '% import asking %{% call asking(whole, "Continue", button="go") %}<p>Soon.</p>{% endcall %}',
    "bars": "% import bars %{{ drawing.defs() }}{{ bars(figures, 1240) }}",
    "button": '% import button, button_link %{{ button("Find", id="find") }}{{ button_link("Report", "/en/report") }}',
    "chance": "% import chance %{{ chance(4170, 4125, 4215) }}",
    "cover": '% import cover %<fieldset><legend>Tick</legend>{{ cover("c", "/p.jpg", 96, 72, grid, ["1-1"]) }}'
    "</fieldset>",
    "crumb": '% import crumb %{{ crumb([("Issues", "/en/issues"), ("Mercat", "/en/issues?district=mercat")]) }}',
    "emergency": '% import emergency %{{ emergency("112") }}',
    "figure": '% import figure %{% call figure("f", "About 40 voices.", note="Dots.") %}<p>Few.</p>{% endcall %}',
    "filter_form": '% import filter_form %{{ filter_form("/en/issues", (district,)) }}',
    "form": '% import form %{% call form(id="f", action="/en/x", multipart=true) %}<button>Go on</button>{% endcall %}',
    "go": '% import go, enter_presses %{{ enter_presses("Continue", "f") }}<form id="f" method="post" action="/en/x">'
    '<button>Continue</button>{{ go("Find", "streets", id="streets") }}</form>',
    "issue_row": "% import issue_row %<ul>{{ issue_row('/en/issues/1', title, lazy_open, 'half', name, '9 May', "
    "support=lazy_support) }}</ul>",
    "language_links": "% import language_links %<ul>{{ language_links(page.alternates, locale) }}</ul>",
    "link": "% import link, link_start, link_end %<p>{{ link('Issues', '/en/issues', kind='more') }} "
    "{{ _('Read %(a_start)sthe promise%(a_end)s.', a_start=link_start('/en/privacy'), a_end=link_end) }}</p>",
    "map_key": '% import map_key %{{ drawing.defs() }}{{ map_key([(0, "fewer than 150"), (none, "too few to say")]) }}',
    "map_box": '% import map_box, map_keys, map_credit %<form id="f" method="post" action="/en/x">'
    '{% call map_box("place", ("/en/districts.geojson", none)) %}{{ drawing.mark() }}{% endcall %}'
    '{{ map_keys("press", describedby="m") }}{{ map_credit(("/x", none)) }}<p id="m">{{ title }}</p></form>',
    "notice": '% import notice %{{ notice("Your report was thrown away.") }}',
    "on_this_page": '% import on_this_page %{{ on_this_page([("Where", "a"), (title, "b")]) }}'
    '<p id="a"></p><p id="b"></p>',
    "phone_box": '% import phone_box %{{ phone_box("BK3x", "/en/track/push", none, "ticket", "7Q") }}',
    "photo": '% import photo, thumb %{{ photo("/p.webp", "A hole.", 960, 720, caption="Photo") }}'
    '{{ thumb("/p.webp", "A hole, small.", 96, 72) }}',
    "private_box": '% import private_box %{% call private_box("crew", "Exact place", who="Only the crew") %}'
    "<p>12</p>{% endcall %}",
    "public_box": '% import public_box %{% call public_box("all", "Report", who="Everyone") %}'
    "<p>A hole</p>{% endcall %}",
    "reference": "% import reference %<p>{{ reference('MAR 2K7 QX4') }}</p>",
    "status_tag": "% import status_tag %{{ status_tag(lazy_open, 'done') }}",
    "table": '% import cell, column, row_head, table %{% call table("t", "Reports", box="b", says=true) %}'
    '<thead role="rowgroup"><tr role="row">{{ column("Report") }}{{ column("Type", kind="n") }}</tr></thead>'
    '<tbody role="rowgroup"><tr role="row">{% call row_head() %}{{ title }}{% endcall %}'
    '{% call cell("Type", kind="n") %}{{ name }}{% endcall %}</tr></tbody>{% endcall %}',
    "text_language": '% import text_language %<p>{{ text_language("es") }}</p>',
    "timeline": '% import timeline, timeline_step %{% call timeline() %}{{ timeline_step("Reported", "12 May") }}'
    '{{ timeline_step("Repair", note="Tiles are ordered.", is_next=true) }}{% endcall %}',
    "untranslated": "% import untranslated %{{ untranslated(wordings) }}",
    "who_sees": '% import who_sees %{% call who_sees("who", "Who sees the place?") %}<p>The crew.</p>{% endcall %}',
    "words": '% import words %<p>{{ words("Mercat") }} {{ words(lazy_open) }}</p>',
}

# Parts of a question; test_fields.py shows them.
OF_FIELDS = frozenset(
    {"checkbox", "choices", "control", "description", "error_summary", "field", "hidden", "optional"} | {"questions"}
)

# What the examples are told, beside what stands in them.
TOLD: dict[str, Any] = {
    "whole": Form(id="f", action="/en/x", parts=(DISTRICT,), back="/en/"),
    "figures": (
        {"label": "Pavements", "low": 1_142, "estimate": 1_180, "high": 1_218},
        {"label": "Steps", "low": 6, "estimate": 44, "high": 82},
    ),
    "district": DISTRICT,
    "grid": COARSE,
    "title": Markup('<bdi lang="ca" dir="auto" data-ugc>Fanal trencat</bdi>'),
    "name": Markup('<bdi lang="ca">Mercat</bdi>'),
    "wordings": (Wording("Mercat", "ca"),),
    "lazy_open": plazy("status", "Open"),
    "lazy_support": lazy("Others have said so too"),
}

# Words in the examples that anyone might have written.
WRITTEN = re.compile(r'"(Continue|Find|Mercat|Report|Exact place)"')


def source(name: str) -> str:
    """The example as a template."""
    return re.sub(r"^% import (.+?) %", rf'{{% from "components/{name}.html" import \1 %}}', EXAMPLES[name])


def example(name: str, *, tag: str = "en", **told: object) -> str:
    """Show the example of a component."""
    return draw(source(name), tag=tag, **(TOLD | told))


def spoilt(name: str) -> str:
    """Show the example with somebody's markup in place of every word."""
    evil: dict[str, Any] = dict.fromkeys(("evil", "title", "name", "change"), "<script>")
    evil |= dict.fromkeys(("lazy_open", "lazy_support"), lazy("<script>"))
    evil["figures"] = ({"label": "<script>", "low": 1, "estimate": 2, "high": 3},)
    evil["grid"] = COARSE
    evil["wordings"] = (Wording("<script>", "ca"),)
    evil["district"] = replace(DISTRICT, label="<script>", choices=(Choice(value="x", label="<script>"),))
    evil["whole"] = replace(TOLD["whole"], parts=(evil["district"],))
    return draw(WRITTEN.sub("evil", source(name)), **evil)
