"""Accessibility problems that somebody tells the city of, its answers, and the clock that the law sets for them.

It may know how to reach the person, through the vault alone. What was told is no voice and is in no statistic: a count
of it is about the city, and is exact.
"""
