"""`papers enrich` asks within limits, stores the answers, and loses nothing."""

import json
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

import pytest

from generator.cli.save import join
from generator.records import enriched
from generator.records.enriched import Enriched
from generator.records.ids import PaperId
from generator.sinks import to_json
from generator.storage.shelves import Shelves
from tests.support import fetching, knowing, projects
from tests.support.fetching import PlayedClock
from tests.support.helpers import listed, listing
from tests.support.knowing import Filed, Services
from tests.support.upstream import Question, Reply, Upstream

DAY = date(2026, 11, 19)
BOTH = ("--from", "arxiv", "--from", "huggingface")
ARXIV = ("--from", "arxiv")
LINKS = ("--from", "huggingface")
KEYS = [f"0001.{n:05d}" for n in range(1, 4)]
MODEL = {"id": "invented-lab/model", "likes": 3, "downloads": 70}


@pytest.fixture
def archive(tmp_path: Path) -> Path:
    """Three papers of one day, and one that is known by its title only."""
    made = projects.make(tmp_path, [listing([listed(n) for n in (1, 2, 3)], day=DAY)])
    (made / "data" / "curation.yaml").unlink()
    return made


def known(archive: Path) -> dict[PaperId, Enriched]:
    """Everything stored."""
    found, problems = Shelves(archive / "data").read_all()
    assert problems == []
    return found


def test_both_are_asked(archive: Path) -> None:
    """One question about all papers, one about each; answers are stored beside the days."""
    services = Services(
        filed={
            KEYS[0]: Filed(
                categories=("cs.CL", "cs.LG", "68T07"),
                version=3,
                updated="2026-11-01",
                comment="Accepted at InventedConf 2026 (oral). 9 pages, 3\n  figures",
                journal="Journal of Invented Results 12 (2026) 1-9",
                doi="10.1234/invented.2",
            ),
            KEYS[1]: Filed(),
        },
        linked={
            KEYS[0]: {
                "linkedModels": [MODEL],
                "numTotalModels": 12,
                "linkedDatasets": [],
                "linkedSpaces": [],
            },
            KEYS[1]: {"linkedModels": [], "numTotalModels": 0, "githubRepo": "https://github.com/a/b"},
        },
    )
    before = fetching.days(archive)
    with Upstream(services) as upstream:
        clock = PlayedClock()
        done = knowing.enrich(archive, upstream, *BOTH, clock=clock)
        asked = [(question.path, question.query) for question in upstream.questions]
        agents = {question.headers["user-agent"].split("/")[0] for question in upstream.questions}
    assert done.exit_code == 0, done.output
    assert done.output.splitlines() == [
        "asked arXiv: 2 papers in 1 request, 2 changed (1 unknown there)",
        "asked Hugging Face: 2 papers in 3 requests, 2 changed (1 unknown there)",
    ]
    query = {"id_list": ",".join(KEYS), "start": "0", "max_results": "3"}
    assert asked == [("/api/query", query), *((f"/api/papers/{key}", {}) for key in KEYS)]
    assert agents == {"daily-papers-archive"}
    one = known(archive)[PaperId(KEYS[0])]
    stored = archive / "data" / "known" / "0001" / "00.json"
    assert json.loads(stored.read_bytes())["papers"][0] == {
        "id": KEYS[0],
        "categories": ["cs.CL", "cs.LG"],
        "doi": "10.1234/invented.2",
        "journal": "Journal of Invented Results 12 (2026) 1-9",
        "comment": "Accepted at InventedConf 2026 (oral). 9 pages, 3 figures",
        "versions": {"1": "2025-08-18", "3": "2026-11-01"},
        "models": {
            "at": "2026-11-20",
            "total": 12,
            "named": [{"name": MODEL["id"], "likes": 3, "downloads": 70}],
        },
        "lacked": {"code": one.seen},
        "had": {"model": one.seen},
        "seen": one.seen,
        "older": dict.fromkeys(("categories", "comment", "doi", "journal"), "2026-11-20T06:00:00Z"),
    }
    after = fetching.days(archive)
    assert {name: after[name] for name in before} == before
    assert after.keys() - before.keys() == {"known/0001/00.json"}


def test_it_asks_again_when_there_may_be_news(archive: Path) -> None:
    """Not in the next run; on the third day again. An answer that repeats what is known leaves no trace, and
    one that lacks something takes nothing away."""
    services = Services(
        filed={key: Filed(comment="Accepted at ICML 2026") for key in KEYS},
        linked={key: {"linkedModels": [MODEL], "numTotalModels": 1} for key in KEYS},
    )
    with Upstream(services) as upstream:
        assert knowing.enrich(archive, upstream, *BOTH).exit_code == 0
        first, count = fetching.days(archive), len(upstream.questions)
        assert knowing.enrich(archive, upstream, *BOTH).exit_code == 0
        assert len(upstream.questions) == count
        later = PlayedClock(start=fetching.NOW + timedelta(days=2))
        assert knowing.enrich(archive, upstream, *BOTH, clock=later).exit_code == 0
        assert [question.path for question in upstream.questions[count:]] == [
            f"/api/papers/{key}" for key in KEYS
        ]
        assert fetching.days(archive) == first
        services.filed = {key: Filed(version=2, updated="2026-11-25") for key in KEYS}
        services.linked = {key: {"githubRepo": "https://github.com/a/b"} for key in KEYS}
        week = PlayedClock(start=fetching.NOW + timedelta(days=7))
        assert knowing.enrich(archive, upstream, *BOTH, clock=week).exit_code == 0
    one = known(archive)[PaperId(KEYS[0])]
    assert (one.comment, one.models and one.models.total) == ("Accepted at ICML 2026", 1)
    assert [version.number for version in one.versions] == [1, 2]
    assert dict(one.had)["code"] > dict(one.lacked)["code"], "the code arrived later"


