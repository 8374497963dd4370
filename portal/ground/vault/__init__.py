"""Sealed fields and the wrapped keys that open them, at rest: put, reveal, send, export, erase.

It may know subjects, the places of their values and why they are kept. It opens one subject at a time. It has no list
and no search: a value is found only by who names its subject. Each anonymous report is a subject of its own.
"""
