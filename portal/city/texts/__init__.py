"""Texts of the city in several languages: each written, read by a second look, and then shown; and its pages.

The room knows which languages a text is in, and from which one it was translated. It knows no page's address, no place
and no service: their rooms ask it for the wording that the desk gave them.
"""
