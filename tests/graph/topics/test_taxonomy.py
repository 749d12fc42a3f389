import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from generator.graph.topics import taxonomy
from generator.storage import packaged
from tests.support.strategies import examples

GROUPS = "groups: [{slug: g, label: G}]\n"
TOPIC = "{slug: t, label: T, group: g, description: A thing., patterns: [thing]"


def messages(body: str) -> list[str]:
    """What is wrong with a file."""
    return [f"{one.where}: {one.message}" for one in taxonomy.parse(body)[1]]


def topic(more: str) -> list[str]:
    """What is wrong with a file that has one good topic and this."""
    return messages(f"{GROUPS}topics:\n  - {TOPIC}}}\n  - {more}\n")


def test_packaged_vocabulary() -> None:
    """The vocabulary that comes with the program has no problem, 80 to 160 topics, and groups in use."""
    found, problems = taxonomy.parse(packaged.topics())
    assert problems == []
    assert 80 <= len(found.topics) <= 160
    assert {one.group for one in found.topics} == {group.slug for group in found.groups}
    assert all(re.fullmatch(r"[A-Za-z0-9 ,+.#-]{1,40}", one.label) for one in found.topics)
    assert sum(len(found.of_group(group.slug)) for group in found.groups) == len(found.by_slug)


@pytest.mark.parametrize(
    ("body", "message"),
    [
        ("a: [", ": not YAML:"),
        ("[]", 'expected the keys "groups" and "topics", "dismissed" if wanted'),
        (
            "{groups: [], topics: [], more: 1}",
            'expected the keys "groups" and "topics", "dismissed" if wanted',
        ),
        ("{groups: 1, topics: []}", "groups: expected a list"),
        ("{groups: [{slug: g}], topics: []}", "groups[0]: expected slug and label"),
        (GROUPS + "topics: []", "groups.g: no usable topic belongs to this group"),
    ],
)
def test_file_faults(body: str, message: str) -> None:
    """A problem with the whole file is reported with its place."""
    assert any(message in one for one in messages(body)), messages(body)


@pytest.mark.parametrize(
    ("entry", "message"),
    [
        ("word", "topics[1]: expected a topic with the keys slug, label"),
        (TOPIC + "}", "topics[1].slug: t is used twice"),
        (TOPIC.replace("slug: t", "slug: T T") + "}", "topics[1].slug: expected lowercase letters"),
        (TOPIC.replace("slug: t", "slug: index") + "}", "topics[1].slug: index is reserved"),
        (TOPIC.replace("slug: t", "slug: u") + "}", "topics.u.label: 'T' is the label of another topic"),
        (TOPIC.replace("t, label: T", 'u, label: "<b>"') + "}", "topics.u.label: expected 1 to 40 of"),
        (TOPIC.replace("t, label: T, group: g", "u, label: U, group: h") + "}", "topics.u.group: expected one of g"),
        (TOPIC.replace("t, label: T", "u, label: U") + ", weight: 3}", "topics.u.weight: expected a number above 0"),
        (TOPIC.replace("t, label: T", "u, label: U") + ", colour: red}", "topics.u: unknown key"),
        (TOPIC.replace("t, label: T", "u, label: U").replace("[thing]", "[]") + "}", "topics.u.patterns: expected at least one"),
        (TOPIC.replace("t, label: T", "u, label: U").replace("[thing]", "[null]") + "}", "true and null need quotes"),
        (TOPIC.replace("t, label: T", "u, label: U").replace("[thing]", "[a, a]") + "}", "is listed twice"),
        (TOPIC.replace("t, label: T", "u, label: U") + ', not: ["a & b"]}', "only plain phrases can be cut out"),
    ],
)  # fmt: skip
def test_topic_faults(entry: str, message: str) -> None:
    """What is wrong with a topic names the topic and what would be right."""
    assert any(message.replace("'", '"') in one.replace("'", '"') for one in topic(entry)), topic(entry)


def test_the_rest_counts() -> None:
    """A topic that cannot be used takes no other with it."""
    found, problems = taxonomy.parse(f"{GROUPS}topics:\n  - {TOPIC}}}\n  - 7\n")
    assert list(found.by_slug) == ["t"]
    assert len(problems) == 1


@pytest.mark.attack(5, "a vocabulary of very many topics and patterns")
def test_a_very_long_vocabulary() -> None:
    """Of too many topics or patterns the first are used, and the rest is reported."""
    one = TOPIC.replace("slug: t", "slug: t{0}").replace("label: T", "label: T{0}").replace("{slug", "{{slug")
    topics = "".join(f"  - {one.format(n)}}}\n" for n in range(1003))
    found, (problem,) = taxonomy.parse(f"{GROUPS}topics:\n{topics}")
    assert (len(found.topics), problem.where) == (1000, "topics")
    other = TOPIC.replace("slug: t, label: T", "slug: u, label: U")
    patterns = ", ".join(f"word{n}" for n in range(503))
    assert topic(other.replace("thing]", f"{patterns}]") + "}") == [
        "topics.u.patterns: expected at most 500, got 503"
    ]


WRITTEN = (GROUPS + f"topics:\n  - {TOPIC}, weak: [glow, 're: x+'], weight: 0.5}}\n").replace(", ", ",\n    ")
SLIPS = ["", "[", "}", ": ", "- ", "&a ", "*a", "~", "a-", "re: (", "1"]


@settings(max_examples=examples(200))
@given(st.integers(0, len(WRITTEN)), st.integers(0, 12), st.sampled_from(SLIPS))
def test_any_slip(at: int, cut: int, put: str) -> None:
    """A slip of the pen anywhere in the file is a problem or another vocabulary, never an exception."""
    found, problems = taxonomy.parse(WRITTEN[:at] + put + WRITTEN[at + cut :])
    assert found.topics or problems
