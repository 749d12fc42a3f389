"""Words as they are written."""

from generator.search import lexicon
from tests.search.conftest import Read
from tests.support import linking
from tests.support.helpers import paper


def words(read: Read, titles: list[str], holders: dict[str, int]) -> dict[str, int]:
    """The words of papers with these titles."""
    graph = linking.of(*(paper(n, title=title) for n, title in enumerate(titles, 1)))
    body = lexicon.written([lexicon.of(graph.archive.shown)], holders)
    return {one["word"]: one["papers"] for one in read("client.lexicon.wordsOf(bytes(file))", file=body)}


def test_the_usual_form_of_each_word(read: Read) -> None:
    """A term of two papers has its most usual form in titles; a term of a single paper is left out."""
    titles = ["Diffusion of Kites", "Diffusion again", "Diffused kites", "Lonely"]
    found = words(read, titles, {"diffus": 3, "kite": 2, "lone": 1, "bare": 2})
    assert found == {"bare": 2, "diffusion": 3, "kites": 2}


def test_other_forms(read: Read) -> None:
    """A form that two titles have can be mistyped too, before a colon and in one where it is hyphenated."""
    titles = [
        "Optimizers: a Tale",
        "Optimization",
        "Optimizers",
        "Optimization",
        "Optimization",
        "Super-Kites",
    ]
    found = words(read, titles, {"optim": 9, "superkit": 4})
    assert found == {"optimization": 9, "optimizers": 4, "superkites": 4}


def test_a_form_counts_for_half_of_its_term(read: Read) -> None:
    """Or for its titles, if they are more; of a usual term one title is enough."""
    titles = ["Recursive Kites", "Recursive Maps", "Recursions of Maps"]
    assert words(read, titles, {"recurs": 19}) == {"recursive": 19}
    assert words(read, titles, {"recurs": 20}) == {"recursive": 20, "recursions": 10}
    assert words(read, [*titles, *titles], {"recurs": 3}) == {"recursive": 3, "recursions": 2}


def test_names(read: Read) -> None:
    """The name that a title begins with is in it, however few papers have it, but no other word of one paper."""
    titles = [
        "FlowKite: Flying without Wind",
        "Sea-Map - An Atlas",
        "Kite4D: Kites in Time",
        "Two Words: Kites",
    ]
    found = words(read, titles, {"flowkit": 1, "kite": 2, "seamap": 1, "wind": 1})
    assert found == {"flowkite": 1, "kites": 2, "seamap": 1}


def test_a_list_that_is_cut_off_or_garbled(read: Read) -> None:
    """It is refused."""
    code = "raised(() => client.lexicon.wordsOf(bytes(file)))"
    for body in (b"\0\x09diffu", b"\x09\1x\1"):
        assert read(code, file=body) == "RangeError"
