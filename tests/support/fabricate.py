"""An invented archive of any size, the same on every machine: for goldens, builds and benchmarks.

Nobody in it exists and no id is one that arXiv could have given. The first twelve papers
each show one thing that real listings hold; `SPECIAL` names them. The days end in the first
week of 2027, so that already six of them span two years, ISO week 53, a gap and an empty day.
"""

import json
import random
import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

from generator.records.ids import PaperId
from generator.records.listing import ListedPaper, Listing, Submitter
from generator.records.paper import AiSummary, AuthorName, Organization, Paper, Signals
from generator.records.schema import listing_from_json, listing_to_json
from generator.sinks import to_json
from generator.storage.store import Store

LAST = date(2027, 1, 5)
EMPTY = date(2027, 1, 1)
"""A weekday that was read and had no papers."""
GAP = date(2026, 12, 30)
"""A weekday nobody read."""

SIX_YEARS = timedelta(weeks=313)
_DATE = re.compile(r"202[67]-[0-9]{2}-[0-9]{2}")

PAPERS_A_DAY = 16
MANY = 600
MODEL = "example/summarizer-1"

SPECIAL = {
    "math": 1, "twice": 2, "late": 3, "hidden author": 4, "many authors": 5, "provisional": 6,
    "old id": 7, "withdrawn": 8, "bare": 9, "broken math": 10, "scripts": 11, "whole": 12,
}  # fmt: skip
"""What a paper shows → its number, also the argument of `paper_id` for all but two."""

TWICE_LATER = 40
"""Upvotes of the paper that is listed twice, on its second day."""

OLD_ID = PaperId("hep-th/0000007")
PROVISIONAL_TITLE = "A Paper of Which Only the Title Is Known"

_WHAT = (
    "Agents", "Archives", "Compasses", "Decoders", "Encoders", "Gardens", "Grids", "Instruments",
    "Kernels", "Lanterns", "Maps", "Memories", "Mirrors", "Planners", "Puzzles", "Retrievers",
    "Samplers", "Schedulers", "Tokenizers", "Verifiers",
)  # fmt: skip
_HOW = (
    "Adaptive", "Bounded", "Careful", "Delayed", "Elastic", "Folded", "Gentle", "Hollow", "Idle",
    "Jagged", "Layered", "Modest", "Nested", "Oblique", "Patient", "Quiet", "Recursive", "Sparse",
    "Tidy", "Unhurried",
)  # fmt: skip
_FOR = (
    "Bread Dough", "Cloud Shapes", "Door Hinges", "Empty Rooms", "Ferry Timetables", "Garden Paths",
    "Hallway Echoes", "Ink Stains", "Jigsaw Edges", "Kite Strings", "Loose Threads", "Moss Growth",
    "Night Trains", "Orchard Rows", "Paper Boats", "Quarry Dust", "River Bends", "Salt Flats",
    "Tea Leaves", "Window Frost",
)  # fmt: skip
_SENTENCES = (
    "We invent {how} {what}, a family of methods for {field} that nobody asked for.",
    "Existing {what} treat {field} as if they never changed, and they change all the time.",
    "Our main finding is that {how} {what} need {n}% fewer examples than we had expected.",
    "Across {m} invented benchmarks the gain over the strongest baseline is {n} points on average.",
    "A small study with {m} invented readers suggests that {field} are easier to follow this way.",
    "We describe the training recipe in full, including the {m} attempts that did not work.",
    "The cost grows with the square of the number of {what}, which bounds what can be tried.",
    "Where {field} are noisy, {how} {what} still recover the order in {n}% of all cases.",
    "None of this needs more than one machine and an afternoon of patience.",
    "We close with a list of questions about {field} that remain open.",
)
_FIRST = (
    "Abe", "Bela", "Cato", "Dora", "Egon", "Fay", "Gus", "Hedy", "Ilvo", "Juno", "Kit", "Lena", "Milo",
    "Nils", "Opal", "Pia", "Quin", "Rosa", "Sven", "Tova", "Ugo", "Vera", "Wim", "Xenia", "Yves", "Zoe",
)  # fmt: skip
_LAST = (
    "Aldermoor", "Brindle", "Copperfen", "Dunmarsh", "Eastwick", "Fernhollow", "Greyling", "Hartsease",
    "Inglenook", "Juniper", "Kestrelby", "Larkmead", "Mossgrove", "Nettlebed", "Oakapple", "Pennyroyal",
    "Quillfeather", "Rushbrook", "Silverbeck", "Thistledown", "Underhill", "Vinegarth", "Willowby",
    "Yarrowfield",
)  # fmt: skip
_ORGANIZATIONS = (
    ("Example-Institute", "The Example Institute"),
    ("invented-labs", "Invented Labs"),
    ("Sample-University", "Sample University"),
    ("nowhere-tech", None),
)
_KEYWORDS = (
    "bread dough", "door hinges", "folded attention", "garden paths", "idle sampling", "Kite Score",
    "layered memory", "patience", "quiet decoding", "river bends", "tea leaves", "window frost",
)  # fmt: skip


