"""`papers import`."""

import gzip
import json
import os
import random
import socket
from datetime import date
from pathlib import Path

import pytest

from generator.archive import Archive
from generator.cli import folders
from generator.storage.store import Store
from tests.support import fabricate, projects
from tests.support.announcing import Arxiv
from tests.support.helpers import DATA, listed, listing, paper

LISTINGS = fabricate.earlier(fabricate.listings(12, 6))
PAYLOADS = DATA / "payloads"


@pytest.fixture
def archive(tmp_path: Path) -> Path:
    """A new, empty archive."""
    projects.make(tmp_path / "archive", [])
    (tmp_path / "archive" / "data" / "curation.yaml").unlink()
    return tmp_path / "archive"


@pytest.fixture
def saved(tmp_path: Path) -> list[Path]:
    """Saved answers, a file per day, some gzipped."""
    files = []
    for number, one in enumerate(LISTINGS):
        body = fabricate.payload_json(one).encode()
        file = tmp_path / f"daily-{one.day}.json{'.gz' if number % 2 else ''}"
        file.write_bytes(gzip.compress(body, mtime=0) if number % 2 else body)
        files.append(file)
    return files


def stored(archive: Path) -> dict[str, str]:
    """The stored days and their bytes' hashes."""
    found = projects.tree(archive / "data")
    return {path: mark for path, mark in found.items() if path not in {".lock", "topics.yml"}}


def test_counts(archive: Path, saved: list[Path]) -> None:
    """One line says how many days, papers and refused files there were, and how many entries were new."""
    result = projects.on(archive, "import", *saved)
    assert result.exit_code == 0, result.output
    # Two of the twelve, of which little is known, cannot be in an answer of the API.
    assert result.output == "imported 6 days, 10 papers, 0 refused (11 new, 0 changed)\n"


def test_content(archive: Path, saved: list[Path]) -> None:
    """What the answers say about papers is what the archive holds."""
    projects.on(archive, "import", *saved)
    listings, problems = Store(archive / "data").read_all()
    assert not problems
    expected = Archive.of(LISTINGS)
    found = Archive.of(listings)
    assert list(found.days) == list(expected.days)
    assert len(found.papers) == 10
    for key, one in found.papers.items():
        wanted = expected.papers[key]
        for name in (
            "title",
            "abstract",
            "authors",
            "published",
            "organization",
            "ai_summary",
            "keywords",
            "code",
            "withdrawn",
        ):
            assert getattr(one.paper, name) == getattr(wanted.paper, name), (key, name)
        assert {a.day for a in one.appearances} <= {a.day for a in wanted.appearances}


def test_again_changes_no_byte(archive: Path, saved: list[Path]) -> None:
    """The same files again: nothing new, nothing changed, the same bytes."""
    projects.on(archive, "import", *saved)
    before = stored(archive)
    result = projects.on(archive, "import", *saved)
    assert result.output == "imported 6 days, 10 papers, 0 refused (0 new, 0 changed)\n"
    assert stored(archive) == before


@pytest.mark.parametrize("seed", [1, 2, 3])
def test_the_order_of_files_does_not_show(
    archive: Path, saved: list[Path], tmp_path: Path, seed: int
) -> None:
    """Files in any order, in one run or several, store the same bytes."""
    projects.on(archive, "import", *saved)
    other = projects.make(tmp_path / "other", [])
    (other / "data" / "curation.yaml").unlink()
    shuffled = random.Random(seed).sample(saved, len(saved))  # noqa: S311 - any order will do
    for file in shuffled:
        assert projects.on(other, "import", file).exit_code == 0
    assert stored(other) == stored(archive)


def test_one_bad_file_does_not_stop_the_others(archive: Path, saved: list[Path], tmp_path: Path) -> None:
    """It is named with the reason, the others are stored, and the exit code is 1."""
    bad = tmp_path / "bad.json"
    bad.write_text('{"error": "no such day"}', encoding="utf-8")
    result = projects.on(archive, "import", saved[0], bad, saved[-1])
    assert result.exit_code == 1
    assert result.stdout == "imported 2 days, 6 papers, 1 refused (6 new, 0 changed)\n"
    (line,) = result.stderr.splitlines()
    assert line == f"{bad}: refused (shape): expected a list of papers, got an answer that says 'no such day'"


def test_a_bad_file_changes_no_stored_byte(archive: Path, saved: list[Path], tmp_path: Path) -> None:
    """Refused means refused whole: even a day that is stored stays as it was."""
    projects.on(archive, "import", *saved)
    before = stored(archive)
    bad = tmp_path / f"{LISTINGS[0].day}.json"
    bad.write_bytes(saved[0].read_bytes()[:-30])
    assert projects.on(archive, "import", bad).exit_code == 1
    assert stored(archive) == before


