"""Hostile and random texts through every door, and what comes out read again by somebody else's parser.

A door is one line: `BLOCKS` are written into a Markdown page, rendered with the shipped extensions and
parsed as HTML; `VALUES` are read back each by the reader of its own language. `python -m tests.long.fuzz N
[SEED]` (`make fuzz N=1000000`) is the long form of `tests/sinks/test_fuzz.py`.
"""

import json
import random
import re
import sys
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from functools import cache
from urllib.parse import urlsplit

import yaml
from lxml import etree, html
from markdown import Markdown

from generator import text
from generator.render.pages import parts
from generator.sinks import to_html, to_json, to_latex, to_markdown, to_mathml
from generator.sinks.to_html import el
from generator.storage import packaged
from generator.text.links import safe_url
from tests.support.helpers import hostile_texts, settings, structure

CAP = 120
"""Longest text tried: faults are a matter of neighbours, not of length."""
PLAIN = "word"
BATCH = 40
"""Texts on one page."""

BLOCKS: dict[str, Callable[[str], str]] = {
    "heading": lambda said: to_markdown.heading(2, said, "fixed"),
    "paragraph": to_markdown.text,
    "list item": lambda said: f"- {to_markdown.text(said)}",
    "block": lambda said: el("p", said, class_="abstract"),
    "nested block": lambda said: el(
        "article", el("h3", el("a", said, href="x/")), el("p", said), data_paper="1"
    ),
    "attribute": lambda said: el("p", PLAIN, title=said, data_name=said),
    "joined": lambda said: el("ul", el("li", to_html.join(said, said, between=" · ")), class_="tags"),
}
VALUES: dict[str, Callable[[str], bool]] = {
    "clean": lambda said: text.clean(said, CAP) == said and text.is_clean(said),
    "json": lambda said: json.loads(to_json.text({said: [said]})) == {said: [said]},
    "json on one line": lambda said: json.loads(_one_line(to_json.compact([said]))) == [said],
    "front matter": lambda said: _front(to_markdown.front_matter({"title": said})) == said,
    "encoded front matter": lambda said: (
        _front(to_markdown.front_matter({"title": to_html.attribute(said)})) == to_html.attribute(said)
    ),
    "window title": lambda said: _window(said) == (said, said),
    "latex": lambda said: _is_latex(to_latex.text(said)),
    "name": lambda said: _is_latex(_LETTER.sub("", to_latex.name(said))),
    "slug": lambda said: _is_slug(text.slug(said)),
    "url": lambda said: _is_safe(safe_url(said)) and _is_safe(safe_url(f"https://{said}")),
    "math": lambda said: _is_math(to_mathml.math(said)),
    "prose": lambda said: _is_prose(parts.prose(said)),
}
EXECUTIONS = len(BLOCKS) + len(VALUES)

_FRAGMENTS: tuple[str, ...] = (
    *"`*_{}[]()#+-.!|<>&\"'\\$~^=:;/@%,?", "](", "<!--", "-->", "]]>", "<![CDATA[", "</p>", "</script>", "<script>",
    "<svg onload=", "&#", "&lt;", "&amp;", "{#", "{:", "{{", "}}", "{%", "---", "***", "```", "~~~", "!!! ", "[^1]",
    "[x]: ", ": ", "\u0002", "klzzwxh:0001", "wzxhzdk:1", "papers_block_0", "<div>", "https://", "javascript:", "//",
    "$$", "$x$", "\\frac{1}{2}", "\\text{", "\\href{", "\u200d", "\u202e", "\u0301", "\ufdd0", "\u1fef", "\u037e",
    "\u2028", "\u0085", "\xa0", "\u3000", "1.", "- ", "+ ", "> ", "    ", "\n", "\n\n", "\r", "\t", "\x00", "\x7f",
    "İ", "ß", "ﬁ", "李明", "Ü", "🜨", "👩\u200d🔬", "\ud800", "con", "aux", "..", "%2e", "%0a", "::error::", "'=1+1",
)  # fmt: skip
_SLUG = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")
_LATEX = re.compile(
    r"\\(?:(?:text[a-z]+|ldots)\{\}|[%&#_$]|(?:[`'^~=.uvHcdbrk\"]|textcommabelow)(?=\{))|\$(?:[^$\\]|\\[A-Za-z|]+)+\$|~"
)
"""What the door for LaTeX writes beside letters: commands by name, escaped signs, accents, small formulas."""
_LETTER: re.Pattern[str] = re.compile(r"\{\\(?:ss|[oOlLi]|ae|AE|oe|OE|dj|DJ|dh|DH|th|TH|ng|NG)\}")
_PROSE = to_mathml.ELEMENTS | {"div", "a"}


