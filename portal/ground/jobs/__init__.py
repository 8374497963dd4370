"""Work that waits: a table that is filled in the caller's transaction and emptied by any number of workers.

It may know kinds, references and times. It may not know what a job does, and a payload never holds personal data.
"""
