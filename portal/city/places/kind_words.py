"""What people call the kinds of places, in all seven languages: most say "the school", whatever it is called.

The words are folded as names are. One ends in "*" where its ending changes; Chinese words stand inside others, and
Arabic ones behind an article.
"""

import re
from collections.abc import Iterable
from functools import cache
from typing import Final

from portal.city.places.rules import fold

_WORDS: Final = {
    "market": "market mercat mercado marche рынок рынк* سوق 市场 菜市场",
    "school": "school escola collegi institut escuela colegio instituto ecole college lycee школ* مدرسة 学校 小学 中学",
    "stop": "stop parada arret остановк* موقف 车站 公交站",
    "station": "station estacio estacion gare вокзал* станци* محطة 车站 火车站 地铁站",
    "park": "park parc parque jardi jardin garden парк* сквер* сад حديقة متنزه 公园 花园",
    "playground": "playground areneros columpios gronxadors aire площадк* ملعب 游乐场 儿童乐园",
    "square": "square plaza placa place площад* ميدان ساحة 广场",
    "health": "hospital clinic clinica clinique ambulatori ambulatorio salut salud sante поликлиник* больниц* "
    "مستشفى مستوصف عيادة 医院 诊所 卫生",
    "pharmacy": "pharmacy chemist farmacia pharmacie аптек* صيدلية 药店 药房",
    "library": "library biblioteca bibliotheque библиотек* مكتبة 图书馆",
    "sports": "stadium gym pavello pabello pabellon poliesportiu polideportivo stade gymnase стадион* спортзал* ملعب "
    "体育馆 体育场",
    "civic": "civic civil casal civico civique мэри* مركز 社区中心 市民中心",
    "worship": "church mosque temple synagogue esglesia iglesia mesquita mezquita eglise mosquee церк* храм* мечет* "
    "مسجد جامع كنيسة 教堂 清真寺 寺庙",
    "museum": "museum museu museo musee музе* متحف 博物馆",
    "cemetery": "cemetery cementeri cementerio cimetiere кладбищ* مقبرة 公墓 墓地",
    "carpark": "parking aparcament aparcamiento парковк* стоянк* موقف 停车场",
    "beach": "beach platja playa plage пляж* شاطئ 海滩 沙滩",
    "bridge": "bridge pont puente мост* جسر 桥",
}
_ARTICLES: Final = re.compile("^(?:وال|بال|كال|فال|ال|لل)")
_CHINESE: Final = re.compile("[\u4e00-\u9fff]")


def kinds_in(said: str) -> frozenset[str]:
    """Name the kinds of places that some words speak of."""
    found: set[str] = set()
    for word in fold(said).split():
        found |= _kinds_of(word) or _kinds_of(_ARTICLES.sub("", word)) or _kinds_of(word.removesuffix("s"))
    return frozenset(found)


def _kinds_of(word: str) -> frozenset[str]:
    whole, begin, inside = _known()
    if _CHINESE.search(word):
        return _all(kinds for known, kinds in inside.items() if known in word)
    return whole.get(word) or _all(kinds for known, kinds in begin.items() if word.startswith(known))


def _all(several: Iterable[frozenset[str]]) -> frozenset[str]:
    return frozenset().union(*several)


@cache
def _known() -> tuple[dict[str, frozenset[str]], ...]:
    """Sort the words: whole ones, beginnings, and those that stand inside others."""
    sorted_: tuple[dict[str, frozenset[str]], ...] = ({}, {}, {})
    for kind, words in _WORDS.items():
        for word in words.split():
            at = sorted_[2 if _CHINESE.search(word) else 1 if word.endswith("*") else 0]
            known = fold(word)
            at[known] = at.get(known, frozenset()) | {kind}
    return sorted_
