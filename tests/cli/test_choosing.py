"""What a new archive is about."""

from pathlib import Path
from unittest import mock

import pytest

from generator.cli import choosing
from generator.errors import GeneratorError
from generator.graph.topics import taxonomy
from generator.storage import packaged
from tests.support import projects
from tests.support.upstream import closed_port

CONFIG = dict(packaged.starter_files())["mkdocs.yml"].decode()
ABOUT = dict(packaged.starter_files())[choosing.ABOUT].decode()


def test_the_usual_archive() -> None:
    """Nothing changes for the first source alone."""
    usual = choosing.chosen("huggingface", "")
    assert (usual.configured(CONFIG), usual.described(ABOUT), usual.files()) == (CONFIG, ABOUT, {})


def test_an_archive_of_categories() -> None:
    """Its configuration names them, its menu has no pages that stay empty, and its words fit."""
    choice = choosing.chosen("arxiv", "cs.CL,cs.LG")
    settings = choice.configured(CONFIG)
    assert (
        "  archive:\n    sources: [arxiv]\n    categories: [cs.CL, cs.LG]\n    data_dir: data\n" in settings
    )
    assert [
        word for word in ("Best", "Keywords", "Organizations", "Submitters") if f"- {word}:" in settings
    ] == []
    assert (
        "- Newest: papers/index.md\n  - Topics:\n      - Topics: topics/index.md\n  - People:\n" in settings
    )
    about = choice.described(ABOUT)
    assert "daily lists of [arXiv](https://arxiv.org/), in the categories cs.CL, cs.LG." in about
    assert "Thank you to arXiv for use of its open access interoperability." in about
    assert [word for word in ("votes", "best", "Hugging", "*AI*") if word in about] == []
    assert choice.files() == {}


def test_an_archive_of_both() -> None:
    """Votes and the menu stay."""
    choice = choosing.chosen("huggingface,arxiv", "cs.CL")
    assert "sources: [huggingface, arxiv]" in choice.configured(CONFIG)
    assert "- Best: papers/index.md" in choice.configured(CONFIG)
    about = choice.described(ABOUT)
    assert (
        "[Hugging Face Daily Papers](https://huggingface.co/papers) and [arXiv](https://arxiv.org/)" in about
    )
    assert "upvotes" in about


@pytest.mark.parametrize(
    ("fields", "topic"),
    [
        ("quant-ph,hep-th", "neutrinos"),
        ("math", "graph-theory"),
        ("q-bio.NC", "cancer"),
        ("stat,math.PR", "extremes"),
    ],
)
def test_topics_of_other_fields(fields: str, topic: str) -> None:
    """An archive of another field starts with a vocabulary of its own, in which nothing is wrong."""
    body = choosing.chosen("arxiv", fields).files()[choosing.TOPICS].decode()
    found, problems = taxonomy.parse(body)
    assert problems == []
    assert topic in found.by_slug
    assert len(found.by_slug) > 20
    assert {one.group for one in found.by_slug.values()} == {group.slug for group in found.groups}


def test_all_vocabularies_together() -> None:
    """No two of them have a slug in common."""
    body = packaged.vocabulary({"math", "stat", "physics", "q-bio"})
    assert body is not None
    assert taxonomy.parse(body)[1] == []
    assert packaged.vocabulary({"math", "cs"}) is None


@pytest.mark.parametrize(
    ("names", "categories", "message"),
    [
        ("elsewhere", "", "^--source: expected some of huggingface, arxiv, got 'elsewhere'"),
        ("arxiv,arxiv", "cs.CL", "^--source: expected names, each once"),
        ("", "", "^--source: expected names, each once"),
        ("arxiv", "", "^--categories: expected some of arXiv, such as cs.CL,cs.LG"),
        ("arxiv", "cs.CL,68T07", "--categories: expected categories such as cs.CL,cs.LG, got '68T07'"),
        ("huggingface", "cs.CL", "--categories: Hugging Face Daily Papers has no categories"),
    ],
)
def test_no_other_choice(names: str, categories: str, message: str) -> None:
    """What is missing or unknown is named, and the option where it is written."""
    with pytest.raises(GeneratorError, match=message):
        choosing.chosen(names, categories)


def test_a_doubtful_choice(tmp_path: Path) -> None:
    """A category that arXiv is not known to have is noted when the archive begins, and with each fetch and
    build."""
    folder = tmp_path / "archive"
    noted = "categories: arXiv has no category 'math.CX', as far as this program knows"
    done = projects.papers("init", folder, "--source", "arxiv", "--categories", "math.CX")
    assert (done.exit_code, done.output.count(noted)) == (0, 1), done.output
    with mock.patch.dict("os.environ", {"PAPERS_SOURCE": f"http://127.0.0.1:{closed_port()}/"}):
        assert projects.on(folder, "fetch", "--days", "1").output.count(noted) == 1
    assert projects.on(folder, "generate").output.count(noted) == 1


def test_the_new_folder(tmp_path: Path) -> None:
    """`papers init` writes it, and the archive can be used."""
    folder = tmp_path / "archive"
    done = projects.papers("init", folder, "--source", "arxiv", "--categories", "math.CO")
    assert done.exit_code == 0, done.output
    assert (folder / "data" / "topics.yml").is_file()
    assert "the archive is empty" in projects.on(folder, "status").output
