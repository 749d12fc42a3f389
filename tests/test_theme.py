"""The colours of generated pages can be read by everybody: WCAG 2.2, contrast 4.5 to 1 for text."""

import re

import pytest

from generator.render.pages.hues import HUES
from generator.storage import packaged

STYLES = packaged.CLONE / "generator" / "web" / "styles"
TOKENS = (STYLES / "tokens.css").read_text(encoding="utf-8")
PALETTE = (STYLES / "palette.css").read_text(encoding="utf-8")
SCREEN = TOKENS.partition("@media print")[0]
_ROLE = re.compile(r"--([a-z0-9-]+): (?:light-dark\((#[0-9a-f]+), (#[0-9a-f]+)\)|(#[0-9a-f]+));")

ON = ("page", "card", "tint")
PAIRS = [(ink, paper) for ink in ("text", "soft", "link") for paper in ON] + [
    ("warn", "warn-tint"),
    ("warn", "card"),
    ("text", "heat-1"),
    ("text", "heat-2"),
    ("on-heat-3", "heat-3"),
    ("card", "heat-4"),
    ("text", "found"),
]


LIGHT = {name: light or both for name, light, _, both in _ROLE.findall(SCREEN.partition("[data-md")[0])}
DARK = {name: dark or both for name, _, dark, both in _ROLE.findall(SCREEN.partition("[data-md")[0])}


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
    """Every text colour on every surface it is used on, in both schemes."""
    colours = LIGHT if scheme == "light" else DARK
    assert contrast(colours[ink], colours[paper]) >= 4.5


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("paper", ON)
def test_edges_can_be_seen(scheme: str, paper: str) -> None:
    """WCAG 2.2, 1.4.11: the borders of controls and the hues of topics on every surface, 3 to 1."""
    colours = LIGHT if scheme == "light" else DARK
    hues = [name for name in colours if name.startswith("hue-")]
    assert len(hues) == HUES
    for name in ("edge", *hues):
        assert contrast(colours[name], colours[paper]) >= 3, name


def test_every_colour_that_an_operator_may_choose() -> None:
    """The text on each primary colour, and each link and accent on every surface."""
    primaries = re.findall(r'primary="([a-z-]+)"\] \{ --primary: (#[0-9a-f]+)', PALETTE)
    assert len(primaries) == 20
    for name, colour in [*primaries, ("indigo", LIGHT["primary"])]:
        assert contrast(colour, LIGHT["on-primary"]) >= 4.5, name
    pairs = re.findall(r"--(?:link|accent): light-dark\((#[0-9a-f]+), (#[0-9a-f]+)\)", PALETTE)
    assert len(pairs) == 36
    for light, dark in pairs:
        assert min(contrast(light, LIGHT[paper]) for paper in ON) >= 4.5, light
        assert min(contrast(dark, DARK[paper]) for paper in ON) >= 4.5, dark


def test_the_button_chooses_the_scheme() -> None:
    """What it sets on the root decides which colour of a pair holds; else the system does."""
    assert re.search(r":root \{\s+color-scheme: light dark;", SCREEN)
    for scheme, chosen in (("default", "light"), ("slate", "dark")):
        assert f'[data-md-color-scheme="{scheme}"] {{\n  color-scheme: {chosen};\n}}' in SCREEN


def test_nothing_from_elsewhere() -> None:
    """No style sheet names another host or another file."""
    for name, body in packaged.theme_files():
        if name.endswith(".css"):
            assert not re.findall(r"@import|url\(\s*[\"']?(?:https?:)?//", body.decode()), name
