"""`/saved/`: the reader's own list. It is kept in the browser, so the page is a form that a script fills.

The script finds elements by their ids. Without scripts the page explains what it is for.
"""

from generator import urls
from generator.archive import Archive
from generator.records.page import Page
from generator.render.pages import parts
from generator.sinks.to_html import Html, el, join, phrase
from generator.wording import say, term

ABOUT = term(
    "Your reading list: papers you saved, kept in this browser. No account, and nothing is sent anywhere."
)
ORDERS = {
    "saved": term("Recently saved"),
    "oldest": term("Oldest saved"),
    "listed": term("Newest papers"),
    "title": term("Title"),
}
SHOWN = {"all": term("All"), "unread": term("Unread"), "read": term("Read")}


def render(archive: Archive) -> Page:
    """The same for every archive, but for the way to the best papers."""
    here = urls.SAVED
    told = say(
        "Papers you save stay in this browser. No account, and nothing is sent anywhere. Clearing this site's"
        " data deletes your list, so save it to a file to keep it."
    )
    blocks = [
        el("p", told, class_="lead"),
        el("noscript", el("p", say("A reading list needs JavaScript."), class_="notice")),
        el(
            "div",
            _tools(),
            _empty(here, archive),
            _list(),
            _library(),
            _follows(),
            _searches(),
            id="saved",
            hidden=True,
        ),
    ]
    return parts.page(here, "saved", say("Reading list"), blocks, about=say(ABOUT), meta={})


def _tools() -> Html:
    field = el("input", type="search", id="saved-find", autocomplete="off")
    file = el(
        "input",
        type="file",
        id="saved-file",
        accept=".json,.bib,.ris,.txt,.opml,.xml",
        class_="unseen",
        aria_label=say("Profile, reading list, library or feeds"),
        tabindex=-1,
    )
    return join(
        el(
            "div",
            el("label", say("Find"), " ", field),
            el("label", say("Show"), " ", _select("saved-shown", SHOWN)),
            el("label", say("Order"), " ", _select("saved-order", ORDERS)),
            id="saved-narrow",
            class_="narrowing",
        ),
        el(
            "p",
            el("button", say("Export"), type="button", id="saved-export"),
            el("button", say("Save to a file"), type="button", id="saved-keep"),
            el("button", say("Add from a file"), type="button", id="saved-add"),
            file,
            class_="doing",
        ),
        el("p", id="saved-status", role="status", tabindex=-1),
        el("p", id="saved-kept", hidden=True),
    )


def _list() -> Html:
    return el("ol", id="saved-list", class_="rows")


def _library() -> Html:
    """A place to paste what a reader has elsewhere."""
    told = say(
        "Paste BibTeX, RIS, CSL-JSON, arXiv ids, links, titles (one per line), or OPML with feeds of this"
        " site. Papers that this archive knows are saved, and you see which ones it does not know."
    )
    field = el("textarea", id="saved-paste", rows=6, aria_label=say("Your library"), autocomplete="off")
    return el(
        "details",
        el("summary", say("Load your library")),
        el("p", told),
        field,
        el("p", el("button", say("Add"), type="button", id="saved-take"), class_="doing"),
        id="saved-library",
    )


def _follows() -> Html:
    """What the reader follows; a script fills it."""
    return el("section", el("h2", say("Following"), id="following"), id="saved-follows", hidden=True)


def _searches() -> Html:
    """Searches that the reader saved; a script fills it."""
    return el("section", el("h2", say("Saved searches"), id="searches"), id="saved-searches", hidden=True)


def _select(name: str, options: dict[str, str]) -> Html:
    return el("select", *(el("option", say(label), value=value) for value, label in options.items()), id=name)


def _empty(here: urls.Address, archive: Archive) -> Html:
    """What a reader sees who has saved nothing yet."""
    ways = phrase(
        "Try {latest}, {best}, {search}.",
        latest=el("a", say("the latest papers"), href=here.to(urls.HOME)),
        best=el(
            "a",
            say("the most upvoted ones") if archive.has_votes else say("all days"),
            href=here.to(urls.PAPERS if archive.has_votes else urls.hub("day")),
        ),
        search=el("a", say("the search"), href=here.to(urls.SEARCH)),
    )
    return el(
        "div",
        el("p", el("strong", say("Nothing saved yet."))),
        el(
            "p",
            phrase(
                "Click the bookmark next to a paper, or focus a paper and press {key}.", key=el("kbd", "s")
            ),
        ),
        el("p", ways),
        id="saved-none",
        class_="none",
        hidden=True,
    )
