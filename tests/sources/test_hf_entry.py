from datetime import date
from typing import Any

import pytest

from generator.errors import RefusedError
from generator.records.paper import AiSummary, Paper, Signals
from tests.sources.samples import entry, only, read, said

PLACE = "[0] 0001.00001"


def paper(**changes: object) -> Paper:
    """The paper read out of one entry."""
    return only(read(entry(**changes))).paper  # type: ignore[arg-type]  # tests name the fields


def test_numbers_stand_apart() -> None:
    """Votes, comments and stars are one observation; zero is a value."""
    listed = only(read(entry(0, githubStars=7)))
    assert listed.signals == (Signals(at="2000-01-06T00:00:00Z", upvotes=0, comments=0, stars=7),)


def test_no_number_no_observation() -> None:
    """Unknown is not zero: a missing vote count is reported."""
    parsed = read(entry(upvotes=None, top={"numComments": None}))
    assert only(parsed).signals == ()
    assert said(parsed) == [("dropped", f"{PLACE} paper.upvotes")]


@pytest.mark.parametrize(
    "bad", [None, 1.0, 1, True, "", "../../index", "0001.00001\n", "t-0123456789ab", ["0001.00001"]]
)
def test_bad_ids_lose_the_record(bad: object) -> None:
    """An id is text in arXiv's grammar, and never one of ours."""
    parsed = read(entry(2), entry(id=bad))
    assert said(parsed) == [("lost", "[1]")]


@pytest.mark.parametrize(
    "form", ["0001.00010", "0001.00010v3", "arXiv:0001.00010", "https://arxiv.org/abs/0001.00010"]
)
def test_ids_are_normal(form: str) -> None:
    """Every written form of an id is one id, its last zero kept."""
    assert paper(id=form).id == "0001.00010"


@pytest.mark.parametrize(
    ("change", "top"),
    [
        ({"title": None}, {"title": None}),
        ({"title": ["a"]}, {"title": ["a"]}),
        ({"title": "\u200b"}, {"title": ""}),
        ({"authors": None}, {}),
        ({"authors": "Ada, Bo"}, {}),
        ({"publishedAt": "2000-1-5"}, {}),
        ({"publishedAt": 947030400}, {}),
        ({"publishedAt": "2001-01-08T00:00:00Z"}, {}),
    ],
)
def test_records_without_the_needful_are_lost(change: dict[str, object], top: dict[str, object]) -> None:
    """The record is one problem, whatever else is wrong with it; the others stay."""
    parsed = read(entry(2), entry(1, top=top, upvotes=-1, **change))
    assert said(parsed) == [("lost", "[1] 0001.00001")]
    assert only(parsed).paper.id == "0001.00002"


@pytest.mark.parametrize("bad", [7, None, [], {"title": "x"}, {"title": "x", "paper": []}])
def test_other_values_are_lost(bad: object) -> None:
    """What is no object with a paper inside is no record."""
    parsed = read(entry(), bad)
    assert said(parsed) == [("lost", "[1]")]


def test_one_title_is_enough() -> None:
    """A title in either place will do; one of a wrong type is reported."""
    assert paper(title=None).title == "Invented Paper 1"
    parsed = read(entry(top={"title": 5}))
    assert only(parsed).paper.title == "Invented Paper 1"
    assert said(parsed) == [("dropped", f"{PLACE} title")]


def test_missing_content_is_reported() -> None:
    """A paper without abstract or date is kept, and said to be."""
    parsed = read(entry(summary=None, publishedAt=None))
    assert (only(parsed).paper.abstract, only(parsed).paper.published) == (None, None)
    assert said(parsed) == [("dropped", f"{PLACE} paper.summary"), ("dropped", f"{PLACE} paper.publishedAt")]


def test_abstract_in_either_place() -> None:
    """The outer summary stands in for the inner one."""
    assert paper(summary=" ", top={"summary": "Outer."}).abstract == "Outer."
    parsed = read(entry(summary=5, top={"summary": "Outer."}))
    assert only(parsed).paper.abstract == "Outer."
    assert said(parsed) == [("dropped", f"{PLACE} paper.summary")]