def listings(papers: int = 40, days: int | None = None, seed: int = 1) -> list[Listing]:
    """`papers` distinct papers on `days` list days, oldest first; one day has none of them."""
    if papers < 1 or (days is not None and days < 2):
        raise ValueError("an invented archive has at least one paper and two days")
    calendar = _calendar(days or max(6, papers // PAPERS_A_DAY))
    busy = [day for day in calendar if day != EMPTY]
    chance = random.Random(seed)  # noqa: S311 - invented data, not secrets
    found: dict[date, list[ListedPaper]] = defaultdict(list)
    for number in range(1, papers + 1):
        # One for every day first, so that no day but EMPTY is without papers when there are enough.
        day = busy[(number - 1) % len(busy)] if number <= 2 * len(busy) else chance.choice(busy)
        paper = _special(number, _paper(number, day, chance))
        found[day].append(_listed(paper, day, chance, number))
        if number == SPECIAL["twice"] and day != busy[-1]:
            found[busy[-1]].append(_second_listing(paper, busy[-1]))
        if number == SPECIAL["whole"]:
            found[busy[0]].append(_by_title_only(paper.title, busy[0]))
    return [_listing(day, found[day]) for day in calendar]


def earlier(listings: Iterable[Listing]) -> list[Listing]:
    """The same archive six years before, in the same weeks, for commands that know what day it is."""

    def moved(match: re.Match[str]) -> str:
        return (date.fromisoformat(match[0]) - SIX_YEARS).isoformat()

    texts = (json.dumps(listing_to_json(one)) for one in listings)
    return [listing_from_json(json.loads(_DATE.sub(moved, text))) for text in texts]


def paper_id(number: int) -> PaperId:
    """0001.00001 and so on: years before arXiv had such ids, with room for 1.2 million papers."""
    if number == SPECIAL["provisional"]:
        return PaperId.from_title(PROVISIONAL_TITLE)
    if number == SPECIAL["old id"]:
        return OLD_ID
    return PaperId(f"{1 + (number - 1) // 99_999:04d}.{1 + (number - 1) % 99_999:05d}")


def write(store_root: Path, listings: Iterable[Listing]) -> None:
    """The listings as stored days below `store_root`."""
    store = Store(store_root)
    for listing in listings:
        path = store.path(listing.day)
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(to_json.text(listing_to_json(listing)).encode())


def payload_json(listing: Listing) -> str:
    """The API's array for a day, without what it could not hold: papers without arXiv id or abstract."""
    whole = (one for one in listing.papers if one.paper.abstract and not one.paper.id.is_provisional)
    entries = (_entry(listed, listing.day) for listed in whole)
    return json.dumps(list(entries), ensure_ascii=False, indent=1) + "\n"


def _calendar(count: int) -> list[date]:
    """The last `count` list days: weekdays without GAP and without every 29th weekday before it."""
    found: list[date] = []
    weekdays = 0
    day = LAST
    while len(found) < count:
        if day.weekday() < 5:
            weekdays += 1
            if day != GAP and weekdays % 29:
                found.append(day)
        day -= timedelta(days=1)
    return found[::-1]


def _listing(day: date, papers: Iterable[ListedPaper]) -> Listing:
    return Listing(day=day, captured=_at(day, 12), papers=tuple(sorted(papers, key=lambda one: one.paper.id)))


def _at(day: date, hour: int) -> str:
    return f"{day.isoformat()}T{hour:02d}:00:00Z"


def _paper(number: int, day: date, chance: random.Random) -> Paper:
    how, what, field = chance.choice(_HOW), chance.choice(_WHAT), chance.choice(_FOR)
    words = {"how": how.lower(), "what": what.lower(), "field": field.lower()}
    told = chance.sample(_SENTENCES, chance.randint(6, 9))
    abstract = " ".join(s.format(**words, n=chance.randint(2, 70), m=chance.randint(3, 40)) for s in told)
    ai = chance.random() < 0.6
    organization = chance.choice(_ORGANIZATIONS) if chance.random() < 0.5 else None
    return Paper(
        id=paper_id(number),
        title=f"{how} {what} for {field}" + (f": Part {number}" if number > 40 else ""),
        abstract=abstract,
        authors=tuple(_authors(chance)),
        published=(day - timedelta(days=chance.randint(1, 6))).isoformat(),
        organization=Organization(name=organization[0], fullname=organization[1]) if organization else None,
        ai_summary=AiSummary(text=f"{how} {what} make {field} easier to follow.", model=MODEL)
        if ai
        else None,
        keywords=tuple(chance.sample(_KEYWORDS, chance.randint(2, 5))) if ai else (),
        code=f"https://github.com/example/tool-{number}" if chance.random() < 0.4 else None,
        project=f"https://example.org/projects/{number}/" if chance.random() < 0.2 else None,
    )


def _authors(chance: random.Random) -> Iterator[AuthorName]:
    for _ in range(chance.randint(1, 9)):
        name = f"{chance.choice(_FIRST)} {chance.choice(_LAST)}"
        if chance.random() < 0.2:
            account = name.lower().replace(" ", "-")
            yield AuthorName(name=name, account=account, status="claimed_verified")
        else:
            yield AuthorName(name=name)


def _special(number: int, paper: Paper) -> Paper:  # noqa: PLR0911 - one case each
    """The paper with what it has to show; from the thirteenth on as it is."""
    match number:
        case 1:
            abstract = (
                r"We bound the error by $O(\sqrt{n} \log n)$ for all $n \geq 2$, which costs 50\% less than $5 did. "
                r"Code is at https://github.com/example/bounds and more at https://example.org/bounds."
            )
            return replace(
                paper, title=r"Bounds of $L_2$ and $\alpha$ by Fr\'echet", abstract=abstract, code=None
            )
        case 4:
            hidden = AuthorName(name="Nobody Mustknow", account="mustknow", status="hidden", hidden=True)
            return replace(
                paper, authors=(AuthorName(name="Ada Visible"), hidden, AuthorName(name="Bo Seen"))
            )
        case 5:
            many = tuple(AuthorName(name=f"Author Number{n}") for n in range(1, MANY + 1))
            return replace(paper, title="A Report With Six Hundred Authors", authors=many)
        case 6:
            abstract = "A sentence copied from a page. Nothing else is known."
            return Paper(id=paper.id, title=PROVISIONAL_TITLE, abstract=abstract)
        case 8:
            return replace(paper, title="A Paper Taken Back", withdrawn="2027-01-04")
        case 9:
            return Paper(id=paper.id, title="A Paper of Which Little Was Told", published=paper.published)
        case 10:
            abstract = r"Broken: $\frac{1$ and $\undefinedmacro{x}$ and $a_{b_{c}$, then words again."
            return replace(paper, title=r"Broken $\frac{$ in a Title", abstract=abstract)
        case 11:
            names = (AuthorName(name="李明"), AuthorName(name="Zoë Äußerst"), AuthorName(name="نور مثال"))
            return replace(paper, title="不存在的方法: Ένα «τίποτα» – 🧪", authors=names)
        case 12:
            return replace(
                paper,
                title='Whole & Complete: "All" of <It> [Here] *Now*',
                organization=Organization(name="Example-Institute", fullname="The Example Institute"),
                ai_summary=AiSummary(text="It has everything a paper can have.", model=MODEL),
                keywords=("completeness", "$k$-means", "tea leaves"),
                code="https://github.com/example/whole",
                project="https://example.org/whole/",
                media=("https://cdn.example.org/whole.mp4", "https://cdn.example.org/whole-2.png"),
                discussion="0123456789abcdef01234567",
            )
        case _:
            return paper


def _listed(paper: Paper, day: date, chance: random.Random, number: int) -> ListedPaper:
    seen = _at(day, 12)
    votes = int(chance.paretovariate(1.1) * 4) % 900
    stars = chance.randint(0, 3000) if paper.code else None
    signals = [Signals(at=seen, upvotes=votes, comments=chance.randint(0, 4), stars=stars)]
    if chance.random() < 0.3:
        later = _at(day + timedelta(days=1), 12)
        signals.append(Signals(at=later, upvotes=votes + chance.randint(0, 9), comments=4, stars=stars))
    submitter = Submitter(account=f"user-{number % 7}", fullname=f"User Number{number % 7}")
    whole = ListedPaper(
        paper=paper,
        first_seen=seen,
        seen=signals[-1].at,
        submitter=submitter,
        submitted=_at(day, 1),
        signals=tuple(signals),
    )
    if number == SPECIAL["late"]:
        late = _at(day + timedelta(days=1), 12)
        return replace(whole, first_seen=late, seen=late, signals=(Signals(at=late, upvotes=3),))
    if number in {SPECIAL["provisional"], SPECIAL["bare"]}:
        return replace(whole, submitter=None, submitted=None, seen=seen, signals=())
    return whole


def _second_listing(paper: Paper, day: date) -> ListedPaper:
    seen = _at(day, 12)
    numbers = Signals(at=seen, upvotes=TWICE_LATER, comments=2)
    submitter = Submitter(account="second-user")
    return ListedPaper(paper=paper, first_seen=seen, seen=seen, submitter=submitter, signals=(numbers,))


def _by_title_only(title: str, day: date) -> ListedPaper:
    """The same paper as a page of text tells it: its provisional id leads to the real one."""
    seen = _at(day, 12)
    return ListedPaper(paper=Paper(id=PaperId.from_title(title), title=title), first_seen=seen, seen=seen)


def _entry(listed: ListedPaper, day: date) -> dict[str, object]:
    paper = listed.paper
    numbers = listed.signals[-1] if listed.signals else Signals(at=listed.seen)
    inner: dict[str, object] = {
        "id": str(paper.id),
        "title": paper.title,
        "summary": paper.abstract,
        "publishedAt": f"{paper.published or day.isoformat()}T00:00:00.000Z",
        "submittedOnDailyAt": f"{(listed.submitted or _at(day, 1))[:-1]}.000Z",
        "authors": [_author(author) for author in paper.authors],
        "upvotes": numbers.upvotes,
        "discussionId": paper.discussion,
        "githubRepo": paper.code,
        "githubStars": numbers.stars,
        "projectPage": paper.project,
        "ai_keywords": list(paper.keywords) or None,
        "mediaUrls": list(paper.media) or None,
        "withdrawnAt": f"{paper.withdrawn}T00:00:00.000Z" if paper.withdrawn else None,
    }
    if paper.ai_summary:
        inner |= {"ai_summary": paper.ai_summary.text, "ai_summary_model": paper.ai_summary.model}
    if paper.organization:
        inner["organization"] = {"name": paper.organization.name, "fullname": paper.organization.fullname}
    entry: dict[str, object] = {
        "paper": {key: value for key, value in inner.items() if value is not None},
        "title": paper.title,
        "numComments": numbers.comments or 0,
    }
    if listed.submitter:
        entry["submittedBy"] = {"name": listed.submitter.account, "fullname": listed.submitter.fullname}
    return entry


def _author(author: AuthorName) -> dict[str, object]:
    found: dict[str, object] = {"name": author.name, "hidden": author.hidden}
    if author.account:
        found["user"] = {"user": author.account}
    if author.status:
        found["status"] = author.status
    return found
