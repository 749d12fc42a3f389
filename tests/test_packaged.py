"""What the package brings along."""

import re

from generator import packaged, urls


def test_the_client_is_complete() -> None:
    """Every module that a module of the client imports is shipped beside it."""
    client = {page.path.removeprefix(f"{urls.CLIENT}/"): page.text for page in packaged.client()}
    assert {"lunr.js", "fold.js", "words.js", "parse.js"} <= client.keys()
    for name, text in client.items():
        imported = re.findall(r"""^(?:import|export)\b[^;]*?\bfrom "([^"]+)";$""", text, re.MULTILINE)
        assert {path.removeprefix("./") for path in imported} <= client.keys(), name


def test_the_worker_names_all_modules() -> None:
    """One round of requests loads the client, however deep its modules import each other."""
    client = {page.path.removeprefix(f"{urls.CLIENT}/"): page.text for page in packaged.client()}
    assert set(re.findall(r'^import "\./(.+)";$', client["worker.js"], re.MULTILINE)) == client.keys() - {
        "worker.js"
    }


def test_lunr_is_that_of_mkdocs() -> None:
    """Whole, with its licence, between a head and a tail that make it a module."""
    text = packaged.lunr_module().decode()
    assert "2.3.9" in text
    assert "@license MIT" in text
    assert text.endswith("\nexport default module.exports;\n")
