"""Names taken apart."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator import text
from generator.render.citations import names
from generator.render.citations.names import Name
from tests.support.helpers import hostile_texts


@pytest.mark.parametrize(
    ("written", "given_name", "particle", "family", "suffix"),
    [
        ("Ada Example", "Ada", "", "Example", ""),
        ("Ada B. C. Example", "Ada B. C.", "", "Example", ""),
        ("Jo van der Berg", "Jo", "van der", "Berg", ""),
        ("Jo Van den Berg", "Jo", "", "Van den Berg", ""),
        ("Jo De la Berg", "Jo", "", "De la Berg", ""),
        ("Wil M. P. van der Berg", "Wil M. P.", "van der", "Berg", ""),
        ("Ana Ruiz y Soto", "Ana", "", "Ruiz y Soto", ""),
        ("Ana Reis e Soto", "Ana", "", "Reis e Soto", ""),
        ("Jo Example III", "Jo", "", "Example", "III"),
        ("Jo Example Jr.", "Jo", "", "Example", "Jr."),
        ("Jo Example, Jr.", "Jo", "", "Example", "Jr."),
        ("Jo van Example Ph.D.", "Jo", "van", "Example", "Ph.D."),
        ("Chien Van Nguyen", "Chien Van", "", "Nguyen", ""),
        ("Jean de Dieu Example", "Jean de Dieu", "", "Example", ""),
        ("van Berg", "van", "", "Berg", ""),
        ("jo example", "jo", "", "example", ""),
        ("Qingyao Ai", "Qingyao", "", "Ai", ""),
        ("李 明", "明", "", "李", ""),
        ("김 민준", "민준", "", "김", ""),
        ("Зоя Пример", "Зоя", "", "Пример", ""),
    ],
)
def test_persons(written: str, given_name: str, particle: str, family: str, suffix: str) -> None:
    """Given name, particle, family name and suffix; Chinese and Korean have the family first."""
    assert names.parse(written) == Name(
        written=written, given=given_name, particle=particle, family=family, suffix=suffix
    )


@pytest.mark.parametrize(
    "written",
    ["Ada", "李明", "OpenAI", "The Example Team", "Example-Team", "Example AI", "Example Labs Inc", "and Lei Bai",
     "Tom and Jerry", "Example, Ada", "Model 3 contributors", "Example. ai", "others"],
)  # fmt: skip
def test_teams_and_single_names(written: str) -> None:
    """They stay whole."""
    assert names.parse(written) == Name(written=written, family=written)


@pytest.mark.parametrize(
    ("written", "bibtex"),
    [
        ("Jo van der Berg", "van der Berg, Jo"),
        ("Jo Example III", "Example, III, Jo"),
        ("The Example Team", "{The Example Team}"),
        ("Tom & Jerry", r"{Tom \& Jerry}"),
        ("Jo_1", r"{Jo\_1}"),
        ("Jo_ Example", r"Example, {Jo\_}"),
        ("Édouard Müller-Łęcka", r"M{\"{u}}ller-{\L}{\k{e}}cka, {\'{E}}douard"),
        ("Øyvind Țar", r"{\textcommabelow{T}}ar, {\O}yvind"),
        ("Зоя Пример", "Пример, Зоя"),
    ],
)
def test_bibtex(written: str, bibtex: str) -> None:
    """Always family name first: then nothing is guessed at the other end."""
    assert names.parse(written).bibtex == bibtex


@pytest.mark.parametrize(
    ("written", "indexed"),
    [
        (["Ada Example", "OpenAI", "The Example Team"], ["Ada Example", "OpenAI", "The Example Team"]),
        (["Jo van der Berg", "Jo Example III"], ["van der Berg, Jo", "Example III, Jo"]),
        (["李 明", "李明"], ["李, 明", "李明"]),
        (["Wei Example", "Wei Example"], ["Wei Example", "Example, Wei"]),
        (["Wei", "Wei", "Wei"], ["Wei", "Wei,", "Wei"]),
    ],
)
def test_citation_authors(written: list[str], indexed: list[str]) -> None:
    """As written if the last word is the family name; two people of one name differ in form."""
    assert names.indexed(written) == indexed


@pytest.mark.parametrize(
    ("written", "key"),
    [
        ("Jo van der Berg", "berg"),
        ("Jo Van den Berg", "berg"),
        ("Zoë Müller-Łęcka", "mullerecka"),
        ("The Example Team", "example"),
        ("Jo Example III", "example"),
        ("李 明", ""),
        ("o3 contributors", "o3"),
    ],
)
def test_keys(written: str, key: str) -> None:
    """The family name in ASCII, without particles; a team's first word."""
    assert names.parse(written).key == key


@pytest.mark.parametrize("said", hostile_texts())
def test_nothing_is_lost(said: str) -> None:
    """Each word of a name is in one of its parts."""
    written = text.clean(said, text.NAME_CAP)
    name = names.parse(written)
    parts = f"{name.given} {name.particle} {name.family} {name.suffix}"
    assert name.written == written
    assert sorted(parts.split()) == sorted(written.split())


@given(st.text(min_size=1).map(lambda one: text.clean(one, 60)).filter(bool))
def test_everybody_has_a_family_name(written: str) -> None:
    """Whatever the name."""
    assert names.parse(written).family
