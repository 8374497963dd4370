"""Speaking every language: locales, catalogues, the translator, formats, and the checks of what was translated.

It may know CLDR (through Babel), gettext and markupsafe. It may not know the portal, the web or the
database: it is handed a locale and gives back words.

**In templates** there is one way, four functions. A page is rendered with `**translator.callables()`:

    {{ _("Report a problem") }}
    {{ _("Sent to %(office)s on %(day)s", office=office.name, day=formats.date(sent_at)) }}
    {{ ngettext("%(n)s voice", "%(n)s voices", count) }}
    {{ pgettext("verb", "Report") }}
    {{ npgettext("case", "%(n)s report", "%(n)s reports", count) }}
    <img alt="{{ _.text('Photo of %(place)s', place=place) }}">
    {{ _("Read the %(link_start)srules%(link_end)s.", link_start=start, link_end=end) }}

They return Markup. Each value is escaped (Markup values are kept) and stands in its own `<bdi>`, so that a
street name in one script never turns a sentence in another. In attributes, `<title>`, mail and CSV use
`.text`: plain text, each value between U+2068 and U+2069. A placeholder named `…_start` or `…_end` takes Markup
and is inserted as it is. Numbers are formatted for the reader: a year is text, `str(2027)`. Dates are formatted
first. The catalogues hold text, never HTML: what stands there is escaped too. `{% trans %}` is not used.

**In Python**, `translator(locale).gettext.text("…")`. A sentence that is declared before there is a reader is
`lazy("…")` (also `plazy`, `nlazy`); `_(sentence)` and `_.text(sentence)` render it, and
`sentence.bind(limit=3)`, `sentence.count(n)` give values later.

Lists are joined by `translator.listing(*names)` and `.listing_text`, dates and numbers written by `translator.formats`.
A test that looks for untranslated text renders with `translator(marked(locale))`: all that was translated, and all
that the formats wrote, then stands in ⟦ ⟧.

**The extractor** (extraction.py) finds calls by these names with literal strings, so never give a function a
second name or a message in a variable. A comment that begins with `Translators:` on the line before reaches
the translator; `Translators: max-length: 30` there is checked.
"""
