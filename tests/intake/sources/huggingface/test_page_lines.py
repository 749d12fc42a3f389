import pytest

from generator.intake.sources.huggingface.page_lines import kind, weight

FURNITURE = """101|1,024|1.2k|1.2K|3M|·|•|—|+5|▲ 12|12 authors|· 12 authors|1 author|3 comments|12 upvotes|Upvote|Upvote 12
GitHub|GitHub 1.2k|arXiv Page|arxiv page|View paper|View PDF|Submitted by invented-account|Submitted by: Ann Example
byAK and the research community|by AK|Aug 7|August 7, 2026|May 29|Published on Aug 6|Aug 6, 2026|2 days ago|an hour ago
3h|2026-08-07|yesterday|Daily|Weekly|Monthly|Trending|Next|Previous|System theme|Company|TOS|Privacy|Read more|Subscribe
Get trending papers in your email inbox!|new|💬 3|⭐ 1.2k|Add to collection|Hugging Face|·  3|(12)|12 · 3|Stars 12"""
TITLES = """Small Gardens over Water: Bridges as Beds|learning to see in the dark|ALL CAPS FOR A GARDEN|Is It Enough?|Lanterns
A Title That Ends in a Dot.|Bounds of $L_2$ and $\\alpha$ by Fr\\'echet|3D Gardens|不存在的方法|V^3|C++
"Quoted" Gardens|¿Por qué no?|Gardens & <Bridges>|Gardens at 12 Frames per Second|A Survey of Surveys in 2026|We Need Gardens."""
ABSTRACTS = """We count gardens.. and more.|We invent the second at length.|In this paper, nothing is measured.
Beds of flowers on the decks of foot bridges are counted over three summers, and we report which of them still bloom.
這是一個不存在的方法，我們在許多不存在的花園裡測量了它，結果表明它並不存在，因為沒有人去測量過它的存在。"""
UNCLEAR = """# A Heading|* A Bullet|- A Bullet|1. A Number|101 A Counter Before|[A Link](/papers/0001.00001)|**Bold**|a  b
A Title\t12 authors|A Title · 12 authors|invented-account|example_user|@someone|lookahead|user42|Abstract|[12] Gardens|1 Million Lanterns
> quoted|https://example.org/|Code: https://example.org/code"""


def lines(table: str) -> list[str]:
    """The entries of a table above."""
    return [line for row in table.split("\n") for line in row.split("|") if line]


@pytest.mark.parametrize("line", lines(FURNITURE))
def test_furniture(line: str) -> None:
    """Counters, separators, labels, dates, numbers of authors and buttons are known."""
    assert kind(line) == "furniture"


@pytest.mark.parametrize("line", lines(TITLES))
def test_titles(line: str) -> None:
    """A line that may be a title, in any script and case, whatever it ends in."""
    assert kind(line) == "title"


@pytest.mark.parametrize(
    "line", [*lines(ABSTRACTS), "We count " + "gardens " * 40 + "and stop. Then we go on"]
)
def test_abstracts(line: str) -> None:
    """Long lines of sentences, and short ones that open like an abstract."""
    assert kind(line) == "abstract"


@pytest.mark.parametrize("line", [*lines(UNCLEAR), "\u200b", "| a | b |", "A Title | Its Site", "Word " * 80])
def test_what_is_unclear(line: str) -> None:
    """Markdown, several cells, an account, a text without sentences: never a title, never an abstract."""
    assert kind(line) == "unclear"


def test_weight() -> None:
    """A character of a script without spaces says about as much as three letters."""
    assert (weight("abc"), weight("不存在"), weight("x" * 10_000)) == (3, 9, 600)
