"""What the city should do first: needs and measures in order, each with the places that the noise leaves open.

It may know released figures, issues, services, places and measures. It may not know a voice: it never reads a report, a
support, a ballot or a contribution, and a contract and a test see to that.
"""
