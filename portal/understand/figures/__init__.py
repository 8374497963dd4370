"""What may be said about everyone: the publisher of figures, and the only reader of contributions.

It may know exact counts for the moment in which it adds noise to them, and released numbers for ever. It may not know
a report, a ballot or a person, and nothing that it stores or shows is an exact count of voices.
"""