def test_without_its_memory_it_reads_it_off_what_is_stored(archive: Path) -> None:
    """A lost scratch folder does not make it ask about papers of which it has an answer."""
    services = Services(filed={key: Filed() for key in KEYS}, linked={KEYS[0]: {"linkedModels": []}})
    with Upstream(services) as upstream:
        knowing.enrich(archive, upstream, *BOTH)
        (archive / ".papers" / "enrich.json").unlink()
        count = len(upstream.questions)
        knowing.enrich(archive, upstream, *BOTH)
        assert [question.path for question in upstream.questions[count:]] == [
            f"/api/papers/{key}" for key in KEYS[1:]
        ]


def test_one_paper_does_not_spoil_the_others(archive: Path) -> None:
    """If arXiv refuses a whole question because of one id, the others are asked about without it."""
    services = Services(filed={key: Filed() for key in KEYS})

    def refusing(question: Question) -> Reply:
        if KEYS[1] in question.query["id_list"]:
            error = (
                "<entry><id>http://arxiv.org/api/errors#incorrect_id_format</id><title>Error</title>"
                "<summary>incorrect id format</summary></entry>"
            )
            return Reply(status=400, body=knowing.feed([error], 1), headers=knowing.ATOM_TYPE)
        return replace(services, instead=None)(question)

    services.instead = refusing
    with Upstream(services) as upstream:
        clock = PlayedClock()
        done = knowing.enrich(archive, upstream, *ARXIV, clock=clock)
        assert [question.query["id_list"] for question in upstream.questions] == [
            ",".join(KEYS),
            ",".join(KEYS[:2]),
            KEYS[0],
            KEYS[1],
            KEYS[2],
        ]
    assert done.exit_code == 1
    assert "the API reports an error: 'incorrect id format'" in done.output
    assert set(known(archive)) == {KEYS[0], KEYS[2]}
    assert clock.slept[-4:] == [3.0] * 4, "one request in three seconds"


def test_budgets(archive: Path) -> None:
    """At most so many requests and minutes; the next run goes on with the rest."""
    services = Services(linked={key: {"linkedModels": [MODEL]} for key in KEYS})
    with Upstream(services) as upstream:
        done = knowing.enrich(archive, upstream, *LINKS, "--requests", "2")
        assert (done.exit_code, set(known(archive))) == (0, set(KEYS[:2]))
        assert "(1 left for later runs)" in done.output
        knowing.enrich(archive, upstream, *LINKS, "--for", "0.001")
        assert len(upstream.questions) == 3
    assert set(known(archive)) == set(KEYS)


def test_nobody(archive: Path) -> None:
    """Without a setting it asks nobody; whoever it does not know is named with those that it does."""
    done = projects.on(archive, "enrich")
    assert (done.exit_code, done.output) == (0, "asked nobody: extra.archive.enrich names nobody\n")
    done = projects.on(archive, "enrich", "--from", "nobody")
    assert done.exit_code == 2
    assert "--from: expected one of arxiv, huggingface, got 'nobody'" in done.output
    file = archive / "mkdocs.yml"
    options = "  archive:\n    enrich: [arxiv, somebody]"
    file.write_text(file.read_text(encoding="utf-8").replace("  archive:", options, 1), encoding="utf-8")
    done = projects.on(archive, "enrich")
    assert done.exit_code == 2
    assert "extra.archive.enrich: expected one of arxiv, huggingface, got 'somebody'" in done.output


def test_a_damaged_file_stays(archive: Path) -> None:
    """It is reported and not written over, and what cannot be stored is asked about again."""
    damaged = archive / "data" / "known" / "0001" / "00.json"
    damaged.parent.mkdir(parents=True)
    damaged.write_bytes(b'{"schema_version": 1, "papers": [')
    with Upstream(Services(filed={key: Filed() for key in KEYS})) as upstream:
        done = knowing.enrich(archive, upstream, *ARXIV)
        assert done.exit_code == 1
        assert f"{damaged}: not JSON" in done.output
        knowing.enrich(archive, upstream, *ARXIV)
        assert len(upstream.questions) == 2
    assert damaged.read_bytes() == b'{"schema_version": 1, "papers": ['


def test_two_clones_merge() -> None:
    """`papers save` joins what two of them found out about the same papers."""
    one = Enriched(id=PaperId(KEYS[0]), seen="2026-11-19T06:00:00Z", doi="10.1234/a")
    other = Enriched(id=PaperId(KEYS[1]), seen="2026-11-20T06:00:00Z", comment="Accepted at ICML 2026")
    ours, theirs = (to_json.text(enriched.shelf_to_json([paper])).encode() for paper in (one, other))
    joined = join("data/known/0001/00.json", None, ours, theirs)
    assert joined
    assert enriched.shelf_from_json(json.loads(joined)) == (one, other)
