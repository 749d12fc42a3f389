"""Plain English: phrases that were corrected once do not come back."""

import io
import re
import tokenize
from collections.abc import Iterator
from pathlib import Path

from tests.support.helpers import ROOT

WORN = {
    r"stands? (?:in|on|at|there|here|above|below|beside|behind|twice|alone)|standing (?:in|on|beside)": "is, occurs",
    r"(?:lies|lie) (?:in|on|at|there|here|above|below|beside|behind|outside)": "is",
    r"shall|shalt": "should, must or will",
    r"whose is (?:it|this)|whence|whither|therein|thereof|thereby|hitherto|henceforth|lest|nigh|ere": "today's word",
    r"as good as none|counts? as none|count as nothing": "counts as missing; is ignored",
    r"(?:to|would|should|must|shall) be gone": "be removed; be lost",
    r"(?<![Tt]here\s)is no (?!such )(?:\w+ )?(?:JSON|YAML|paper|page|feed|list|listing|date|day|time|address|answer|text|title|file|folder|link|id)"
    r"(?! (?:that|which|to|for|in|of) )": "is not a …",
    r"is no matter": "does not matter",
    r"in no way": "never; not … in any way",
    r"an? \w+ of (?:yours|ours)|(?:addresses|files|names) of (?:yours|ours)": "your …; our …",
    r"(?:is|are|was|were|be|been|being) told|(?:not|nobody) told|told (?:one by one|apart|by (?:its|their|his|what))"
    r"|tells? (?:no|its|the|their) (?:list )?day|as (?:the source|it) told": "given, reported, recognized by",
    r"by way of": "through",
    r"anew": "again; from scratch",
    r"mend|mends|mended|mending": "fix",
    r"in small letters|in capital letters|a small letter": "in lowercase; in uppercase",
    r"of another \w+ than|an?other \w+ than|elsewhere than|else than": "of a different … from; other than",
    r"(?:become|becomes|became) of (?:it|one|each|this|the|them|a|what)": "happens to; happened to",
    r"nothing of (?:it|its|this|that|them)": "none of it",
    r"none of \w+(?:'s|s') business|the business of": "… does this; not …'s concern",
    r"at an end|is at (?:its|an) end": "over, complete",
    r"(?<=,\s)for (?:it|they|there|one|he|she) (?:is|are|has|have|had|must|may|can|could|would|was|were)(?! to)": "because …",
    r"(?:Of|of) whom|Whom": "who; start with the subject",
    r"(?:is|are) called so": "with this name",
    r"untaught": "not fitted",
    r"goes round|go round|round in": "goes around; in",
    r"make good|makes good|made good": "make up for",
    r"so much as": "even",
    r"load it again": "Reload the page",
    r"Newest answer of the source": "Last updated from …",
    r"lets? this site keep nothing": "is blocking storage",
    r"the same holds": "the same applies",
    r"once they have as many": "once it reaches …",
    r"Saved last": "Recently saved",
    r"somebody else than|something else than|nothing else than|anything else than": "other than",
}
"""Phrases (regular expressions of whole words) that the project does without, and the better way."""

FOLDERS = ("generator", "docs/about", ".github", ".ci", "tests")
FILES = (
    "README.md",
    "CONTRIBUTING.md",
    "SECURITY.md",
    "CHANGELOG.md",
    "Makefile",
    "pyproject.toml",
    "mkdocs.yml",
)
SUFFIXES = {".py", ".md", ".js", ".mjs", ".ts", ".css", ".html", ".yml", ".yaml", ".toml", ".txt", ""}
MADE = (
    "generator/theme/assets/",
    "generator/search/worker.js",
    "generator/web/vendor/",
    "generator/upgrade/earlier.txt",
    "generator/sinks/fonts/OFL.txt",
)
"""Built from other files, written by others, or a record of what was."""
TESTED = ("tests/data/", "tests/golden/", "tests/shape/test_wording.py", "tests/bench/")
"""Inputs and outputs of tests, and this table."""

ANY = re.compile(
    r"(?<![\w'’/.-])(?:{})(?![\w-])".format(
        "|".join(f"(?P<p{n}>{worn})" for n, worn in enumerate(WORN))
    ).replace(" ", r"\s+")
)
MARKER = re.compile(r"(?m)^[ \t]*(?:#+|//+|\*+)(?=[ \t])")


def _sources() -> Iterator[Path]:
    for folder in FOLDERS:
        for path in sorted((ROOT / folder).rglob("*")):
            name = path.relative_to(ROOT).as_posix()
            if not path.is_file() or path.suffix not in SUFFIXES or name.startswith((*MADE, *TESTED)):
                continue
            if "__pycache__" not in name and "node_modules" not in name:
                yield path
    yield from (ROOT / name for name in FILES)


def prose(path: Path, text: str) -> Iterator[tuple[int, str]]:
    """(line, text) of each piece of prose: Python's comments and strings (in tests only
    docstrings: their strings are data), and everything in other files."""
    if path.suffix != ".py":
        if path.name == "CHANGELOG.md":
            text = text.partition("\n## [0")[0]
        yield 1, MARKER.sub(lambda found: " " * len(found[0]), text)
        return
    whole = path.is_relative_to(ROOT / "generator")
    comment: list[str] = []
    start = 0
    for token in tokenize.generate_tokens(io.StringIO(text).readline):
        if token.type == tokenize.COMMENT:
            if not comment:
                start = token.start[0]
            comment.append(token.string.lstrip("#"))
        elif token.type not in (tokenize.NL, tokenize.NEWLINE) and comment:
            yield start, "\n".join(comment)
            comment = []
        is_text = token.type == tokenize.STRING or tokenize.tok_name[token.type] == "FSTRING_MIDDLE"
        if is_text and (whole or token.string.startswith('"""')):
            yield token.start[0], token.string
    if comment:
        yield start, "\n".join(comment)


def worn(path: Path, text: str) -> Iterator[str]:
    """Where a worn phrase is, which one, and the better way."""
    if not ANY.search(MARKER.sub("", text)):
        return  # taking code apart takes longer than this
    better = tuple(WORN.values())
    for line, piece in prose(path, text):
        for found in ANY.finditer(piece):
            at = line + piece.count("\n", 0, found.start())
            phrase = " ".join(found[0].split())
            yield f"{path.name}:{at}: {phrase!r}: better: {better[int(str(found.lastgroup)[1:])]}"


def test_no_worn_phrases() -> None:
    """Strings, docstrings, comments and documents say it plainly."""
    hits = []
    for path in _sources():
        name = path.relative_to(ROOT).as_posix()
        found = worn(path, path.read_text(encoding="utf-8"))
        hits += [name.removesuffix(path.name) + one for one in found]
    assert not hits, "\n".join(["", *hits])
