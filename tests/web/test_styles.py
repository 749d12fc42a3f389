"""Styles: a small file for each component, and one place for what they share."""

import ast
import re
from collections.abc import Iterable, Iterator
from pathlib import Path

import pytest

from generator.storage import packaged
from tests.shape.sources import Module, modules

GENERATOR = packaged.CLONE / "generator"
STYLES = {
    file.relative_to(GENERATOR / "web" / "styles").as_posix(): file.read_text(encoding="utf-8")
    for file in sorted((GENERATOR / "web" / "styles").rglob("*.css"))
}
COMPONENTS = {name: text for name, text in STYLES.items() if name.startswith("components/")}
ENTRIES = {name: text for name, text in STYLES.items() if name.startswith("entries/")}
TOKENS = {name: text for name, text in STYLES.items() if "/" not in name}

LONGEST = 150
_COMMENT = re.compile(r"/\*.*?\*/", re.DOTALL)
_VALUE = re.compile(r"[\w-]+:\s*([^;{}]+);")
_COLOUR = re.compile(
    r"#[0-9a-f]{3,8}\b|\b(?:rgba?|hsla?|hwb|(?:ok)?lab|(?:ok)?lch|color|light-dark)\("
    r"|\b(?:aqua|black|blue|fuchsia|gr[ae]y|green|lime|maroon|navy|olive|orange|purple|red|silver|teal|white|yellow)\b",
    re.IGNORECASE,
)
_TEXT = re.compile(r'"([^"\n]*)"|\b(?:class|id)=([\w-]+)')
_SIZE = re.compile(r"\b(?:font-size|border-radius): [\d.]+rem")
_SIDE = re.compile(r"[\w-]*-(?:left|right)(?:-[\w-]+)?:|(?<![\w-])(?:left|right):|text-align: (?:left|right)")
_IMPORT = re.compile(r'@import "\.\./([a-z/-]+\.css)";')


def code(text: str) -> str:
    """A style sheet without its comments."""
    return _COMMENT.sub("", text)


def values(text: str) -> list[str]:
    """The values of all declarations."""
    return _VALUE.findall(code(text))


def imports(entry: str) -> list[str]:
    """The files an entry is made of, in order."""
    return _IMPORT.findall(ENTRIES[entry])


def tokens_of(*names: str) -> set[str]:
    """Custom properties that these files set."""
    return {
        token for name in names for token in re.findall(r"^\s*(--[\w-]+):", code(STYLES[name]), re.MULTILINE)
    }


@pytest.mark.parametrize("name", COMPONENTS)
def test_a_component_is_small_and_says_what_it_is(name: str) -> None:
    """One line of comment, then rules."""
    first, second, *rest = COMPONENTS[name].splitlines()
    assert re.fullmatch(r"/\* [A-Z/].*\. \*/", first)
    assert not second
    assert len(rest) + 2 <= LONGEST


@pytest.mark.parametrize(
    "text", ["#fff", "0 1px 2px #0003", "rgb(0 0 0)", "oklch(1 0 0)", "1px solid Red", "light-dark(a, b)"]
)
def test_what_a_colour_is(text: str) -> None:
    """Whatever names one, not what asks for a role."""
    assert _COLOUR.search(text)
    assert not _COLOUR.search("var(--soft) color-mix(in srgb, currentcolor 35%, transparent)")


@pytest.mark.parametrize("name", COMPONENTS)
def test_components_ask_for_roles(name: str) -> None:
    """Colours, sizes of type and corners are written in the tokens only."""
    assert not [value for value in values(COMPONENTS[name]) if _COLOUR.search(value)]
    assert not _SIZE.findall(code(COMPONENTS[name]))


@pytest.mark.parametrize(
    "name", sorted({*imports("entries/handwritten.css"), *imports("entries/search-box.css")})
)
def test_what_all_pages_share_knows_no_rem(name: str) -> None:
    """On Material's pages a rem is larger, so lengths there are in tokens, or multiples of `--px`."""
    lengths = [value for value in values(STYLES[name]) if re.search(r"\d\.?\d*rem\b", value)]
    assert not [one for one in lengths if one not in {"0.0625rem", "0.05rem", "99rem", "-99rem"}]


@pytest.mark.parametrize("name", COMPONENTS)
def test_sides_are_those_of_reading(name: str) -> None:
    """Start and end, not left and right: in Arabic and Hebrew a page is the other way round."""
    assert _SIDE.findall(code(COMPONENTS[name])) == []


def test_dark_is_written_once() -> None:
    """A role has one line for both schemes, and one more on paper; the scheme is asked for nowhere else."""
    screen, touch, paper = re.split(r"@media (?:print|\(pointer: coarse\))", code(STYLES["tokens.css"]))
    for text in (screen, touch, paper):
        roles = re.findall(r"^\s*(--[\w-]+):", text, re.MULTILINE)
        assert len(roles) == len(set(roles))
    assert "light-dark(" in screen
    assert not [name for name, text in STYLES.items() if "prefers-color-scheme" in text]


@pytest.mark.parametrize("entry", ENTRIES)
def test_an_entry_only_imports(entry: str) -> None:
    """Each file once, and each exists; no component is in no entry."""
    assert not _IMPORT.sub("", code(ENTRIES[entry])).strip()
    names = imports(entry)
    assert len(names) == len(set(names))
    assert set(names) <= STYLES.keys()
    assert {name for each in ENTRIES for name in imports(each)} == STYLES.keys() - ENTRIES.keys()


def test_tokens_and_their_users_agree() -> None:
    """A component uses no token that its pages lack, and no token is without a user."""
    generated = {*imports("entries/archive.css"), *imports("entries/search-page.css")}
    by_hand = set(imports("entries/handwritten.css"))
    everywhere = set(imports("entries/search-box.css"))
    used = set()
    for names in (generated | everywhere, by_hand | everywhere):
        wanted = {token for name in names for token in re.findall(r"var\((--[\w-]+)\)", code(STYLES[name]))}
        theirs = {token for token in wanted if not token.startswith("--md-")}
        assert theirs <= tokens_of(*(names & TOKENS.keys()))
        used |= wanted
    assert {token for token in tokens_of(*TOKENS) if not token.startswith("--md-")} <= used


def strings(module: Module) -> Iterator[str]:
    """All of a module, but not its docstrings."""
    told = {id(node.value) for node in module.nodes if isinstance(node, ast.Expr)}
    for node in module.nodes:
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and id(node) not in told:
            yield node.value


def texts_of(file: Path) -> Iterator[str]:
    """What is between quotes in a script or a template; in templates also what needs no quotes."""
    if file.suffix in {".js", ".html"}:
        yield from (quoted or bare for quoted, bare in _TEXT.findall(file.read_text(encoding="utf-8")))


def names(texts: Iterable[str]) -> Iterator[str]:
    """Words of short texts, at most two of each."""
    for text in texts:
        if re.fullmatch(r"[\w-]+( [\w-]+)?", text):
            yield from text.split()


def test_every_class_has_a_user() -> None:
    """A class or an id that a component styles is a name in the program, perhaps with a number or `-page`."""
    written = {word for module in modules() for word in names(strings(module))}
    written |= {word for file in GENERATOR.rglob("*.*") for word in names(texts_of(file))}
    for name, text in COMPONENTS.items():
        selectors = re.sub(r"\[[^\]]*\]", "", " ".join(re.findall(r"([^{};]+)\{", code(text))))
        for kind in re.findall(r"[.#]([a-z][\w-]*)", selectors):
            made = re.sub(r"\d$|-page$", "", kind)
            assert kind in written or made in written or kind.startswith("md-"), (name, kind)
