"""Differential privacy: bounds, noise, prices, the ledger's rules, and what may be computed from released numbers.

It may know arithmetic and the calendar. It may not know who contributed, where a number is stored or how it is shown.
Only `mechanisms` imports OpenDP, so that everything else stays light enough for the web process.
"""
