"""What the browser's code answers over an index as it is built: an invented archive of three list days."""

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from generator.graph import Graph
from generator.records.ids import PaperId
from generator.records.paper import AuthorName, Organization, Paper
from generator.text import tex
from tests.search import questions
from tests.search.questions import Answer, Ask, offered
from tests.support import linking
from tests.support.helpers import DATA, listed, listing, paper

TITLES = {
    1: "V^3: Viewing Lanterns from the Shore",
    2: "M^3: Mending Maps",
    3: "M3: Counting Maps",
    4: "S*: Searching Gardens at Night",
    5: "π^3: Permuted Bridges",
    6: "$\\text{Lantern}^2$: Rivers that Adapt",
    7: "Writing C++ for Kites",
    8: "Writing C for Kites",
    9: "∇",
    10: "!!!",
    11: "The The",
    12: "😀 +",
    13: "The Zorba 3 Herd of Models",
    14: "Trusting Zorba-3 with Rivers",
    15: "Zorba3 Reads a River",
    16: "OpenAI q1 System Card",
    17: "Text-to-Image Kites",
    18: "Optimization of Clocks",
    19: "Optimization and Bridges",
    20: "Optimisation without Bridges",
    21: "The Matrix of Rivers",
    22: "Matrices of Clocks",
    23: "Indicating Rivers",
    24: "An Index of Rivers",
    25: "What Is Not in It",
    26: "2025",
    27: "Lanterns -- A Study of Harbours",
    28: "DreamNet++: Larger Lanterns",
    29: "DreamNet: Lanterns",
    30: "X",
    31: "MapLoom: Searching for a* on Maps",
    32: "Behaviour of Kites",
    33: "Behavior of Lanterns",
    34: "Transformers for Kites",
    35: "Transformers for Lanterns",
    36: "Hyperparameter Tuning of Kites",
    37: "Hyperparameter Tuning of Lanterns",
    38: "Hyperparameter Tuning of Maps",
    39: "Hyperparameter Tuning of Clocks",
    40: "Hyperparameter Tuning of Rivers",
}
OLD = PaperId("cs/0101001")
AUTHORS = {
    1: ("Ada Quell", "Wei Fiction"),
    2: ("Bo Quell",),
    3: ("Zoë Ñandú", "Ada Quell"),
    5: ("Kim Van Dyke", "Bo Quell"),
    14: ("Nemo Nobody", "Ida Roe"),
    15: ("Nemo Nobody", "Ida Roe"),
    16: ("Una Roe",),
}
DAYS = (date(2025, 8, 20), date(2025, 8, 22), date(2026, 1, 5))


def invented() -> list[Paper]:
    """The papers, in the order of their numbers."""
    people = {n: tuple(AuthorName(name=name) for name in names) for n, names in AUTHORS.items()}
    nobody = (AuthorName(name="Nemo Nobody"),)
    found = [
        paper(
            n, title=title, abstract=f"On things of number {n} by the water.", authors=people.get(n, nobody)
        )
        for n, title in TITLES.items()
    ]
    return [*found, paper(99, id=OLD, title="An Old Lantern", abstract="Of long ago.", authors=nobody)]


@pytest.fixture(scope="module")
def graph() -> Graph:
    """A third of the papers on each of the days; whoever has two papers has a page."""
    papers = invented()
    return linking.graph(linking.day(*papers[n::3], on=day) for n, day in enumerate(DAYS))


@pytest.fixture(scope="module")
def ask(graph: Graph, node: str, client: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Ask]:
    """The client over its index."""
    with questions.asking(
        node, client, questions.written(graph, tmp_path_factory.mktemp("answers"))
    ) as found:
        yield found


def number(key: str) -> int:
    """Of an id."""
    return 99 if key == OLD else int(key[-5:])


def numbers(answer: Answer) -> list[int]:
    """The papers found."""
    return [number(key) for key in answer["ids"]]


def firsts(ask: Ask, asked: Sequence[str]) -> list[int | None]:
    """The first paper of each question."""
    return [next(iter(numbers(answer)), None) for answer in ask(asked)]


def one(ask: Ask, question: str) -> Answer:
    """The answer to a question."""
    return ask([question])[0]


def said(answer: Answer) -> str:
    """All that the page says besides the results."""
    return " ".join(line["text"] for line in answer["said"])


@pytest.mark.slow
def test_every_title_is_first(graph: Graph, ask: Ask) -> None:
    """Whatever it is made of: signs, stop words, operators of the query language."""
    titles = {str(item.paper.id): tex.plain(item.paper.title) for item in graph.archive.shown}
    assert questions.lost_titles(titles.values(), ask, titles) == []


