import random
import re
from datetime import date

import pytest

from generator.graph import keywords
from generator.graph.keywords import Keywords
from generator.graph.similarity import closed
from tests.support import fabricate, linking
from tests.support.helpers import paper, paper_id
from tests.support.notebook import Notebook


def of(*papers: tuple[str, ...]) -> Keywords:
    """Keywords of papers that have these."""
    return linking.of(*(paper(n, keywords=words) for n, words in enumerate(papers, 1))).keywords


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("fine-tuning", "Fine Tuning"),
        ("finetuning", "fine-tunings"),
        ("paper boats", "Paper Boat"),
        ("policies", "policy"),
        (r"$\alpha$-ratio", "α ratio"),
        ("naïve map", "naive map"),
    ],
)
def test_folding(one: str, other: str) -> None:
    """Case, hyphens, spaces, plural, accents and TeX do not part a keyword."""
    assert keywords.fold(one) == keywords.fold(other) != ""


def test_acronyms() -> None:
    """An acronym whose long form occurs often enough is the same keyword as the long form."""
    told = ("large language models (LLMs)",)
    found = of(told, told, told, ("LLM",), ("LLMs",), ("large language model",), ("LLM agents",))
    whole = found.by_key["largelanguagemodel"]
    assert len(whole.papers) == 6
    assert found.of_paper[paper_id(4)] == (whole.key,)
    assert found.of_paper[paper_id(7)] == ("largelanguagemodelagent",)


def test_untold_acronyms() -> None:
    """An acronym that is explained once, or equally often for two things, stays separate."""
    assert "llm" in of(("large language models (LLMs)",), ("LLM",)).by_key


def test_label_and_threshold() -> None:
    """The label is the form written most; pages are for keywords with papers enough, most used first."""
    found = of(
        ("Kite Score", "rare"), ("kite score", "tea pot"), ("kite scores", "tea pots"), ("kite score",)
    )
    assert [(one.label, one.slug, len(one.papers)) for one in found.pages(2)] == [
        ("kite score", "kite-score", 4),
        ("tea pot", "tea-pot", 2),
    ]
    assert found.pages(5) == ()


def test_a_paper_counts_once() -> None:
    """Two forms on one paper count as one keyword."""
    found = of(("map", "Maps"))
    assert found.of_paper[paper_id(1)] == ("map",)
    assert found.by_key["map"].papers == (paper_id(1),)


def test_slugs() -> None:
    """Slugs are portable and each is one keyword's, also where no letter is Latin or a name is reserved."""
    found = of(("地图", "con", "index", "C++", "über-map", "a b", "🪁", "x" * 80, "x" * 79))
    slugs = [one.slug for one in found.by_key.values()]
    assert len(set(slugs)) == len(slugs)
    assert all(re.fullmatch(r"[a-z0-9-]{1,80}", one) for one in slugs)
    assert not {"con", "index"} & set(slugs)


def test_order_is_no_matter() -> None:
    """The same papers give the same keywords."""
    found = linking.graph(fabricate.listings(60, 6))
    mixed = list(found.archive.shown)
    random.Random(3).shuffle(mixed)  # noqa: S311 - an order, not a secret
    assert keywords.of(mixed) == found.keywords


def test_closed_quarters_decide(monkeypatch: pytest.MonkeyPatch) -> None:
    """What they have keeps its label, its address and its acronyms, whatever later papers write; what is new
    is named by these, at an address that is not taken."""
    monkeypatch.setattr(closed, "FEWEST", 1)
    old = [paper(n, keywords=("kite score", "KS")) for n in range(1, 4)]
    told = ("Kite Scores", "kite scores (KS)", "tea pot", "Kite: score")
    new = [paper(n, keywords=told) for n in range(4, 12)]
    days = [linking.day(*old, on=date(2026, 3, 31)), linking.day(*new, on=date(2026, 4, 1))]
    before, after = linking.graph(days[:1]).keywords, linking.graph(days).keywords
    for key, one in before.by_key.items():
        found = after.by_key[key]
        assert (found.label, found.slug) == (one.label, one.slug)
    assert all(after.of_paper[one.id] == before.of_paper[one.id] for one in old)
    assert after.by_key["kitescore"].label == "kite score"
    assert len(after.by_key["kitescore"].papers) == 11
    assert after.by_key["teapot"].label == "tea pot"
    slugs = [one.slug for one in after.by_key.values()]
    assert len(set(slugs)) == len(slugs)


def test_what_closed_quarters_decide_is_kept(monkeypatch: pytest.MonkeyPatch) -> None:
    """A later run does not work out their names again, and has the same ones; a keyword that one of their
    papers gets later counts."""
    monkeypatch.setattr(closed, "FEWEST", 1)
    known = Notebook()
    told = ("kite score", "KS", "kite score (KS)", "…"), ("tea-pots",), ()
    old = [paper(n, keywords=told[n % 3]) for n in range(1, 10)]
    late = paper(1, keywords=("Kite Scores",))
    new = [paper(n, keywords=("KS", "Tea pot", "lantern")) for n in range(10, 14)]
    for closing, opening in ((old, new[:1]), (old, new), ([late, *old[1:]], new)):
        days = [linking.day(*closing, on=date(2026, 3, 31)), linking.day(*opening, on=date(2026, 4, 1))]
        shown = linking.graph(days).archive.shown
        known.missed.clear()
        assert keywords.of(shown, known) == keywords.of(shown)
        assert (keywords.SETTLED in known.missed) == (opening == new[:1] or late in closing)
