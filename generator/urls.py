"""Addresses: record → file under `docs/` → URL. An address that more than one module uses is made here.

Page addresses end in a slash and never change once published. Links are relative to the page they are on, so
a site works under any path and in a local folder.
"""

import re
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from functools import lru_cache
from urllib.parse import quote

from generator.records.ids import PaperId
from generator.records.page import TWIN
from generator.records.period import Period, PeriodKind

PROGRAM = "daily-papers-archive"
"""The generator's name in feeds."""
FOLDERS: dict[PeriodKind, str] = {"day": "days", "week": "weeks", "month": "months", "year": "years"}
"""The folders of the pages of days, weeks, months and years."""
GROUPS = {"author": "authors", "organization": "orgs", "submitter": "submitters"}
"""The folders of people and organizations."""
FEEDS = "feeds"
"""The folder of all feeds and the lists of them."""
SITEMAPS = "sitemaps"
SOCIAL = "social"
"""The folder of the pictures that links to the site are shown with."""
NAMES = "authors/names"
"""The folder of the index of all names, in parts."""
SEARCH_INDEX = "search/manifest.bin"
"""The manifest of the search index, below `docs/`."""
FORMER_SEARCH_INDEX = "search/index.bin"
"""Where pages from before format 11 look for it: they can read no more of it than its format, and say so."""
SHARDS = "search/data"
"""The folder of the search index's files."""
CLIENT = "assets/search"
"""The browser code of search; the rest of `assets/` belongs to the operator."""
RANKING = "for-you/index.json"
"""The index of the files that a reader's own order needs, below `docs/`."""
DAY_INDEX = "api/days.json"
DAY_SCHEMA = "api/schema.json"
PROFILE_SCHEMA = "api/profile.schema.json"
SITEMAP = f"{SITEMAPS}/index.xml"
"""The index of all site maps; MkDocs' own `sitemap.xml` is one of them."""
LLMS = "llms.txt"
ROBOTS = "robots.txt"
_HANDLE = re.compile(r"[A-Za-z0-9_-][A-Za-z0-9._-]{0,99}")


@dataclass(frozen=True, slots=True)
class Address:
    """`url` is relative to the site's root: "" for the home page, with a final slash for any other page,
    without one for a file."""

    url: str

    @property
    def path(self) -> str:
        """The file under `docs/`, Markdown for a page; hubs are a folder's index."""
        if not self.url:
            return "index.md"
        if not self.url.endswith("/"):
            return self.url
        bare = self.url.rstrip("/")
        return f"{bare}.md" if "/" in bare else f"{bare}/index.md"

    def to(self, other: "Address") -> str:
        """The shortest link from this page to `other`."""
        there = other.url
        for folder, up in _folders(self.url)[:-1]:
            if there.startswith(folder):
                return up + there[len(folder) :] or "./"
        return _folders(self.url)[-1][1] + there or "./"


@lru_cache(maxsize=2**8)
def _folders(url: str) -> tuple[tuple[str, str], ...]:
    """The folder of a page and those around it, each with the way to it from the page."""
    names = url.split("/")[:-1]
    whole = [f"{name}/" for name in names]
    return tuple(("".join(whole[: len(names) - n]), "../" * n) for n in range(len(names) + 1))


HOME = Address("")
PAPERS = Address("papers/")
TOPICS = Address("topics/")
KEYWORDS = Address("keywords/")
VENUES = Address("venues/")
TRENDS = Address("trends/")
SEARCH = Address("search/")
SAVED = Address("saved/")
FOR_YOU = Address("for-you/")
EXPORTS = Address("exports/")
GUIDE = Address("guide/")
SUBSCRIBE = Address("subscribe/")
STATUS = Address("status/")


# Pages


def paper(key: PaperId) -> Address:
    """`papers/2508.12345/`; the slash of an old id becomes a hyphen, which no other id contains."""
    return Address(f"papers/{key.replace('/', '-')}/")


def period(one: Period) -> Address:
    """`weeks/2025-W34/`."""
    return Address(f"{FOLDERS[one.kind]}/{one.key}/")


def hub(kind: PeriodKind) -> Address:
    """The page that lists all days, weeks, months or years."""
    return Address(f"{FOLDERS[kind]}/")


def part(whole: Address, number: int) -> Address:
    """The page of a long list: `weeks/2025-W34/`, `weeks/2025-W34/2/`, …"""
    return whole if number == 1 else Address(f"{whole.url}{number}/")


def topic(slug: str) -> Address:
    """`topics/diffusion-models/`."""
    return Address(f"topics/{slug}/")


def keyword(slug: str) -> Address:
    """`keywords/chain-of-thought/`."""
    return Address(f"keywords/{slug}/")


