"""What may go and what may not."""

from datetime import date

from generator.check import ledger as check
from generator.records.ledger import Ledger
from generator.render import site
from tests.support.helpers import listed, listing

HUBS = {f"{folder}/" for folder in site.HUBS}
PAPERS = {f"papers/0001.{n:05d}/" for n in range(1, 3001)}


def found(live: set[str], built: set[str], leads: dict[str, str] | None = None) -> list[tuple[str, str]]:
    """(address, message) of each problem."""
    ledger = Ledger(live=frozenset(live), moved=frozenset({"papers/t-000000000000/"}))
    return [
        (one.where, one.message) for one in check.problems(ledger, frozenset(built), leads or {}, site.HUBS)
    ]


def test_growing() -> None:
    """More pages than before are never a problem, nor is an address that had lost its page long ago."""
    assert found(PAPERS, PAPERS | HUBS) == []


def test_papers_and_periods_stay() -> None:
    """One of them gone is named, whatever else there is."""
    for url in ("papers/0001.00001/", "days/2025-08-20/", "weeks/2025-W34/", "years/2025/", "trends/"):
        message = "was published and is missing now; check whether stored data was lost"
        assert found(PAPERS | {url}, (PAPERS | HUBS) - {url}) == [(url, message)]


def test_groups_and_parts_may_go() -> None:
    """An author, a topic, a keyword, the third page of a long list: each leads to the next wider page."""
    few = {
        "authors/ada/",
        "topics/tea/",
        "keywords/x/",
        "orgs/y/",
        "submitters/z/",
        "papers/1/2/",
        "topics/a/3/",
    }
    assert found(PAPERS | HUBS | few, PAPERS | HUBS | {"papers/1/", "topics/a/"}) == []


def test_many_at_once() -> None:
    """More than one in a hundred, and more than a few, is a loss until somebody says otherwise."""
    groups = {f"authors/a{n}/" for n in range(40)}
    assert found(PAPERS | HUBS | groups, PAPERS | HUBS | set(sorted(groups)[:11])) == []
    ((where, message),) = found(PAPERS | HUBS | groups, PAPERS | HUBS)
    assert (where, message) == (
        "",
        (
            f"40 of {3_040 + len(HUBS):,} pages are missing (authors/a0/, authors/a1/, authors/a10/, …), "
            "mostly of people or keywords; lower author_threshold in mkdocs.yml to keep them, or check whether "
            "stored data was lost"
        ),
    )


def test_another_vocabulary() -> None:
    """Topics go when the vocabulary changes: the message names it, and some of them."""
    topics = {f"topics/t{n}/" for n in range(40)}
    ((_, message),) = found(PAPERS | HUBS | topics, PAPERS | HUBS)
    assert message.endswith(
        "pages are missing (topics/t0/, topics/t1/, topics/t10/, …), mostly of topics; give them back to the "
        "vocabulary (topics.yml) to keep them, or check whether stored data was lost"
    )


def test_an_empty_archive() -> None:
    """Everything gone is a list one can still read."""
    messages, first = found(PAPERS, set()), ", ".join(sorted(PAPERS)[:3])
    assert len(messages) == check.NAMED + 2
    assert messages[-2:] == [
        ("", "and 2,950 more are missing"),
        ("", f"3,000 of 3,000 pages are missing ({first}, …); check whether stored data was lost"),
    ]


def test_published_too_early() -> None:
    """What a wrong clock published: periods after today with all their parts, hidden days, their papers."""
    early = {
        "days/2030-01-07/",
        "days/2030-01-07/2/",
        "weeks/2030-W02/",
        "months/2030-01/",
        "years/2030/",
        "days/2026-11-29/",
        "months/2026-11/",
        "papers/0001.00001/",
    }
    right = {"days/2026-11-25/", "weeks/2026-W47/", "years/2025/", "papers/0001.00002/", "trends/", "days/"}
    ledger = Ledger(live=frozenset(early | right | {"authors/ada/"}), moved=frozenset({"days/2031-01-01/"}))
    hidden = [listing([listed(1)], day=date(2026, 11, 29))]
    found = check.premature(ledger, frozenset(right), hidden, date(2026, 11, 27))
    assert found == early | {"days/2031-01-01/"}
    kept = ledger.without(found)
    assert kept.live == right | {"authors/ada/"}
    assert kept.moved == frozenset()
    assert check.premature(ledger, frozenset(), (), None) == frozenset()


def test_parts_of_lists_that_are_there() -> None:
    """A hidden day takes nothing from the week, month and year that other days have as well: former parts of
    their lists go on leading to them, and a lost part is reported."""
    built = frozenset({"years/2026/", "months/2026-11/", "weeks/2026-W48/"})
    moved = frozenset({"years/2026/9/", "weeks/2026-W48/2/"})
    ledger = Ledger(live=built | {"months/2026-11/2/"}, moved=moved)
    hidden = [listing([listed(1)], day=date(2026, 11, 29))]
    assert check.premature(ledger, built, hidden, date(2026, 11, 27)) == frozenset()


def test_groups_of_hidden_papers() -> None:
    """Each hidden paper may take its author and keywords with it, up to a fifth of all pages."""
    groups = {f"authors/a{n}/" for n in range(2 * check.FEW)}
    ledger, built = Ledger(live=frozenset(HUBS | groups)), frozenset(HUBS)
    assert len(list(check.problems(ledger, built, {}, site.HUBS))) == 1
    assert len(list(check.problems(ledger, built, {}, site.HUBS, hidden=50))) == 1
    many = ledger.after(ledger.live | {f"papers/0001.{n:05d}/" for n in range(200)})
    rest = built | (many.live - groups)
    assert len(list(check.problems(many, rest, {}, site.HUBS))) == 1
    assert list(check.problems(many, rest, {}, site.HUBS, hidden=1)) == []
