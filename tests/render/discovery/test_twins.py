"""Markdown twins of listing pages."""

import re

from generator.records.listing import ListedPaper
from generator.records.paper import AiSummary, AuthorName, Signals
from tests.support.helpers import SEEN, listed, listing, paper
from tests.support.rendering import of, pages, small, small_markdown

NAMES = tuple(AuthorName(name=name) for name in ("Ada Example", "Bo Sample", "Cy Instance", "Di Case"))


def one_paper() -> ListedPaper:
    """Four authors, one upvote, a title with marks, a model's summary."""
    told = paper(
        1, title="Kites [and] *stars*", authors=NAMES, ai_summary=AiSummary(text="It flies.", model=None)
    )
    return listed(of=told, signals=(Signals(at=SEEN, upvotes=1),))


def test_a_day() -> None:
    """Title, what it is, then a line for each paper and its summary with its teller; no front matter, which
    readers of Markdown show as a heading."""
    assert of(one_paper())["days/2025-08-20/index.html.md"] == (
        "# Wednesday, 20 August 2025\n\n"
        "1 paper, best first, listed on Hugging Face Daily Papers.\n\n"
        "- [Kites \\[and\\] \\*stars\\*](https://example.org/archive/papers/0001.00001/) – "
        "Ada Example, Bo Sample, Cy Instance +1, 2025-08-20, 1 upvote\n"
        "  AI: It flies.\n"
    )


def test_a_long_list_is_shorter() -> None:
    """The best papers name one author and have no summary; what is not known is left out."""
    twin = of(one_paper())["papers/index.html.md"]
    assert twin.endswith("/) – Ada Example +3, 2025-08-20, 1 upvote\n")
    bare = of(listed(of=paper(1, authors=()), signals=()))["papers/index.html.md"]
    assert bare.endswith("/) – 2025-08-20\n")


def test_it_holds_what_its_page_holds() -> None:
    """Each paper of the list once, also those of further parts of the page, and no other."""
    twins = {path: text for path, text in small().items() if path.endswith(".html.md")}
    assert len(twins) > 5
    for path, twin in twins.items():
        title, about, *_ = [line for line in twin.splitlines() if line]
        lines = [line for line in twin.splitlines() if line.startswith("- [")]
        assert title.startswith("# "), path
        assert re.search(f"\\b{len(lines)}\\b", about) or path.startswith("topics/"), path
        for line in lines:
            assert re.search(r"\]\(https://example\.org/archive/papers/[^/]+/\) – ", line), (path, line)


def test_who_has_one() -> None:
    """Pages that say they have a twin have one, all twins belong to such a page, and every day, every topic and
    the best papers have one."""
    said = {
        f"{path.removesuffix('index.md').removesuffix('.md').rstrip('/')}/index.html.md"
        for path, text in small_markdown().items()
        if '"twin": "index.html.md"' in text
    }
    assert said == {path for path in small() if path.endswith(".html.md")}
    pages_with_one = {path for path in small_markdown() if re.fullmatch("(days|topics)/(?!index).*", path)}
    assert len(said) == len(pages_with_one) + 1
    assert {path.partition("/")[0] for path in said} == {"days", "papers", "topics"}


def test_parts_share_a_twin() -> None:
    """A list in several parts has one twin with its best fifty, which says how many there are."""
    leaves = [listed(of=paper(n, title=f"Tea leaves {n}")) for n in range(1, 103)]
    found = pages([listing(leaves)], listing_page_size=50)
    assert "topics/tea-leaves/3.md" in found
    twin = found["topics/tea-leaves/index.html.md"]
    assert twin.count("\n- [") == 50
    assert "The best 50 of 102 papers; the page lists all." in twin
    assert "topics/tea-leaves/2/index.html.md" not in found
    assert '"twin"' not in found["topics/tea-leaves/2.md"]