@dataclass
class Fuzzing:
    """Counts executions; `found` are (door, text, what came out)."""

    executions: int = 0
    found: list[tuple[str, str, str]] = field(default_factory=list)
    slugs: dict[str, str] = field(default_factory=dict)

    def run(self, texts: list[str]) -> None:
        """Every text through every door."""
        for start in range(0, len(texts), BATCH):
            self._blocks(texts[start : start + BATCH])
        for said in texts:
            for name, holds in VALUES.items():
                if not holds(said):
                    self.found.append((name, said, ""))
            if self.slugs.setdefault(text.slug(said), said) != said:
                self.found.append(("slug", said, self.slugs[text.slug(said)]))
        self.executions += len(texts) * EXECUTIONS

    def _blocks(self, texts: list[str]) -> None:
        """All on one page; where that is not as it should be, one page for each."""
        expected = [_expected(name, said) for said in texts for name in BLOCKS]
        if _shown([write(said) for said in texts for write in BLOCKS.values()]) == expected:
            return
        for said in texts:
            for name, write in BLOCKS.items():
                if (shown := _shown([write(said)])) != [_expected(name, said)]:
                    self.found.append((name, said, repr(shown)))


Shape = tuple[object, str, str]


def _expected(name: str, said: str) -> Shape:
    """The structure a plain word has there, and the text itself in its place."""
    shape, words, title = _neutral(name)
    return shape, words.replace(PLAIN, said) if name != "attribute" else words, said if title else ""


@cache
def _neutral(name: str) -> Shape:
    return _shown([BLOCKS[name](PLAIN)])[0]


def _shown(blocks: list[str]) -> list[Shape]:
    """Structure, words and title of each block as a browser would see it."""
    markup = _markdown().reset().convert("\n\n".join(blocks))
    root = html.fragment_fromstring(markup, create_parent="div")
    if not all(isinstance(node.tag, str) for node in root.iter()):
        return [("a comment or an instruction", markup, "")]
    return [(structure(node), node.text_content().strip("\n"), _titles(node)) for node in root]


def _titles(node: html.HtmlElement) -> str:
    """What the encoded attributes hold; both must hold the same."""
    title, name = node.get("title", ""), node.get("data-name", "")
    return title if title == name else f"{title} is not {name}"


@cache
def _markdown() -> Markdown:
    extensions = settings(dict(packaged.starter_files())["mkdocs.yml"].decode())["markdown_extensions"]
    names = [next(iter(item)) if isinstance(item, dict) else item for item in extensions]
    return Markdown(extensions=list(dict.fromkeys(["toc", "tables", "fenced_code", *names])))


def _one_line(written: str) -> str:
    return written if "\n" not in written else "no line"


def _front(written: str) -> object:
    """The title as the host's loader reads it."""
    fence, line, end, rest = written.split("\n")
    assert (fence, end, rest) == ("---", "---", "")
    return yaml.load(line, getattr(yaml, "CSafeLoader", yaml.SafeLoader))["title"]  # noqa: S506 - a safe one


