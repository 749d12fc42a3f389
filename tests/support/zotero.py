"""What Zotero saves of a page: the rules of its translators "Embedded Metadata" and "RDF", as far as they
concern `meta` elements.

Written from the text of https://github.com/zotero/translators (June 2026), not from our pages.
"""

import re
from dataclasses import dataclass, field

from lxml import html

FIELDS = {
    "citation_title": "title",
    "citation_publication_date": "date",
    "citation_cover_date": "date",
    "citation_date": "date",
    "citation_journal_title": "publication",
    "citation_conference_title": "conference",
    "citation_technical_report_institution": "institution",
    "citation_technical_report_number": "number",
    "citation_publisher": "institution",
    "citation_abstract": "abstract",
    "citation_doi": "doi",
    "citation_public_url": "url",
    "citation_language": "language",
}
"""Highwire's names and ours; a later one takes the place of an earlier one."""
TYPES = {
    "citation_journal_title": "journalArticle",
    "citation_technical_report_institution": "report",
    "citation_conference_title": "conferencePaper",
    "citation_conference": "conferencePaper",
    "citation_book_title": "bookSection",
    "citation_inbook_title": "bookSection",
    "citation_dissertation_institution": "thesis",
}
"""Types that a tag decides; the last one in the page wins."""
DUBLIN_CORE = re.compile(r"(?:dc|dcterms)[.:_]type", re.IGNORECASE)
OF_OPEN_GRAPH = {"website": "webpage", "book": "book"}
DOI = re.compile(r'10(?:\.[0-9]{4,})?/[^\s]*[^\s.,"\')\]]')


@dataclass(kw_only=True)
class Item:
    """One item; `authors` are pairs of family and given name."""

    type: str = ""
    title: str = ""
    date: str = ""
    abstract: str = ""
    doi: str = ""
    url: str = ""
    language: str = ""
    institution: str = ""
    number: str = ""
    publication: str = ""
    conference: str = ""
    pdf: str = ""
    authors: list[tuple[str, str]] = field(default_factory=list)


def saved(page: str, address: str = "") -> Item:
    """The item of a page."""
    root = html.document_fromstring(page)
    tags = [
        (name, str(meta.get("content")).strip())
        for meta in root.iter("meta")
        for name in str(meta.get("name") or meta.get("property") or "").split()
        if meta.get("content")
    ]
    in_head = [
        (str(meta.get("name")), " ".join(str(meta.get("content") or "").split()))
        for meta in root.iterfind("head/meta")
        if meta.get("name")
    ]
    found = Item(type=_type(tags))
    for tag, name in FIELDS.items():
        if value := next((content for key, content in in_head if key.endswith(tag) and content), ""):
            setattr(found, name, value)
    found.title = found.title or dict(tags).get("og:title", "") or str(root.findtext("head/title"))
    found.authors = _authors([content for key, content in in_head if key.endswith("citation_author")])
    found.pdf = next((content for key, content in in_head if key.endswith("citation_pdf_url")), "")
    plain = {key.lower(): content for key, content in reversed(in_head)}
    shared = dict(reversed(tags))
    found.abstract = found.abstract or shared.get("og:description", "") or plain.get("description", "")
    link = next(iter(root.xpath("head/link[@rel='canonical']/@href")), "")
    found.url = found.url or shared.get("og:url", "") or str(link) or address
    found.language = found.language or plain.get("language", "") or str(root.get("lang") or "")
    doi = DOI.search(found.doi)
    found.doi = doi[0] if doi else ""
    return found


def _type(tags: list[tuple[str, str]]) -> str:
    """What a tag of Highwire decides, else Open Graph or Dublin Core, else an article if there is a title."""
    decided = [TYPES[name] for name, _ in tags if name in TYPES]
    if decided:
        return decided[-1]
    shared = [
        OF_OPEN_GRAPH[content] for name, content in tags if name == "og:type" and content in OF_OPEN_GRAPH
    ]
    core = [content for name, content in tags if DUBLIN_CORE.fullmatch(name)]
    guess = "journalArticle" if any(name == "citation_title" for name, _ in tags) else "webpage"
    return next(iter([*shared, *core]), guess)


def _authors(contents: list[str]) -> list[tuple[str, str]]:
    """Split at semicolons, and a lone list at commas; a name that follows its like is a mistake."""
    found: list[tuple[str, str]] = []
    last = ""
    for content in contents:
        names = re.split(r"\s*;\s*", content)
        apart = re.split(r"\s*,\s*", names[0])
        if len(names) == len(contents) == 1 and len(apart) > 1 and " " in apart[0] and " " in apart[1]:
            names = apart
        for name in map(str.strip, names):
            if not re.search(r"[^\s,-.;]", name) or name == last:
                continue
            last = name
            found.append(_author(name))
    return found


def _author(name: str) -> tuple[str, str]:
    if "," in name:
        family, given = (*re.split(r", ?", name), "")[:2]
        return family, given
    given, _, family = name.rpartition(" ")
    return family, given
