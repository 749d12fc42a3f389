"""What the operator says about papers and people: `data/curation.yaml` → `Curation`.

::

    papers:
      "2508.12345":
        summary: "One sentence of ours."     # shown as the archive's own words
        tags: ["agents", "evaluation"]
        correct: {title: "The right title", authors: ["Jane New", "Ben Sample"]}
        withdraw: "Withdrawn by its authors, 3 May 2026."
        hide: true                            # none of its text is shown; its address still works
    authors:
      "Jane Old":                             # a name, or the last part of a page's address
        name: "Jane New"                      # shown instead, everywhere
        forget: true                          # and nothing leads from the old name to the new one
      wei-chen:
        merge: ["Wei J. Chen"]                # the same person
        account: weichen                      # at the source
        address: wei-chen-paris               # of their page, instead of the one made from the name
        split: {wei-chen-lyon: ["2508.12346"]}
    organizations:
      zju: {name: "Zhejiang University", merge: [zhejianguniversity]}

Each entry that cannot be used is a problem with its place, and the others apply. An unreadable request
to remove something is different: publishing what somebody asked to have removed is worse than keeping
yesterday's site, so that problem has the severity that stops a build.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field

from generator.config import strict_yaml
from generator.curation import notes as papers
from generator.curation import people
from generator.curation.notes import Note
from generator.curation.people import Person
from generator.curation.reading import PASSED, STOPS, Reading, shown
from generator.errors import Problem, quoted
from generator.records.ids import PaperId

__all__ = ("CAP", "NAME", "PASSED", "STOPS", "Curation", "Note", "Person", "parse")

NAME = "curation.yaml"
CAP = 8 << 20
"""Maximum characters of the file: one summary for each of thirty thousand papers."""

SECTIONS = ("papers", *people.SECTIONS.values())


@dataclass(frozen=True, slots=True)
class Curation:
    """Notes by paper; people and organizations in the order of their keys."""

    notes: Mapping[PaperId, Note] = field(default_factory=dict)
    people: tuple[Person, ...] = ()


def parse(body: str, path: str = NAME) -> tuple[Curation, list[Problem]]:
    """Reads the file; every entry that cannot be used is a problem, the others still count."""
    reading = Reading(path)
    try:
        root = strict_yaml.load(body, cap=CAP)
    except strict_yaml.NotYamlError as error:
        return Curation(), [Problem(path=path, where="", message=str(error), severity=STOPS)]
    if root is None:
        return Curation(), []
    if not isinstance(root, dict):
        message = f"expected the keys {', '.join(SECTIONS)} with entries below them"
        return Curation(), [Problem(path=path, where="", message=message, severity=STOPS)]
    found = {name: _section(root, name, reading) for name in SECTIONS}
    for key, value in root.items():
        if key not in SECTIONS:
            reading.fault(shown(key), f"unknown; allowed: {', '.join(SECTIONS)}", {key: value})
    return Curation(
        notes=papers.read(found["papers"], reading),
        people=tuple(
            person
            for kind, name in people.SECTIONS.items()
            for person in people.read(found[name], kind, reading)
        ),
    ), reading.reported


def _section(root: Mapping[object, object], name: str, reading: Reading) -> Mapping[object, object]:
    """The entries below a key; anything else there may be a request to remove something."""
    value = root.get(name)
    if isinstance(value, Mapping):
        return value
    if value is not None:
        message = f"expected entries below it, got {quoted(value)}"
        reading.problems.append(Problem(path=reading.path, where=name, message=message, severity=STOPS))
    return {}
