"""What the operator says about papers: `data/curation.yaml` → `Curation`.

::

    papers:
      "2508.12345":
        summary: "One sentence of ours."     # shown as the archive's own words
        tags: ["agents", "evaluation"]
        correct: {title: "The right title", abstract: "…", code: "https://…", project: "https://…"}
        withdraw: "Withdrawn by its authors, 3 May 2026."
        hide: true                            # no text of it anywhere; its address still answers
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from generator import strict_yaml, text
from generator.errors import Problem, quoted
from generator.links import safe_url
from generator.records.ids import PaperId

NAME = "curation.yaml"
TAG_CAP = 40
CORRECTABLE = ("title", "abstract", "code", "project")


@dataclass(frozen=True, slots=True, kw_only=True)
class Note:
    """One paper's curation; `correct` holds (field, new value) pairs."""

    summary: str | None = None
    tags: tuple[str, ...] = ()
    correct: tuple[tuple[str, str], ...] = ()
    withdraw: str | None = None
    hide: bool = False

    def over(self, other: "Note") -> "Note":
        """Both as one; this one's words first, and what either hides stays hidden."""
        return Note(
            summary=self.summary or other.summary,
            tags=tuple(dict.fromkeys((*self.tags, *other.tags))),
            correct=(*other.correct, *self.correct),
            withdraw=self.withdraw or other.withdraw,
            hide=self.hide or other.hide,
        )


@dataclass(frozen=True, slots=True)
class Curation:
    """Notes by paper."""

    notes: Mapping[PaperId, Note] = field(default_factory=dict)


def parse(body: str, path: str = NAME) -> tuple[Curation, list[Problem]]:
    """Reads the file; every entry that cannot be used is a problem, the others still count."""
    try:
        root = strict_yaml.load(body)
    except strict_yaml.NotYamlError as error:
        return Curation(), [Problem(path=path, where="", message=str(error))]
    if root is None:
        return Curation(), []
    if (
        not isinstance(root, dict)
        or set(root) - {"papers"}
        or not isinstance(root.get("papers"), dict | None)
    ):
        message = 'expected one key "papers" with paper ids below it'
        return Curation(), [Problem(path=path, where="", message=message)]
    notes: dict[PaperId, Note] = {}
    problems: list[Problem] = []
    for written, item in (root.get("papers") or {}).items():
        key = PaperId.parse(written) if isinstance(written, str) else None
        where = f"papers.{written}" if key else f"papers.{quoted(written)}"
        if key is None:
            message = 'expected a paper id in quotes, such as "2508.12340"'
            problems.append(Problem(path=path, where=where, message=message))
            continue
        if key in notes:
            problems.append(Problem(path=path, where=where, message=f"{key} stands here twice"))
        found = [Problem(path=path, where=f"{where}{at}", message=message) for at, message in _faults(item)]
        problems += found
        if isinstance(item, dict):
            notes[key] = _note(item).over(notes.get(key, Note()))
    return Curation(notes), problems


def _note(item: Mapping[object, object]) -> Note:
    tags = item.get("tags")
    correct = item.get("correct")
    return Note(
        summary=_text(item.get("summary"), text.ABSTRACT_CAP),
        tags=tuple(dict.fromkeys(t for v in tags if (t := _text(v, TAG_CAP))))
        if isinstance(tags, list)
        else (),
        correct=tuple(
            (name, value)
            for name in CORRECTABLE
            if isinstance(correct, dict) and (value := _correction(name, correct.get(name)))
        ),
        withdraw=_text(item.get("withdraw"), text.TITLE_CAP),
        hide=item.get("hide") is True,
    )


def _correction(name: str, value: object) -> str | None:
    found = _text(value, text.TITLE_CAP if name == "title" else text.ABSTRACT_CAP)
    return safe_url(found) if found and name in ("code", "project") else found


def _faults(item: object) -> Iterator[tuple[str, str]]:
    """(place, message) of everything `_note` leaves out."""
    if not isinstance(item, dict):
        yield "", "expected keys: summary, tags, correct, withdraw, hide"
        return
    for key, value in item.items():
        match key:
            case "summary" | "withdraw":
                if _text(value, 1) is None:
                    yield f".{key}", f"expected text, got {quoted(value)}"
            case "hide":
                if not isinstance(value, bool):
                    yield ".hide", f"expected true or false, got {quoted(value)}"
            case "tags":
                if not isinstance(value, list) or any(_text(tag, TAG_CAP) is None for tag in value):
                    yield ".tags", f"expected a list of words, got {quoted(value)}"
            case "correct":
                yield from _correction_faults(value)
            case _:
                message = "unknown; allowed are summary, tags, correct, withdraw, hide"
                yield f".{key if isinstance(key, str) and key.isidentifier() else quoted(key)}", message


def _correction_faults(value: object) -> Iterator[tuple[str, str]]:
    if not isinstance(value, dict):
        yield ".correct", f"expected keys among {', '.join(CORRECTABLE)}"
        return
    for key, item in value.items():
        if key not in CORRECTABLE:
            yield ".correct", f"unknown field {quoted(key)}; allowed are {', '.join(CORRECTABLE)}"
        elif _correction(key, item) is None:
            yield f".correct.{key}", f"expected usable text, got {quoted(item)}"


def _text(value: object, cap: int) -> str | None:
    return text.clean(value, cap) or None if isinstance(value, str) else None