def venue(slug: str) -> Address:
    """`venues/cvpr-2026/`, `venues/tmlr/`."""
    return Address(f"venues/{slug}/")


def group(kind: str, slug: str) -> Address:
    """`authors/wei-chen/`, `orgs/nvidia/`, `submitters/akhaliq/`."""
    return Address(f"{GROUPS[kind]}/{slug}/")


def groups(kind: str) -> Address:
    """The page that lists all authors, organizations or submitters."""
    return Address(f"{GROUPS[kind]}/")


# Files below `docs/`


def twin(page: Address) -> str:
    """The Markdown twin of a page, below `docs/`."""
    return f"{page.url}index{TWIN}"


def feed(name: str, form: str) -> Address:
    """`feeds/papers.atom`, `feeds/topics/agents.atom`; `form` is `atom`, `rss`, `json` or `opml`."""
    return Address(f"{FEEDS}/{name}.{form}")


def feed_of(page: Address) -> str:
    """The name of the feed that belongs to the page of a topic, an author or an organization."""
    return page.url.rstrip("/")


def feed_of_standing(name: str) -> str:
    """The name of the feed of a standing query."""
    return f"mine/{name}"


def sitemap(name: str) -> str:
    """A site map, below `docs/`."""
    return f"{SITEMAPS}/{name}.xml"


def day_data(key: str) -> str:
    """The file with a day's data for programs, below `docs/`."""
    return f"api/days/{key}.json"


def export_data(part: str) -> str:
    """A file from which the browser exports papers, below `docs/`."""
    return f"exports/papers/{part}.bin"


def export_file(name: str) -> str:
    """A compressed file of the whole archive, or the list of them, below `docs/`."""
    return f"exports/{name}"


def shard(name: str) -> str:
    """A file of the search index, below `docs/`."""
    return f"{SHARDS}/{name}.bin"


def ranking(name: str) -> str:
    """A file of vectors and tags, below `docs/`."""
    return f"for-you/{name}.bin"


def social(name: str) -> str:
    """The picture of a month (`2026-05`), a day, a group of topics or the site, below `docs/`."""
    return f"{SOCIAL}/{name}.png"


def thumbnail(key: PaperId) -> str:
    """The small picture of a paper, below `docs/`; its name is that of the paper's page."""
    return f"{SOCIAL}/papers/{key.replace('/', '-')}.webp"


# From one form of an address to another


def absolute(site_url: str, place: Address | str) -> str:
    """The absolute address of a page or a file of the site; `site_url` may or may not end in a slash.
    Relative to the site's root if `site_url` is unknown."""
    path = place.url if isinstance(place, Address) else place
    return f"{site_url.rstrip('/')}/{path}" if site_url else path


def address_of(path: str) -> str:
    """The inverse of `Address.path`: the address of a Markdown file under `docs/`."""
    bare = path.removesuffix(".md")
    return "" if bare == "index" else f"{bare.removesuffix('/index')}/"


def nearest(
    url: str, built: Collection[str], leads: Mapping[str, str], hubs: Collection[str]
) -> Address | None:
    """Where to redirect an address that lost its page: to the page that replaced it according to `leads`,
    from a part of a list to the list, or from a page in one of the folders `hubs` to that folder's hub.
    None for all others, such as papers and periods, which nothing can replace."""
    folder, _, rest = url.rstrip("/").partition("/")
    whole, _, number = rest.partition("/")
    if (there := leads.get(f"{folder}/{whole}/", "")) in built and there:
        return Address(there)
    if number.isdecimal() and f"{folder}/{whole}/" in built:
        return Address(f"{folder}/{whole}/")
    return Address(f"{folder}/") if rest and folder in hubs and f"{folder}/" in built else None


# Outside the site


def doi(written: str) -> str:
    """Where a DOI leads."""
    return f"https://doi.org/{quote(written, safe='/:;()')}"


def arxiv(key: PaperId, form: str) -> str:
    """arXiv's page of a paper; `form` is `abs`, `pdf` or `html`."""
    return f"https://arxiv.org/{form}/{key}"


def arxiv_bibtex(key: PaperId) -> str:
    """arXiv's own BibTeX entry of a paper."""
    return f"https://arxiv.org/bibtex/{key}"


def alphaxiv(key: PaperId) -> str:
    """The paper on alphaXiv."""
    return f"https://alphaxiv.org/abs/{key}"


def is_absolute(url: str) -> bool:
    """Whether an address includes its host."""
    return url.startswith(("https://", "http://"))


def is_handle(name: str) -> bool:
    """Whether a name from outside can be an account: only such names become links."""
    return _HANDLE.fullmatch(name) is not None
