"""Text at the border: cleaned once, then compared and cut."""

import time
import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator import text
from tests.support.helpers import hostile_strings

ANY = st.text(st.characters(exclude_categories=[]))
GREETING = "e\u0301"


@pytest.mark.parametrize(
    ("written", "cleaned"),
    [
        ("  two \t words\n", "two words"),
        ("line\u2028para\u2029next\u0085end", "line para next end"),
        ("no\u00a0break and\u3000wide", "no break and wide"),
        ("a\x00b\x1b[31mc\x7fd\x9fe", "ab[31mcde"),
        ("a \x00 b", "a b"),
        ("\u202egnp.exe\u202c \u2066a\u2069", "gnp.exe a"),
        ("zero\u200bwidth\u200e\u200f\ufeff", "zerowidth"),
        ("\U0001f469\u200d\U0001f52c", "\U0001f469\u200d\U0001f52c"),
        ("lone \ud83d half \ude00", "lone half"),
        ("\ufdd0non\uffff\U0001fffe\U0010ffff", "non"),
        ("e\u200b\u0301", "é"),
        (GREETING, "é"),
        ("\u1fef\u037e\u212b", "`;Å"),
        ("\x00\u200b \n", ""),
    ],
)
def test_clean(written: str, cleaned: str) -> None:
    """One line of NFC text is left, without control, direction or zero-width characters."""
    assert text.clean(written, 100) == cleaned


def test_clean_takes_hostile_strings() -> None:
    """Cleaning twice is cleaning once, and what is left can be stored."""
    for written in hostile_strings():
        once = text.clean(written, 500)
        assert text.clean(once, 500) == once
        assert once.encode().decode() == once


@given(ANY, st.integers(0, 40))
def test_clean_laws(written: str, cap: int) -> None:
    """The result is short, NFC, one trimmed line, and a fixed point."""
    once = text.clean(written, cap)
    assert len(once) <= cap
    assert once == unicodedata.normalize("NFC", once) == " ".join(once.split())
    assert text.clean(once, cap) == once
    assert not any(unicodedata.category(c) in {"Cc", "Cs"} for c in once)


def test_a_cut_keeps_letters_and_accents_together() -> None:
    """A letter whose accents do not fit is cut off with them."""
    stacked = "ab" + "q\u0301\u0302"
    assert text.clean(stacked, 4) == "ab"
    assert text.clean(stacked, 5) == stacked


def test_a_cut_leaves_no_space_at_the_end() -> None:
    """Text that is cut after a word ends with the word."""
    assert text.clean("one two", 4) == "one"


@pytest.mark.parametrize(
    ("whole", "limit", "short"),
    [
        ("short", 10, "short"),
        ("exactly ten", 11, "exactly ten"),
        ("words are never parted", 12, "words are…"),
        ("ends, here it goes on", 6, "ends…"),
        ("unbreakablelongword", 8, "unbreak…"),
    ],
)
def test_excerpt(whole: str, limit: int, short: str) -> None:
    """What is missing shows as an ellipsis, after a whole word where there is one."""
    assert text.excerpt(whole, limit) == short


@given(ANY.map(lambda s: text.clean(s, 300)), st.integers(2, 60))
def test_excerpt_keeps_its_limit(whole: str, limit: int) -> None:
    """An excerpt is never longer than asked for, and is the text itself when that fits."""
    short = text.excerpt(whole, limit)
    assert len(short) <= limit
    assert (short == whole) == (len(whole) <= limit) or whole.endswith("…")


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Only-IF", r"$\textbf{Only-IF}$"),
        ("LLMtimesX", r"LLM$\times$X"),
        ("Stra\u00dfe", "STRASSE"),
        ("Cafe\u0301  au lait", "café-au-lait"),
        ("ﬁne ² print", "fine 2 print"),
        ("Q & A: why?", "q a why"),
    ],
)
def test_fold_takes_these_for_the_same(one: str, other: str) -> None:
    """Case, accents, punctuation, space and TeX dress do not count."""
    assert text.fold(one) == text.fold(other) != ""


def test_fold_keeps_every_script() -> None:
    """Letters outside ASCII are letters."""
    assert text.fold("李明") == "李明"
    assert text.fold("李明") != text.fold("王芳")


def test_fold_may_be_empty() -> None:
    """Text without a letter or digit folds to nothing."""
    assert text.fold("?!… — 👩") == ""


def test_digest_is_fixed() -> None:
    """Ids made from text are the same on every machine and in every version."""
    assert text.digest("daily papers") == text.digest("daily papers", 64)[:8]
    assert text.digest("", 64) == "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"
    assert len(text.digest("lone \ud83d half", 12)) == 12


@pytest.mark.parametrize(
    "written",
    [
        "Việt Nam: ế ữ ặ",
        "בְּרֵאשִׁ֖ית בָּרָ֣א יְרוּשָׁלִַ֔ם",
        "بِسْمِ ٱللَّهِ ٱلرَّحْمَٰنِ",
        "ที่นี่ น้ำ เป็น",
        "क्ष्म्य हिन्दी में",
        "\u0f67\u0f90\u0fb5\u0fa8\u0fb3\u0fba\u0fbc\u0fbb\u0f82",  # of Kalachakra
    ],
)
def test_marks_that_are_written(written: str) -> None:
    """No script loses one."""
    assert text.clean(written, 100) == unicodedata.normalize("NFC", written)


@pytest.mark.attack(5, "accents that are painted over the lines above and below")
@pytest.mark.parametrize("marks", ["\u0301", "\u0e49\u0e47", "\u0316\u20dd", "\u06d6\u064b"])
def test_marks_that_are_not_written(marks: str) -> None:
    """Eight of them stay on a letter, also of those that are none to the rules of normalising."""
    found = text.clean(f"q{marks * 40} x", 100)
    assert found == f"{found[:9]} x"
    assert set(found[1:9]) == set(marks)


@pytest.mark.attack(5, "a text of nothing but accents, which takes minutes to normalise")
def test_floods_of_accents() -> None:
    """Eight accents on a letter are kept, a million cost no time, and what is left is clean."""
    start = time.process_time()
    found = text.clean("a" + "\u0301\u0316" * 500_000 + " b\u0344" * 40 + "\u0344" * 100, 10_000)
    assert time.process_time() - start < 5
    assert text.clean(found, 10_000) == found
    assert len(found) < 300
    assert text.clean("x" + "\u0316" * 40 + "—" * 40, 100) == "x" + "\u0316" * 8 + "—" * 40


@pytest.mark.parametrize("marks", [9, 30, 100_000])
def test_marks_that_are_stored(marks: int) -> None:
    """Earlier versions left more of them on a letter: the text is clean, also with signs that do not print."""
    start = time.process_time()
    for stored in ("a" + "\u0316" * marks, "a" + "\u0316" * marks + " \U0001f469\u200d\U0001f52c"):
        assert text.is_clean(stored)
        assert not text.is_clean(f"{stored}\u200b")
        assert text.bounded(stored) == text.clean(stored, 1_000)
    assert time.process_time() - start < 1