def test_a_missing_file(archive: Path, saved: list[Path], tmp_path: Path) -> None:
    """A file that is not there is wrong usage, said in one line; the others are read."""
    result = projects.on(archive, "import", tmp_path / "gone.json", saved[0])
    assert result.exit_code == 2
    assert result.stderr == f"{tmp_path / 'gone.json'}: no such file\n"
    assert result.stdout.startswith("imported 1 day, ")


def test_a_folder(archive: Path, tmp_path: Path) -> None:
    """A folder is not a file; one line says so, and what to give instead."""
    result = projects.on(archive, "import", tmp_path)
    assert result.exit_code == 1
    assert result.stderr == f"{tmp_path}: {folders.UNDERSTOOD}\n"


@pytest.mark.attack(12, "a named pipe, a device and a socket among the files of an import")
def test_what_is_no_file(archive: Path, saved: list[Path], tmp_path: Path) -> None:
    """Named and refused without waiting; the other files are read."""
    pipe, address = tmp_path / "pipe.json", tmp_path / "socket.json"
    os.mkfifo(pipe)
    with socket.socket(socket.AF_UNIX) as one:
        one.bind(str(address))
        result = projects.on(archive, "import", pipe, "/dev/zero", address, *saved)
    assert result.exit_code == 1
    assert result.stderr.splitlines()[:3] == [
        f"{pipe}: cannot be read: it is a named pipe, expected a file",
        "/dev/zero: cannot be read: it is a device, expected a file",
        f"{address}: cannot be read: it is a socket, expected a file",
    ]
    assert "3 refused" in result.stdout


def test_no_files(archive: Path) -> None:
    """Without a file there is nothing to do: wrong usage."""
    assert projects.on(archive, "import").exit_code == 2


def test_page_text_needs_a_day(archive: Path) -> None:
    """The text of a page names no year: without --date it is refused, and the line says what to do."""
    result = projects.on(archive, "import", PAYLOADS / "page.txt")
    assert result.exit_code == 1
    assert result.stdout == "imported 0 days, 0 papers, 1 refused (0 new, 0 changed)\n"
    (line,) = result.stderr.splitlines()
    assert "refused (day)" in line
    assert "--date YYYY-MM-DD" in line
    assert not stored(archive)


def test_page_text_with_a_day(archive: Path) -> None:
    """With --date it is stored under that day."""
    result = projects.on(archive, "import", PAYLOADS / "page.txt", "--date", "2000-01-06")
    assert result.exit_code == 0, result.output
    assert "days/2000/2000-01-06.json" in stored(archive)


def test_a_day_in_the_name(archive: Path, tmp_path: Path) -> None:
    """A day in the file's name counts when --date is not given."""
    file = tmp_path / "papers-2000-01-06.txt"
    file.write_bytes((PAYLOADS / "page.txt").read_bytes())
    assert projects.on(archive, "import", file).exit_code == 0
    assert "days/2000/2000-01-06.json" in stored(archive)


def test_a_name_that_does_not_tell_the_day(archive: Path, saved: list[Path], tmp_path: Path) -> None:
    """Of several days in a name none is believed: what names its day itself is stored, else --date is asked for."""
    page = tmp_path / "2000-01-06_2000-01-12.txt"
    page.write_bytes((PAYLOADS / "page.txt").read_bytes())
    result = projects.on(archive, "import", page)
    assert result.exit_code == 1
    assert (
        "--date YYYY-MM-DD (the file's name contains several days, 2000-01-06 to 2000-01-12)" in result.stderr
    )
    assert not stored(archive)
    assert projects.on(archive, "import", "--date", "2000-01-06", page).exit_code == 0
    dated = tmp_path / f"weekly-{LISTINGS[1].day}.json"
    dated.write_bytes(saved[0].read_bytes())
    assert projects.on(archive, "import", dated).exit_code == 0
    assert f"days/2020/{LISTINGS[0].day}.json" in stored(archive)


def test_a_day_in_the_name_that_is_another(archive: Path, saved: list[Path], tmp_path: Path) -> None:
    """When the content contradicts the name, the line says where the day came from."""
    file = tmp_path / "2020-12-29.json"
    file.write_bytes(saved[0].read_bytes())
    result = projects.on(archive, "import", file)
    assert result.exit_code == 1
    assert (
        "2020-12-29 (the day 2020-12-29 was taken from the file's name; if it is wrong, give it"
        in result.stderr
    )
    assert not stored(archive)


