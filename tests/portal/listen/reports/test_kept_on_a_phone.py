"""How much a phone keeps for later, without being asked."""

import gzip
import re

from tests.visitor import Visitor


def test_what_a_phone_keeps_for_one_language_weighs_60_kb_at_most(visitor: Visitor) -> None:
    """Two pages, what they name, and the worker: in Russian, whose letters take two bytes."""
    pages = [visitor.get(f"/ru/report/{name}").html for name in ("offline", "waiting")]
    files = {name for page in pages for name in re.findall(r"/static/[\w.]+", page)}
    fetched = [visitor.client.get(name).content for name in (*files, "/sw.js")]
    assert len(fetched) >= 4
    assert sum(len(gzip.compress(each)) for each in (*map(str.encode, pages), *fetched)) <= 60_000
