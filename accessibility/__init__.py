"""Being usable by everyone: fields, contrast, the statement and the audit of pages.

This library knows HTML, WCAG and the house's own rules. It knows nothing of the portal: no request, no database,
no template engine and no language. Words are handed in, and handed on, untouched.
"""
