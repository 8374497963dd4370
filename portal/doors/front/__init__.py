"""The front door: the home page, the list of all pages, the promise, and the choice of language.

It may know every room that has something to show there, and changes nothing.
"""
