"""The desk: where staff read what residents sent, decide what becomes public, and say what happened.

It may open one case at a time and nothing about everybody: no counts above a few hundred, no export, no search for a
person. An exact place is opened by a press and written down; a contact is never shown here.
"""
