"""What a new answer would do to a stored listing, one value per paper."""

from dataclasses import dataclass

from generator.records.listing import ListedPaper


@dataclass(frozen=True, slots=True, kw_only=True)
class Add:
    """A paper this day did not hold."""

    listed: ListedPaper


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """A known paper with news; `fields` is empty when only numbers or times moved. `tied` names
    fields about which two answers of the same age disagree."""

    listed: ListedPaper
    fields: tuple[str, ...]
    tied: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Same:
    """A known paper without news."""

    listed: ListedPaper
    tied: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Absent:
    """A known paper the answer does not hold: it stays, and is reported."""

    listed: ListedPaper


Decision = Add | Change | Same | Absent
