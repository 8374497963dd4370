"""Takes away what is not needed before anything is kept: exact places, personal data in texts, all but the pixels.

It may know coordinates, texts and bytes. It may not know the web, a database, or what a report is.
"""
