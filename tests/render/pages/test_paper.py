"""The page of one paper."""

import json
from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from generator.curation import Note
from generator.records.ids import PaperId
from generator.records.listing import Submitter
from generator.records.page import Page
from generator.records.paper import AiSummary, AuthorName, Organization, Paper, Signals
from generator.render.pages.shown import PER_NAME
from tests.support.helpers import SEEN, listed, listing, paper
from tests.support.rendering import every, front, of, one, pages, seen, small, small_markdown, words

PATH = "papers/0001.00001.md"
LATER = "2025-08-25T06:00:00Z"
SECRET = "Unspeakable"  # noqa: S105 - a word to search for


def test_facts() -> None:
    """It says when and by whom it was listed, when arXiv had it, for whom, and beside that the numbers with
    their day."""
    told = paper(organization=Organization(name="Example-Org", fullname="Example Organization"))
    numbers = (Signals(at=SEEN, upvotes=1234, comments=1, stars=56),)
    page = seen(of(listed(of=told, signals=numbers))[PATH])
    assert [words(item) for item in every(one(page, ".facts"), "li")] == [
        "Listed 20 Aug 2025 by Cy Sample",
        "arXiv 18 Aug 2025",
        "Example Organization",
    ]
    told_of = words(one(page, ".signals"))
    assert told_of == "1,234 upvotes 1 comment, 56 stars as of 21 Aug 2025"


def test_unknown_numbers_are_not_zero() -> None:
    """A paper without observations names no numbers on its page and shows a dash in listings."""
    site = of(listed(signals=()))
    assert "upvote" not in site[PATH]
    votes = one(seen(site["days/2025-08-20.md"]), ".votes")
    assert (words(votes), votes.get("title")) == ("–", "upvotes unknown")


def test_ai_summary_names_its_model() -> None:
    """A model's words stand under a heading that says so, with the model's name, and are marked in lists."""
    site = of(listed(of=paper(ai_summary=AiSummary(text="A model says this.", model="example/model"))))
    page = seen(site[PATH])
    assert "AI summary" in [h.text for h in every(page, "h2")]
    assert "A model says this. Written by a model (example/model)" in words(page)
    mark = one(seen(site["days/2025-08-20.md"]), "abbr")
    assert (mark.text, mark.get("title")) == ("AI", "summary written by a model")


def test_ai_summary_of_an_unknown_model() -> None:
    """Without a name the heading is the label."""
    site = of(listed(of=paper(ai_summary=AiSummary(text="A model says this."))))
    assert "AI summary A model says this. Abstract" in " ".join(words(seen(site[PATH])).split())


def test_the_archives_own_summary() -> None:
    """The operator's sentence takes the place of the model's, on the page and in lists."""
    told = paper(ai_summary=AiSummary(text="A model says this.", model="example/model"))
    site = of(listed(of=told), note=Note(summary="We say this.", tags=("ours",)))
    for path in (PATH, "days/2025-08-20.md"):
        text = words(seen(site[path]))
        assert "We say this." in text
        assert "A model says this." not in text
        assert words(one(seen(site[path]), "ul.tags")) == "ours"
    assert "Written for this archive" in site[PATH]


def test_hidden_author() -> None:
    """An author who asked to be hidden is on no page, in no citation, in no description."""
    authors = (AuthorName(name=f"{SECRET} One", account=SECRET, hidden=True), AuthorName(name="Bo Seen"))
    site = of(listed(of=paper(authors=authors, abstract=None)))
    assert not [path for path, text in site.items() if SECRET.lower() in text.lower()]
    assert "Bo Seen" in site[PATH]


def test_accounts_are_told_by_the_authors_page() -> None:
    """A name leads to the author's page here, where there is one, and else nowhere."""
    authors = (
        AuthorName(name="Often", account="ada", status="claimed_verified"),
        AuthorName(name="Once", account="bo", status="claimed_verified"),
    )
    site = of(
        listed(of=paper(1, authors=authors)), listed(of=paper(2, authors=authors[:1])), author_threshold=2
    )
    links = [(a.text, a.get("href")) for a in every(one(seen(site[PATH]), ".authors"), "a")]
    assert links == [("Often", "../../authors/u--ada/")]
    assert "https://huggingface.co/ada" in site["authors/u--ada.md"]


