"""The message: headers, two parts, sizes, and strings of strangers that stay words."""

import re
from dataclasses import replace
from datetime import date
from email import message_from_bytes
from email.headerregistry import Address
from email.message import EmailMessage
from email.policy import default
from functools import cache

import pytest
from lxml import html

from generator import text
from generator.archive import Archive
from generator.config import Config
from generator.config.options import Options
from generator.curation import Curation, Note
from generator.errors import ConfigError
from generator.graph import digests, topics
from generator.graph.similarity import space
from generator.intake import sources
from generator.records.ids import PaperId
from generator.records.listing import ListedPaper, Listing
from generator.records.paper import AiSummary, AuthorName, Organization, Paper, Signals
from generator.records.period import PeriodKind
from generator.render.mail import message
from generator.render.mail import text as as_text
from generator.render.mail.issue import Subjects
from generator.render.mail.message import Letter, Post
from generator.render.mail.series import OWN, Series
from generator.text import tex
from tests.support.helpers import hostile_texts, listed, listing, paper, paper_id, structure
from tests.support.rendering import vocabulary

SITE = "https://example.org/daily-papers/"
SENDER = Address("Daily papers", "digest", "example.org")
LIST = Address("", "list", "example.org")
STRINGS = hostile_texts()


def letter(
    listings: list[Listing],
    kind: PeriodKind = "day",
    notes: dict[PaperId, Note] | None = None,
    site_url: str = SITE,
    series: Series = OWN,
    **options: object,
) -> Letter:
    """The mail of the first period of a kind."""
    archive = Archive.of(listings, Curation(notes or {}), sources=sources.known())
    taxonomy = vocabulary()
    post = Post(
        subjects=Subjects(
            taxonomy=taxonomy, assignments=topics.assign(space.of(archive.shown).space, taxonomy)
        ),
        config=Config(site_name="Daily papers", site_url=site_url, options=Options(**options)),  # type: ignore[arg-type]
        as_of=archive.as_of,
        sender=SENDER,
        recipient=LIST,
        series=series,
    )
    return message.letter(next(iter(digests.of(archive, kind).by_key.values())), post)


def arrived(one: Letter) -> EmailMessage:
    """As whoever gets it reads it."""
    return message_from_bytes(one.body, policy=default)


def parts(one: Letter) -> tuple[str, html.HtmlElement]:
    """The text, and the HTML as a browser sees it."""
    plain, rich = arrived(one).iter_parts()
    return plain.get_content().replace("\r\n", "\n"), html.document_fromstring(rich.get_content())


def day(*papers: ListedPaper) -> list[Listing]:
    """One day."""
    return [listing(papers)]


def test_headers() -> None:
    """Exactly these, whatever the papers say: dates from the data, ids from day and address."""
    found = arrived(letter(day(listed(), listed(2))))
    assert dict(found.items()) == {
        "Date": "Thu, 21 Aug 2025 06:00:00 +0000",
        "Message-ID": "<digest.2025-08-20.daily-papers@example.org>",
        "Subject": "Daily papers: Wednesday, 20 August 2025, 2 papers",
        "From": "Daily papers <digest@example.org>",
        "To": "list@example.org",
        "Archived-At": "<https://example.org/daily-papers/days/2025-08-20/>",
        "Auto-Submitted": "auto-generated",
        "Precedence": "bulk",
        "MIME-Version": "1.0",
        "Content-Type": found["Content-Type"],
    }
    assert [part.get_content_type() for part in found.iter_parts()] == ["text/plain", "text/html"]


