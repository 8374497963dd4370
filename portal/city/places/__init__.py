"""The city's places: jurisdiction, districts with their boundaries, and the list of streets.

All of it is public. The room knows no report and no person: it is asked "where is this?" and forgets the question.
"""