@pytest.mark.parametrize(
    ("typed", "wanted"),
    [
        *((text, 1) for text in ("V^3", "v^3", "V³", "V3", "V^{3}", "$V^3$", "V\\^3", "V ^3")),
        *((text, 2) for text in ("M^3", "M³", "m^3")),
        ("M3", 3),
        *((text, 4) for text in ("S*", "s*", "S\\*", "S*:")),
        *((text, 5) for text in ("π^3", "π³", "pi3", "pi^3", "$\\pi^3$")),
        *((text, 6) for text in ("Lantern^2", "Lantern²", "lantern2")),
        ("Lanterns", 27),
        ("DreamNet++", 28),
        ("DreamNet", 29),
    ],
)
def test_names_before_a_colon(ask: Ask, typed: str, wanted: int) -> None:
    """However short, with powers, stars and Greek, as a page shows them or a keyboard types them."""
    answer = one(ask, typed)
    assert (numbers(answer)[0], answer["exact"]) == (wanted, "title")


def test_signs_that_make_a_name(ask: Ask) -> None:
    """C++ is not C, and C# is neither; a star that is part of a name is not a wildcard."""
    assert firsts(ask, ["C++", "c++ kites", "C", "A*", "dreamnet++ lanterns"]) == [7, 7, 8, 31, 28]
    assert numbers(one(ask, "+c++")) == [7]
    assert numbers(one(ask, "+c")) == [8]
    lost = one(ask, "C#")
    assert (lost["ids"], said(lost)) == ([], "No papers contain “C#”.")
    assert "Showing results for “kites”" in said(one(ask, "kites#"))


def test_a_caret_before_a_number_is_a_boost_among_other_words(ask: Ask) -> None:
    """But not if a paper has such a name, nor after one or two letters."""
    assert firsts(ask, ["lantern^2 rivers", "v^3 lanterns", "rivers lantern\\^2"]) == [6, 1, 6]
    boosted = one(ask, "clocks^9 lanterns")
    assert set(numbers(boosted)[:3]) == {18, 22, 39}
    assert boosted["notes"] == []


ID = "0001.00007"
PASTED = (
    ID, f"{ID}v2", f"arXiv:{ID}", f"arXiv preprint arXiv:{ID}, 2000", f"arXiv:{ID}v1  [cs.CL]  25 Oct 2000", f"[{ID}] Something Else",
    f"arXiv preprint arXiv:{ID}, 2025", f"arXiv:{ID}v1 [cs.CL] 22 Aug 2025", f"{ID}v1 August 2025",
    f"arXiv-{ID}", f"arxiv {ID}", f"id: {ID}", f"id:{ID}", f"version {ID}", f"({ID})", f"eprint = {{{ID}}},", f"\\href{{https://arxiv.org/abs/{ID}}}{{A kite}}",
    f"https://arxiv.org/pdf/{ID}v3.pdf?download=1", f"arxiv.org/html/{ID}v1#S2", f"https://export.arxiv.org/abs/{ID}", f"ar5iv.labs.arxiv.org/html/{ID}",
    f"https://www.alphaxiv.org/overview/{ID}", f"https://hf.co/papers/{ID}", f"10.48550/arXiv.{ID}", f"https://doi.org/10.48550/arXiv.{ID}",
    f"https://api.semanticscholar.org/arXiv:{ID}", f"https://scholar.example/?q=arXiv%3A{ID}", f"https://any.example/daily/papers/{ID}/",
    f"@misc{{nobody2000, title={{A Map}}, eprint={{{ID}}}, archivePrefix={{arXiv}}, primaryClass={{cs.CL}}}}",
    f"N. Nobody et al. “Kites and maps.” arXiv:{ID} (2000).", "0001.\u200b00007", "0001 00007", "arXiv 0001,00007", "000100007", "０００１.００００７", f"TY - JOUR UR - http://arxiv.org/abs/{ID}",
)  # fmt: skip


def test_an_id_anywhere(ask: Ask) -> None:
    """Whatever is around it: version, class, brackets, date, TeX, an address of any site."""
    assert dict(zip(PASTED, firsts(ask, PASTED), strict=True)) == dict.fromkeys(PASTED, 7)
    old = [
        str(OLD),
        "arXiv:cs.CL/0101001v2",
        "https://arxiv.org/abs/cs/0101001",
        "https://any.example/papers/cs-0101001/",
    ]
    assert firsts(ask, old) == [99] * len(old)


LACKING = "This archive has no paper with the id 0001.77777. arxiv.org/abs/0001.77777"


def test_several_ids(ask: Ask) -> None:
    """All of them, in the given order; those that the archive does not have are reported."""
    answer = one(ask, "[1] arXiv:0001.00030. [2] 0001.00007v2; [3] 0001.00019 [4] 0001.77777 [5] cs/0101001")
    assert numbers(answer)[:4] == [30, 7, 19, 99]
    assert (answer["total"], answer["exact"]) == (4, "id")
    assert said(answer) == LACKING


def test_an_id_that_is_not_there(ask: Ask) -> None:
    """It is reported; only the words next to it are searched for."""
    alone = one(ask, "arXiv:0001.77777v2 [cs.LG] 3 Jan 2000")
    assert (alone["ids"], said(alone)) == ([], LACKING)
    assert [link["href"] for link in alone["said"][0]["links"]] == ["https://arxiv.org/abs/0001.77777"]
    cited = one(ask, "[0001.77777] Writing C++ for Kites")
    assert (numbers(cited)[0], cited["exact"]) == (7, "title")
    for text in ("2025.12345", "3.14159", "12.00007", "0001.000071", "10001.00007", "-0001.00007"):
        assert 7 not in numbers(one(ask, text)), text


