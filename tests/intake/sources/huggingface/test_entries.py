from datetime import date
from typing import Any

import pytest

from generator.errors import RefusedError
from generator.records.paper import AiSummary, Paper, Signals
from tests.intake.sources.samples import entry, only, read, said

PLACE = "[0] 0001.00001"


def paper(**changes: object) -> Paper:
    """The paper read out of one entry."""
    return only(read(entry(**changes))).paper  # type: ignore[arg-type]  # tests name the fields


def changed(key: str, value: object) -> dict[str, object]:
    """An entry with another value of one key of its paper."""
    return entry(**{key: value})  # type: ignore[arg-type]  # the key is one of the paper's


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


@pytest.mark.attack(10, "a record without authors, date, abstract, votes or links, or with wrong ones")
@pytest.mark.parametrize("value", [None, "", [], {}, 7, "Ada, Bo", {"name": "Ada"}, [["Ada"]], True, 1.5])
@pytest.mark.parametrize(
    "key",
    "authors summary publishedAt upvotes githubRepo projectPage ai_keywords ai_summary ai_summary_model "
    "organization githubStars discussionId mediaUrls submittedOnDailyBy withdrawnAt submittedOnDailyAt".split(),
)
def test_nothing_but_id_and_title_is_needed(key: str, value: object) -> None:
    """Whatever else is missing or wrong, the record is kept without it."""
    parsed = read(changed(key, value))
    assert only(parsed).paper.title == "Invented Paper 1"
    assert {severity for severity, _ in said(parsed)} <= {"dropped"}


@pytest.mark.parametrize("key", ["authors", "summary", "publishedAt", "upvotes"])
def test_absent_null_and_empty_are_the_same(key: str) -> None:
    """The lack of what every record has is reported, however it is written."""
    empty: list[object] = [None, "", [], {}]
    outcomes = [read(changed(key, value)) for value in empty]
    without = entry()
    del without["paper"][key]  # type: ignore[attr-defined]  # the entry is ours
    assert all(outcome == read(without) for outcome in outcomes)
    assert said(outcomes[0]) == [("dropped", f"{PLACE} paper.{key}")]


@pytest.mark.parametrize(
    "bad", ["01/05/2000", "soon", 46027, "0000-00-00", "2999-01-01", "2000-01-05T24:00Z"]
)
def test_a_date_that_is_not_needed_costs_no_record(bad: object) -> None:
    """An unreadable date of the paper is dropped, with the name of its field."""
    parsed = read(entry(publishedAt=bad))
    assert only(parsed).paper.published is None
    assert said(parsed) == [("dropped", f"{PLACE} paper.publishedAt")]


@pytest.mark.parametrize("good", ["2000-01-05", "2000-01-05 00:00:00+00:00", "2000-1-5", 947030400])
def test_dates_in_other_spellings(good: object) -> None:
    """A date of one meaning is read, whoever wrote it."""
    assert paper(publishedAt=good).published == "2000-01-05"


@pytest.mark.parametrize("far", ["2013-01-01", "2017-01-01"])
def test_a_date_that_the_id_contradicts(far: str) -> None:
    """Long before the month in the id, or long after the list day: the date is dropped, the record stays."""
    parsed = read(
        entry(id="1502.00001", publishedAt=far, submittedOnDailyAt="2015-02-03T00:00:00Z"), asked=None
    )
    assert only(parsed).paper.published is None
    assert said(parsed) == [("dropped", "[0] 1502.00001 paper.publishedAt")]


def test_a_date_long_after_the_id() -> None:
    """The source tells the date of a later version of some papers: it is kept, and measures the list day."""
    parsed = read(
        entry(id="1502.00001", publishedAt="2017-01-01", submittedOnDailyAt="2017-01-03"), asked=None
    )
    assert only(parsed).paper.published == "2017-01-01"
    assert not parsed.problems


def test_a_list_day_long_before_paper_and_id() -> None:
    """When the date and the id agree the list day is wrong, and so is the record."""
    with pytest.raises(RefusedError, match="long after the list day"):
        read(entry(id="1502.00001", publishedAt="2015-02-01", submittedOnDailyAt="2005-02-03"), asked=None)


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
    """The outer summary replaces the inner one."""
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
