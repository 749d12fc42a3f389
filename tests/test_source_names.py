"""No module but a source's own knows its name."""

import re

from tests.support.helpers import ROOT

NAMES = re.compile(r"hugging ?face|\bhf_", re.IGNORECASE)
OF_ARXIV = re.compile(r"rss\.arxiv\.org|export\.arxiv\.org/|Announce Type|sources[./]arxiv|SOURCES\[.arxiv")
"""arXiv as a source; as the place where papers are, everyone knows it."""
OWN = "generator/intake/sources/arxiv/"
"""Its own folder."""
FOLDERS = (
    "generator/intake/sources/huggingface/",
    "generator/intake/sources/__init__.py",
    "generator/guide/",
)
"""The source, the table of all, and the guide, which says what there is to choose from."""

EXCEPTIONS = {
    "generator/config/options.py": "the default of `sources`: the table in the docs is made from it",
    "generator/records/ids.py": "one of the addresses in which people write an arXiv id",
    "generator/web/search-engine/ids.js": "the same in the browser",
    "generator/starter/docs/about.md": "the page of a new archive, whose operator rewrites it",
    "generator/starter/.github/workflows/daily.yml": "hands the secret over under the source's own name",
}
"""Files that may name it, and why."""

FILES = {
    path.relative_to(ROOT).as_posix(): path
    for path in sorted((ROOT / "generator").rglob("*"))
    if path.suffix in {".py", ".js", ".mjs", ".ts", ".html", ".css", ".md", ".yml", ".yaml"}
}


def test_only_the_source_knows_its_name() -> None:
    """Everything else takes names and addresses from what the source hands over."""
    others = (name for name in FILES if not name.startswith(FOLDERS))
    found = {name: NAMES.findall(FILES[name].read_text(encoding="utf-8")) for name in others}
    named = {name: hits for name, hits in found.items() if hits}
    assert not {name: hits for name, hits in named.items() if name not in EXCEPTIONS}
    assert named.keys() == EXCEPTIONS.keys()


def test_only_that_source_knows_how_it_announces() -> None:
    """Its feeds, its other interfaces and its name as a source are known in its folder, and in the table."""
    others = (name for name in FILES if not name.startswith((*FOLDERS[1:], OWN)))
    found = {name: OF_ARXIV.findall(FILES[name].read_text(encoding="utf-8")) for name in others}
    assert not {name: hits for name, hits in found.items() if hits}
