"""Either form of an abbreviation finds the papers of both."""

from pathlib import Path

from tests.search import questions
from tests.search.conftest import Read
from tests.support import linking
from tests.support.helpers import listed, listing, paper

LONG = "retrieval-augmented generation"


def test_either_form_finds_both(node: str, client: Path, tmp_path: Path) -> None:
    """Who asks for one form also gets the papers with only the other one, and a note says so."""
    texts = [f"Number {n} is retrieval-augmented generation (RAG)." for n in range(3)]
    texts += [f"Only the words: retrieval augmented generation, {n}." for n in range(3)]
    texts += [f"Only RAG, {n}." for n in range(3)] + ["Nothing of the kind."]
    papers = [paper(n + 1, title=f"Invented {n}", abstract=text) for n, text in enumerate(texts)]
    graph = linking.graph([listing([listed(of=one) for one in papers])])
    with questions.asking(node, client, questions.written(graph, tmp_path)) as ask:
        short, long, more, quoted = ask(["rag", "Retrieval augmented generation", "only RAG", '"RAG"'])
    assert (short["total"], long["total"], quoted["total"]) == (9, 9, 6)
    assert LONG in str(short["notes"])
    assert "RAG" in str(long["notes"])
    assert f"only {LONG}" in str(more["notes"])
    assert not quoted["notes"]


BESIDE = """(async () => {
    const { language, segments } = await index(folder);
    const name = client.fold.key(long, language);
    return Promise.all(segments.flatMap(({ terms }) => [terms.find("ragxshort"), terms.findName(name, client.layout.KEYED)]));
})()"""


def test_papers_with_the_short_form_are_beside_the_long_one(read: Read, tmp_path: Path) -> None:
    """A query that is the long form, or its plural, needs no request more: what is known of the term of papers
    with only the short form is next to the key of the long one."""
    texts = [f"Number {n} is retrieval-augmented generation (RAG)." for n in range(3)] + ["Only RAG."] * 2
    papers = [paper(n + 1, title=f"Invented {n}", abstract=text) for n, text in enumerate(texts)]
    folder = questions.written(linking.graph([listing([listed(of=one) for one in papers])]), tmp_path)
    for long in (LONG, f"{LONG}s"):
        (own, beside) = read(BESIDE, folder=str(folder), long=long)
        assert own == beside is not None


def test_signs_and_corrections(node: str, client: Path, tmp_path: Path) -> None:
    """An abbreviation with a hyphen has both ways, too; what was not searched is not said; and the terms that
    join the forms are offered to nobody."""
    texts = [f"Number {n} is kronecker-factored approximate curvature (K-FAC)." for n in range(3)]
    texts += [f"Only the words: kronecker-factored approximate curvature, {n}." for n in range(3)]
    texts += [f"Only K-FAC and a benchmark, {n}." for n in range(3)]
    papers = [paper(n + 1, title=f"Invented {n}", abstract=text) for n, text in enumerate(texts)]
    graph = linking.graph([listing([listed(of=one) for one in papers])])
    with questions.asking(node, client, questions.written(graph, tmp_path)) as ask:
        short, long, wrong, joined = ask(
            ["K-FAC", "kronecker-factored approximate curvature", "K-FAC benchmrak", "kfacshort"]
        )
    assert (short["total"], long["total"]) == (9, 9)
    assert "K-FAC" in str(long["notes"])
    assert "benchmrak" not in str([note for note in wrong["notes"] if "Also" in str(note)])
    assert "xshort" not in str(joined["notes"])
