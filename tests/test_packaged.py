"""What the package brings along."""

import re

from generator import packaged, urls


def test_the_client_is_one_file() -> None:
    """One request loads it, and no module of it is left that asks for another."""
    (page,) = packaged.client()
    assert page.path == f"{urls.CLIENT}/worker.js"
    assert not re.findall(r"^(?:import|export)\b", page.text, re.MULTILINE)
    assert "@license MIT" in page.text  # lunr's


def test_lunr_is_that_of_mkdocs() -> None:
    """Whole, with its licence, between a head and a tail that make it a module."""
    text = packaged.lunr_module().decode()
    assert "2.3.9" in text
    assert "@license MIT" in text
    assert text.endswith("\nexport default module.exports;\n")
