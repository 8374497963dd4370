"""The services of the city: the types of problem a resident can choose, and what the city does with each.

All of it is public. The room knows no report, no issue and no place.
"""
