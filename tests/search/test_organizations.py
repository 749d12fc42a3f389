"""What organizations are called in queries."""

import pytest

from generator.records.paper import Organization
from generator.search import organizations
from tests.support import linking
from tests.support.helpers import paper

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


def test_what_is_no_name() -> None:
    """A word of the language, an acronym that more papers use, a name of many words; nor that of one paper."""
    assert "scale" not in called("scaleai", "Scale AI", abstract="We scale models.")
    assert "scale" in called("scaleai", "Scale AI", abstract="We train models.")
    assert called("kite-ai", "KITE AI Lab", papers=1) == set()
    assert called("long", "Institute of the Very Long Name of Kites") == {"long"}
