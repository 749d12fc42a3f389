"""A whole site after somebody asked for a name or a paper to be removed: no trace of it is left."""

import gzip
import zlib
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from generator.records.listing import Submitter
from generator.records.paper import AuthorName
from tests.support import projects
from tests.support.helpers import listed, listing, paper

pytestmark = pytest.mark.slow

DAY = date(2026, 6, 5)
ADA = AuthorName(name="Ada Example")
OLD = AuthorName(name="Jane Oldname", account="janenew", status="claimed_verified")
SEEN = "2026-06-06T06:00:00Z"
RARE = "Zyzzyva"


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An archive of six papers, built, in which two pages of authors and all kinds of files hold the name."""
    folder = tmp_path_factory.mktemp("curated")
    named, short = AuthorName(name="Jane Oldname"), AuthorName(name="J. Oldname")
    names = [(OLD, ADA), (named, ADA), (named, ADA), (short,), (ADA,)]
    papers = [paper(n, authors=by, abstract=f"We tell of number {n}.") for n, by in enumerate(names, 1)]
    secret = paper(
        6,
        title=f"{RARE} Beetles",
        abstract=f"All that a {RARE} hides.",
        authors=(AuthorName(name=f"Ed {RARE}"),),
    )
    by = Submitter(account="janenew", fullname="Jane Oldname")
    items = [listed(n, of=one, submitter=by, seen=SEEN) for n, one in enumerate([*papers, secret], 1)]
    projects.make(folder, [listing(items, day=DAY, captured=SEEN)])
    settings = folder / "mkdocs.yml"
    more = "    author_threshold: 2\n    submitter_threshold: 2\n"
    settings.write_text(settings.read_text(encoding="utf-8") + more, encoding="utf-8")
    (folder / "data" / "curation.yaml").unlink()
    projects.built(folder)
    return folder


def bodies(site: Path) -> Iterator[tuple[str, bytes]]:
    """Every published file, and what is packed inside it."""
    for file in site.rglob("*"):
        if file.is_file():
            body, path = file.read_bytes(), file.relative_to(site).as_posix()
            if path.endswith(".gz"):
                body += gzip.decompress(body)
            elif path.endswith(".bin"):
                body += unpacked(body)
            yield path, path.encode() + body


def unpacked(body: bytes) -> bytes:
    """All that is squeezed in a file of data, wherever it begins: a pack of the search holds many shards."""
    found, at = [], 0
    while at < len(body):
        press = zlib.decompressobj(-zlib.MAX_WBITS)
        try:
            inside = press.decompress(body[at:])
        except zlib.error:
            inside = b""
        is_whole = press.eof and inside
        found.append(inside if is_whole else b"")
        at = len(body) - len(press.unused_data) if is_whole else at + 1
    return b"".join(found)


def holding(site: Path, *words: str) -> set[str]:
    """Files in which one of these stands, whatever its case."""
    wanted = [word.lower().encode() for word in words]
    return {path for path, body in bodies(site) if any(word in body.lower() for word in wanted)}


def entries(feed: Path) -> list[bytes]:
    """The names of a feed and of its entries."""
    return [part.split(b"</id>")[0] for part in feed.read_bytes().split(b"<id>")[1:]]


RENAME = """
authors:
  Jane Oldname: {name: Jane Newname, forget: true, merge: [J. Oldname], account: janenew}
