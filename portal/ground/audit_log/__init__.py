"""What staff did: an append-only chain of entries, each sealed by the hash of the one before.

It may know who of the staff did what to which thing, by reference. It may not know the thing's content, nor any
resident.
"""