def test_headers_of_a_list() -> None:
    """List-Id and List-Unsubscribe only where they are configured, long addresses in one piece."""
    ways = "https://lists.example.org/leave/" + "a" * 120 + ", mailto:leave@lists.example.org?subject=leave"
    one = letter(day(listed()), mail_list_id="papers.example.org", mail_unsubscribe=ways, mail_one_click=True)
    found = arrived(one)
    assert found["List-Id"] == "<papers.example.org>"
    assert found["List-Unsubscribe"] == ", ".join(f"<{way}>" for way in ways.split(", "))
    assert found["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"
    raw = one.body.split(b"\r\n\r\n", 1)[0]
    assert b"=?" not in raw
    assert b"leave/" + b"a" * 120 + b">" in raw
    plain, rich = parts(one)
    assert "To unsubscribe:\n" + ways.replace(", ", "\n") in plain
    assert [a.get("href") for a in rich.iter("a")][-1] == ways.split(", ", maxsplit=1)[0]


def test_of_a_standing_query() -> None:
    """It says what is followed in the subject and at its head, leads to the answer, has every paper with its
    summary, and an id of its own; the operator's title stays text."""
    many = [listed(number) for number in range(1, 9)]
    tea = Series(name="tea", title="Tea & =?utf-8?q?x?=\nmore", query="green tea & more")
    one = letter(day(*many), series=tea)
    found = arrived(one)
    assert (one.digest, one.message_id) == (
        "tea.2025-08-20",
        "<digest.tea.2025-08-20.daily-papers@example.org>",
    )
    assert one.subject == "Daily papers: Tea & = ?utf-8?q?x?= more, Wednesday, 20 August 2025, 8 papers"
    page = f"{SITE}search/?q=green%20tea%20%26%20more&order=newest"
    assert found["Archived-At"] == f"<{page}>"
    plain, rich = parts(one)
    assert plain.splitlines()[1:3] == ["Wednesday, 20 August 2025 · 8 papers", page]
    assert [node.text_content() for node in rich.iter("h1", "h2")][1:] == ["New papers"]
    assert page in [a.get("href") for a in rich.iter("a")]
    people = letter(day(*many), series=Series(name="ada", title="Ada"))
    assert arrived(people)["Archived-At"] == f"<{SITE}days/2025-08-20/>"


def test_weeks() -> None:
    """A week's mail is about its dates."""
    found = letter([listing([listed()]), listing([listed(2)], day=date(2025, 8, 21))], "week")
    assert found.subject == "Daily papers: Week 34 of 2025, 18 Aug 2025 to 24 Aug 2025, 2 papers"
    assert found.message_id == "<digest.2025-W34.daily-papers@example.org>"


def test_the_same_data_give_the_same_bytes() -> None:
    """Also the mark between the parts."""
    one, other = (letter(day(listed(), listed(2))).body for _ in range(2))
    assert one == other


@pytest.mark.parametrize("site_url", ["", "example.org", "https://exa mple.org/", "/papers/", "ftp://a.b/"])
def test_links_need_an_address(site_url: str) -> None:
    """Without the site's own there is no mail."""
    with pytest.raises(ConfigError, match="site_url: links in an email need the site's address"):
        message.require_address(Config(site_url=site_url))


def test_ids_of_sites() -> None:
    """Two archives on a host have different ids, one without a path has a short one."""
    short = message.message_id("2025-08-20", Config(site_url="https://a.example/"))
    assert short == "<digest.2025-08-20@a.example>"
    long = message.message_id("2025-08-20", Config(site_url="https://a.example/x/Y/"))
    assert re.fullmatch(r"<digest\.2025-08-20\.x-y-[0-9a-f]{8}@a\.example>", long)


# What it contains


def test_order() -> None:
    """The most upvoted first with their summaries, then the others by groups of topics; each once."""
    many = [
        listed(of=paper(n, keywords=(), abstract="Diffusion models." if n < 4 else "Nothing."), signals=())
        for n in range(1, 4)
    ] + [listed(n) for n in range(4, 10)]
    plain, rich = parts(letter(day(*many)))
    titles = [a.text_content() for a in rich.iter("a") if a.text_content().startswith("Invented")]
    assert titles[:5] == [f"Invented Paper {n}" for n in (9, 8, 7, 6, 5)]
    assert sorted(titles) == sorted(f"Invented Paper {n}" for n in range(1, 10))
    assert re.findall("Invented Paper [0-9]+", plain) == titles
    assert next(h.text_content() for h in rich.iter("h2")) == "Trending"
    assert plain.count("We invent a method and measure nothing.") == 5


def test_nothing_trends_without_votes() -> None:
    """The first papers are then those that the source lists first."""
    plain, rich = parts(letter([replace(one, source="arxiv") for one in day(listed(signals=()))]))
    assert next(h.text_content() for h in rich.iter("h2")) == "First on the list"
    assert "TRENDING" not in plain


def test_summaries_say_who_wrote_them() -> None:
    """A model's is marked, in both parts."""
    one = paper(ai_summary=AiSummary(text="It works.", model="m"))
    plain, rich = parts(letter(day(listed(of=one))))
    assert "  AI summary: It works." in plain
    assert "AI summary: It works." in rich.text_content()


def test_hidden_and_withdrawn() -> None:
    """What is not shown on the site is in no mail."""
    secret = paper(2, title="Not To Be Seen", abstract="Nor this.")
    notes = {paper_id(2): Note(hide=True)}
    one = letter(day(listed(), listed(of=secret)), notes=notes)
    assert one.total == 1
    assert b"Not To Be Seen" not in one.body


def test_links_are_whole() -> None:
    """Every link leads to the site by its full address, and nothing is loaded from anywhere."""
    _, rich = parts(letter(day(*(listed(n) for n in range(1, 12)))))
    assert all(str(a.get("href")).startswith(SITE) for a in rich.iter("a"))
    assert {str(node.tag) for node in rich.iter()} <= set(
        "html head meta title style body div table tr td p h1 h2 a b".split()
    )
    assert "url(" not in rich.findtext(".//style", "")


def test_styles_are_inline() -> None:
    """Without the sheet in the head the mail looks the same on a light screen: it holds dark colours only."""
    _, rich = parts(letter(day(*(listed(n) for n in range(1, 12)))))
    sheet = rich.findtext(".//style", "")
    assert re.sub(r"@media \(prefers-color-scheme:dark\)\{.*\}", "", sheet).startswith(":root{color-scheme:")
    assert all(node.get("style") for node in rich.iter("a", "p", "h1", "h2", "td"))


def test_text_is_72_columns_wide() -> None:
    """But for addresses, which are never broken."""
    long = paper(title="A title that goes on and on " * 12, authors=(AuthorName(name="N" * 150),))
    plain, _ = parts(letter(day(listed(of=long), listed(2))))
    wide = [line for line in plain.splitlines() if len(line) > as_text.WIDTH and "https://" not in line]
    assert not wide
    assert plain.endswith(f"-- \nDaily papers\n{SITE}\n")


# Size


@pytest.mark.slow
@pytest.mark.parametrize("kind", ["day", "week"])
@pytest.mark.parametrize(
    "title", ["A Rather Ordinary Title of About Seventy Characters, as Most Are Today", "題" * 90]
)
def test_long_days_are_cut(kind: PeriodKind, title: str) -> None:
    """Of 300 papers on a day as many of the best as fit into 100 kB, and a link to the others."""
    many = [
        listed(of=paper(n, title=f"{title} {n}"), signals=(Signals(at="2025-08-21T06:00:00Z", upvotes=n),))
        for n in range(1, 301)
    ]
    one = letter(day(*many), kind)
    sent = one.body.split(b"\r\nContent-Type: text/html", 1)[1]
    assert one.html_size <= message.LIMIT
    assert len(sent) < 100_000
    assert one.html_size > message.LIMIT - 1_500, "one more would have fitted"
    assert (one.total, 50 < one.shown < 300) == (300, True)
    plain, rich = parts(one)
    more = f"And {300 - one.shown} more on the site"
    assert more in plain
    assert more in rich.text_content()
    assert f"{title} {300 - one.shown + 1}" in rich.text_content(), "the best are kept"
    assert plain.count(f"{SITE}papers/") == one.shown


def test_short_days_are_whole() -> None:
    """Nothing is said of more where there is none."""
    one = letter(day(listed()))
    assert (one.shown, one.total) == (1, 1)
    assert b"more on the site" not in one.body


# Strings of strangers


def everywhere(number: int, said: str) -> ListedPaper:
    """A paper that says the same in every field."""
    name = text.clean(said, text.NAME_CAP)
    return listed(
        of=Paper(
            id=paper_id(number),
            title=text.clean(said, text.TITLE_CAP),
            abstract=said,
            authors=(AuthorName(name=name),),
            organization=Organization(name="Example-Org", fullname=name),
            ai_summary=AiSummary(text=said, model=name),
            keywords=(name,),
        )
    )


@cache
def plain_word() -> Letter:
    """Five leading papers and a sixth that say `word`."""
    return letter(day(*(everywhere(number, "word") for number in range(1, 7))))


@pytest.mark.parametrize("first", range(0, len(STRINGS), 6))
def test_hostile_strings(first: int) -> None:
    """Every hostile title in a mail: the headers are those of a harmless one, the parts two, the elements
    the same, and the words what was said."""
    said = STRINGS[first : first + 6]
    said += ["word"] * (6 - len(said))
    one = letter(day(*(everywhere(at, words) for at, words in enumerate(said, 1))))
    found = arrived(one)
    assert dict(found.items()) == dict(arrived(plain_word()).items())
    assert not found.defects
    plain, rich = parts(one)
    assert structure(rich) == structure(parts(plain_word())[1])
    titles = [a.text_content() for a in rich.iter("a") if "/papers/" in str(a.get("href"))]
    assert titles == [tex.shown(text.clean(words, text.TITLE_CAP)) for words in said]
    for words in said:
        assert "".join(tex.shown(text.clean(words, text.TITLE_CAP)).split()) in "".join(plain.split())


def test_no_template_language() -> None:
    """What a provider could take for a tag of its templates is encoded."""
    one = letter(day(everywhere(1, "{{ subscriber.email }} {% if x %}")))
    assert "{" not in one.fragment
    assert "\n\n" not in one.fragment
    assert not re.search(r"\n[ \t]", one.fragment)


def test_every_string_in_one_mail() -> None:
    """All of them on one day, as far as they fit: headers and structure hold."""
    one = letter(day(*(everywhere(n, said) for n, said in enumerate(STRINGS, 1))))
    assert list(arrived(one).keys()) == list(arrived(plain_word()).keys())
    assert one.html_size <= message.LIMIT
