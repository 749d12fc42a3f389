"""The email as HTML: tables and inline styles, which every client keeps, and no images or scripts.

The style sheet in the head only sets the colours of dark mode; clients that drop it show the light
version. Braces in outside text are encoded like all special characters, so that no provider's template
language finds a tag in it.
"""

from generator import urls
from generator.archive import ArchivedPaper
from generator.config import Config
from generator.render.mail.issue import Issue
from generator.render.mail.text import addresses, votes
from generator.render.pages import cards
from generator.sinks.to_html import Child, Html, join, lines
from generator.sinks.to_html import quoted as el
from generator.text import excerpt
from generator.text.counted import counted
from generator.wording import say

FONT = "font-family:-apple-system,Segoe UI,Roboto,Helvetica,Arial,sans-serif"
INK, MUTED, LINK = "color:#1a1c20", "color:#5b6270", "color:#303f9f"
DARK = Html(
    ":root{color-scheme:light dark;supported-color-schemes:light dark}"
    "@media (prefers-color-scheme:dark){"
    ".b{background:#15171c!important}.c{background:#1e2128!important}.i{color:#e9ebf0!important}"
    ".m{color:#a6adbb!important}.l{color:#a8b4ff!important}.t{border-color:#383d48!important}}"
)
PREVIEW = 3
"""Titles in the preview that an inbox shows next to the subject."""


def document(issue: Issue, config: Config) -> Html:
    """The complete HTML part: a document that contains the digest."""
    head = el(
        "head",
        el("meta", charset="utf-8"),
        el("meta", name="viewport", content="width=device-width,initial-scale=1"),
        el("meta", name="color-scheme", content="light dark"),
        el("meta", name="supported-color-schemes", content="light dark"),
        el("title", f"{config.site_name}: {issue.title}"),
        el("style", DARK),
    )
    centred = el("td", content(issue, config), align="center", style="padding:20px 8px")
    table = _table(el("tr", centred), width="100%", class_="b", style="background:#f3f4f7")
    style = "margin:0;padding:0;background:#f3f4f7;-webkit-text-size-adjust:100%"
    body = el("body", _preview(issue), table, class_="b", style=style)
    return lines(
        Html("<!doctype html>"),
        el("html", Html("\n"), head, Html("\n"), body, lang=config.wording.language),
        Html("\n"),
    )


def content(issue: Issue, config: Config) -> Html:
    """The digest itself, for providers that add their own document and footer. None of its lines is
    empty, so that Markdown takes it as one block of HTML."""
    here = issue.series.page(issue.period, config)
    rows: list[Child] = [_title(issue, config, here), _heading(issue.heading)]
    rows += [_leading(issue, paper, config) for paper in issue.leading]
    for label, papers in issue.groups:
        rows += [_heading(say(label)), *(_row(_paper(paper, config)) for paper in papers)]
    rows += [_foot(issue, config, here)]
    style = f"width:100%;max-width:600px;background:#ffffff;border-radius:8px;text-align:left;{FONT}"
    return _table(lines(*rows), width=600, class_="c", style=style)


def _preview(issue: Issue) -> Html:
    told = " · ".join(paper.title for paper in issue.leading[:PREVIEW])
    hidden = "display:none;max-height:0;max-width:0;overflow:hidden;opacity:0;font-size:1px;line-height:1px"
    return el("div", excerpt(told, 200), style=hidden)


def _title(issue: Issue, config: Config, here: str) -> Html:
    name = el("p", _link(config.site_name, config.site_url, 14), style="margin:0 0 4px")
    title = el("h1", issue.title, class_="i", style=f"margin:0;font-size:22px;line-height:28px;{INK}")
    count = counted(issue.total, "paper")
    told = f"{issue.dates} · {count}" if issue.series.name else say("{papers} on the site", papers=count)
    return _row(join(name, title, el("p", _link(told, here, 14), style="margin:4px 0 0")), "24px 20px 8px")


def _heading(label: str) -> Html:
    style = f"margin:0;padding:0 0 6px;font-size:17px;line-height:22px;border-bottom:1px solid #dfe2e8;{INK}"
    return _row(el("h2", label, class_="i t", style=style), "20px 20px 6px")


def _leading(issue: Issue, paper: ArchivedPaper, config: Config) -> Html:
    return _row(join(_paper(paper, config), _summary(paper), _muted(issue.topics[paper.paper.id])))


def _paper(paper: ArchivedPaper, config: Config) -> Html:
    address = urls.absolute(config.site_url, urls.paper(paper.paper.id))
    style = f"font-size:16px;line-height:21px;font-weight:600;text-decoration:none;{LINK}"
    link = el("a", paper.title, href=address, class_="l", style=style, dir="auto")
    told = " · ".join(part for part in (cards.credit(paper), votes(paper)) if part)
    return join(link, _muted(told))


def _summary(paper: ArchivedPaper) -> Html | None:
    if paper.summary is None:
        return None
    teller, told = paper.summary
    mark = el("b", say("AI summary: ")) if teller == "model" else None
    style = f"margin:4px 0 0;font-size:15px;line-height:22px;{INK}"
    return el("p", mark, excerpt(told, cards.SUMMARY), class_="i", style=style)


def _muted(words: Child) -> Html | None:
    style = f"margin:3px 0 0;font-size:13px;line-height:18px;{MUTED}"
    return el("p", words, class_="m", style=style) if words else None


def _foot(issue: Issue, config: Config, here: str) -> Html:
    more = _link(say("And {count} more on the site", count=issue.more), here, 16) if issue.more else None
    ways = [_link(config.site_name, config.site_url, 13)]
    ways += [
        _link(say("Unsubscribe"), one, 13) for one in addresses(config.options.mail_unsubscribe)[:1] if one
    ]
    last = el(
        "p",
        join(*ways, between=" · "),
        class_="t",
        style="margin:0;padding:12px 0 0;border-top:1px solid #dfe2e8",
    )
    above = el("p", more, style="margin:0 0 16px") if more else None
    return _row(join(above, last), "16px 20px 24px")


def _link(words: str, address: str, size: int) -> Html:
    return el("a", words, href=address, class_="l", style=f"font-size:{size}px;{LINK}")


def _row(inside: Child, padding: str = "8px 20px") -> Html:
    return el("tr", el("td", inside, style=f"padding:{padding}"))


def _table(inside: Child, **attributes: str | int) -> Html:
    plain: dict[str, str | int] = {"role": "presentation", "cellpadding": 0, "cellspacing": 0, "border": 0}
    return el("table", Html("\n"), inside, Html("\n"), **(plain | attributes))