def test_six_hundred_authors_are_folded() -> None:
    """Two dozen names can be read; the others are behind a fold that says how many, and none is lost."""
    page = seen(small()["papers/0001.00005.md"])
    authors = one(page, ".authors")
    assert words(one(authors, "summary")) == "and 576 more authors"
    assert words(authors[0]).count("Author Number") == 24
    assert words(authors).count("Author Number") == 600
    card = next(c for c in every(seen(small()["index.md"]), ".card") if c.get("data-paper") == "0001.00005")
    assert words(one(card, ".by")).startswith("Author Number1, Author Number2, Author Number3 +597")


def test_math() -> None:
    """Math in an abstract is MathML; in titles, lists and descriptions it is readable text."""
    page = seen(small()["papers/0001.00001.md"])
    assert len(every(one(page, ".abstract"), "math")) == 2
    assert words(one(page, "h1")) == "Bounds of L₂ and α by Fréchet"
    assert "which costs 50% less than $5 did" in words(page)
    assert "math" not in {node.tag for node in seen(small()["days/2026-12-28.md"]).iter()}


def test_broken_math_is_text() -> None:
    """TeX that cannot be read is shown as text, and the sentence goes on."""
    page = seen(small()["papers/0001.00010.md"])
    abstract = words(one(page, ".abstract"))
    assert abstract.startswith("Broken: frac{1 and undefinedmacrox and")
    assert abstract.endswith(", then words again.")
    assert not [node for node in page.iter("mfrac") if len(node) != 2]


@pytest.mark.parametrize("title", [r"\cite{x}", r"$\,$", "{}"])
def test_a_title_of_commands_only_is_still_a_title(title: str) -> None:
    """Where no word is left of a title it stands as it was written: a page and a link need a name."""
    site = of(listed(of=paper(title=title)))
    assert one(seen(site[PATH]), "h1").text_content() == title
    assert one(seen(site["days/2025-08-20.md"]), "h3").text_content() == title


def test_late_mark() -> None:
    """A paper that came after the day's first answer says so on its page and on the day's card only."""
    early, late = listed(2), listed(1, seen="2025-08-22T18:30:00Z")
    site = of(early, late)
    for path in (PATH, "days/2025-08-20.md"):
        mark = one(seen(site[path]), ".late")
        assert (mark.text, mark.get("title")) == ("added later", "first seen 2025-08-22 18:30 UTC")
    assert "added later" not in site["papers/0001.00002.md"]
    assert "added later" not in site["months/2025-08.md"]


def test_a_paper_on_two_days() -> None:
    """It names both days and belongs to the first: that is where "up" leads."""
    page = seen(small()["papers/0001.00002.md"])
    days = [words(item) for item in every(one(page, ".facts"), "li") if words(item).startswith("Listed")]
    assert days == ["Listed 29 Dec 2026 by User Number2", "Listed 5 Jan 2027 by second-user"]
    assert [a.get("href") for a in one(page, "nav.pager")][1] == "../../days/2026-12-29/"


def test_neighbours_follow_the_days_order() -> None:
    """Previous and next are the papers before and after it in the day's list, best first."""
    site = of(listed(1), listed(2), listed(3))
    turns = {
        a.get("rel"): a.get("href")
        for a in every(seen(site["papers/0001.00002.md"]), "a")
        if a.get("rel") in {"prev", "next"}
    }
    assert turns == {"prev": "../0001.00003/", "next": "../0001.00001/"}


