"""An invented city and a year of invented life in it, for `make demo`. Nothing here is about a real place or person.

Everything is pure data, made from a seed: no clock, no database, no other room's tables. What is made is handed to the
rooms through their services, as if residents and staff had done it.
"""
