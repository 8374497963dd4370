"""What the portal draws on the server: the mark, pictograms, figures and maps, as plain SVG.

It knows shapes and numbers. It knows no language: the only texts inside a drawing are digits, and names that stay as
they are. It knows nothing of the city. Templates have the package as `drawing`.
"""

from portal.web.drawings.bars import bar, exact_bar
from portal.web.drawings.brand import mark
from portal.web.drawings.chances import chance
from portal.web.drawings.close_ups import close_up, cross, number_pins, pin
from portal.web.drawings.frontdoor import hero
from portal.web.drawings.growth import growing
from portal.web.drawings.halftone import defs
from portal.web.drawings.maps import District, citymap, swatch
from portal.web.drawings.pictograms import pictograms
from portal.web.drawings.ranks import lane
from portal.web.drawings.stages import circle_glyphs

__all__ = (
    "District",
    "bar",
    "chance",
    "circle_glyphs",
    "citymap",
    "close_up",
    "cross",
    "defs",
    "exact_bar",
    "growing",
    "hero",
    "lane",
    "mark",
    "number_pins",
    "pictograms",
    "pin",
    "swatch",
)
