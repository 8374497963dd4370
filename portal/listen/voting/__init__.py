"""Residents decide: polls of the support tier, pseudonymous and changeable until they close.

A ballot is kept under a name that this poll alone gives its voter; the key of that name is destroyed after the poll.
The result is exact and public at the close, and nobody sees it before. Turnout by district leaves as a release.
"""
