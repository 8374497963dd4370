"""Finds a name or a home address where the sentence itself says that one comes: "my name is …", "I live at …".

Nothing else is taken for a name: a false find would cover what a report is about. In alphabets with capitals the name
must begin with one; in Chinese it begins with a usual surname and ends with the clause; in Arabic it is no word that
goes on with the sentence. An address has its house number.
"""

import re
from collections.abc import Iterator

from privacy.minimise.candidates import Kind, Span

_CAPITAL = "[A-ZÀ-ÖØ-ÞĀĆČĐĘĞİŁŃŌŚŞŠŻŽА-ЯЁ]"
_WORD = rf"{_CAPITAL}['’]?[^\W\d_][\w'’-]{{0,24}}"
_LINK = r"(?:de|del|dels|des|du|da|di|la|les|els|el|los|las|of|the|van|von|der|ben|bin|al|y|i|et)"
_NAME = rf"{_WORD}(?: {_CAPITAL}[.]?(?= {_CAPITAL}))?(?: (?:{_LINK} ){{0,2}}{_WORD}){{0,3}}"
_SAID = (
    r"(?i:(?<!\w)(?:my (?:full )?name(?: is|['’]s)|me llamo|mi nombre es|em dic|me dic|el meu nom [eé]s"
    r"|je m['’]appelle|mon nom est|меня зовут|мо[её] имя|моя фамилия)):? "
)
_SURNAME = (
    "(?:欧阳|司马|上官|诸葛|[王李张刘陈杨黄赵吴周徐孙马朱胡郭何高林郑谢罗梁宋唐许韩冯邓曹彭曾肖田董袁潘于蒋蔡余杜叶程苏魏吕丁任沈"
    "姚卢姜崔钟谭陆汪范金石廖贾夏韦付方白邹孟熊秦邱江尹薛闫段雷侯龙史陶黎贺顾毛郝龚邵万钱严覃武戴莫孔向汤])"
)
_CHINESE = rf"(?:我叫|我名叫|我的名字是|我的名字叫)(?P<zh>{_SURNAME}[\u4e00-\u9fff]{{1,2}})(?=[，。、；！,.;!\s]|$)"
_ARABIC = (
    r"(?<![ء-ي])[اإ]سمي (?:هو )?(?P<ar>(?!(?:على|في|من|لا|ليس|غير|مع|عند|إلى|و|هو|مكتوب|موجود|مسجل)(?![ء-ي]))"
    r"[ء-ي]{2,20}(?: (?:بن|بنت|ابن|أبو|آل|عبد) [ء-ي]{2,20})?(?: [ء-ي]{2,20}(?=[،.,؛!\n]|$))?)"
)
_NUMBER = (
    r"(?:(?:n[º°o][.]?|n\.º|núm\.?|num\.?|número|numéro|number|no\.|№|дом|д\.|رقم) ?)?"
    r"\d{1,4}(?: (?:bis|ter)(?!\w)|[A-Za-z])?(?!\w)"
)
_PROPER = rf"(?:(?:{_LINK} |[dl]['’]){{0,3}}{_WORD} ?){{1,4}}"
_TO = rf"{_PROPER},? ?{_NUMBER}"
_IBERIAN = (
    r"(?i:(?<!\w)(?:vivo (?:en|a)|visc (?:al|a|en)) (?:el |la |l['’])?)"
    r"(?P<es>(?i:calle|c/|avenida|avda\.?|av\.|plaza|paseo|camino|carretera|ronda|carrer|avinguda|plaça|passeig|camí)"
    rf" ?{_TO})"
)
_FRENCH = (
    r"(?i:(?<!\w)(?:j['’]habite|je vis|je demeure) (?:au |à |dans )?)"
    r"(?P<fr>\d{1,4}(?: bis| ter)?,? "
    rf"(?i:rue|avenue|av\.|boulevard|bd|place|chemin|impasse|allée|quai|cours|passage|route) {_PROPER})"
)
_ENGLISH = (
    r"(?i:(?<!\w)I(?: live|['’]m living| am living) (?:at|on) )"
    rf"(?P<en>(?:(?:number|no\.) )?\d{{1,4}}[A-Za-z]? {_PROPER}|{_TO})"
)
_RUSSIAN = (
    r"(?i:(?<!\w)(?:живу|проживаю)(?: по адресу:?)?(?: на| в)? ?)"
    rf"(?P<ru>(?i:(?:ул|пр)\.|улиц[аеы]|проспекте?|переул(?:ок|ке)|бульваре?|площад[ьи]|шоссе) ?{_TO}"
    rf"|{_WORD} (?i:улице|проспекте|переулке|бульваре|площади|шоссе),? ?{_NUMBER})"
)
_CHINESE_HOME = r"我(?:家)?住(?:在|于)?(?P<cn>[\u4e00-\u9fff]{1,20}?[路街巷道弄] ?\d{1,5} ?号)"
_ARABIC_HOME = (
    r"(?<![ء-ي])(?:أسكن|اسكن|أعيش|أقيم|أقطن) (?:في |ب)?"
    rf"(?P<sa>(?:شارع|نهج|زنقة)(?: (?!(?:منذ|من|قبل|مع|على)(?![ء-ي]))[ء-ي]{{2,20}}){{1,4}}[،,]? ?{_NUMBER})"
)
_NAMES = re.compile("|".join((rf"{_SAID}(?P<name>{_NAME})", _CHINESE, _ARABIC)))
_HOMES = re.compile("|".join((_IBERIAN, _FRENCH, _ENGLISH, _RUSSIAN, _CHINESE_HOME, _ARABIC_HOME)))


def find_introductions(text: str) -> Iterator[Span]:
    """Find names and home addresses that a folded text announces."""
    for pattern, kind in ((_NAMES, Kind.NAME), (_HOMES, Kind.HOME)):
        for match in pattern.finditer(text):
            if kind is Kind.NAME and match[0].isupper():
                continue  # where everything is in capitals, they tell no name
            start, end = match.span(match.lastgroup or 0)
            yield Span(start, start + len(text[start:end].rstrip()), kind)
