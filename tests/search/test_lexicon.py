"""Words as they are written."""

from generator.search import lexicon
from tests import linking
from tests.helpers import paper
from tests.search.reading import Reader


def test_the_usual_form_of_each_word() -> None:
    """A term of two papers stands as titles mostly write it; one of a single paper is left out."""
    titles = ["Diffusion of Kites", "Diffusion again", "Diffused kites", "Lonely"]
    graph = linking.of(*(paper(n, title=title) for n, title in enumerate(titles, 1)))
    body = lexicon.written(graph.archive.shown, {"diffus": 3, "kite": 2, "lone": 1, "bare": 2})
    reader, last, found = Reader(body), b"", {}
    while reader.at < len(body):
        shared = reader.number()
        last = last[:shared] + reader.take(reader.number())
        found[last.decode()] = reader.number()
    assert found == {"bare": 2, "diffusion": 3, "kites": 2}
