"""The page of the whole archive's files, and that of the reading list."""

import json

from tests.support.rendering import every, front, one, seen, small, small_files, words


def test_every_file_has_a_row() -> None:
    """Newest year first, with what is in it; the links lead to files that are generated."""
    page = seen(small()["exports/index.md"])
    rows = [[words(cell) for cell in row.iter("td")] for row in every(page, "tr")[1:]]
    assert [row[:3] for row in rows] == [
        ["papers-2027.jsonl.gz", "JSON Lines", "5"],
        ["papers-2027.bib.gz", "BibTeX", "5"],
        ["papers-2026.jsonl.gz", "JSON Lines", "6"],
        ["papers-2026.bib.gz", "BibTeX", "6"],
    ]
    for link in every(one(page, ".files"), "a"):
        assert f"exports/{link.get('href')}" in small_files()
    assert words(one(page, ".lead")).startswith("11 papers in 4 files, ")
    assert len(json.loads(small()["exports/files.json"])["files"]) == len(rows)


def test_the_reading_list_is_hidden_until_a_script_fills_it() -> None:
    """Without one the page says what it needs."""
    page = seen(small()["saved/index.md"])
    (form,) = [node for node in page.iter("div") if node.get("id") == "saved"]
    assert form.get("hidden") is not None
    assert "needs JavaScript" in words(one(page, "noscript"))
    assert front(small()["saved/index.md"])["kind"] == "saved"
