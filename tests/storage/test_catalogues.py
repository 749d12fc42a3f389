"""Catalogues of interface texts, packaged and of the operator."""

import pytest

from generator.errors import ConfigError
from generator.storage import catalogues, packaged
from generator.text.counted import counted
from generator.wording import ENGLISH, speaking

HEAD = 'msgid ""\nmsgstr ""\n"Content-Type: text/plain; charset=utf-8\\n"\n\n'
HOME = 'msgid "Home"\nmsgstr "Zu Hause"\n'
NO_LINE = 'expected msgid or msgstr and then a text between two "'
PAPER = 'msgid "{count} paper"\nmsgid_plural "{count} papers"\n'


def test_a_language_without_a_catalogue_is_english() -> None:
    """Pages then say that they are in English."""
    assert catalogues.wording("fy") is ENGLISH
    assert catalogues.wording("en") is ENGLISH


def test_an_own_catalogue_may_be_of_any_language() -> None:
    """Its plurals and its direction are those of the language, also without a header that tells them."""
    found = catalogues.wording(
        "pl", f"{HEAD}{PAPER}" + 'msgstr[0] "{count} a"\nmsgstr[1] "{count} b"\nmsgstr[2] "{count} c"\n'
    )
    with speaking(found):
        assert [counted(n, "paper") for n in (1, 3, 5, 22)] == ["1 a", "3 b", "5 c", "22 b"]
    assert (found.language, found.direction) == ("pl", "ltr")
    assert catalogues.wording("ar", f"{HEAD}{HOME}").direction == "rtl"


def test_the_mark_follows_the_texts() -> None:
    """Another text is another wording: what was made with the one before is made again."""
    one, other = (catalogues.wording("en", f"{HEAD}{HOME.replace('Zu', word)}") for word in ("Zu", "Von"))
    assert one != other != ENGLISH
    assert repr(one) != repr(other)
    assert catalogues.wording("en", f"{HEAD}{HOME}") == one


def test_what_is_not_translated_is_english() -> None:
    """Empty and fuzzy translations are passed over."""
    found = catalogues.wording("de", f'{HEAD}msgid "x"\nmsgstr ""\n\n#, fuzzy\nmsgid "y"\nmsgstr "z"\n')
    assert [found.of("x"), found.of("y")] == ["x", "y"]


@pytest.mark.parametrize(
    ("body", "language", "expected"),
    [
        ('msgid "a {n}"\nmsgstr "b"\n', "de", "own.po: line 5: expected the values {n}, got none"),
        (f'{PAPER}msgstr[0] "{{count}} a"\n', "ja", ""),
        (f'{PAPER}msgstr[0] "{{count}} a"\n', "de", "own.po: line 5: expected 2 forms, got 1"),
        (f'{PAPER}msgstr[0] ""\nmsgstr[1] ""\n', "de", ""),
        (
            'msgid "{count} paper"\nmsgstr "{count} a"\n',
            "ja",
            "own.po: line 5: expected msgid_plural '{count} papers' below it",
        ),
        ("nonsense\n", "de", f"own.po: line 5: {NO_LINE}, got 'nonsense'"),
        ('msgid "Topics\nmsgstr "Neu"\n', "de", f"own.po: line 5: {NO_LINE}, got 'msgid \"Topics'"),
        ('msgid "a"\nmsgstr "Neu\\"\n', "de", f"own.po: line 6: {NO_LINE}, got "),
        ('msgid "a"\nmsgstr "Ein "Neu""\n', "de", f"own.po: line 6: {NO_LINE}, got "),
        ('msgid "a"\nmsgstr Neu\n', "de", f"own.po: line 6: {NO_LINE}, got 'msgstr Neu'"),
        ('msgid "a"\nmsgstr ""\n"Sch\\"ön\\\\"\n', "de", ""),
        ('msgid "a"\nmsgid "b"\nmsgstr "c"\n', "de", "own.po: line 5: missing msgstr for msgid 'a'"),
        ('# x\n\n"a"\n', "de", 'own.po: line 7: Got line starting with " but not in msgid'),
        ('msgid "a"\nmsgstr "b"\n', "tlh", "own.po: theme.language: tlh is not the code of a language"),
        ('msgid "a"\nmsgstr "b"\n', "d e", "own.po: theme.language: d e is not the code of a language"),
    ],
)
def test_faults_have_their_place(body: str, language: str, expected: str) -> None:
    """A catalogue with a fault is refused, with its file and line."""
    if not expected:
        catalogues.wording(language, HEAD + body, "own.po")
        return
    with pytest.raises(ConfigError) as caught:
        catalogues.wording(language, HEAD + body, "own.po")
    assert str(caught.value).startswith(expected)


def test_texts_that_nothing_says() -> None:
    """Those that the program does not have, perhaps with the one that is meant, and those that are there twice,
    each with its line. Commented and later forms are none."""
    body = (
        f'{HEAD}{HOME}msgid "x\\n"\n"y"\nmsgstr "a"\n"b"\n# c\n#~ msgid "d"\n#~ msgstr "e"\n{PAPER}'
        'msgstr[0] "f {count}"\nmsgstr[1] "g {count}"\nmsgid ""\n"All "\n"day"\nmsgstr ""\n'
        f'msgctxt "a"\n{HOME}'
    )
    assert list(map(str, catalogues.unused(body, "own.po"))) == [
        "own.po: line 7: nothing says 'x\\ny', so its translation is not used",
        "own.po: line 18: nothing says 'All day', so its translation is not used; did you mean 'All days'?",
        "own.po: line 23: the text 'Home' is already in line 5; remove one of the two",
    ]


@pytest.mark.parametrize("language", ["de", "zh", "ja"])
def test_our_own_are_all_said(language: str) -> None:
    """A copy of a packaged catalogue says nothing that is not used."""
    body = (packaged.CLONE / "generator" / "wording" / f"{language}.po").read_text(encoding="utf-8")
    assert not list(catalogues.unused(body, "own.po"))
    assert catalogues.wording(language, body).texts


@pytest.mark.parametrize(
    ("count", "rule"), [(2, "__import__(1)"), (1, "n!=1"), (2, "n%0"), (101, "n%1000"), (2, "(" * 2000 + "n")]
)
def test_a_rule_that_is_none(count: int, rule: str) -> None:
    """A language of the operator's own has a rule for plurals in the head of its file."""
    head = f'msgid ""\nmsgstr "Plural-Forms: nplurals={count}; plural={rule};\\n"\n\nmsgid "Home"\nmsgstr "Accueil"\n'
    with pytest.raises(ConfigError) as caught:
        catalogues.wording("fr", head, "own.po")
    expected = f"own.po: Plural-Forms: expected a rule that gives each number a form, of which there are {count}, got"
    assert str(caught.value).startswith(expected)


@pytest.mark.parametrize("charset", ["latin-1", "unheard-of"])
def test_a_catalogue_is_utf8(charset: str) -> None:
    """Whatever its header says: it has been read already."""
    body = HEAD.replace("utf-8", charset) + 'msgid "Home"\nmsgstr "Übersicht"\n'
    assert catalogues.wording("de", body).of("Home") == "Übersicht"


def test_each_text_has_its_files() -> None:
    """The template of all catalogues tells which texts scripts and templates show."""
    found = catalogues.places()
    assert "theme/partials/skip.html" in found["Skip to content"]
    assert "web/lib/wording.js" in found["1,000"]
