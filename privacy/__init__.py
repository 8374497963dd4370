"""Keeping secrets: what may be counted, sealed and shown. Knows nothing of the web, the database or the portal."""
