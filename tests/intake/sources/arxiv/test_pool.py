"""A year of real announcements, and its papers on the lists of the other source."""

from collections import Counter
from datetime import date
from pathlib import Path

import pytest

from generator.archive import Archive
from generator.intake import pieces
from generator.intake.sources import known, parse
from generator.records.listing import Listing, Payload
from generator.storage.store import Store
from tests.intake.sources.arxiv.test_requests import archive
from tests.support import fetching, pool
from tests.support.announcing import Arxiv, Sent
from tests.support.fetching import PlayedClock
from tests.support.upstream import Upstream

pytestmark = pytest.mark.corpus

CATEGORIES = ("cs.CV", "cs.CL", "cs.AI", "cs.LG")


@pytest.fixture(scope="module")
def sent(corpus: Path) -> list[Sent]:
    """The papers of these categories that were announced on weekdays."""
    papers = pool.read(corpus / pool.FILE.name)
    return [one for one in papers if not set(CATEGORIES).isdisjoint(one.categories)]


@pytest.fixture(scope="module")
def listings(sent: list[Sent], tmp_path_factory: pytest.TempPathFactory) -> list[Listing]:
    """What is stored after a fetch of all days."""
    folder = archive(tmp_path_factory.mktemp("pool"), f"[{', '.join(CATEGORIES)}]")
    days = sorted({one.day for one in sent})
    clock = PlayedClock(start=fetching.NOW)
    answers = Arxiv(papers=sent, today=fetching.NOW.date())
    # Once before it is timed: the first answer puts 70,000 papers in order.
    answers.api({"search_query": "(cat:cs.CL) AND submittedDate:[1 TO 2]", "start": "0", "max_results": "1"})
    with Upstream(answers) as upstream:
        done = fetching.fetch(
            folder, upstream.origin, "--since", str(days[0]), "--until", str(days[-1]), "--quiet", clock=clock
        )
    assert done.exit_code == 0, done.output
    assert len(upstream.questions) == len(clock.slept)
    assert min(clock.slept) >= 3
    found, problems = Store(folder / "data").read_all()
    assert problems == []
    return found


def test_counts_are_equal(sent: list[Sent], listings: list[Listing]) -> None:
    """Each day has as many papers as were announced, and each category, primary and all."""
    of_day: Counter[date] = Counter(one.day for one in sent)
    assert {one.day: len(one.papers) for one in listings if one.papers} == of_day
    papers = [listed.paper for one in listings for listed in one.papers]
    assert Counter(
        (one.day, listed.paper.categories[0]) for one in listings for listed in one.papers
    ) == Counter((one.day, one.categories[0]) for one in sent)
    assert Counter(name for one in papers for name in one.categories) == Counter(
        name for one in sent for name in pieces.filed(one.categories)
    )


def test_one_paper_for_both(listings: list[Listing], corpus: Path) -> None:
    """A paper that both sources list is one paper with both lists."""
    voted = [
        listing
        for file in sorted((corpus / "hf-daily").glob("*.json.gz"))
        for listing in parse(
            Payload(path=file.name, body=file.read_bytes(), asked=date.fromisoformat(file.name[:10]))
        ).listings
    ]
    first, second = (
        {listed.paper.id for one in lists for listed in one.papers} for lists in (voted, listings)
    )
    whole = Archive.of([*voted, *listings], sources=known(("huggingface", "arxiv")))
    assert whole.papers.keys() == first | second
    both = [whole.papers[key] for key in first & second]
    assert len(both) > 1_000
    assert {len({by.source.name for by in one.appearances}) for one in both} == {2}
