"""Seals what is private, and names people without naming them: keys, sealed fields, pseudonyms, codes, shredding.

It may know bytes, keys and the clock it is handed. It may not know the web, a database or any room of the portal:
whoever calls says which row a value belongs to, and keeps the result.
"""
