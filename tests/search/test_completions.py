"""What a beginning may become."""

from generator.search import completions
from generator.search.shelf import Shards
from tests.search.reading import Reader, shelf_of
from tests.support import linking
from tests.support.helpers import paper


def offered(titles: list[str], beginning: str) -> list[str]:
    """The labels kept for a beginning."""
    shards = Shards()
    graph = linking.of(*(paper(n, title=title) for n, title in enumerate(titles, 1)))
    root = completions.shelf(graph, shards)
    reader, found = Reader(shelf_of(root, shards).get(beginning.encode(), b"")), []
    while reader.at < len(reader.body):
        reader.number()
        found.append(reader.word())
        reader.word()
        reader.number()
    return found


def test_titles_from_each_of_their_first_words() -> None:
    """A title is found from its first words on, folded."""
    for beginning in ("k", "i", "w"):
        assert "Kités in Wind" in offered(["Kités in Wind", "Else"], beginning)


def test_the_best_few() -> None:
    """Of many only the most liked stand at a short beginning; a longer one tells the others apart."""
    titles = [f"Kite {word}" for word in ("apple", "bread", "cloud", "drum", "eagle", "field", "gold")]
    kept = [label for label in offered(titles, "k") if label in titles]
    assert kept == [f"Kite {word}" for word in ("gold", "field", "eagle", "drum", "cloud")]
    assert offered(titles, "kitea") == ["Kite apple"]


def test_beginnings_of_the_whole_come_first() -> None:
    """Before those of which a later word begins so."""
    titles = ["A Kite", "Kite A"]
    assert [label for label in offered(titles, "k") if label in titles] == ["Kite A", "A Kite"]
