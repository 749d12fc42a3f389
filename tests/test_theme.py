"""The colours of generated pages can be read by everybody: WCAG 2.2, contrast 4.5 to 1 for text."""

import re

import pytest

from generator.storage import packaged

CSS = dict(packaged.theme_files())["assets/archive.css"].decode()
_VARIABLE = re.compile(r"--([a-z0-9-]+):\s*(#[0-9a-f]{3,8})\s*;")

ON = ("page", "card", "tint")
PAIRS = [(ink, paper) for ink in ("text", "soft", "link") for paper in ON] + [
    ("warn", "warn-tint"),
    ("warn", "card"),
    ("text", "l1"),
    ("text", "l2"),
    ("card", "l4"),
    ("text", "found"),
]


def block(selector: str) -> str:
    """The declarations of the first rule with this selector."""
    start = CSS.index(f"{selector} {{")
    return CSS[start : CSS.index("}", start)]


def variables(text: str) -> dict[str, str]:
    """Custom properties that are colours."""
    return dict(_VARIABLE.findall(text))


LIGHT = variables(block(":root"))
DARK = LIGHT | variables(block(':root[data-md-color-scheme="slate"]'))


def luminance(colour: str) -> float:
    """Relative luminance of `#rgb` or `#rrggbb`."""
    digits = colour.removeprefix("#")
    if len(digits) == 3:
        digits = "".join(digit * 2 for digit in digits)
    parts = [int(digits[n : n + 2], 16) / 255 for n in (0, 2, 4)]
    red, green, blue = (p / 12.92 if p <= 0.04045 else ((p + 0.055) / 1.055) ** 2.4 for p in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    """From 1 to 21."""
    light, dark = sorted((luminance(one), luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def test_the_measure() -> None:
    """Black on white is 21, a colour on itself 1."""
    assert contrast("#000", "#fff") == pytest.approx(21)
    assert contrast("#123456", "#123456") == 1


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize(("ink", "paper"), PAIRS)
def test_text_can_be_read(scheme: str, ink: str, paper: str) -> None:
    """Every text colour on every surface it stands on, in both schemes."""
    colours = LIGHT if scheme == "light" else DARK
    assert contrast(colours[ink], colours[paper]) >= 4.5


def test_the_bar_in_every_colour() -> None:
    """The bar's text on each primary colour Material offers and we know."""
    primaries = re.findall(r'\[data-md-color-primary="([a-z-]+)"\] \{ --primary: (#[0-9a-f]+)', CSS)
    assert len(primaries) > 10
    for name, colour in [*primaries, ("indigo", LIGHT["primary"])]:
        assert contrast(colour, LIGHT["bar-text"]) >= 4.5, name


def test_both_ways_into_the_dark_agree() -> None:
    """Chosen by the reader or by the system, dark is the same."""
    by_system = variables(
        CSS[
            CSS.index("@media (prefers-color-scheme: dark)") : CSS.index(
                ':root[data-md-color-scheme="default"]'
            )
        ]
    )
    assert by_system == variables(block(':root[data-md-color-scheme="slate"]'))


def test_nothing_from_elsewhere() -> None:
    """No style sheet names another host or another file."""
    for name, body in packaged.theme_files():
        if name.endswith(".css"):
            assert not re.findall(r"@import|url\(\s*[\"']?(?:https?:)?//", body.decode()), name
