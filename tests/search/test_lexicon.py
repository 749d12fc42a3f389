"""Words as they are written."""

from generator.search import lexicon
from tests.search.reading import Reader
from tests.support import linking
from tests.support.helpers import paper


def read(titles: list[str], holders: dict[str, int]) -> dict[str, int]:
    """The words of papers with these titles."""
    graph = linking.of(*(paper(n, title=title) for n, title in enumerate(titles, 1)))
    body = lexicon.written(graph.archive.shown, holders)
    reader, last, found = Reader(body), b"", {}
    while reader.at < len(body):
        shared = reader.number()
        last = last[:shared] + reader.take(reader.number())
        found[last.decode()] = reader.number()
    return found


def test_the_usual_form_of_each_word() -> None:
    """A term of two papers stands as titles mostly write it; one of a single paper is left out."""
    titles = ["Diffusion of Kites", "Diffusion again", "Diffused kites", "Lonely"]
    found = read(titles, {"diffus": 3, "kite": 2, "lone": 1, "bare": 2})
    assert found == {"bare": 2, "diffusion": 3, "kites": 2}


def test_other_forms() -> None:
    """A form that two titles have can be mistyped too, before a colon and in one where it is hyphenated."""
    titles = [
        "Optimizers: a Tale",
        "Optimization",
        "Optimizers",
        "Optimization",
        "Optimization",
        "Super-Kites",
    ]
    found = read(titles, {"optim": 9, "superkit": 4})
    assert found == {"optimization": 9, "optimizers": 2, "superkites": 4}
