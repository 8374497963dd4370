"""Which language tags exist, and which script a language is written in: enough of BCP 47 to check `lang`."""

import re
import unicodedata

from accessibility.audit.vocabulary import words

# Source: IANA Language Subtag Registry: every two-letter language of ISO 639-1 ...
_TWO = """
aa ab ae af ak am an ar as av ay az ba be bg bh bi bm bn bo br bs ca ce ch co cr cs cu cv cy da de dv dz ee el en eo es
et eu fa ff fi fj fo fr fy ga gd gl gn gu gv ha he hi ho hr ht hu hy hz ia id ie ig ii ik io is it iu ja jv ka kg ki kj
kk kl km kn ko kr ks ku kv kw ky la lb lg li ln lo lt lu lv mg mh mi mk ml mn mr ms mt my na nb nd ne ng nl nn no nr nv
ny oc oj om or os pa pi pl ps pt qu rm rn ro ru rw sa sc sd se sg sh si sk sl sm sn so sq sr ss st su sv sw ta te tg th
ti tk tl tn to tr ts tt tw ty ug uk ur uz ve vi vo wa wo xh yi yo za zh zu
"""
# ... and the three-letter ones that a European city meets: languages of residents and of signers. Codes of ISO 639-2
# that have a two-letter twin (eng, spa, fra) are no language tags. "und" and "zxx": not determined, no language.
_THREE = """
arq ary arz apc ajp aeb ast bal bar ber bho ceb ckb cmn crh csb csc dsb ext fil frp frr fur gsw hak haw hsb hne kab kmr
kok ksh lad lij lld lmo lzh mai mni mwl nan nap nds pcd pms pap prs rif rmc rme rmn rmq rmy rom rue rup sat scn scs sco
sdh shi skr sma smj smn sms srn ssp szl tig tzm udm und vec vls vsv wuu yue zea zgh zxx
"""
KNOWN = words(_TWO) | words(_THREE)
SUBTAGS = re.compile(r"[a-z]{2,8}(-[a-z0-9]{1,8})*", re.IGNORECASE)

ARABIC_SCRIPT = words("ar fa ur ps ug sd ks ckb skr arq ary arz apc ajp aeb bal prs sdh")
CYRILLIC_SCRIPT = words("ru uk bg sr mk be kk ky mn tg tt ba cv os ce ab kv udm rue cu av")
HAN_SCRIPT = words("zh ja ko yue cmn wuu nan hak lzh")
HEBREW_SCRIPT = words("he yi lad")


def primary(tag: str) -> str:
    """The language of a tag in lower case: `ca` of `ca-valencia`."""
    return tag.strip().split("-", 1)[0].lower()


def is_language_tag(tag: str) -> bool:
    """Say whether the tag is well formed and names a known language."""
    return SUBTAGS.fullmatch(tag) is not None and primary(tag) in KNOWN


def script(language: str) -> str:
    """The script that a language is written in, of those that `foreign_script` tells apart."""
    known = primary(language)
    for name, languages in (
        ("ARABIC", ARABIC_SCRIPT),
        ("CYRILLIC", CYRILLIC_SCRIPT),
        ("CJK", HAN_SCRIPT),
        ("HEBREW", HEBREW_SCRIPT),
    ):
        if known in languages:
            return name
    return "LATIN"


def foreign_script(text: str, language: str) -> str | None:
    """The script of the first letter that a text in this language cannot have, or None.

    Latin letters may stand in any text: names, references and units do.
    """
    own = script(language)
    for letter in text:
        if letter.isalpha() and not letter.isascii():
            found = unicodedata.name(letter, "").split(" ", 1)[0]
            if found in {"ARABIC", "CYRILLIC", "CJK", "HEBREW"} and found != own:
                return found
    return None


def latin_run(text: str) -> int:
    """The longest run of Latin words in the text, in words; a comma or a full stop ends a run."""
    longest = run = 0
    for word in text.split():
        letters = [letter for letter in word if letter.isalpha()]
        if letters and all(unicodedata.name(letter, "").startswith("LATIN") for letter in letters):
            run += 1
            longest = max(longest, run)
        elif letters:
            run = 0
        if word[-1] in ",.;:!?،؛，。、":
            run = 0
    return longest
