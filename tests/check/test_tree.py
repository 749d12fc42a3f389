"""Links and anchors of a finished site."""

import pytest

from generator.check import tree

SITE = {
    "index.html": '<h1 id="top">Home</h1><a href="days/2025-08-20/">day</a>',
    "days/2025-08-20/index.html": '<h1 id="top">Day</h1><h2 id=plain>x</h2><a name="old"></a>',
    "assets/x.css": "a {}",
    "404.html": "",
}


def faults(html: str, path: str = "index.html", base: str = "/base/") -> list[str]:
    """What is wrong with a page of this HTML in the site above."""
    site = SITE | {path: html}
    return [
        f"{one.where} {one.message}"
        for one in tree.links([(path, html)], site.__contains__, site.__getitem__, base)
    ]


@pytest.mark.parametrize(
    "target",
    [
        "days/2025-08-20/", "./days/2025-08-20/", "days/2025-08-20/#top", "days/2025-08-20/#plain",
        "days/2025-08-20/#old", "#here", "", "?q=1", "/base/", "/base/days/2025-08-20/", "assets/x.css?v=1",
        "https://example.org/", "//example.org/x", "mailto:a@example.org", "days/2025-08-20/index.html",
        "days/2025%2D08-20/", "days/../days/2025-08-20/", ".", "./",
    ],
)  # fmt: skip
def test_good_links(target: str) -> None:
    """Links to pages, files and ids that are there, and links out, are no problem."""
    assert not faults(f'<p id="here"><a href="{target}">x</a>')


@pytest.mark.parametrize(
    ("target", "message"),
    [
        ("days/2025-08-21/", "leads to days/2025-08-21/index.html, which does not exist"),
        ("days/2025-08-20/#gone", "no element of days/2025-08-20/index.html has this id"),
        ("#gone", "no element of index.html has this id"),
        ("days", "leads to days, which does not exist"),
        ("../x/", "leads out of the site"),
        ("/other/", "leads out of the site"),
        ("assets/y.css", "leads to assets/y.css, which does not exist"),
    ],
)
def test_bad_links(target: str, message: str) -> None:
    """Everything else is a problem with the link as it was written."""
    assert faults(f'<a href="{target}">x</a>') == [f"{target} {message}"]


@pytest.mark.parametrize(
    "html",
    [
        "<link href='gone.css' rel=stylesheet>",
        "<script src=gone.css></script>",
        '<img alt="" src="gone.css">',
        '<form action="gone.css">',
        '<A HREF="gone.css">x</A>',
    ],
)
def test_every_kind_of_reference(html: str) -> None:
    """Style sheets, scripts, pictures and forms are followed, however they are written."""
    assert faults(html) == ["gone.css leads to gone.css, which does not exist"]


def test_from_a_page_deep_inside() -> None:
    """Relative links start at the page's folder; the root is reached and not left."""
    assert not faults('<a href="../../">home</a><a href="../2025-08-20/">x</a>', "days/2025-08-19/index.html")
    assert faults('<a href="../../../">x</a>', "days/2025-08-19/index.html") == [
        "../../../ leads out of the site"
    ]


def test_data_blocks_are_not_pages() -> None:
    """Text in comments and data scripts is neither a link nor an anchor."""
    html = '<!-- <a href="gone/">x</a> --><script type="application/ld+json">"<a href=\'gone/\'>"</script>'
    assert not faults(html)


def test_entities_in_addresses() -> None:
    """An address is read as a browser reads it."""
    assert not faults('<a href="assets/x.css?a=1&amp;b=2">x</a><a href="days/2025&#45;08-20/">x</a>')


@pytest.mark.parametrize(
    "html",
    [
        '<!-- <i id="gone"></i> --><a href="#gone">x</a>',
        '<script type="application/json">"<i id="gone">"</script><a href="#gone">x</a>',
        '<i title=" id="gone"></i><a href="#gone">x</a>',
        '<p>an id="gone" in words</p><a href="#gone">x</a>',
        '<i title=\'<i id="gone"\'></i><a href="#gone">x</a>',
    ],
)
def test_what_only_looks_like_an_anchor(html: str) -> None:
    """An id counts where an element has it, and nowhere else."""
    assert faults(html) == ["#gone no element of index.html has this id"]


@pytest.mark.parametrize(
    "html",
    [
        '<a title=" href=" href="gone/">x</a>',
        "<a title='href=\"./\"' href=gone/>x</a>",
        "<a href\n=\n'gone/'>x</a>",
        "<a data-href='./' HREF=gone/>x</a>",
        '<a href="&#103;one/">x</a>',
    ],
)
def test_references_that_hide(html: str) -> None:
    """Whatever stands around a reference, it is followed."""
    assert faults(html) == ["gone/ leads to gone/index.html, which does not exist"]


def test_words_that_look_like_references() -> None:
    """Words are not followed, also on a page that has something to report."""
    html = '<p>href="nowhere/" and x = 5</p>'
    assert not faults(html)
    assert faults(f'{html}<a href="gone/">x</a>') == ["gone/ leads to gone/index.html, which does not exist"]


def test_pages_beside_each_other() -> None:
    """What a page's link leads to says nothing about the same words on a page elsewhere."""
    pages = [
        ("days/a/index.html", '<a href="../b/">x</a>'),
        ("days/b/index.html", '<a href="../b/">x</a><a href="../c/">x</a>'),
        ("weeks/a/index.html", '<a href="../b/">x</a>'),
        ("weeks/index.html", '<a href="../days/b/">x</a>'),
        ("x.html", '<a href="../days/b/">x</a>'),
    ]
    site = dict(pages)
    found = tree.links(pages, site.__contains__, site.__getitem__, "/")
    assert [(one.path, one.where) for one in found] == [
        ("days/b/index.html", "../c/"),
        ("weeks/a/index.html", "../b/"),
        ("x.html", "../days/b/"),
    ]