@pytest.mark.parametrize(
    "typed", ["arxiv.org/abs/9999.99999", "https://any.example/papers/9999.99999/", "arXiv:9999.99999v2"]
)
def test_an_id_that_arxiv_cannot_have(ask: Ask, typed: str) -> None:
    """It is one line, without a link to no page; the words of the address are not searched for."""
    answer = one(ask, typed)
    assert (answer["ids"], said(answer), offered(answer)) == (
        [],
        "This archive has no paper with the id 9999.99999.",
        [],
    )


def test_an_entry_of_bibtex(ask: Ask) -> None:
    """Without an id its title is looked for."""
    entry = "@inproceedings{n00, author={Nobody, N.}, title = {{The} {M}atrix of Rivers}, year={2000}}"
    assert (numbers(one(ask, entry))[0], one(ask, entry)["exact"]) == (21, "title")


@pytest.mark.parametrize(
    ("typed", "wanted"),
    [
        ("Quell et al., 2026", {1, 2, 3, 5}),
        ("(Quell et al. 2026)", {1, 2, 3, 5}),
        ("quell et al", {1, 2, 3, 5}),
        ("A. Quell", {1, 2, 3, 5}),
        ("Quell, A.", {1, 2, 3, 5}),
        ("Quell A", {1, 2, 3, 5}),
        ("Quell, Ada", {1, 2, 3, 5}),
        ("author: A. Quell", {1, 2, 3, 5}),
        ("Fiction W", {1}),
        ("Ñandú, Z.", {3}),
        ("Z. Nandu and A. Quell (2020)", {3}),
        ("Van Dyke, K., Quell, B.", {5}),
        ("Van Dyke K, Quell B", {5}),
    ],
)
def test_persons_as_references_write_them(ask: Ask, typed: str, wanted: set[int]) -> None:
    """Only people with the family name are found, and the answer says so."""
    answer = one(ask, typed)
    assert set(numbers(answer)) == wanted
    assert "Showing papers by authors named" in said(answer)


def test_who_is_meant_comes_first(ask: Ask) -> None:
    """Among namesakes those whose initials match, and before an “et al.” first authors."""
    assert set(firsts(ask, ["A. Quell", "Quell, Ada"])) <= {1, 3}
    assert set(numbers(one(ask, "B. Quell"))[:2]) == {2, 5}
    assert set(numbers(one(ask, "Quell et al."))[:2]) == {1, 2}
    assert set(numbers(one(ask, "I. Roe et al."))[:2]) == {14, 15}, "Una Roe is somebody else"
    assert {frozenset(numbers(one)[:2]) for one in ask(["author: Ada Quell", "written by Ada Quell"])} == {
        frozenset({1, 3})
    }
    assert ("authors/adaquell/", "Go to Ada Quell's page (2 papers)") in [
        (path.replace("-", ""), text) for path, text in offered(one(ask, "A. Quell"))
    ]


def test_what_only_looks_like_a_person(ask: Ask) -> None:
    """A family name that no author has is a word."""
    assert firsts(ask, ["C. Kites", "X Kites"])[0] in {7, 8, 17, 32, 34, 36}
    assert "authors" not in said(one(ask, "C. Kites"))


DAY = "days/2025-08-20/"


@pytest.mark.parametrize(
    ("typed", "path"),
    [
        *((text, DAY) for text in ("2025-08-20", "2025/8/20", "20250820", "Aug 20 2025", "August 20th, 2025", "20 August 2025", "20.08.2025", "20. 8. 2025")),
        *((text, DAY) for text in ("Wednesday, 20 August 2025", "20/08/2025", "08/20/2025", "papers of 20 Aug. 2025", "2025-W34-3", "2025-08-20T00:00:00Z", "date:2025-08-20")),
        *((text, "weeks/2025-W34/") for text in ("2025-W34", "week 34 2025", "Week 34 of 2025", "2025 week 34", "KW 34 2025", "2025W34", "week of 2025-08-18")),
        *((text, "months/2025-08/") for text in ("August 2025", "2025-08", "Aug 2025", "08/2025", "in August 2025", "Aug '25")),
        ("2025", "years/2025/"),
        ("week 2 of 2026", "weeks/2026-W02/"),
    ],
)  # fmt: skip
def test_pages_of_days(ask: Ask, typed: str, path: str) -> None:
    """Whoever types a day, week, month or year is offered its page."""
    assert [link for link, _ in offered(one(ask, typed))] == [path]


def test_a_date_finds_its_papers(ask: Ask) -> None:
    """And no others that contain the numbers; a year also occurs in titles."""
    assert set(numbers(one(ask, "22 August 2025"))) == {*range(2, 41, 3), 99}
    assert numbers(one(ask, "2025"))[0] == 26


