"""One good page, and for each check a page that it must catch: the controls of the browser tests."""

from dataclasses import dataclass

CSS = """
:root { color-scheme: light dark; --paper: #fff; --ink: #0a2623; }
@media (prefers-color-scheme: dark) { :root { --paper: #0b1614; --ink: #eef8f5; } }
body { margin: 0; padding: 1rem; background: var(--paper); color: var(--ink); font: 1.125rem/1.5 sans-serif; }
h1 { font-size: 1.5rem; line-height: 1.2; overflow-wrap: anywhere; }
a { color: inherit; display: inline-block; padding-block: .25rem; }
.btn, input, .choice label { min-block-size: 2.75rem; border: 2px solid; background: transparent; color: inherit; }
.btn, input { font: inherit; padding: .5rem 1rem; max-inline-size: 100%; box-sizing: border-box; }
.choice { position: relative; }
.choice input { position: absolute; inset-block-start: .75rem; inset-inline-start: .5rem; min-block-size: 0; }
.choice label { display: flex; align-items: center; padding-inline-start: 3rem; }
.tw { overflow-x: auto; }
:focus-visible { outline: 3px solid #ffd60a; box-shadow: 0 0 0 6px #0a0a0a; }
.vh { position: absolute; inline-size: 1px; block-size: 1px; overflow: hidden; clip-path: inset(50%); }
"""
GOOD = """
<header><a href="#main">Skip to the content</a></header>
<main id="main" tabindex="-1"><h1>Where is it?</h1>
<p>Street and number, or a place nearby that everybody knows.</p>
<form action="/good" method="post" novalidate>
<label for="place">Street and number</label> <input id="place" name="place" autocomplete="off">
<fieldset><legend>Choose one</legend>
<div class="choice"><input type="radio" name="type" id="t1"><label for="t1">Street light</label></div>
<div class="choice"><input type="radio" name="type" id="t2"><label for="t2">Step or barrier</label></div>
</fieldset>
<p><button class="btn" id="go">Continue</button> <a href="/back">Back</a></p></form>
<details><summary class="btn">More</summary><p><a href="/folded">Folded</a></p></details></main>
<footer><p>Help: call 010</p></footer>"""


@dataclass(frozen=True, slots=True)
class Sample:
    """A page made of the good one: its style sheet with more rules, its body with more at the end of main."""

    css: str = ""
    more: str = ""
    script: str = ""
    body: str = GOOD

    def html(self, name: str, direction: str = "ltr") -> str:
        """The page as sent; its sheet and its script have addresses of their own, as the policy wants."""
        script = f'<script src="/{name}.js" defer></script>' if self.script else ""
        return (
            f'<!doctype html><html lang="en" dir="{direction}"><head><meta charset="utf-8"><title>Where is it?</title>'
            '<meta name="viewport" content="width=device-width, initial-scale=1"><link rel="icon" href="data:,">'
            f'<link rel="stylesheet" href="/{name}.css">{script}</head><body>'
            f"{self.body.replace('</main>', self.more + '</main>')}</body></html>"
        )


def pressed(then: str) -> str:
    """A script that sends nothing when the button is pressed, and does this."""
    return f'document.getElementById("go").addEventListener("click", (e) => {{ e.preventDefault(); {then} }});'


SAMPLES = {
    "good": Sample(),
    "wide": Sample(css=".wide { inline-size: 40rem }", more='<p class="wide">One line</p>'),
    "wide-table": Sample(
        css="table { inline-size: 60rem }",
        more='<div class="tw" role="region" aria-label="Issues" tabindex="0"><table><caption>Issues</caption>'
        '<tr><th scope="row">Mercat</th><td>488</td></tr></table></div>',
    ),
    "upright": Sample(
        css="@media (orientation: landscape) { .upright { display: none } }",
        more='<p class="upright">Turn your phone</p>',
    ),
    "cut": Sample(css=".cut { block-size: 2rem; overflow: hidden }", more=f'<p class="cut">{"word " * 9}</p>'),
    "px": Sample(css=".px { inline-size: 20rem }", more='<p class="px">A block as wide as text is tall</p>'),
    "moving": Sample(
        css="@keyframes k { to { opacity: 0 } } .m { animation: k 9s infinite }", more='<p class="m">x</p>'
    ),
    "slow": Sample(css="a { transition: color .2s }"),
    "physical": Sample(css="h1 { margin-left: 4rem }"),
    "small": Sample(
        css=".s { font-size: .5rem; padding: 0; line-height: 1 }", more='<p><a class="s" href="/s">Small</a></p>'
    ),
    "low": Sample(css=".btn { min-block-size: 2rem; padding: 0 }"),
    "jumpy": Sample(more='<p><a href="/first" tabindex="3">First of all</a></p>'),
    "restless": Sample(
        script='document.getElementById("place").addEventListener("focus", () => { location.hash = "x"; });'
    ),
    "eraser": Sample(
        script='document.getElementById("place").addEventListener("blur", (e) => { e.target.value = ""; });'
    ),
    "trap": Sample(
        more='<p><a id="a" href="/a">A</a> <a id="b" href="/b">B</a></p>',
        script="""const [a, b] = ["a", "b"].map((id) => document.getElementById(id));
        const caught = (to) => (e) => { if (e.key === "Tab") { e.preventDefault(); to.focus(); } };
        a.addEventListener("keydown", caught(b));
        b.addEventListener("keydown", caught(a));""",
    ),
    "loses": Sample(script=pressed("e.target.remove();")),
    "keeps": Sample(script=pressed("")),
    "covered": Sample(
        css=".bar { position: fixed; inset: 0 0 auto; block-size: 6rem }",
        more='<p class="bar">Bar</p>',
    ),
    "unseen": Sample(css=":focus-visible { outline: none; box-shadow: none }"),
    "faint": Sample(css=":focus-visible { outline: 1px dotted #eee; box-shadow: none }"),
    "edgeless": Sample(css=".btn { border: 0 }"),
    "pale": Sample(css="body { color: #8a8a8a }"),
    "always-light": Sample(css=":root { color-scheme: light } body { background: #fff; color: #000 }"),
    "dead": Sample(more='<p><button class="btn" type="button">Use my location</button></p>'),
    "keeper": Sample(script="localStorage.setItem('words', 'loose tiles'); document.cookie = 'seen=1';"),
    "nameless": Sample(more='<p><button class="btn"></button></p>'),
    "unsure": Sample(
        css=".map { background: linear-gradient(#fff, #000); color: #777 }",
        more='<p class="map">Text on a picture</p>',
    ),
}
PAGES = {f"/{name}": sample.html(name) for name, sample in SAMPLES.items()}
PAGES |= {f"/rtl/{name}": sample.html(name, "rtl") for name, sample in SAMPLES.items()}
PAGES |= {f"/{name}.css": CSS + sample.css for name, sample in SAMPLES.items()}
PAGES |= {f"/{name}.js": sample.script for name, sample in SAMPLES.items() if sample.script}
