"""Pages with lines that look like titles: read exactly, or refused as a whole."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.intake.sources.huggingface.page_labels import LABELS, TEXTS
from tests.intake.sources.huggingface.test_page_text import LONG, SECOND, TITLE, page, read, refused_layout

OTHER = (
    "Beds of flowers on the decks of foot bridges are counted over three summers. Bridges are treated as if nothing "
    "grew on them, and a great deal does. It is shown that flowers do well above water, that few of them are ever "
    "seen, and that a count which leaves them out is wrong by a half. Where bridges are narrow, it is more than that."
)


def titles(*lines: str) -> set[str]:
    """What is read as titles out of a page with these lines below its date."""
    return {one.paper.title for one in read(page(*lines)).listings[0].papers}


@pytest.mark.attack(
    9, "a label, name, topic, counter or organization that stands evenly between two long paragraphs"
)
@pytest.mark.parametrize("label", LABELS)
def test_no_label_is_a_title(label: str) -> None:
    """Whatever text is below it, wherever the two are, and if it is in a title's place."""
    for text in TEXTS.values():
        refused_layout(page(TITLE, LONG, label, text, SECOND, OTHER))
        refused_layout(page(TITLE, LONG, SECOND, OTHER, label, text))
        refused_layout(page(label, text, TITLE, LONG))
        refused_layout(page(TITLE, LONG, label, text, SECOND, OTHER, label, text))
    refused_layout(page(label, LONG, SECOND, OTHER))
    refused_layout(page(TITLE, LONG, label, OTHER))
    refused_layout(page(TITLE, label, LONG, SECOND, label, OTHER))


@pytest.mark.parametrize("label", LABELS)
def test_no_label_ends_a_card(label: str) -> None:
    """A line right below each abstract, with empty lines around, is no title of what follows."""
    card = f"{TITLE}\n\n{LONG}\n{label}\n\n"
    refused_layout(f"Daily Papers\nJan 6\n{card}{SECOND}\n\n{OTHER}\n{label}\n")


@pytest.mark.parametrize("name", ["notice", "long notice", "comment", "long comment", "advertisement"])
def test_no_other_text_is_an_abstract(name: str) -> None:
    """A title whose abstract is missing does not get the notice, comment or advertisement below it."""
    refused_layout(page(TITLE, LONG, "A Ladder Few Have Climbed", TEXTS[name], SECOND, OTHER))


@pytest.mark.parametrize("text", TEXTS.values(), ids=TEXTS)
def test_no_other_text_goes_on_with_an_abstract(text: str) -> None:
    """A notice, comment or advertisement right below an abstract is no paragraph of it."""
    refused_layout(page(TITLE, LONG, text, SECOND, OTHER))


def test_no_other_abstract_goes_on_with_an_abstract() -> None:
    """Where the title of the second is missing, the first does not get both."""
    refused_layout(page(TITLE, LONG, OTHER))


@pytest.mark.parametrize(
    ("title", "start"),
    [
        ("Lanterns", "We hang lanterns over water. "),
        ("Lantern Ladders", "We climb to each lantern on ladders. "),
        ("Sevo-5", "We present Sevo-5, a lantern that needs no oil. "),
        ("Sevo 5", "This report introduces Sevo 5, the fifth of its kind. "),
        ("Sevo-5 Technical Report", "Sevo-5 is a lantern that needs no oil. "),
        ("The Lantern Delusion", "It is believed that lanterns help. "),
        ("Why Nothing Here Is Said Twice: Oil", "It is believed that lamps help. "),
    ],
)
def test_short_titles_in_a_regular_page(title: str, start: str) -> None:
    """A title of a word or two is one where all lines take turns and its abstract speaks of the same."""
    assert titles(TITLE, LONG, title, start + LONG, SECOND, OTHER) == {TITLE, title, SECOND}


@pytest.mark.parametrize("lines", [("Lanterns", LONG, "12 authors"), ("Lanterns", LONG, LONG + " And more.")])
def test_short_titles_elsewhere_are_refused(lines: tuple[str, ...]) -> None:
    """With anything else on the page, a word or two may be a label that the text happens to share."""
    refused_layout(page(*lines, SECOND, OTHER))


def test_uneven_gaps_are_not_regular() -> None:
    """One more empty line than elsewhere is enough to doubt a short title."""
    refused_layout(page(TITLE, LONG, "\nLanterns", OTHER + " We hang lanterns.", SECOND, OTHER))


def test_chinese_pages() -> None:
    """Without spaces between words, pairs of characters are what a title shares with its abstract."""
    text = "花園裡的燈籠在許多夜晚被測量,結果表明它們並不存在,因為沒有人去測量過它們的存在。" * 4
    assert titles("花園裡的燈籠", text) == {"花園裡的燈籠"}
    refused_layout(page("社群討論", text))


LADDERS = (
    "Ladders lean on walls, and walls are rarely asked. A ladder is described by its steps alone, without the ground on "
    "which it stands. It is shown that most of the ground can be told from the steps, and that nothing else has to be "
    "known. On five walls that were never climbed before, a ladder that knows its ground leans better than all others."
)
PAPERS = {
    TITLE: LONG,
    SECOND: OTHER,
    "Ladders That Know the Ground They Lean On": LADDERS,
    "Lanterns": f"We hang lanterns over water. {OTHER}",
}


@pytest.mark.attack(9, "label lines at any place of a page that would be read without them")
@given(
    st.permutations(sorted(PAPERS)),
    st.integers(1, 4),
    st.lists(st.tuples(st.sampled_from(LABELS), st.sampled_from(["", *TEXTS.values()])), max_size=2),
    st.data(),
)
def test_labels_anywhere(
    order: list[str], count: int, labels: list[tuple[str, str]], data: st.DataObject
) -> None:
    """A page of titles and abstracts is read exactly; with a label line anywhere in it, nothing is."""
    lines = [line for title in order[:count] for line in (title, PAPERS[title])]
    if not labels:
        found = {one.paper.title: one.paper.abstract for one in read(page(*lines)).listings[0].papers}
        assert found == {title: PAPERS[title] for title in order[:count]}
        return
    for label, text in labels:
        at = data.draw(st.integers(0, len(lines)))
        lines[at:at] = [label, text] if text else [label]
    refused_layout(page(*lines))
