"""The vocabulary of topics as the operator wrote it: `topics.yml` → `Taxonomy`."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property

from generator import text
from generator.config import strict_yaml
from generator.errors import Problem, quoted
from generator.graph.topics.patterns import Pattern, compile_pattern

NAME = "topics.yml"
FIELDS = ("slug", "label", "group", "description", "patterns", "weak", "not", "weight")
DESCRIPTION_CAP = 300
HEAVIEST = 2.0
"""The highest weight of a topic."""

TOPICS = 1_000
"""The most topics, and the most groups: further ones are left out and reported."""
PLAIN = ("not", "dismissed")
"""Lists that may contain only plain phrases, because their words are cut out of a text."""

PATTERNS = 500
"""The most entries in a list: further ones are left out and reported."""

_WEIGHT = re.compile(r"[0-9]{1,3}(?:\.[0-9]{1,6})?")
_SLUG = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")
_LABEL = re.compile(r"[A-Za-z0-9 ,+.#-]{1,40}")

Fault = tuple[str, str]
"""(path below the entry, message)"""


@dataclass(frozen=True, slots=True, kw_only=True)
class Group:
    """The upper level."""

    slug: str
    label: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Topic:
    """`weak` patterns count a quarter; words covered by `vetoes` do not count. `weight` in ]0, 2] orders the
    topics of one paper: broad topics have a low weight, come last and are assigned more readily."""

    slug: str
    label: str
    group: str
    description: str
    patterns: tuple[Pattern, ...]
    weak: tuple[Pattern, ...] = ()
    vetoes: tuple[Pattern, ...] = ()
    weight: float = 1.0


@dataclass(frozen=True, kw_only=True)
class Taxonomy:
    """Groups in the operator's order, topics likewise; slugs are unique. `dismissed` are phrases that many
    papers have and that are no topic."""

    groups: tuple[Group, ...] = ()
    topics: tuple[Topic, ...] = ()
    dismissed: tuple[Pattern, ...] = ()

    @cached_property
    def by_slug(self) -> Mapping[str, Topic]:
        """Topics by their slug."""
        return {topic.slug: topic for topic in self.topics}

    def of_group(self, slug: str) -> tuple[Topic, ...]:
        """The topics of one group in the operator's order."""
        return tuple(topic for topic in self.topics if topic.group == slug)


@dataclass(slots=True)
class _Reading:
    """What has been read so far."""

    path: str
    problems: list[Problem] = field(default_factory=list)
    groups: dict[str, Group] = field(default_factory=dict)
    topics: dict[str, Topic] = field(default_factory=dict)

    def fault(self, where: str, message: str) -> None:
        self.problems.append(Problem(path=self.path, where=where, message=message))


def parse(body: str, path: str = NAME) -> tuple[Taxonomy, list[Problem]]:
    """Reads the file; an entry that cannot be used is a problem, the others still count."""
    reading = _Reading(path)
    try:
        root = strict_yaml.load(body)
    except strict_yaml.NotYamlError as error:
        reading.fault("", str(error))
        return Taxonomy(), reading.problems
    if not isinstance(root, dict) or set(root) - {"dismissed"} != {"groups", "topics"}:
        reading.fault("", 'expected the keys "groups" and "topics", "dismissed" if wanted, and no others')
        return Taxonomy(), reading.problems
    for number, item in enumerate(_entries(root["groups"], "groups", reading)):
        _read_group(item, f"groups[{number}]", reading)
    for number, item in enumerate(_entries(root["topics"], "topics", reading)):
        _read_topic(item, f"topics[{number}]", reading)
    used = {topic.group for topic in reading.topics.values()}
    for slug in reading.groups:
        if slug not in used:
            reading.fault(f"groups.{slug}", "no usable topic belongs to this group")
    dismissed, faults = _patterns(root.get("dismissed", []), "dismissed")
    for at, message in faults:
        reading.fault(at.removeprefix("."), message)
    taxonomy = Taxonomy(
        groups=tuple(reading.groups.values()), topics=tuple(reading.topics.values()), dismissed=dismissed
    )
    return taxonomy, reading.problems


def _entries(value: object, name: str, reading: _Reading) -> list[object]:
    if isinstance(value, list):
        if len(value) > TOPICS:
            reading.fault(name, f"expected at most {TOPICS:,}, got {len(value):,}")
        return value[:TOPICS]
    reading.fault(name, f"expected a list, got {quoted(value)}")
    return []


