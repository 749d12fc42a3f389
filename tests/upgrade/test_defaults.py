"""Former defaults, written into the configuration of an older archive."""

import pytest
import yaml

from generator.config.options import Options
from generator.upgrade import defaults

EXTRA = "extra:\n  generator: false\n  archive:\n    data_dir: data\n    # a comment\n    feed_year: 2026\n"


def test_every_one_is_another_today() -> None:
    """What is written down differs from what a new archive gets, and is fewer papers: no page may go."""
    for name, value in defaults.FORMER.items():
        assert value < getattr(Options(), name)


@pytest.mark.parametrize("end", ["\n", "\r\n"])
def test_they_are_written_down(end: str) -> None:
    """First in their section, with everything else as it was."""
    text = f"site_name: A\n{EXTRA}plugins: []\n".replace("\n", end)
    found, lacking = defaults.kept(text)
    assert lacking == ()
    assert yaml.safe_load(found) == {
        "site_name": "A",
        "extra": {
            "generator": False,
            "archive": {**defaults.FORMER, "data_dir": "data", "feed_year": 2026},
        },
        "plugins": [],
    }
    added = [line for line in found.split(end) if line not in text.split(end)]
    assert len(found.split(end)) == len(text.split(end)) + len(added)
    assert "a comment" in found
    assert defaults.kept(found) == (found, ())


@pytest.mark.parametrize(
    "text",
    [
        "extra:\n  archive:\n      # wide\n\n      data_dir: data\n",
        "extra:   # ours\n    archive:  # the archive\n     data_dir: data",
        "extra:\n  social:\n    archive:\n      name: A\n  archive:\n    data_dir: data\n",
        "extra:\n  archive:\nplugins: []\n",
    ],
)
def test_as_the_operator_indents(text: str) -> None:
    """The options are where the others are, however deep those are, and the file can still be read."""
    found, lacking = defaults.kept(text)
    assert lacking == ()
    archive = yaml.safe_load(text)["extra"]["archive"] or {}
    assert yaml.safe_load(found)["extra"]["archive"] == {**defaults.FORMER, **archive}


def test_lines_of_any_ending() -> None:
    """Nothing changes but what is added, whatever the lines end with; nothing at all if nothing is missing."""
    text = EXTRA.replace("  archive:\n", "  archive:\r\n").replace("# a comment\n", "# a comment\r\n")
    found, _ = defaults.kept(text)
    assert found.replace(found[found.index("    #") : found.index("    data_dir")], "", 1) == text
    whole = text + "    author_threshold: 3\n    keyword_threshold: 3\n"
    assert defaults.kept(whole) == (whole, ())


@pytest.mark.parametrize(
    "other",
    ["  another:\n    author_threshold: 3\n    keyword_threshold: 3\n", "  x: {author_threshold: 3}\n"],
)
def test_the_same_name_elsewhere(other: str) -> None:
    """Only what is set in the section counts."""
    for text in (EXTRA + other, EXTRA.replace("  archive:\n", f"{other}  archive:\n")):
        found, lacking = defaults.kept(text)
        assert lacking == ()
        assert yaml.safe_load(found)["extra"]["archive"].items() >= defaults.FORMER.items()


def test_what_is_set_in_one_line() -> None:
    """It is seen, so that nobody is advised against it."""
    text = "extra: {archive: {author_threshold: 3, 'keyword_threshold': 3}}\n"
    assert defaults.kept(text) == (text, ())


def test_what_the_operator_chose_stays() -> None:
    """An option that is set keeps its value, and only the others are written down."""
    text = EXTRA + '    "author_threshold": 12\n'
    found, _ = defaults.kept(text)
    assert yaml.safe_load(found)["extra"]["archive"]["author_threshold"] == 12
    assert found.count("author_threshold") == 1
    assert yaml.safe_load(found)["extra"]["archive"]["keyword_threshold"] == 5


@pytest.mark.parametrize("text", ["", "site_name: A\n", "extra: {archive: {data_dir: data}}\n"])
def test_another_form(text: str) -> None:
    """A file without the section, or with it in one line, is not changed, and the options are named."""
    assert defaults.kept(text) == (text, tuple(defaults.FORMER))