@pytest.mark.attack(8, "import of a list day after tomorrow")
def test_days_after_tomorrow(archive: Path, tmp_path: Path) -> None:
    """By --date, by the name or by the content: nothing after tomorrow is stored."""
    empty = tmp_path / "2098-01-06.json"
    empty.write_text("[]", encoding="utf-8")
    told = tmp_path / "told.json"
    told.write_text(fabricate.payload_json(listing([listed(1)], day=date(2098, 1, 6))), encoding="utf-8")
    for arguments in ([empty], [empty, "--date", "2097-01-06"], [told]):
        result = projects.on(archive, "import", *arguments)
        assert result.exit_code == 1
        assert "refused (day): " in result.stderr
        assert not stored(archive)


def test_the_list_of_another_day(archive: Path, saved: list[Path]) -> None:
    """An answer for a day other than --date is refused: the source answers unknown days with others."""
    result = projects.on(archive, "import", saved[0], "--date", "2020-12-29")
    assert result.exit_code == 1
    assert "this is the list of 2020-12-28, not of 2020-12-29" in result.stderr
    assert not stored(archive)


@pytest.mark.parametrize(
    "day", ["yesterday", "2026-13-01", "20260101", "2026-W01-1", "2026-02-30", "1234-12-12", ""]
)
def test_bad_dates(archive: Path, saved: list[Path], day: str) -> None:
    """A --date that is none is wrong usage, with what is expected."""
    result = projects.on(archive, "import", saved[0], "--date", day)
    assert result.exit_code == 2
    (line,) = result.output.splitlines()
    assert line.startswith("papers: --date: expected a day such as 2025-08-20, got ")
    assert not stored(archive)


def test_an_empty_answer(archive: Path, tmp_path: Path) -> None:
    """An empty list is a day that was read and had nothing, when the day is known."""
    empty = tmp_path / "empty.json"
    empty.write_text("[]", encoding="utf-8")
    assert projects.on(archive, "import", empty).exit_code == 1
    assert projects.on(archive, "import", empty, "--date", "2021-01-01").exit_code == 0
    assert "days/2021/2021-01-01.json" in stored(archive)


def test_an_empty_feed_of_a_weekend(archive: Path, tmp_path: Path) -> None:
    """A source that never lists on Saturdays has no empty list then; on a weekday it has, as on a holiday."""
    for day in (date(2021, 1, 2), date(2021, 1, 1)):
        (tmp_path / f"{day:%A}.xml").write_text(Arxiv(papers=[], today=day).rss(["cs.CL"]), encoding="utf-8")
    result = projects.on(archive, "import", tmp_path / "Saturday.xml", tmp_path / "Friday.xml")
    assert result.exit_code == 0, result.output
    assert "2021-01-02: arXiv has no list on this day; an empty one is not stored" in result.stderr
    assert result.stdout == "imported 1 day, 0 papers, 0 refused (0 new, 0 changed)\n"
    assert [Path(one).stem for one in stored(archive) if "/2021/" in one] == ["2021-01-01.arxiv"]


def test_absent_papers_stay(archive: Path, saved: list[Path], tmp_path: Path) -> None:
    """A later answer that lacks a paper takes nothing away; -v says so."""
    projects.on(archive, "import", *saved)
    before = stored(archive)
    shorter = tmp_path / "shorter.json"
    shorter.write_text(json.dumps(json.loads(saved[0].read_text(encoding="utf-8"))[:1]), encoding="utf-8")
    result = projects.on(archive, "import", "-v", shorter)
    assert result.exit_code == 0
    assert stored(archive) == before


def test_quiet(archive: Path, saved: list[Path]) -> None:
    """-q says only what is wrong."""
    assert projects.on(archive, "import", "-q", *saved).output == ""


def test_the_data_folder_can_be_elsewhere(archive: Path, saved: list[Path]) -> None:
    """`extra.archive.data_dir` is relative to the configuration."""
    file = archive / "mkdocs.yml"
    file.write_text(
        file.read_text(encoding="utf-8").replace("data_dir: data", "data_dir: kept/here"), encoding="utf-8"
    )
    projects.on(archive, "import", saved[0])
    assert (archive / "kept" / "here" / "days" / "2020" / "2020-12-28.json").is_file()


def test_lost_records_are_counted(archive: Path, tmp_path: Path) -> None:
    """The last line says why the exit code is 1 although no file was refused."""
    file = tmp_path / "2025-08-20.json"
    good = fabricate.payload_json(listing([listed(1, of=paper(1, abstract="Invented."))]))
    file.write_text(good.rstrip()[:-1] + ', {"paper": {}}]', encoding="utf-8")
    result = projects.on(archive, "import", file)
    assert result.exit_code == 1
    assert result.output.splitlines()[-1].endswith(
        "1 paper, 0 refused (1 new, 0 changed, 1 problem in records)"
    )
