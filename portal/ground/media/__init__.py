"""Stored files, by a random key.

It may know bytes and suffixes. It may not know what a file shows, whose it is, or the name it came with.
"""
