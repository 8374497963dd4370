"""A report that is not sent yet: its draft, its photos, and what a phone kept."""