def test_a_date_without_a_page(ask: Ask) -> None:
    """The nearest pages are offered, with a note that there is none for that day."""
    answer = one(ask, "21 August 2025")
    assert (answer["ids"], [link for link, _ in offered(answer)]) == ([], [DAY, "days/2025-08-22/"])
    assert said(answer).startswith("There is no list for Thursday, 21 August 2025. Nearest:")
    assert [link for link, _ in offered(one(ask, "May 2030"))] == ["months/2026-01/"]
    assert offered(one(ask, "2019")) == []
    assert offered(one(ask, "30 February 2025")) == []


def test_a_topic_is_offered(ask: Ask) -> None:
    """Its page, besides the papers with the word."""
    assert ("topics/kites/", "Go to the topic “Kites”") in offered(one(ask, "kites"))


@pytest.mark.parametrize(
    "spellings",
    [
        ("Zorba3", "zorba-3", "Zorba 3", "ZORBA_3"),
        ("q1", "Q-1", "q 1"),
        ("OpenAI q1", "openai-q1", "OpenAI Q 1"),
    ],
)
def test_a_model_by_any_spelling(ask: Ask, spellings: tuple[str, ...]) -> None:
    """The report on what is named comes first; joined, hyphenated and spaced names find the same."""
    answers = ask(spellings)
    assert {numbers(answer)[0] for answer in answers} == {13 if "Zorba3" in spellings else 16}
    if "Zorba3" in spellings:
        assert {frozenset(numbers(answer)[:3]) for answer in answers} == {frozenset({13, 14, 15})}


@pytest.mark.parametrize(
    ("one_form", "other", "least"),
    [
        ("optimisation", "optimization", {18, 19, 20}),
        ("optimised", "optimized", {18, 19, 20}),
        ("behaviour", "behavior", {32, 33}),
        ("matrices", "matrix", {21, 22}),
        ("indices", "index", {24}),
        ('"matrices of clocks"', '"matrix of clocks"', {22}),
        ("+title:behaviour", "+title:behavior", {32, 33}),
    ],
)
def test_two_spellings_of_a_word(ask: Ask, one_form: str, other: str, least: set[int]) -> None:
    """British and American, one and many: the same papers in the same order."""
    first, second = ask([one_form, other])
    assert numbers(first) == numbers(second)
    assert set(numbers(first)[: len(least)]) == least


def test_plurals_that_a_stemmer_mistakes(ask: Ask) -> None:
    """`indices` is not a form of `indicate`."""
    assert numbers(one(ask, "+indices")) == [24]
    assert numbers(one(ask, "+indicate")) == [23]


@pytest.mark.parametrize(
    ("typed", "wanted", "meant"),
    [
        ("trasnfomer", {34, 35}, "transformer"),
        ("tranformers", {34, 35}, "transformers"),
        ("hyperparmeter tunning", {36, 37, 38, 39, 40}, "hyperparameter"),
        ("hyperparametertuning", {36, 37, 38, 39, 40}, "hyperparameter tuning"),
        ("hyperparametertunning", {36, 37, 38, 39, 40}, "hyperparameter tuning"),
        ("hyperparametre tuning", {36, 37, 38, 39, 40}, "hyperparameter"),
        ("ransformers", {34, 35}, "transformers"),
        ("hyper parameter", {36, 37, 38, 39, 40}, "hyperparameter"),
        ("text2image", {17}, "text-to-image"),
        ("txt2img", {17}, "text-to-image"),
        ("Text-2-Image", {17}, "text-to-image"),
        ("txt2img kites", {17}, "text-to-image kites"),
        ("wirting c++ for kites", {7}, "Writing c++"),
        ("MapLom", {31}, "maploom"),
        ("mpaloom searching", {31}, "maploom searching"),
    ],
)
def test_what_was_meant(ask: Ask, typed: str, wanted: set[int], meant: str) -> None:
    """Swapped, missing and extra letters, joined and split words, 2 for “to”, and short forms."""
    answer = one(ask, typed)
    assert set(numbers(answer)[: len(wanted)]) == wanted
    assert meant.lower() in said(answer).lower()


def test_a_name_is_no_typing_error(ask: Ask) -> None:
    """A word with a capital inside may have one wrong letter, not two."""
    assert "Showing results for “transformers”" in said(one(ask, "Tranzformrs"))
    assert "Showing results for" not in said(one(ask, "TranzFormrs"))
    assert "Showing results for “transformers”" in said(one(ask, "TransFormrs"))


def test_a_mistyped_title_is_first(ask: Ask) -> None:
    """After a correction whole titles are looked for again."""
    answer = one(ask, "Hyperparametr Tuning of Maps")
    assert (numbers(answer)[0], answer["exact"]) == (38, "title")


