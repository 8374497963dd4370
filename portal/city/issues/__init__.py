"""Issues: public facts about the city, with their status, their history and a published photo.

An issue may know where and what, and what the city did. It may not know who said so, or how many: reports and supports
know their issue, never the other way round.
"""
