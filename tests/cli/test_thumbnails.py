"""`images`: pictures of papers from the source's host, or copies that `papers fetch` makes."""

from datetime import date, timedelta
from pathlib import Path

import pytest

from generator import asking
from generator.asking import places
from generator.records.ids import PaperId
from generator.storage.thumbnails import Thumbnails
from tests.support import fetching, projects
from tests.support.fetching import NOW, PlayedClock
from tests.support.helpers import paper_id
from tests.support.pictures import noise
from tests.support.upstream import Days, Question, Reply, Upstream

DAY = date(2026, 11, 19)
PICTURE = noise(120, 65)
ORIGIN = "https://cdn-thumbnails.huggingface.co"


class Source(Days):
    """A source with pictures: `replies` by id where they are not just a picture."""

    replies: dict[str, Reply]

    def __call__(self, question: Question) -> Reply:
        """A list, or a picture."""
        start, _, name = question.path.rpartition("/")
        if start != "/social-thumbnails/papers":
            return Days.__call__(self, question)
        return self.replies.get(name.removesuffix(".png"), Reply(body=PICTURE))


def made(folder: Path, images: str) -> Path:
    """An empty archive with this setting."""
    archive = fetching.archive(folder)
    settings = archive / "mkdocs.yml"
    written = settings.read_text("utf-8").replace(
        "    data_dir: data\n", f"    data_dir: data\n    images: {images}\n"
    )
    assert f"images: {images}" in written
    settings.write_text(written, "utf-8")
    return archive


def source(**replies: Reply) -> Source:
    """Four papers of a day."""
    found = Source(entries={DAY: [fetching.entry(n, DAY) for n in (1, 2, 3, 4)]}, last=NOW.date())
    found.replies = {key.replace("_", "."): reply for key, reply in replies.items()}
    return found


def found(archive: Path, key: str) -> str:
    """The picture of a paper among search results."""
    with asking.engine(places.folder(archive / "docs")) as engine:
        return str(engine.cards([PaperId(key)])[0]["picture"])


@pytest.mark.slow
@pytest.mark.usefixtures("node")
def test_copies_are_made_once_and_shown(tmp_path: Path) -> None:
    """A missing, a broken and an enormous picture leave no trace but a note; a month later they are asked for
    again. Cards and pages show what is there, from the site itself."""
    archive = made(tmp_path / "a", "local")
    answers = source(
        **{"0001_00002": Reply(status=404, body=b"none"), "0001_00003": Reply(body=PICTURE[:-30])}
    )
    with Upstream(answers) as upstream:
        first = fetching.fetch(archive, upstream, "--date", str(DAY))
        pictures = [one.path for one in upstream.questions if "thumbnails" in one.path]
        assert len(pictures) == len(set(pictures)) == 4
        again = fetching.fetch(archive, upstream, "--date", str(DAY))
        assert [one.path for one in upstream.questions if "thumbnails" in one.path] == pictures
        answers.replies = {}
        later = PlayedClock(start=NOW + timedelta(days=31))
        healed = fetching.fetch(archive, upstream, "--date", str(DAY), clock=later)
    assert first.exit_code == again.exit_code == healed.exit_code == 0
    assert first.output.splitlines()[-1] == "copied 2 pictures, 2 papers without one"
    assert "picture" not in again.output
    assert healed.output.splitlines()[-1] == "copied 2 pictures"
    store = Thumbnails(archive / "data")
    (archive / "data" / "thumbnails" / "0001" / "0001.00004.webp").write_bytes(b"damaged")
    assert projects.on(archive, "generate").exit_code == 0
    for number in (1, 2, 3):
        copy = archive / "docs" / "social" / "papers" / f"0001.0000{number}.webp"
        assert copy.read_bytes() == store.read(paper_id(number))
        page = (archive / "docs" / "papers" / f"0001.0000{number}.md").read_text("utf-8")
        assert f'src=../../social/papers/0001.0000{number}.webp alt="" width=120 height=65' in page
        assert "image_origin" not in page
        assert found(archive, f"0001.0000{number}") == f"social/papers/0001.0000{number}.webp"
    assert found(archive, "0001.00004") == ""
    assert "image_origin" not in (archive / "docs" / "search" / "index.md").read_text("utf-8")
    assert "<img" not in (archive / "docs" / "papers" / "0001.00004.md").read_text("utf-8")
    assert not (archive / "docs" / "social" / "papers" / "0001.00004.webp").exists()
    assert (archive / "docs" / "days" / f"{DAY}.md").read_text("utf-8").count("<img") == 3


@pytest.mark.parametrize("reply", [Reply(fault="reset"), Reply(status=503)])
def test_a_host_that_does_not_answer_costs_little(tmp_path: Path, reply: Reply) -> None:
    """After three papers nobody asks any more; the days are stored, and the run is as good as any other."""
    archive = made(tmp_path / "a", "local")
    with Upstream(source(**{f"0001_0000{n}": reply for n in (1, 2, 3, 4)})) as upstream:
        clock = PlayedClock()
        done = fetching.fetch(archive, upstream, "--date", str(DAY), clock=clock)
        asked = {one.path for one in upstream.questions if "thumbnails" in one.path}
    assert done.exit_code == 0
    assert done.output.splitlines()[-1] == "copied 0 pictures, then no answer"
    assert len(asked) == 3
    assert sum(clock.waited) < 60
    assert len(fetching.days(archive)) == 1


@pytest.mark.usefixtures("node")
def test_pictures_of_another_host_are_allowed_where_they_are(tmp_path: Path) -> None:
    """Pages with pictures name the host in their policy, and say nothing of themselves; nobody fetches."""
    archive = made(tmp_path / "a", "remote")
    with Upstream(source()) as upstream:
        done = fetching.fetch(archive, upstream, "--date", str(DAY))
        assert not [one.path for one in upstream.questions if "thumbnails" in one.path]
    assert done.exit_code == 0
    assert projects.on(archive, "generate").exit_code == 0
    assert found(archive, "0001.00001") == f"{ORIGIN}/social-thumbnails/papers/0001.00001.png"
    search = (archive / "docs" / "search" / "index.md").read_text("utf-8")
    assert f'"image_origin": "{ORIGIN}"' in search
    assert "<img src=data:, " in search
    for path in ("index.md", f"days/{DAY}.md", "papers/0001.00001.md"):
        page = (archive / "docs" / path).read_text("utf-8")
        assert f'"image_origin": "{ORIGIN}"' in page
        assert f"<img src={ORIGIN}/social-thumbnails/papers/0001.00001.png " in page
        assert "width=120 height=65 loading=lazy decoding=async referrerpolicy=no-referrer" in page
    assert ORIGIN not in (archive / "docs" / "trends" / "index.md").read_text("utf-8")


@pytest.mark.usefixtures("node")
def test_off_is_off(tmp_path: Path) -> None:
    """YAML reads the word as false. Nothing is fetched or shown."""
    archive = made(tmp_path / "a", "off")
    with Upstream(source()) as upstream:
        assert fetching.fetch(archive, upstream, "--date", str(DAY)).exit_code == 0
        assert not [one.path for one in upstream.questions if "thumbnails" in one.path]
    assert projects.on(archive, "generate").exit_code == 0
    assert found(archive, "0001.00001") == ""
    for path in ("papers/0001.00001.md", "search/index.md"):
        assert "<img" not in (archive / "docs" / path).read_text("utf-8")