def test_submitter_without_an_account_name_is_text() -> None:
    """A submitter whose name cannot be an account is named, not linked."""
    page = seen(of(listed(submitter=Submitter(account="no such/account")))[PATH])
    assert "by no such/account" in words(one(page, ".facts"))
    assert [a.get("href") for a in every(one(page, ".facts"), "a")] == ["../../days/2025-08-20/"]


def test_a_tag_that_names_a_topic_stands_once() -> None:
    """An operator's tag that is a topic's label or slug becomes the topic's link, nothing beside it."""
    site = of(listed(), note=Note(tags=("TEA LEAVES", "memory", "ours")))
    for path, rest in ((PATH, ["Tea Leaves", "ours"]), ("days/2025-08-20.md", ["+2"])):
        items = [words(item) for item in every(one(seen(site[path]), "ul.tags"), "li")]
        assert items == ["Memory", *rest]


@pytest.mark.parametrize(
    "note", [Note(hide=True), Note(hide=True, withdraw="Gone.", summary=SECRET, tags=(SECRET,))]
)
def test_a_hidden_paper_leaves_no_text(note: Note) -> None:
    """Hidden: its page answers, and not one word of it stands anywhere in the site."""
    told = paper(
        title=f"{SECRET} Title",
        abstract=f"{SECRET} abstract.",
        authors=(AuthorName(name=f"{SECRET} Author"),),
        ai_summary=AiSummary(text=f"{SECRET} summary.", model=f"{SECRET}/model"),
        keywords=(SECRET,),
        code=f"https://github.com/{SECRET}/code",
        project=f"https://{SECRET}.example.org/",
        organization=Organization(name=SECRET),
    )
    days = [
        listing([listed(of=told, submitter=Submitter(account=SECRET, fullname=SECRET)), listed(2), listed(3)])
    ]
    site = pages(days, {told.id: note})
    assert not [path for path, text in site.items() if SECRET.lower() in text.lower()]
    assert "This paper is not shown in this archive." in words(seen(site[PATH]))
    assert "arxiv.org" not in site[PATH]
    assert not [path for path, text in site.items() if 'data-paper="0001.00001"' in text]


def test_a_hidden_paper_stays_hidden_when_its_id_is_learnt() -> None:
    """What was said about a provisional id holds for the paper it turns out to be."""
    provisional = Paper(id=PaperId.from_title(SECRET), title=SECRET)
    days = [
        listing([listed(of=provisional)]),
        listing([listed(of=paper(title=SECRET))], day=date(2025, 8, 21)),
    ]
    site = pages(days, {provisional.id: Note(hide=True)})
    assert front(site[f"papers/{provisional.id}.md"])["kind"] == "moved"
    assert not [path for path, text in site.items() if SECRET in text]


@pytest.mark.parametrize("note", [None, Note(withdraw="Taken back by its authors.")])
def test_a_withdrawn_paper_keeps_title_and_notice_only(note: Note | None) -> None:
    """Withdrawn at the source or by the operator: a notice instead of the text, and no place in lists."""
    told = paper(abstract=f"{SECRET} abstract.", withdrawn=None if note else "2025-09-01")
    site = of(listed(of=told), listed(2), note=note)
    page = words(seen(site[PATH]))
    assert ("Taken back by its authors." if note else "Withdrawn on 1 Sep 2025.") in page
    assert front(site[PATH])["kind"] == "tombstone"
    assert SECRET not in "".join(site.values())
    assert not [path for path, text in site.items() if 'data-paper="0001.00001"' in text]
    assert "1 paper on this list is hidden or withdrawn" in words(seen(site["days/2025-08-20.md"]))


def test_redirect() -> None:
    """Where a provisional id was, the page leads on to the paper's real address."""
    (path,) = [path for path, text in small_markdown().items() if front(text).get("kind") == "moved"]
    page = small()[path]
    assert path.startswith("papers/t-")
    assert front(page)["moved"] == "papers/0001.00012/"
    assert one(seen(page), "a").get("href") == "../0001.00012/"


