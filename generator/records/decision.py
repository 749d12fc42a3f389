"""What a new answer would change in a stored listing, one value per paper."""

from dataclasses import dataclass

from generator.records.listing import ListedPaper


@dataclass(frozen=True, slots=True, kw_only=True)
class Add:
    """A paper that was not on this day's listing."""

    listed: ListedPaper


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """A known paper with changes; `fields` is empty if only numbers or times changed. `tied` names fields on
    which two answers of the same age disagree."""

    listed: ListedPaper
    fields: tuple[str, ...]
    tied: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Same:
    """A known paper without changes."""

    listed: ListedPaper
    tied: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Absent:
    """A known paper that is missing from the answer: it stays, and is reported."""

    listed: ListedPaper


Decision = Add | Change | Same | Absent
