"""Whether the vocabulary of topics still fits, as `papers check` reports it. What a build found is kept for
`papers status`, which would otherwise have to link all papers again."""

import json
from collections.abc import Iterator, Mapping
from datetime import date
from typing import Any

from generator.cli.project import Project
from generator.errors import Problem
from generator.graph import Graph
from generator.graph.topics import drift, taxonomy
from generator.graph.topics.drift import Drift
from generator.records.reading import Json
from generator.sinks import to_json
from generator.storage import files
from generator.storage.store import write_changed
from generator.text.counted import counted

NAME = "topics.json"
"""Its file in the scratch folder."""

VERSION = 1
SHOWN = 3
"""The number of phrases or topics that are named in one line."""

ADVICE = "entries for topics.yml: papers topics suggest"


def of(project: Project, graph: Graph) -> Drift | None:
    """How well the vocabulary fits; from the cache if a build found out. None if there are too few papers."""
    return drift.of(graph.space, graph.taxonomy, graph.assignments, project.memory)


def record(project: Project, graph: Graph) -> None:
    """Stores what a build found, under its lock. Raises StoreError."""
    found = of(project, graph)
    body = to_json.text({"version": VERSION, "topics": record_of(found) if found else None})
    write_changed(project.state / NAME, body.encode())


def recorded(project: Project) -> dict[str, Any] | None:
    """What the last build stored; None if nothing was, or if it is damaged or of another version."""
    try:
        whole = json.loads(files.read(project.state / NAME))
        if whole["version"] != VERSION or not whole["topics"]:
            return None
        found = dict(whole["topics"])
        list(in_words(found))  # what will be printed can be
        return found if isinstance(found["alarm"], bool) else None
    except (OSError, ValueError, TypeError, LookupError, RecursionError):
        return None


def record_of(found: Drift) -> dict[str, Json]:
    """The form in which `papers status --json` prints it: a contract for scripts."""
    return {
        "since": found.since.isoformat(),
        "until": found.until.isoformat(),
        "papers": found.papers,
        "weak": list(found.weak),
        "uncovered": [
            {
                "phrases": list(gap.phrases),
                "papers": len(gap.papers),
                "new": gap.recent,
                "rising": gap.is_rising,
            }
            for gap in found.gaps
        ],
        "idle": list(found.idle),
        "alarm": found.is_alarm,
    }


def notes(found: Drift | None) -> Iterator[Problem]:
    """A note if somebody should look at the vocabulary."""
    if found and found.is_alarm:
        message = "; ".join(in_words(record_of(found)))
        yield Problem(path=taxonomy.NAME, where="", message=f"{message} ({ADVICE})", severity="note")


def in_words(found: Mapping[str, Any]) -> Iterator[str]:
    """What is wrong, in parts of a line."""
    many, since = counted(found["papers"], "new paper"), date.fromisoformat(found["since"])
    if found["weak"]:
        yield f"{len(found['weak'])} of {many} since {since} fit no topic well"
    if found["uncovered"]:
        some = [f"{one['phrases'][0]} ({one['new']} new)" for one in found["uncovered"]]
        yield f"no topic covers {_first(some)}"
    if found["idle"]:
        yield f"no new paper on {_first(found['idle'])}"


def _first(some: list[str]) -> str:
    rest = len(some) - SHOWN
    return ", ".join(some[:SHOWN]) + (f" and {rest} more" if rest > 0 else "")
