"""Candidate measures of the city: what each costs, which needs it would relieve and where, and by how much.

It may know services and districts. It may not know a voice, nor where a measure stands in a ranking.
"""
