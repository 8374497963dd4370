"""A report that was sent, for the person who has its code."""
