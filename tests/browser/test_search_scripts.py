"""What the search shows, as far as it can be tried without a browser."""

import re

from generator.storage import packaged

THEME = {name: body.decode() for name, body in packaged.theme_files()}


def imports(name: str) -> set[str]:
    """All modules one needs at once, at whatever depth."""
    found = set(re.findall(r'from "\./([a-z-]+\.js)"', THEME[f"assets/{name}"]))
    return found.union(*(imports(one) for one in found))


def test_modules_of_the_page_are_loaded_at_once() -> None:
    """The template names all the page needs but what every page has: no module waits for the one before."""
    listed = re.search(r"for name in \[([^]]*)\] %\}\n<link rel=\"modulepreload\"", THEME["archive.html"])
    assert listed
    named = {f"{name}.js" for name in re.findall(r'"([a-z-]+)"', listed[1])}
    assert named == imports("search-page.js") - imports("archive.js")


def test_a_page_without_search_loads_little() -> None:
    """What every page loads of the search is one small module."""
    assert [name for name in imports("archive.js") if name.startswith("search")] == ["search-box-box.js"]
    assert imports("handwritten.js") == {"search-box-box.js"}
    assert len(THEME["assets/search-box-box.js"]) < 2000


def test_the_box_is_small() -> None:
    """It stands on every page: at most two hundred bytes each."""
    box = THEME["partials/box.html"].partition("#}\n")[2]
    assert len(box.replace("{{ 'search/' | url }}", "../../search/")) <= 200
