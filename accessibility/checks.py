"""Which checks of a program stand behind each criterion, and for which of them a program alone is not enough.

A check is named as the contract names it: `A:` and a rule of axe-core, `H` and a rule of the audit of HTML, `CSS:` and
`JS.` a rule for sheets and scripts, `S.` a comparison of pages, `K` a script of keys, `P` one of layout, `C` contrast
of the tokens, `L` a check of the catalogues, `V` what a screen reader says, `T.` one test of its own.
"""

from collections.abc import Mapping

from accessibility.audit.vocabulary import words

_TABLE = """
1.1.1   A:image-alt A:svg-img-alt A:role-img-alt A:input-image-alt H10.alt H10.name H10.svg V
1.2.1   H21.media
1.2.2   A:video-caption H21.media
1.2.3   H21.media
1.2.4   H21.media H23.origins
1.2.5   H21.media
1.3.1   A:list A:listitem A:definition-list A:td-headers-attr H1.order H5.label H6.legend H7.described H11.table V
1.3.2   K1 H12.order CSS:H13.order
1.3.3   L.words
1.3.4   A:css-orientation-lock P4
1.3.5   A:autocomplete-valid H16.token H16.personal
1.4.1   A:link-in-text-block P5
1.4.2   A:no-autoplay-audio H21.media
1.4.3   C A:color-contrast
1.4.4   A:meta-viewport H13.zoom P2
1.4.5   H10.alt T.images
1.4.10  P1
1.4.11  C K7 P5
1.4.12  A:avoid-inline-spacing P3 H22.sheets CSS:H22.spacing
1.4.13  H12.calm CSS:H13.hover
2.1.1   K1 K3 A:scrollable-region-focusable A:frame-focusable-content A:server-side-image-map
2.1.2   K4
2.1.4   JS.key
2.2.1   A:meta-refresh H12.calm T.clock
2.2.2   A:blink A:marquee P6 JS.alone H15.plain
2.3.1   P6 CSS:H13.motion
2.4.1   A:bypass A:region H25.skip H25.landmarks
2.4.2   A:document-title H2.title H2.parts S.title
2.4.3   K1 K2 K5
2.4.4   A:link-name A:area-alt H20.words H20.same V
2.4.5   S.ways
2.4.6   H1.one H5.label V
2.4.7   K7 CSS:H13.outline
2.4.11  K6 CSS:H13.sticky
2.5.1   JS.down JS.drag
2.5.2   JS.down
2.5.3   A:label-content-name-mismatch H5.in-name H5.aria-label
2.5.4   JS.motion
2.5.7   JS.drag H12.calm
2.5.8   A:target-size T.targets
3.1.1   A:html-has-lang A:html-lang-valid H3.lang H3.known H3.locale
3.1.2   A:valid-lang H4.lang H4.ugc H4.script H17.link
3.2.1   K1 H12.order
3.2.2   JS.submit H15.plain
3.2.3   S.navigation
3.2.4   S.words H20.same
3.2.6   S.help
3.3.1   H2.error H7.described H8.summary H8.same K3 V
3.3.2   A:form-field-multiple-labels H5.label H6.legend H7.described
3.3.3   H8.same L.words T.errors
3.3.4   K3 H18.back
3.3.7   T.kept
3.3.8   H16.personal H12.calm JS.paste
4.1.2   A:button-name A:label A:select-name A:aria-valid-attr A:aria-roles H5.name H5.button V
4.1.3   H19.region H19.quiet T.live V
"""
CHECKS: Mapping[str, tuple[str, ...]] = {
    criterion: tuple(checks) for criterion, *checks in (line.split() for line in _TABLE.strip().splitlines())
}
# Where a program sees that something is there, and not whether it is any good.
PEOPLE_TOO = words("1.1.1 1.2.1 1.2.2 1.2.3 1.2.5 1.3.3 2.4.6 3.1.2 3.3.3 4.1.3")
AXE = "A:"
AUDIT = "H"


def every_check() -> tuple[str, ...]:
    """Each check once, in the order of the criteria."""
    return tuple(dict.fromkeys(check for checks in CHECKS.values() for check in checks))