"""


@pytest.mark.attack(
    9, "a forgotten name in any file of the site, after a build that only changes what it must"
)
def test_a_name_is_forgotten(site: Path) -> None:
    """Pages, feeds, exports, the search index, data for programs and mails show the new name; the address made
    of the old one answers, says nothing and leads to all authors; entries of feeds stay who they were."""
    published, feed = site / "site", site / "site" / "feeds" / "papers.atom"
    before, ids = holding(published, "Jane Oldname", "J. Oldname"), entries(feed)
    assert {"feeds/papers.atom", "papers/0001.00001/index.html", "api/days/2026-06-05.json"} <= before
    assert any(path.endswith(".bin") for path in before)
    assert any(path.endswith(".gz") for path in before)
    (site / "data" / "curation.yaml").write_text(RENAME, encoding="utf-8")
    projects.built(site)
    old = "authors/jane-oldname/index.html"
    assert holding(published, "Oldname") == {old}  # in its address
    page = (published / old).read_text(encoding="utf-8")
    assert "oldname" not in page.lower()
    assert '<meta http-equiv="refresh" content="0; url=../">' in page
    assert {
        path
        for path in before
        if not path.startswith(("authors/", "feeds/authors/")) and not path.endswith(".bin")
    } <= holding(published, "Jane Newname")
    assert entries(feed) == ids
    page = (published / "authors" / "u--janenew" / "index.html").read_text(encoding="utf-8")
    assert "4 papers" in page
    assert projects.on(site, "check").output == "checked 1 day: 0 problems\n"
    mail = site / "day.eml"
    assert projects.on(site, "digest", "--to", mail, "--date", str(DAY)).exit_code == 0
    assert b"Newname" in mail.read_bytes()
    assert b"Oldname" not in mail.read_bytes()


def test_a_name_is_changed(site: Path) -> None:
    """Without being forgotten, an old address leads to the new one, and the old feed tells on what it told."""
    wish = "authors: {jane-oldname: {name: Jane Newname}}"
    (site / "data" / "curation.yaml").write_text(wish, encoding="utf-8")
    projects.built(site)
    old = (site / "site" / "authors" / "jane-oldname" / "index.html").read_text(encoding="utf-8")
    assert '<meta http-equiv="refresh" content="0; url=../jane-newname/">' in old
    feeds = site / "site" / "feeds" / "authors"
    assert entries(feeds / "jane-oldname.atom")[1:] == entries(feeds / "jane-newname.atom")[1:]
    assert projects.on(site, "check").output == "checked 1 day: 0 problems\n"


@pytest.mark.attack(9, "the text of a hidden paper in any file of the site")
@pytest.mark.parametrize(
    "written", ["0001.00006", "'https://arxiv.org/abs/0001.00006v2'", "papers/0001.00006/"]
)
def test_a_hidden_paper(site: Path, written: str) -> None:
    """After a build that only changes what it must, no word of it and no name of its authors is left, unpacked
    or packed, nor in a mail; its address answers."""
    published, notes = site / "site", site / "data" / "curation.yaml"
    notes.write_text("papers: {}", encoding="utf-8")
    projects.built(site)
    assert len(holding(published, RARE)) > 15
    notes.write_text(f"papers: {{{written}: {{hide: true}}}}", encoding="utf-8")
    projects.built(site)
    assert holding(published, RARE) == set()
    assert "not shown" in (published / "papers" / "0001.00006" / "index.html").read_text(encoding="utf-8")
    mail = site / "day.eml"
    assert projects.on(site, "digest", "--to", mail, "--date", str(DAY)).exit_code == 0
    assert RARE.encode() not in mail.read_bytes()


@pytest.mark.attack(9, "hide of an id that no list day holds")
def test_a_paper_nobody_has(site: Path) -> None:
    """The build goes on and says so every time; check and status say it and end with 1."""
    (site / "data" / "curation.yaml").write_text(
        "papers: {0001.00099: {hide: true}}\nmore: 1", encoding="utf-8"
    )
    lines = [
        f"{site}/data/curation.yaml: more: unknown; allowed: papers, authors, organizations",
        f"{site}/data/curation.yaml: papers.0001.00099: names no paper in this archive: nothing is hidden",
    ]
    for _ in range(2):
        result = projects.on(site, "build", "-q")
        assert (result.exit_code, result.output.splitlines()) == (0, [f"warning: {line}" for line in lines])
    for command in ("check", "status"):
        result = projects.on(site, command, "-q")
        assert (result.exit_code, result.output.splitlines()) == (1, lines)


@pytest.mark.attack(9, "a wish to hide a paper that cannot be read, and a build")
@pytest.mark.parametrize(
    "wish", ["papers: {0001.00006: {hide: 'yes'}}", "papers: {", "\xff", "papers: {x: {hide: true}}"]
)
def test_a_wish_that_cannot_be_read(site: Path, wish: str) -> None:
    """Nothing is published, sent or changed, and the line says where; the other wishes are not lost sight of."""
    (site / "data" / "curation.yaml").write_bytes(wish.encode("latin-1"))
    before = projects.tree(site / "site"), projects.tree(site / "docs")
    for command, more in (("build", ()), ("generate", ()), ("digest", ("--to", site / "x.eml"))):
        result = projects.on(site, command, *more)
        assert result.exit_code == 1
        assert f"{site}/data/curation.yaml: " in result.output
    assert (projects.tree(site / "site"), projects.tree(site / "docs")) == before
    assert not (site / "x.eml").exists()


@pytest.mark.attack(9, "curation.yml, a link to nowhere")
def test_a_file_of_another_name(site: Path) -> None:
    """Wishes in a file that is not read are not passed over; a broken link is not an empty file."""
    notes = site / "data" / "curation.yaml"
    notes.unlink(missing_ok=True)
    other = notes.with_suffix(".yml")
    other.write_text("papers: {0001.00006: {hide: true}}", encoding="utf-8")
    result = projects.on(site, "build")
    other.unlink()
    assert result.exit_code == 1
    assert "curation.yml is not read; rename it to curation.yaml" in result.output
    notes.symlink_to("nowhere")
    result = projects.on(site, "build")
    notes.unlink(missing_ok=True)
    assert result.exit_code == 1
    assert "curation.yaml: cannot be read: it is a broken link" in result.output
    notes.write_bytes("\ufeffpapers: {}".encode())
    assert projects.on(site, "status", "-q").output == ""


def test_a_folder_of_that_name(site: Path) -> None:
    """What is not a regular file cannot be read, and may say anything."""
    notes = site / "data" / "curation.yaml"
    notes.unlink(missing_ok=True)
    notes.mkdir()
    result = projects.on(site, "build")
    notes.rmdir()
    assert result.exit_code == 1
    assert "curation.yaml: cannot be read: it is a folder; it may say what must not be shown" in result.output
