"""Names in one text."""

import time

import pytest

from generator.intake.sources.arxiv import creators


@pytest.mark.parametrize(
    ("written", "names"),
    [
        ("Ada Example", ["Ada Example"]),
        ("Ada Example (First University, Town, Country), Bert Muster", ["Ada Example", "Bert Muster"]),
        ("Ada Example (Lab (of Labs), Town), Bert Muster", ["Ada Example", "Bert Muster"]),
        (
            "Ada Example, Daniel Esempio, Jr., Eve Ejemplo, III",
            ["Ada Example", "Daniel Esempio Jr.", "Eve Ejemplo III"],
        ),
        ("A. Author (Team)", ["A. Author"]),
        ("Invented Collaboration", ["Invented Collaboration"]),
        ('M\\\'elodie Beispiel, J\\"{o}rg M\\"uller', ["Mélodie Beispiel", "Jörg Müller"]),
        ("Ada Example (First University, Bert Muster", ["Ada Example First University", "Bert Muster"]),
        ("Jr., Ada Example", ["Jr.", "Ada Example"]),
        (" , ,Ada Example,, ", ["Ada Example"]),
        ("()", []),
        ("", []),
    ],
)
def test_names(written: str, names: list[str]) -> None:
    """Affiliations are left out, suffixes stay with their names, accents are letters."""
    assert creators.names(written) == names


def test_a_name_with_its_suffix() -> None:
    """A name that comes by itself is written as in a text of names."""
    assert [creators.name_of(one) for one in ("Bert Muster, Jr.", "Bert Muster, Lab")] == [
        "Bert Muster Jr.",
        "Bert Muster, Lab",
    ]


HOSTILE = (" " * 80_000, "a" + " " * 80_000 + ")", " (" * 40_000, ", " * 40_000)
"""White space and what goes with it."""


@pytest.mark.parametrize(
    "written", [*HOSTILE, "(" * 500_000, "()," * 200_000, "a (b" * 100_000, "\\'" * 200_000]
)
def test_hostile_names(written: str) -> None:
    """Whatever is in the text, it takes little time."""
    start = time.process_time()
    creators.names(written)
    assert time.process_time() - start < 3
