"""Checks of finished pages: rules over HTML, over style sheets, over sizes, and across pages.

It sees what a browser gets: text of pages, sheets and numbers. It never renders, fetches or guesses; a browser does the
rest. Its parsers (html5lib, tinycss2) are imported when a page is parsed, so that a running portal does without them.
"""