def _window(said: str) -> tuple[str, str]:
    """What a browser has for a value that a theme printed raw into `<title>` and into an attribute."""
    written = to_html.attribute(said)
    page = f'<!doctype html><head><title>{written}</title><meta name="d" content="{written}"></head><body></body>'
    root = html.document_fromstring(page)
    assert len(root.xpath("//*")) == 5
    return root.findtext(".//title") or "", str(root.xpath("string(//meta/@content)"))


def _is_latex(written: str) -> bool:
    """No command, formula, comment, column or parameter but those of the door, and BibTeX's braces match."""
    left, depth = _LATEX.sub("", written), 0
    for brace in re.findall("[{}]", written):
        depth += 1 if brace == "{" else -1
        if depth < 0:
            return False
    return depth == 0 and not set(left) & set("\\$&#^_%~")


def _is_slug(found: str) -> bool:
    return len(found) <= text.SLUG_CAP and _SLUG.fullmatch(found) is not None


def _is_safe(url: str | None) -> bool:
    """No URL at all, or one that a link carries unchanged to a host of the web."""
    if url is None:
        return True
    link = html.fragment_fromstring(el("a", "x", href=url))
    parts_of = urlsplit(url)
    plain = url.isascii() and url.isprintable() and not set(url) & set(' \\"<>')
    return (
        plain and parts_of.scheme in {"http", "https"} and bool(parts_of.hostname) and link.get("href") == url
    )


def _is_math(written: str | None) -> bool:
    if written is None:
        return True
    root = etree.fromstring(written)
    return all(node.tag in to_mathml.ELEMENTS and not _loud(node) for node in root.iter())


def _is_prose(written: str) -> bool:
    root = html.fragment_fromstring(written, create_parent="div")
    nodes = list(root.iter())
    links = [node.get("href", "") for node in nodes if node.tag == "a"]
    return all(node.tag in _PROSE and not _loud(node) for node in nodes) and all(map(_is_safe, links))


def _loud(node: etree._Element) -> bool:
    """Whether an attribute could do anything."""
    return any(str(name).startswith("on") or name in {"style", "src", "xlink:href"} for name in node.attrib)


def texts(seed: int) -> Iterator[str]:
    """Endless cleaned texts: pieces of hostile strings, marks of every language, and any characters."""
    chance = random.Random(seed)  # noqa: S311 - texts, not secrets
    known = hostile_texts()
    while True:
        pieces = [_piece(chance, known) for _ in range(chance.randint(1, 7))]
        if said := text.clean("".join(pieces), CAP):
            yield said


def _piece(chance: random.Random, known: list[str]) -> str:
    kind = chance.random()
    if kind < 0.25:
        whole = chance.choice(known)
        start = chance.randrange(len(whole))
        return whole[start : start + chance.randint(1, 30)]
    if kind < 0.75:
        return chance.choice(_FRAGMENTS)
    if kind < 0.9:
        return "".join(chance.choices("abcxyz 019", k=chance.randint(1, 6)))
    return "".join(chr(chance.randrange(0x11_0000 if chance.random() < 0.2 else 0x3000)) for _ in range(3))


def fuzz(count: int, seed: int) -> Fuzzing:
    """At least `count` executions."""
    fuzzing, source = Fuzzing(), texts(seed)
    while fuzzing.executions < count:
        fuzzing.run([next(source) for _ in range(BATCH)])
    return fuzzing


def _main(count: int, seed: int) -> int:
    start = time.process_time()
    done = fuzz(count, seed)
    print(
        f"{done.executions:,} executions, seed {seed}, {time.process_time() - start:.0f} s of processor time"
    )
    for finding in done.found[:50]:
        print(ascii(finding))
    print(f"{len(done.found)} findings")
    return 1 if done.found else 0


if __name__ == "__main__":
    sys.exit(_main(int(sys.argv[1]), int(sys.argv[2]) if len(sys.argv) > 2 else 1))
