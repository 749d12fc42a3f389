"""Answers of arXiv's API about single papers."""

import pytest

from generator.errors import RefusedError
from generator.intake.sources.arxiv import known
from generator.records.enriched import Enriched
from generator.records.ids import PaperId
from generator.records.known import Version
from tests.support.knowing import Filed, entry, feed

AT = "2026-11-20T06:00:00Z"
KEYS = [PaperId("2609.99001"), PaperId("2609.99002"), PaperId("hep-th/9901001")]


def test_an_answer() -> None:
    """One version has one day; terms of other schemes are no categories; an old id is one too."""
    whole = Filed(
        categories=("stat.ML", "cs.LG", "68T07", "stat.ML"),
        version=2,
        published="2026-09-16",
        updated="2026-09-20",
        comment="Accepted at  InventedConf <2026>\n & more",
        journal="J. Inv. 12",
        doi="10.1234/a 10.1234/b",
    )
    body = feed([entry(KEYS[0], whole), entry(KEYS[2], Filed(published="1999-01-01"))], 2).decode()
    told = known.read(body, KEYS, AT, "api")
    assert told.answered == set(KEYS), "the third does not exist"
    assert told.papers == (
        Enriched(
            id=KEYS[0],
            seen=AT,
            categories=("stat.ML", "cs.LG"),
            doi="10.1234/a",
            journal="J. Inv. 12",
            comment="Accepted at InventedConf <2026> & more",
            versions=(Version(number=1, day="2026-09-16"), Version(number=2, day="2026-09-20")),
        ),
        Enriched(id=KEYS[2], seen=AT, categories=("cs.LG",), versions=(Version(number=1, day="1999-01-01"),)),
    )


def test_a_licence_where_it_is_told() -> None:
    """As a link of the entry; the API has none so far."""
    licence = '<link rel="license" href="http://creativecommons.org/licenses/by/4.0/"/></entry>'
    body = feed([entry(KEYS[0], Filed()).replace("</entry>", licence)], 1).decode()
    (one,) = known.read(body, KEYS[:1], AT, "api").papers
    assert one.licence == "https://creativecommons.org/licenses/by/4.0/"


def test_pages_are_missing() -> None:
    """If there should be more entries, nothing is said of the papers that have none."""
    body = feed([entry(KEYS[0], Filed())], 3).decode()
    assert known.read(body, KEYS, AT, "api").answered == {KEYS[0]}


def test_nothing_but_an_id() -> None:
    """A paper that arXiv could not read is answered, with nothing told."""
    body = feed([f"<entry><id>http://arxiv.org/abs/{KEYS[0]}v1</id></entry>"], 1).decode()
    told = known.read(body, KEYS[:1], AT, "api")
    assert told.papers == ()
    assert told.answered == {KEYS[0]}


def test_an_entry_nobody_asked_for() -> None:
    """It is reported and not used."""
    stranger = entry("2609.99009", Filed())
    told = known.read(feed([entry(KEYS[0], Filed()), stranger], 2).decode(), KEYS[:1], AT, "api")
    assert [one.id for one in told.papers] == [KEYS[0]]
    assert [one.message for one in told.problems] == [
        "an entry nobody asked for: 'http://arxiv.org/abs/2609.99009v1'"
    ]


ERROR = "<entry><id>http://arxiv.org/api/errors#x</id><title>Error</title><summary>bad id</summary></entry>"


@pytest.mark.parametrize(
    ("body", "reason", "message"),
    [
        (feed([ERROR], 1).decode(), "status", "the API reports an error: 'bad id'"),
        (feed([], 0).decode(), "shape", "no entry about any of 3 papers"),
        ("<html><p>Service unavailable</html>", "xml", "not well-formed"),
        ("<html/>", "shape", "expected an Atom feed"),
        ('<!DOCTYPE x [<!ENTITY a "b">]><feed/>', "xml", "it has a document type"),
        ("<feed>" + "<a/>" * 300_001 + "</feed>", "size", "more than 300,000 elements"),
        ("", "xml", "not"),
    ],
)
def test_what_is_refused(body: str, reason: str, message: str) -> None:
    """Nothing is stored of it."""
    with pytest.raises(RefusedError, match=message) as refused:
        known.read(body, KEYS, AT, "api")
    assert refused.value.reason == reason
