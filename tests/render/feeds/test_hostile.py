"""Every hostile string in every field of a paper, as readers get it."""

import json
from functools import cache

import feedparser
import pytest
from lxml import etree, html

from generator import text
from generator.check import feeds as check
from generator.curation import Note
from generator.curation.notes import TAG_CAP
from generator.records.ids import PaperId
from generator.records.paper import AiSummary, AuthorName, Organization, Paper
from generator.text import tex
from tests.render.feeds.reading import ATOM, entries, feeds, said
from tests.support.helpers import hostile_texts, listed, listing, paper_id, structure

STRINGS = hostile_texts()
OF = {paper_id(n): said for n, said in enumerate(STRINGS, 1)}
PLAIN = "word"


def tag(said: str) -> str:
    """The string as a tag; nothing is left of one that is all accents."""
    return text.clean(said, TAG_CAP) or PLAIN


def of(strings: dict[PaperId, str]) -> dict[str, str]:
    """The feeds of an archive in which each paper says one string everywhere."""
    papers = [
        listed(
            of=Paper(
                id=key,
                title=text.clean(one, text.TITLE_CAP),
                abstract=one,
                authors=(AuthorName(name=text.clean(one, text.NAME_CAP)),),
                organization=Organization(name="Example-Org", fullname=text.clean(one, text.NAME_CAP)),
                ai_summary=AiSummary(text=one, model=text.clean(one, text.NAME_CAP)),
            ),
            signals=(),
        )
        for key, one in strings.items()
    ]
    notes = {key: Note(tags=(tag(one),)) for key, one in strings.items()}
    return feeds([listing(papers)], notes, feed_size=150)


@cache
def hostile() -> dict[str, str]:
    """All strings, in feeds of a hundred: a day that is too long comes in brief."""
    keys = list(OF)
    found: dict[str, str] = {}
    for start in range(0, len(keys), 60):
        part = of({key: OF[key] for key in keys[start : start + 60]})
        found |= {f"{start}-{path}": body for path, body in part.items()}
    return found


def test_well_formed() -> None:
    """The check finds nothing in any feed but the names this test gives them."""
    named = ((f"feeds/{path.partition('-')[2]}", body.encode()) for path, body in hostile().items())
    assert not list(check.problems(named))


def test_atom_says_what_was_said() -> None:
    """Title, author, tag and summary read back, and the content has the elements of a plain word's."""
    (usual,) = entries(of({paper_id(1): PLAIN})["papers.atom"]).values()
    shape = structure(shown(usual))
    for path, body in hostile().items():
        if path.endswith("-papers.atom"):
            for key, entry in entries(body).items():
                one = OF[PaperId(key.rpartition("/")[2])]
                assert entry.findtext(f"{ATOM}title") == tex.shown(text.clean(one, text.TITLE_CAP)).strip(), (
                    one
                )
                assert entry.findtext(f"{ATOM}author/{ATOM}name") == text.clean(one, text.NAME_CAP), one
                assert entry.find(f"{ATOM}category").get("term") == tag(one), one  # type: ignore[union-attr]
                found = shown(entry)
                own = [a for a in found.iter("a") if a.text_content() in one.replace("\\", "")]
                for link in own:
                    link.drop_tag()
                assert structure(found) == shape, one


def shown(entry: etree._Element) -> html.HtmlElement:
    """An entry's content as a reader parses it."""
    return html.fragment_fromstring(str(entry.findtext(f"{ATOM}content")), create_parent="div")


@pytest.mark.slow
def test_sanitising_takes_nothing_away() -> None:
    """What feedparser's sanitiser leaves is what was written: there is nothing in it to remove."""
    for path, body in hostile().items():
        if path.endswith(("-papers.atom", "-papers.rss")):
            clean = feedparser.parse(body.encode(), sanitize_html=True)
            raw = feedparser.parse(body.encode(), sanitize_html=False)
            assert not clean.bozo
            for one, other in zip(clean.entries, raw.entries, strict=True):
                assert said(one.content[0].value) == said(other.content[0].value)


def test_json_says_the_same() -> None:
    """JSON Feed and Atom hold the same HTML."""
    for path, body in hostile().items():
        if path.endswith("-papers.json"):
            atom = entries(hostile()[path.replace(".json", ".atom")])
            for item in json.loads(body)["items"]:
                assert item["content_html"] == atom[item["id"]].findtext(f"{ATOM}content")
