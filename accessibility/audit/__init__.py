"""Checks of finished pages: rules over HTML, over style sheets, over sizes, and across pages.

It sees what a browser gets: text of pages, sheets and numbers. It never renders, fetches or guesses; a browser does the
rest. Its parsers (html5lib, tinycss2) are imported when a page or a sheet is parsed: a running portal needs the first
one only where somebody writes pages, and never the second.
"""
