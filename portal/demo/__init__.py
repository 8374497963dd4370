"""An invented city and a year of invented life in it, for `make demo`. Nothing here is about a real place or person.

The city and its life are pure data, made from a seed, without a clock or a database. What is made is handed to the
rooms through their services (`loading`, `playing`, `settling`), as if residents and staff had done it.
"""
