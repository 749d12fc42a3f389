"""What organizations are called in queries."""

import pytest

from generator.records.paper import Organization
from generator.search import organizations
from tests.support import linking
from tests.support.helpers import paper
from tests.support.notebook import Notebook

NAMES = [
    ("StanfordUni", "Stanford University", {"stanford", "stanforduniv", "univofstanford", "stanforduni"}),
    (
        "wland",
        "University of Wonderland",
        {"wonderland", "wonderlanduniversity", "wland"},
    ),
    ("kite-ai", "KITE AI Lab", {"kite", "kiteai"}),
    ("loom", "Loom Team, Lantern Technology", {"loom", "loomteam", "loomai", "lantern", "lanternai"}),
    ("almamater", "Alma (Institut Lumen)", {"almamater", "lumen", "lumenai"}),
    ("loom", "Loom", {"loomai", "loomresearch"}),
    ("microsoft-research", "Microsoft Research", {"microsoft", "msr", "microsoftresearchasia"}),
]


def called(handle: str, shown: str, *, papers: int = 2, abstract: str = "On things.") -> set[str]:
    """Further names of an organization with some papers."""
    made = [
        paper(n, abstract=abstract, organization=Organization(name=handle, fullname=shown))
        for n in range(1, papers + 1)
    ]
    return set(organizations.named(linking.graph([linking.day(*made)]).archive.shown).get(shown, ()))


@pytest.mark.parametrize(("handle", "shown", "names"), NAMES)
def test_names(handle: str, shown: str, names: set[str]) -> None:
    """By account, without the words that say what it is, and with others of these; not the name itself."""
    assert names <= called(handle, shown)
    assert "".join(shown.lower().split()) not in called(handle, shown)


def named(*some: tuple[str, str], abstract: str = "On things.", papers: int = 2) -> dict[str, set[str]]:
    """Further names of several organizations, each with as many papers."""
    made = [
        paper(n, abstract=abstract, organization=Organization(name=handle, fullname=shown))
        for n, (handle, shown) in enumerate(some * papers, 1)
    ]
    found = organizations.named(linking.graph([linking.day(*made)]).archive.shown)
    return {shown: set(names) for shown, names in found.items()}


@pytest.mark.parametrize(
    ("handle", "shown", "abstract"),
    [
        ("arclab", "ARC Lab", "We solve (ARC), ARC-AGI and ARC."),
        ("mind", "Mind Lab", "The mind, with a mind."),
        ("tigerlab", "Tiger Lab", "On things: github.com/tiger/lab and tiger."),
        ("ant", "Ant Group", "On ants."),
        ("fin", "The Fin AI", "On fins."),
        ("ics", "Computer Science Lab", "On computer science."),
    ],
)
def test_words_are_no_names(handle: str, shown: str, abstract: str) -> None:
    """Whatever signs are beside them; what is short is no name without the words that say what it is."""
    bare = "".join(word for word in shown.lower().split() if word not in {"lab", "the", "ai", "group"})
    assert bare not in called(f"of-{handle}", shown, abstract=abstract, papers=3)


def test_addresses_have_names_in_lower_case() -> None:
    """That makes no word of the name of a university."""
    assert "stanford" in called("stan", "Stanford University", abstract="See github.com/stanford/kites.")


def test_names_of_others() -> None:
    """What another one is shown as is not a name, and neither is a part of a name that several share."""
    found = named(
        ("microsoft", "Microsoft"),
        ("mr", "Microsoft Research"),
        ("ucla", "University of California, Los Angeles"),
        ("ucb", "University of California, Berkeley"),
        ("ct", "California Institute of Kites"),
    )
    assert "microsoftresearch" not in found["Microsoft"]
    assert "microsoft" not in found["Microsoft Research"]
    assert not [
        name for names in found.values() for name in names if "california" in name and "kites" not in name
    ]


def test_names_are_remembered() -> None:
    """As long as the papers are the same."""
    made = [paper(n, organization=Organization(name="wland", fullname="Wonderland")) for n in (1, 2)]
    papers, known = linking.graph([linking.day(*made)]).archive.shown, Notebook()
    first = organizations.known(papers, known)
    assert first == organizations.named(papers) == organizations.known(papers, known)
    assert organizations.known(papers[:1], known) == {}


def test_what_is_no_name() -> None:
    """A word of the language, an acronym that more papers use, a name of many words; nor that of one paper."""
    assert "scale" not in called("scaleai", "Scale AI", abstract="We scale models.")
    assert "scale" in called("scaleai", "Scale AI", abstract="We train models.")
    assert called("kite-ai", "KITE AI Lab", papers=1) == set()
    assert called("long", "Institute of the Very Long Name of Kites") == {"long"}
