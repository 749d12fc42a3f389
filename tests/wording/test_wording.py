"""Texts in a language, and when it is used."""

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from datetime import date

import pytest

from generator import wording
from generator.records import period
from generator.sinks.to_html import el, phrase
from generator.text.counted import counted
from generator.wording import ENGLISH, Wording, fault, number, say, speaking, spoken

INVENTED = Wording(
    language="xx",
    mark="1",
    texts={
        "1,000": ("1.000",),
        "Papers": ("Blätter",),
        "{count} paper": ("{count} Blatt", "{count} Blätter"),
        "{shown} of {all} papers": ("von {all} Blättern {shown}",),
        "See {papers} & more.": ("Mehr & {papers}!",),
        "{day} {month} {year}": ("{year}/{month}/{day}",),
        "Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec": ("a b c d e f g h i j k l",),
        "Monday Tuesday Wednesday Thursday Friday Saturday Sunday": ("A B C D E F G",),
        "{weekday}, {date}": ("{date} ({weekday})",),
        "Week {week} of {year}": ("{year}, {week}.",),
    },
)
DAY = date(2025, 8, 20)


def test_english_is_the_source() -> None:
    """Without a catalogue, texts and numbers are as they are written."""
    assert [say("Papers"), say("{n} of {year}", n=8348, year="2025"), number(8348)] == [
        "Papers",
        "8,348 of 2025",
        "8,348",
    ]


def test_texts_of_another_language() -> None:
    """Values go where the translation has them, and numbers are grouped as usual there."""
    with speaking(INVENTED):
        assert say("Papers") == "Blätter"
        assert say("{shown} of {all} papers", shown=12, all=8348) == "von 8.348 Blättern 12"
        assert [counted(n, "paper") for n in (1, 2, 8348)] == ["1 Blatt", "2 Blätter", "8.348 Blätter"]
        assert [say("Unknown"), counted(2, "box", "boxes")] == ["Unknown", "2 boxes"]
    assert say("Papers") == "Papers"


def test_dates_of_another_language() -> None:
    """Dates and periods are texts, too."""
    with speaking(INVENTED):
        assert period.short_date(DAY) == "2025/h/20"
        assert [period.day_of(DAY).title, period.week_of(DAY).title] == ["2025/August/20 (C)", "2025, 34."]
    assert [period.short_date(DAY), period.day_of(DAY).title] == ["20 Aug 2025", "Wednesday, 20 August 2025"]


def test_values_are_no_texts() -> None:
    """A value that looks like a place or a text stays what it is."""
    with speaking(INVENTED):
        assert say("{shown} of {all} papers", shown="{all}", all="Papers") == "von Papers Blättern {all}"


def test_phrases_hold_elements() -> None:
    """Text around elements is encoded, and elements are where the translation has them."""
    link = el("a", "a<b", href="x")
    assert phrase("See {papers} & more.", papers=link) == "See <a href=x>a&#60;b</a> &#38; more."
    with speaking(INVENTED):
        assert phrase("See {papers} & more.", papers=link) == "Mehr &#38; <a href=x>a&#60;b</a>&#33;"


def test_only_what_is_made_is_spoken() -> None:
    """Between two items, their reader speaks its own language; two makers do not disturb each other."""

    def made() -> Iterator[str]:
        yield say("Papers")
        yield say("Papers")

    pairs = zip(spoken(INVENTED, made()), spoken(ENGLISH, made()), strict=True)
    assert [(one, other, say("Papers")) for one, other in pairs] == [("Blätter", "Papers", "Papers")] * 2


def test_threads_have_their_own() -> None:
    """A thread begins in English."""
    with speaking(INVENTED), ThreadPoolExecutor(1) as pool:
        assert pool.submit(say, "Papers").result() == "Papers"


def test_kept_results_know_their_language() -> None:
    """What was made in one language is not used in another."""
    times: list[int] = []

    @wording.cached(8)
    def told(count: int) -> str:
        times.append(count)
        return counted(count, "paper")

    english = [told(2), told(2)]
    with speaking(INVENTED):
        other = [told(2), told(2)]
    assert (english, other, times) == (["2 papers"] * 2, ["2 Blätter"] * 2, [2, 2])


@pytest.mark.parametrize(
    ("text", "forms", "expected"),
    [
        ("Papers", ("Blätter",), ""),
        ("{a} of {b}", ("{b}: {a}",), ""),
        ("{count} paper", ("{count} Blatt", "{n} Blätter"), "expected the values {count}, got {n}"),
        ("Papers", ("{a}",), "expected the values none, got {a}"),
    ],
)
def test_a_translation_has_the_values_of_the_text(text: str, forms: tuple[str, ...], expected: str) -> None:
    """In any order, and no others."""
    assert fault(text, forms) == expected