def test_what_cannot_be_searched_is_said(ask: Ask) -> None:
    """Signs and stop words that are not a title find nothing, and the page says why."""
    for text in ("???", "∑", "☃", "--", "\u200b", "the", '"it is"', "+ +"):
        answer = one(ask, text)
        assert answer["ids"] == [], text
        assert "common" in said(answer) or "exact title" in said(answer), text
    partly = one(ask, '"it is" kites')
    assert "Too common to search for: “it is”" in said(partly)
    assert said(one(ask, "kites & maps - or not?")) == ""


@pytest.mark.slow
def test_no_query_is_left_unanswered(ask: Ask) -> None:
    """Hostile strings, titles and prefixes of titles: each gets an answer."""
    hostile: list[str] = json.loads((DATA / "hostile.json").read_text(encoding="utf-8"))
    texts = [*hostile, *TITLES.values(), *PASTED, *(text[: len(text) // 2] for text in PASTED)]
    assert {answer["kind"] for answer in ask(texts)} == {"results"}


# What a query says besides its subject

READ = [
    ("kites 2025", {7, 8, 17, 32, 34}, ["2025"]),
    ("Kites papers from January 2026", {36}, ["January 2026", "without “papers”"]),
    ("newest papers about clocks", {39, 22, 18}, ["newest first", "without “papers about”"]),
    ("clocks since 2026", {18, 39}, ["from 1 Jan 2026"]),
    ("clocks before 2026", {22}, ["until 31 Dec 2025"]),
    ("kites from August 22, 2025", {8, 17, 32}, ["Friday, 22 August 2025"]),
    ("bridges between 2024 and 2025", {19, 20}, ["1 Jan 2024 to 31 Dec 2025"]),
    (
        "show me the best papers on kites",
        {7, 8, 17, 32, 34, 36},
        ["most upvotes first", "without “papers on”"],
    ),
    ("today's papers on clocks", {18, 39}, ["Monday, 5 January 2026", "without “papers on”"]),
    ("kites yesterday", {8, 17, 32}, ["Friday, 22 August 2025"]),
    ("papers similar to V^3", {33, 99}, ["like “V³: Viewing Lanterns from the Shore”"]),
    ("like 0001.00022", {18, 21, 39}, ["like “Matrices of Clocks”"]),
    ("papers like 0001.00022 this year", {18, 21, 39}, ["like “Matrices of Clocks”", "2026"]),
    ("kites last year", {7, 8, 17, 32, 34}, ["2025"]),
    ("kites in august", {7, 8, 17, 32, 34}, ["August 2025"]),
    ("kites of august", {7, 8, 17, 32, 34}, ["August 2025"]),
    ("kites since last august", {7, 8, 17, 32, 34, 36}, ["from 1 Aug 2025"]),
    ("kites from 21 august to january", {8, 17, 32, 36}, ["21 Aug 2025 to 31 Jan 2026"]),
    ("clocks, jun-aug 2025", {22}, ["1 Jun 2025 to 31 Aug 2025"]),
    ("clocks (2026)", {18, 39}, ["2026"]),
    ("early 2026 kites", {36}, ["1 Jan 2026 to 30 Apr 2026"]),
    ("kites in the summer of 2025", {7, 8, 17, 32, 34}, ["1 Jun 2025 to 31 Aug 2025"]),
    ("kites 2025 Q3", {7, 8, 17, 32, 34}, ["1 Jul 2025 to 30 Sep 2025"]),
    ("kites second half of 2025", {7, 8, 17, 32, 34}, ["1 Jul 2025 to 31 Dec 2025"]),
    ("clocks newer than 2025", {18, 39}, ["from 1 Jan 2026"]),
    ("papers after august 2025 on kites", {36}, ["from 1 Sep 2025", "without “papers”"]),
    ("kites of the last couple of years", {7, 8, 17, 32, 34, 36}, ["from 7 Jan 2024"]),
    ("hot papers on clocks", {18, 22, 39}, ["most upvotes first", "without “papers on”"]),
    ("what's new in clocks", {39, 22, 18}, ["newest first"]),
    ("recent advances in clocks", {39, 22, 18}, ["newest first"]),
    ("kites top 10", {7, 8, 17, 32, 34, 36}, ["most upvotes first"]),
    ("top 10 kites", {7, 8, 17, 32, 34, 36}, ["most upvotes first"]),
    ("top 10", set(TITLES) | {99}, ["most upvotes first"]),
    ("what's new", set(TITLES) | {99}, ["newest first"]),
    ("what's hot in clocks", {18, 22, 39}, ["most upvotes first"]),
    # Before a comma and at the end of a sentence
    ("Kites papers from January 2026?", {36}, ["January 2026", "without “papers”"]),
    ("in august 2025, kites", {7, 8, 17, 32, 34}, ["August 2025"]),
    ("kites since January 2026.", {36}, ["from 1 Jan 2026"]),
    ("(as of Aug 22, 2025), kites", {8, 17, 32}, ["Friday, 22 August 2025"]),
    ("what is new in clocks since january?", {18, 39}, ["from 1 Jan 2026", "newest first"]),
    # Without a year: the last time that is there
    ("clocks after 29 feb", {18, 22, 39}, ["from 1 Mar 2024"]),
    ("kites before 29 feb", set(), ["until 28 Feb 2024"]),
    ("kites after january", {7, 8, 17, 32, 34, 36}, ["from 1 Feb 2025"]),
    ("kites from nov to feb", set(), ["1 Nov 2024 to 28 Feb 2025"]),
    ("kites from aug to jan", {7, 8, 17, 32, 34, 36}, ["1 Aug 2025 to 31 Jan 2026"]),
    ("kites between aug and jan 2026", {7, 8, 17, 32, 34, 36}, ["1 Aug 2025 to 31 Jan 2026"]),
    ("kites from august 2025 to january", {7, 8, 17, 32, 34, 36}, ["1 Aug 2025 to 31 Jan 2026"]),
    ("kites, august 2025 to january 2026", {7, 8, 17, 32, 34, 36}, ["1 Aug 2025 to 31 Jan 2026"]),
    ("kites on 22 august", {8, 17, 32}, ["Friday, 22 August 2025"]),
    ("kites on august 22", {8, 17, 32}, ["Friday, 22 August 2025"]),
    ("kites on the 22nd of august", {8, 17, 32}, ["Friday, 22 August 2025"]),
    ("kites, 2025 to 2026", {7, 8, 17, 32, 34, 36}, ["1 Jan 2025 to 31 Dec 2026"]),
    ("clocks from august 2025 until today", {18, 22, 39}, ["from 1 Aug 2025"]),
    ("kites since dec", {36}, ["from 1 Dec 2025"]),
    ("papers of January 2026 on kites?", {36}, ["January 2026", "without “papers”"]),
    ("kites from January 2026 on", {36}, ["from 1 Jan 2026"]),
    # Parts of a year
    ("clocks before late 2025", {22}, ["until 31 Aug 2025"]),
    ("kites since Q1 2026", {36}, ["from 1 Jan 2026"]),
    ("kites after mid-2025", {36}, ["from 1 Sep 2025"]),
    ("clocks until the fall of 2025", {22}, ["until 30 Nov 2025"]),
    ("kites between mid 2025 and late 2025", {7, 8, 17, 32, 34}, ["1 May 2025 to 31 Dec 2025"]),
    ("kites from summer 2025 to spring 2026", {7, 8, 17, 32, 34, 36}, ["1 Jun 2025 to 31 May 2026"]),
    ("the second half of 2025, kites", {7, 8, 17, 32, 34}, ["1 Jul 2025 to 31 Dec 2025"]),
    ("kites in H2 2025", {7, 8, 17, 32, 34}, ["1 Jul 2025 to 31 Dec 2025"]),
    ("kites H2 2025", set(), ["2025"]),
    ("2025 H2 kites", set(), ["2025"]),
    ("Kites Q3 2025", set(), ["2025"]),
    ("kites between q1 and q3 2025", set(), ["2025"]),
    # Names and verbs, and what may mean two times
    *(
        (query, set[int](), list[str]())
        for query in (
            "kites after 30 feb",
            "work of May Fung",
            "work of may fung",
            "kites in June Kim",
            "clocks before may fail",
            "kites in mar",
            "kites in MAR.",
            "among the most popular clocks of all",
            "kites before dec",
            "kites in march '24",
            "kites from march '24 to may '24",
            "kites in august 25",
            "kites since dec 24",
            "kites in may or june",
            "kites last march and april",
            "hot kites fly",
            "the hot kites of rivers",
            "kites f(new)",
            "KITES(best)",
        )
    ),
    ("papers from Jan Leike", set(), ["without “papers from”"]),
    ("papers from april yang", set(), ["without “papers from”"]),
    ("V^3", {1}, []),
    ("2025", {26}, []),
    ("kites this may fly", set(), []),
    ("kites 1999", {7, 8, 17, 32, 34, 36}, []),
    ('"best kites 2025" lanterns', set(), []),
]


@pytest.mark.parametrize(("query", "wanted", "read"), READ)
def test_readings(ask: Ask, query: str, wanted: set[int], read: list[str]) -> None:
    """Times and orders decide, words that ask for papers are left out, and the answer lists each reading."""
    answer = one(ask, query)
    assert answer["read"] == read
    assert set(numbers(answer)[: len(wanted)]) == wanted


def test_a_time_without_lists(ask: Ask) -> None:
    """Nothing is found, and the answer says which times there are; the words of the time are not searched for."""
    for query in ("kites before 2025", "kites last month", "papers before 2025"):
        answer = one(ask, query)
        assert answer["read"]
        assert answer["ids"] == []
        assert answer["said"][0]["text"] == (
            "This archive has no lists from that time: they are from 20 August 2025 to 5 January 2026."
        )
        assert "No papers contain" not in said(answer)


def test_a_long_quotation(ask: Ask) -> None:
    """Nobody quotes a paragraph to find it letter by letter: its words are searched for, and for fewer the quotes count."""
    few = "kites lanterns rivers"
    many = f"{few} maps clocks gardens bridges harbours shore night matrix herd trusting reads system card trusting"
    short, long = ask([f'"{few}"', f"“{many}”"])
    assert (short["ids"], long["ids"] != []) == ([], True)


def test_what_is_excluded_from_a_time(ask: Ask) -> None:
    """Papers are found and nothing says that there is nothing to search for, as for excluded words alone."""
    alone, timed = ask(["-kites", "-kites this year"])
    assert "All words are excluded" in said(alone)
    assert "excluded" not in said(timed)
    assert alone["ids"] == []
    assert {18, 39} <= set(numbers(timed)) <= set(TITLES) - {36}


@pytest.mark.slow
def test_times_of_an_archive_with_one_list_or_none(node: str, client: Path, tmp_path: Path) -> None:
    """There is no last week and no yesterday: these are words, and no query ends in an error."""
    texts = ["last week", "agents this month", "kites yesterday", "past 3 days", "today"]
    single = linking.graph([linking.day(*invented()[:40], on=DAYS[0])])
    with questions.asking(node, client, questions.written(linking.graph([]), tmp_path / "none")) as ask:
        assert {(found["kind"], *found["read"]) for found in ask(texts)} == {("results",)}
    with questions.asking(node, client, questions.written(single, tmp_path / "one")) as ask:
        yesterday, today = ask(["kites yesterday", "kites today"])
    assert yesterday["read"] == []
    assert today["read"] == ["Wednesday, 20 August 2025"]


def test_an_archive_without_votes(node: str, client: Path, tmp_path: Path) -> None:
    """Words for the best ones are no order there, not even in an address, and can be taken back as words."""
    papers = [replace(listed(n, of=one), signals=()) for n, one in enumerate(invented())]
    found = questions.written(linking.graph([listing(papers, day=DAYS[0])]), tmp_path)
    asked: list[str | Mapping[str, object]] = [
        "best of 2025",
        "most upvoted kites",
        {"q": "best kites", "kept": ["words"]},
        "kites",
        {"q": "kites", "order": "votes"},
    ]
    with questions.asking(node, client, found) as ask:
        year, *all_kites = ask(asked)
    assert (year["read"], year["order"]) == (["2025", "without “best”"], "relevance")
    assert [answer["read"] for answer in all_kites] == [["without “most upvoted”"], [], [], []]
    most, _, plain, ordered = all_kites
    assert most["ids"] == plain["ids"] == ordered["ids"] != []
    assert {answer["order"] for answer in all_kites} == {"relevance"}


def test_readings_are_taken_back(ask: Ask) -> None:
    """The words are then searched for, and other readings stay."""
    kept = {"q": "newest papers on kites 2025", "kept": ["order"]}
    answers = [
        ask([one])[0] for one in ({**kept, "kept": []}, kept, {**kept, "kept": ["time", "order", "words"]})
    ]
    assert [(one["order"], one["read"][:1]) for one in answers] == [
        *[("newest", ["2025"]), ("relevance", ["2025"])],
        ("relevance", []),
    ]


def test_counts_are_honest(ask: Ask) -> None:
    """Papers with all words are counted; if there are none, or if that is unknown, the answer says so."""
    told = [
        (one["total"], one["counts"])
        for one in ask(["writing kites", "kites matrix herd", "papers like V^3"])
    ]
    assert (told[0], [counts for _, counts in told]) == ((2, "all"), ["all", "some", "near"])


FOREIGN = ["最適化", "优化", "Optimierung", "optimización", "optimisation", "Optimierungen"]


@pytest.mark.parametrize("query", FOREIGN)
def test_terms_in_other_languages(ask: Ask, query: str) -> None:
    """A word that no paper has is looked up in other languages; English spellings need no such note."""
    answer = one(ask, query)
    assert set(numbers(answer)[:3]) == {18, 19, 20}
    assert ("Showing results for “optimization" in said(answer)) == (not query.startswith("optimis"))


@pytest.mark.parametrize(
    ("typed", "english"),
    [
        ("Uebersetzung", "translation"),
        ("bestaerkendem Lernen", "reinforcement learning"),
        ("große Sprachmodelle", "large language model"),
        ("KI-Agenten", "AI agent"),
        ("Was sind Diffusionsmodelle?", "diffusion model"),
        ("什么是强化学习", "reinforcement learning"),
        ("关于智能体的最新论文", "agent"),
        ("如何减少大模型幻觉？", "large language model hallucination"),
        ("LLMの推論能力について", "LLM reasoning capability"),
        ("最新の3D生成", "3D generation"),
        ("Comment réduire les kites", "kites"),
        ("réseaux de neurones", "neural network"),
        ("modelos de difusão", "diffusion model"),
        ("강화 학습 논문", "reinforcement learning"),
        ("диффузионных моделей", "diffusion model"),
    ],
)
def test_phrases_in_other_languages(ask: Ask, typed: str, english: str) -> None:
    """Inflected, with umlauts as they are typed elsewhere, and among words that mean nothing by themselves."""
    assert f"Showing results for “{english}”" in said(one(ask, typed))


def test_a_text_that_is_mostly_unknown(ask: Ask) -> None:
    """One term of many says little of a text without spaces, and words without a meaning are no term."""
    for typed in ("春眠暁を覚えず処々啼鳥を聞く優化", "について"):
        assert "Showing results for" not in said(one(ask, typed)), typed


def test_a_title_has_its_spaces(ask: Ask) -> None:
    """One that is typed in one word is found, but is not called exact."""
    told = [(numbers(one)[0], one["exact"]) for one in ask(["What is not in it", "whatisnotinit"])]
    assert told == [(25, "title"), (25, "")]


def test_what_is_known_of_papers_is_found(node: str, client: Path, tmp_path: Path) -> None:
    """Papers of a category, of a venue, which leads to its page, and the paper of a DOI, however it is written."""
    made = linking.graph(
        [
            listing(
                [
                    listed(1, of=paper(1, categories=("cs.CL",), comment="Accepted at NeurIPS 2025")),
                    listed(2, of=paper(2, categories=("cs.AI", "cs.CL"), comment="NeurIPS 2025 Oral")),
                    listed(
                        3,
                        of=paper(
                            3, categories=("cs.AI",), doi="10.1234/Made.2025.7", abstract="NeurIPS cs.CL."
                        ),
                    ),
                    listed(4, of=paper(4, categories=("cond-mat.str-el",), title="An AI of 2025")),
                ]
            )
        ]
    )
    texts = {
        "cs.CL": {1, 2},
        "cs.ai": {2, 3},
        "cond-mat.str-el": {4},
        "NeurIPS 2025": {1, 2},
        "10.1234/made.2025.7": {3},
        "https://doi.org/10.1234/MADE.2025.7": {3},
        "Example, A.: Invented Paper 3. doi:10.1234/made.2025.7.": {3},
    }
    with questions.asking(node, client, questions.written(made, tmp_path)) as ask:
        answers = dict(zip(texts, ask(texts), strict=True))
        (unknown,) = ask(["10.1234/made.2025.8"])
    found = {
        text: {int(one[-1]) for one in answer["ids"][: len(texts[text])]} for text, answer in answers.items()
    }
    assert found == texts
    assert answers["cs.CL"]["total"] == 2
    assert ("venues/neurips-2025/", "Go to NeurIPS 2025's page") in offered(answers["NeurIPS 2025"])
    assert "no paper with the id 10.1234/made.2025.8" in unknown["said"][0]["text"]


def test_initials_and_words_written_apart(node: str, client: Path, tmp_path: Path) -> None:
    """An organization is found by its account or its initials in capitals, and its name in two words; a common word
    in two parts is searched for as one, too."""
    academy = Organization(name="kite-hall", fullname="Royal Academy of Kites")
    depths = Organization(name="deepsail", fullname="DeepSail")
    papers = [
        *(paper(n, abstract="A lantern in the harbour.", organization=academy) for n in (1, 2)),
        paper(3, title="DeepSail Two", organization=depths),
        paper(4, title="Reading a Kite with RAK", organization=depths),
        paper(5, title="Lan Terns", abstract="The lan and the tern."),
        *(paper(n, abstract="A lantern, and another lantern.") for n in range(6, 20)),
    ]
    with questions.asking(node, client, questions.written(linking.of(*papers), tmp_path)) as ask:
        initials, small, account, apart, lantern = ask(["RAK", "rak", "DEEPSAIL", "deep sail", "lan tern"])
    assert set(numbers(initials)[:2]) == {1, 2}
    assert numbers(small)[0] == 4
    assert set(numbers(account)[:2]) == {3, 4}
    assert numbers(apart)[:2] == [3, 4]
    assert "Also searched for “lantern”." in said(lantern)
    assert lantern["total"] > 10


@pytest.mark.parametrize("name", ["v7", "Hermes"])  # the stem of a name is another word
def test_a_paragraph_names_its_paper(node: str, client: Path, tmp_path: Path, name: str) -> None:
    """The paper with this name comes before one that says the same and mentions the name, but only if few have
    it; without the name, the other words decide."""
    told = "Guides airships over harbours at dusk with lanterns, ropes, mirrors, drums, flags and bells."
    twin = f"{told} Compared with {name} and {name} again, {name} is slow."
    papers = [
        paper(1, title=f"{name}: Steering by Sound", abstract=f"We build one. {told}"),
        paper(2, title="Airships Compared", abstract=twin),
        *(paper(n, title=f"Gardens {n}", abstract="We plant roses.") for n in range(3, 30)),
    ]
    named, bare = f"Researchers introduce {name}, a method. {told}", f"Airships compared. {told}"
    with questions.asking(node, client, questions.written(linking.of(*papers), tmp_path / "few")) as ask:
        assert [numbers(answer)[0] for answer in ask([named, bare])] == [1, 2]
    papers += [paper(n, title=f"{name}: Another", abstract="Of tulips.") for n in range(30, 33)]
    with questions.asking(node, client, questions.written(linking.of(*papers), tmp_path / "many")) as ask:
        assert [numbers(answer)[0] for answer in ask([named])] == [2]