def test_description() -> None:
    """What search engines show is the operator's summary, else the abstract, readable."""
    text = str(front(of(listed(of=paper(abstract="We invent a $\\alpha$-method.")))[PATH])["description"])
    assert text == "We invent a α-method."
    assert "We say" in str(front(of(listed(), note=Note(summary="We say."))[PATH])["description"])
    bare = replace(paper(title="A $\\beta$-Title"), authors=(), abstract=None, ai_summary=None)
    assert front(of(listed(of=bare))[PATH])["description"] == "A β-Title"


def test_head() -> None:
    """What reference managers read is written for the head of the page: encoded, without hidden authors."""
    names = (
        AuthorName(name='Ada "A" Example'),
        AuthorName(name="Hidden", hidden=True),
        AuthorName(name="Bo"),
    )
    meta = front(of(listed(of=paper(1, authors=names, published="2025-08-18")))[PATH])
    assert meta["authors"] == ["Ada &#34;A&#34; Example", "Bo"]
    assert (meta["published"], meta["arxiv"]) == ("2025/08/18", "0001.00001")
    assert meta["doi"] == "10.48550/arXiv.0001.00001"
    unknown = front(of(listed(of=paper(1, published=None)))[PATH])
    assert unknown["published"] == "2025/08/20"
    assert not {"arxiv", "doi"} & front(small()["papers/t-5569daef61b2.md"]).keys()


def linked(text: str) -> Any:
    """The object of schema.org of a page, which the theme would close."""
    return json.loads(f"{front(text)['data']}}}")


def test_linked_data() -> None:
    """schema.org's words for the paper; a title cannot end the block that contains it."""
    title = "A </script><script>alert(1)</script> <!-- & paper"
    names = ("Ada Example", "Example Team", "Bo Beispiel", "Cy Sample")
    told = paper(1, title=title, published="2025-08-18", authors=tuple(AuthorName(name=one) for one in names))
    text = of(listed(of=told))[PATH]
    assert linked(text) == {
        "@context": "https://schema.org",
        "@type": "ScholarlyArticle",
        "headline": title,
        "author": [{"@type": "Person", "name": "Ada Example"}],
        "datePublished": "2025-08-18",
        "identifier": "https://doi.org/10.48550/arXiv.0001.00001",
        "sameAs": "https://arxiv.org/abs/0001.00001",
    }
    assert "<" not in str(front(text)["data"])
    team = paper(1, authors=tuple(AuthorName(name=one) for one in names[1:]))
    assert linked(of(listed(of=team))[PATH])["author"] == [{"@type": "Organization", "name": "Example Team"}]
    assert "author" not in linked(of(listed(of=paper(1, authors=())))[PATH])
    assert len(linked(of(listed(of=paper(1, title="word " * 60)))[PATH])["headline"]) <= 110


def test_a_long_list_of_authors_is_told_once() -> None:
    """All of them are in `citation_author`, which reference managers read; schema.org has the first."""
    text = small()["papers/0001.00005.md"]
    assert len(linked(text)["author"]) == 1
    assert '"Author Number600"' in text.split("\n")[1]


def test_the_abstract_is_whole() -> None:
    """Reference managers find it in the description, or beside it if the operator wrote that."""
    long = "We invent a method & more. " * 60
    told = paper(abstract=long.strip())
    assert front(of(listed(of=told))[PATH])["description"] == long.strip().replace("&", "&#38;")
    meta = front(of(listed(of=told), note=Note(summary="We say."))[PATH])
    assert (meta["description"], meta["abstract"]) == ("We say.", long.strip().replace("&", "&#38;"))


def test_a_tombstone_is_no_paper() -> None:
    """What is withdrawn has neither kind of metadata."""
    text = of(listed(1), note=Note(withdraw="Withdrawn."))[PATH]
    assert not {"data", "authors", "doi"} & front(text).keys()


