"""What may be counted: one row a counted voice, bounded by the database itself.

It may know weeks, cells and pseudonyms, each of one family only. It may not know who stands behind a pseudonym, what
was said, or any other room's rows. Only the publisher of figures reads it.
"""