def _read_group(item: object, where: str, reading: _Reading) -> None:
    if not isinstance(item, dict) or set(item) != {"slug", "label"}:
        reading.fault(where, f"expected slug and label, got {quoted(item)}")
        return
    faults = [*_slug_faults(item["slug"], reading.groups), *_label_faults(item["label"])]
    for at, message in faults:
        reading.fault(f"{where}{at}", message)
    if not faults:
        reading.groups[item["slug"]] = Group(slug=item["slug"], label=item["label"])


def _read_topic(item: object, where: str, reading: _Reading) -> None:
    if not isinstance(item, dict):
        reading.fault(where, f"expected a topic with the keys {', '.join(FIELDS)}; got {quoted(item)}")
        return
    faults = list(_topic_faults(item, reading))
    lists: dict[str, tuple[Pattern, ...]] = {}
    minor: list[Fault] = []
    for name in ("patterns", "weak", "not"):
        lists[name], more = _patterns(item.get(name, []), name)
        minor += more
    if not lists["patterns"] and not minor:
        faults.append((".patterns", "expected at least one phrase, such as: video generation"))
    named = where if any(at == ".slug" for at, _ in faults) else f"topics.{item['slug']}"
    for at, message in [*faults, *minor]:
        reading.fault(f"{named}{at}", message)
    if faults or not lists["patterns"]:
        return
    reading.topics[item["slug"]] = Topic(
        slug=item["slug"],
        label=item["label"],
        group=item["group"],
        description=item["description"],
        patterns=lists["patterns"],
        weak=lists["weak"],
        vetoes=lists["not"],
        weight=_weight(item),
    )


def _topic_faults(item: Mapping[object, object], reading: _Reading) -> Iterator[Fault]:
    for key in item:
        if key not in FIELDS:
            yield "", f"unknown key {quoted(key)}; allowed are {', '.join(FIELDS)}"
    yield from _slug_faults(item.get("slug"), reading.topics)
    yield from _label_faults(item.get("label"))
    if any(topic.label == item.get("label") for topic in reading.topics.values()):
        yield ".label", f"{quoted(item.get('label'))} is the label of another topic"
    group = item.get("group")
    if not isinstance(group, str) or group not in reading.groups:
        yield ".group", f"expected one of {', '.join(reading.groups)}; got {quoted(group)}"
    about = item.get("description")
    if not isinstance(about, str) or not 0 < len(about) <= DESCRIPTION_CAP or "\n" in about:
        yield ".description", f"expected one sentence of at most {DESCRIPTION_CAP} characters"
    if not 0 < _weight(item) <= HEAVIEST:
        yield ".weight", f"expected a number above 0 and up to {HEAVIEST:g}, got {quoted(item['weight'])}"


def _weight(item: Mapping[object, object]) -> float:
    """1 if there is none, 0 if it is not a number."""
    written = item.get("weight", "1")
    return float(written) if isinstance(written, str) and _WEIGHT.fullmatch(written) else 0.0


def _slug_faults(value: object, taken: Mapping[str, object]) -> Iterator[Fault]:
    if not isinstance(value, str) or not _SLUG.fullmatch(value):
        yield ".slug", f"expected lowercase letters, digits and single hyphens, got {quoted(value)}"
    elif value in taken:
        yield ".slug", f"{value} is used twice"
    elif text.slug(value) != value:
        yield ".slug", f"{value} is reserved for files; choose another"


def _label_faults(value: object) -> Iterator[Fault]:
    if not isinstance(value, str) or not _LABEL.fullmatch(value) or value != value.strip():
        yield ".label", f"expected 1 to 40 of A-Z a-z 0-9 space , + . # -, got {quoted(value)}"


def _patterns(value: object, name: str) -> tuple[tuple[Pattern, ...], list[Fault]]:
    """The usable patterns in order, and what is wrong with the others."""
    if not isinstance(value, list):
        return (), [(f".{name}", f"expected a list of phrases, got {quoted(value)}")]
    patterns: dict[str, Pattern] = {}
    faults: list[Fault] = []
    if len(value) > PATTERNS:
        faults.append((f".{name}", f"expected at most {PATTERNS}, got {len(value):,}"))
    for written in value[:PATTERNS]:
        if not isinstance(written, str):
            faults.append((f".{name}", f"expected text, got {quoted(written)}; true and null need quotes"))
        elif written in patterns:
            faults.append((f".{name}", f"{quoted(written)} is listed twice"))
        else:
            try:
                pattern = compile_pattern(written)
            except ValueError as error:
                faults.append((f".{name}", f"{quoted(written)}: {error}"))
                continue
            if name in PLAIN and (pattern.regex or len(pattern.phrases) > 1 or pattern.in_title):
                faults.append((f".{name}", f"{quoted(written)}: only plain phrases can be cut out"))
                continue
            patterns[written] = pattern
    return tuple(patterns.values()), faults
