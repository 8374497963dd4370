"""Who says "this is mine too" of an issue: a mark that only the person's browser or account can make again.

It may know public issues. It may not know a name, a time, or how many: nothing here counts, and no page shows a number.
What may be counted leaves through `ground.contributions` at the moment of pressing.
"""
