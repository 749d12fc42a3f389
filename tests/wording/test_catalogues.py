"""The packaged catalogues are complete: each text of the program in each language, and nothing else."""

import re
from typing import Any

import pytest

from generator.storage import catalogues
from generator.wording import fault
from tests.long import catalogues as written
from tests.support import messages

TOLD = "run `make catalogues`, then translate what it lists"


def texts(name: str) -> list[Any]:
    """The entries of a packaged file."""
    language = name.removesuffix(catalogues.ENDING)
    found = written.read(written.FOLDER / name, None if name == catalogues.SOURCES else language)
    return [one for one in found if one.id]


def ids(name: str) -> set[str]:
    """The English texts of a packaged file; a plural follows after a line feed."""
    return {one.id if isinstance(one.id, str) else "\n".join(one.id) for one in texts(name)}


def test_the_sources_are_known() -> None:
    """The template of the catalogues holds the texts of modules, templates and scripts, and no others."""
    found = {"\n".join(filter(None, text)) for text in messages.texts()}
    assert ids(catalogues.SOURCES) ^ found == set(), TOLD


@pytest.mark.parametrize("language", catalogues.languages())
def test_each_language_has_every_text(language: str) -> None:
    """No text is missing, empty, doubtful or no longer used, and each has the values of the English one."""
    name = f"{language}{catalogues.ENDING}"
    assert ids(name) ^ ids(catalogues.SOURCES) == set(), TOLD
    wrong = {}
    for one in texts(name):
        forms = (one.string,) if isinstance(one.string, str) else tuple(one.string)
        english = one.id if isinstance(one.id, str) else one.id[0]
        if one.fuzzy or not all(forms) or fault(english, forms):
            wrong[english] = forms
    assert wrong == {}, TOLD


@pytest.mark.parametrize(
    ("language", "foreign"),
    [("de", ("”", '"', "'")), ("zh", ('"', "「", "...")), ("ja", ("“", "”", '"', "..."))],
)
def test_each_language_has_its_signs(language: str, foreign: tuple[str, ...]) -> None:
    """Quotation marks and dots are those of the language."""
    found = catalogues.wording(language)
    assert [
        form for forms in found.texts.values() for form in forms if any(sign in form for sign in foreign)
    ] == []


@pytest.mark.parametrize("language", ["zh", "ja"])
def test_full_width_signs(language: str) -> None:
    """After a letter of these languages, signs are as wide as letters."""
    found = catalogues.wording(language)
    narrow = re.compile(r"[\u3040-\u30ff\u4e00-\u9fff][,.:;!?()]")
    assert [form for forms in found.texts.values() for form in forms if narrow.search(form)] == []