def test_arxiv_date_is_utc() -> None:
    """The date of the paper is arXiv's, in UTC; the outer key of that name is not looked at."""
    assert paper(publishedAt="2000-01-05T10:00:00+14:00", top={"publishedAt": 5}).published == "2000-01-04"


def test_withdrawn_in_either_place() -> None:
    """A withdrawal is a date."""
    assert paper(withdrawnAt="2000-01-07T12:00:00Z").withdrawn == "2000-01-07"
    assert paper(top={"withdrawnAt": "2000-01-07T12:00:00Z"}).withdrawn == "2000-01-07"


def test_keywords_fold() -> None:
    """Clean words in order; of words that differ in case, the first; others are reported."""
    parsed = read(entry(ai_keywords=["LLM", "", " ", 5, "llm", None, "a\nb"]))
    assert only(parsed).paper.keywords == ("LLM", "a b")
    assert said(parsed) == [("dropped", f"{PLACE} paper.ai_keywords[{n}]") for n in (3, 5)]


def test_summary_keeps_its_model() -> None:
    """A summary goes with its model, and a model alone is nothing."""
    assert paper(ai_summary="S.", ai_summary_model="m").ai_summary == AiSummary(text="S.", model="m")
    assert paper(ai_summary="S.").ai_summary == AiSummary(text="S.")
    assert paper(ai_summary_model="m").ai_summary is None


def test_links_are_checked() -> None:
    """Code and project are addresses or dropped."""
    parsed = read(entry(githubRepo="https://example.org/a\nb", projectPage="http://example.org/"))
    assert (only(parsed).paper.code, only(parsed).paper.project) == (None, "http://example.org/")
    assert said(parsed) == [("dropped", f"{PLACE} paper.githubRepo")]


def test_media_of_all_years() -> None:
    """Three keys held media; each address stands once, each bad one is reported once."""
    urls = ["https://example.org/a", "file:///b", 7]
    parsed = read(
        entry(mediaUrls=urls, top={"mediaUrls": urls[:2], "mediaUrl": "https://example.org/c"}),
    )
    assert only(parsed).paper.media == ("https://example.org/a", "https://example.org/c")
    assert said(parsed) == [("dropped", f"{PLACE} paper.mediaUrls[{n}]") for n in (1, 2)]


def test_discussion_is_an_id() -> None:
    """A discussion is 24 hexadecimal digits."""
    assert paper(discussionId="0123456789abcdef01234567").discussion == "0123456789abcdef01234567"
    assert paper(discussionId="").discussion is None
    assert said(read(entry(discussionId="../x"))) == [("dropped", f"{PLACE} paper.discussionId")]


def test_listed_at() -> None:
    """The time of listing is kept to the second; a broken one is dropped for the day asked for."""
    assert (
        only(read(entry(submittedOnDailyAt="2000-01-06T07:12:33.999Z"))).submitted == "2000-01-06T07:12:33Z"
    )
    parsed = read(entry(submittedOnDailyAt="yesterday"))
    assert only(parsed).submitted is None
    assert said(parsed) == [("dropped", f"{PLACE} paper.submittedOnDailyAt")]


def test_nulls_are_absent() -> None:
    """An entry with null in every optional key reads as one without them."""
    optional: dict[str, Any] = dict.fromkeys(
        "githubRepo projectPage ai_summary ai_keywords organization githubStars discussionId".split()
    )
    assert read(entry(**optional, top={"submittedBy": None, "thumbnail": None})) == read(entry())


def test_a_paper_may_not_be_much_younger_than_its_list() -> None:
    """Without a clock, the list day is the measure; without that, the century."""
    ahead = entry(publishedAt="2001-01-08T00:00:00Z")
    with pytest.raises(RefusedError) as caught:
        read(ahead)
    assert caught.value.reason == "schema"
    assert caught.value.where == PLACE
    later = entry(publishedAt="2001-01-08T00:00:00Z", submittedOnDailyAt=None)
    assert only(read(later, asked=date(2000, 12, 31))).paper.published == "2001-01-08"