LOUD = '"~{|}`'
"""Signs that become the longest references."""
HOSTILE: dict[str, dict[str, Any]] = {
    "formulas": {"abstract": "$x_{i}^{2}$ " * 1600},
    "formulas nobody can read": {"abstract": r"$\frac{1$ " * 2000},
    "large formulas": {"abstract": (r"$\begin{matrix}" + "&" * 400 + r"\end{matrix}$ ") * 40},
    "signs": {"abstract": LOUD * 3300, "ai_summary": AiSummary(text=LOUD * 3300, model=LOUD * 30)},
    "links": {"abstract": "http://a.b " * 1800},
    "title": {"title": "T" + LOUD * 83},
    "authors": {"authors": tuple(AuthorName(name=f"A{n} {LOUD * 32}"[:200]) for n in range(2000))},
    "names": {"authors": tuple(AuthorName(name=f"Ann Example{n}") for n in range(2000))},
    "keywords": {"keywords": tuple(f"{n} {LOUD * 32}"[:200] for n in range(200))},
    "media": {"media": tuple(f"https://example.org/{n}?{'&' * 1960}" for n in range(50))},
    "organization": {"organization": Organization(name="o" * 200, fullname=LOUD * 33)},
}


@pytest.mark.slow
@pytest.mark.attack(3, "one paper that makes its page longer than a page may be")
@pytest.mark.parametrize("what", [*HOSTILE, "everything"])
def test_no_paper_is_too_long(what: str) -> None:
    """Whatever it holds, its page keeps its budget, and says what it could not show."""
    fields = {name: value for one in HOSTILE.values() for name, value in one.items()}
    told = replace(paper(), **(fields if what == "everything" else HOSTILE[what]))
    signals = tuple(
        Signals(at=f"{2000 + n // 336}-{n % 12 + 1:02}-{n // 12 % 28 + 1:02}T06:00:00Z", upvotes=n)
        for n in range(2000)
    )
    found = [listed(of=told, signals=signals if what == "everything" else ()), listed(2), listed(3)]
    budget = 50 if what == "everything" else 300
    for file in pages([listing(found)], page_budget_kb=budget).markdown():
        authors = front(file.text).get("authors")
        names = len(authors) if isinstance(authors, list) else 0
        assert len(file.body) + PER_NAME * names <= budget * 1000, file.path
        if file.path == PATH and what in {"formulas", "authors", "media", "everything"}:
            assert "too long to show in full: " in file.cut


def test_formulas_within_their_budget() -> None:
    """The first ones are formulas, what is beyond is text; a page that shows all says nothing."""
    few, many = "$x_{i}^{2}$ and " * 20, "$x_{i}^{2}$ and " * 1200
    short, long = (
        next(file for file in of(listed(of=paper(abstract=one))).markdown() if file.path == PATH)
        for one in (few, many)
    )
    assert isinstance(short, Page)
    assert isinstance(long, Page)
    assert (short.text.count("<math>"), short.cut) == (20, "")
    assert 100 < long.text.count("<math>") < 400
    assert long.cut == "too long to show in full: some formulas are shown as text"
    assert "xᵢ²" in long.text or "x&#95;i²" in long.text


@pytest.mark.slow
def test_many_hostile_papers_of_a_day() -> None:
    """Lists of them keep their budget too: the longest come as titles alone."""
    loud = {
        "title": "T" + LOUD * 83,
        "code": f"https://github.com/{'&' * 1900}",
        "authors": (AuthorName(name=LOUD * 33),) * 3,
    }
    day = listing([listed(of=paper(number, **loud)) for number in range(1, 121)])
    for file in pages([day]).markdown():
        assert len(file.body) <= 300_000, file.path


def test_powers_in_a_title() -> None:
    """A title shows them raised, also where it writes them outside of math."""
    site = of(listed(of=paper(title="QL^{3}-Probe of CO_2")))
    assert front(site[PATH])["title"] == "QL³-Probe of CO₂"
    assert "QL³-Probe of CO₂" in words(seen(site[PATH]))
    assert "QL³-Probe of CO₂" in words(seen(site["days/2025-08-20.md"]))
