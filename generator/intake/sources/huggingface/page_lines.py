"""Classifies a line of a page's text by its looks.

Four kinds: *furniture* (a counter, a separator, a label, a date, a number of authors, a button), an
*abstract*, a *title*, or *unclear*. Furniture and abstracts are recognized by certain features; a title is
recognized by its place before an abstract, so that kind only means that a line may be one.
"""

import re
from typing import Literal

from generator import text
from generator.intake import moments

Kind = Literal["furniture", "abstract", "title", "unclear"]

LONG = 300
"""A line of at least this many letters is not a title; the longest real title has 175."""
SENTENCE = 100
"""A sentence of at least this many letters in ordinary lowercase is not a title."""
_WIDE = 3
"""A Chinese, Japanese or Korean character counts as three letters."""

_WORDS = """about|add to collection|all|api|arxiv|arxiv page|ask|blog|brand assets|careers|changelog|chat|cite
code|collections|comment|comments|community|company|copied|copy|copy link|daily|daily papers|dark
datasets|discussion|docs|enterprise|follow|forum|get trending papers in your email inbox!|github
github repo|home|hugging face|huggingface|jobs|learn|light|load more|log in|login|menu|models
monthly|more|new|newest|next|next page|open|organizations|page|papers|pdf|pin|press|prev|previous
previous page|pricing|privacy|project|project page|read|read more|recent|reply|save|search|share
show all|show less|show more|sign up|signup|solutions|sort|sort by|spaces|sponsored|star|stars
status|submit|submit a paper|subscribe|system theme|terms|today|top|tos|trending|trending papers
upvote|upvoted|upvotes|video|view|view all|view arxiv page|view code|view on arxiv|view page
view paper|view pdf|view project page|views|website|weekly|yesterday"""
_LABELS = frozenset(_WORDS.replace("\n", "|").split("|"))

_COUNTED = (
    r"(?:authors?|comments?|upvotes?|votes?|likes?|stars?|replies|reply|views?|papers?|points?|forks?|followers?"
    r"|models?|datasets?|spaces?|collections?|citations?|repos?|downloads?)"
)
_NUMBER = r"[+~]?[0-9][0-9.,\u00a0\u202f' ]*[kKmM]?\+?"
_COUNTERS = re.compile(
    rf"(?:\W{{0,4}}{_NUMBER}|\W*{_NUMBER} ?{_COUNTED}\W*|{_COUNTED}\W+{_NUMBER}"
    rf"|(?:github|upvote|arxiv|code|star|community|discussion|see|view|show|\+)\W+{_NUMBER}(?: {_COUNTED})?)",
    re.IGNORECASE,
)
_BY = re.compile(
    r"(?:submitted|posted|listed|shared|uploaded|added|curated) by\W+\S.{0,60}|by ?ak\b.{0,60}", re.IGNORECASE
)
_WHEN = re.compile(
    r"(?:(?:published|submitted|updated|posted|listed)(?: on)? )?"
    r"(?:[0-9]{4}-[0-9]{2}-[0-9]{2}"
    r"|[0-9]+ ?(?:s|m|h|d|w|mo|y|mins?|secs?|seconds?|minutes?|hours?|days?|weeks?|months?|years?)"
    r"(?: ago)?|(?:about )?(?:an?|[a-z]+) (?:minutes?|hours?|days?|weeks?|months?|years?) ago|just now)",
    re.IGNORECASE,
)
_LEAD = re.compile(r"(?:published|submitted|updated|posted|listed)(?: on)? ", re.IGNORECASE)

_HEADS = frozenset(
    {"abstract", "summary", "tl;dr", "tldr", "keywords", "introduction", "ai-generated summary"}
    | {"submitted by", "posted by", "published on", "submitted on", "authors", "by"}
)
"""Lines that introduce a text and are never its title."""
# Markdown, a list's bullet or number, one or more cells, a card put on one line, what no page shows.
_DRESSED = re.compile(
    r"(?:[#>*+|•·▪◦-]|[0-9]+[.)]? |\[[^\]]*\]|[*_`]{2})|.*(?:\]\(|  |\t| [·•|] |[\x00-\x08\ufffd]|\*\*)"
)
# A person or a number in words, a label, a request to the reader.
_NUMBERS = (
    "an?|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|thirteen|fourteen|fifteen|sixteen"
    "|seventeen|eighteen|nineteen|twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety|hundreds?|thousands?"
    "|dozens?|no|several|many|some|few|other|more|all"
)
_CALL = re.compile(
    r"(?:and|by|upvoted?|published|submitted|posted|listed|shared|presented|accepted|papers? of|try|cookies?"
    r"|loading|subscribe|sign (?:up|in)|log ?in|cite|citing|(?:dr|prof|mr|mrs|ms)\."
    r"|ai[- ](?:generated|summary|overview))"
    r"(?: [^:]*|[.…]*)"
    rf"|(?:{_NUMBERS})(?:[ -](?:{_NUMBERS}|of|and))* {_COUNTED}"
    r"|.*(?:\bet al\b\.?|\band others|[:：])",
    re.IGNORECASE,
)
_PERSON = r"[^\W\d_a-z][\w.'’-]*(?: (?:[^\W\d_a-z][\w.'’-]*|de|van|von|der|la|bin)){1,3}"
_PEOPLE = re.compile(
    rf"{_PERSON}(?:, {_PERSON})+(?:,? (?:and|&) (?:{_PERSON}|[0-9]+ (?:others|more)))?"
    rf"|{_PERSON} (?:and|&) [0-9]+ .*"
)
_LINK = re.compile(r"https?://\S+$")

_STOP = re.compile(r"(?:[.。．…!?！？][\"'”’)\]]*|https?://\S+)$")
_INSIDE = re.compile(r"[a-z0-9)\]”\"'%$}][.!?][\"'”’)]* +[\"'“(]?[A-Z]|[。．！？]")
_OPENS = re.compile(r"(?:we|our|this|these|here|there|in this|i)\b", re.IGNORECASE)
_VERBS = re.compile(
    r"\b(?:is|are|was|were|be|been|has|have|had|can|could|may|might|will|would|do|does|we|our|it|its|that|which|they"
    r"|their|this|these|who|show|shows|propose|proposes|present|presents|introduce|introduces)\b",
    re.IGNORECASE,
)
_WORD = re.compile(r"[^\W\d_]{4,}")
# One word: an account, an address, an id.
_ACCOUNT = re.compile(r"\S*[@/:]\S*|[a-z0-9._-]+|\S*_\S*")


def kind(line: str) -> Kind:
    """The kind of this line, which has no outer white space and is not empty."""
    if not text.clean(line[:LONG], LONG):
        return "unclear"
    if len(line) < LONG and _is_furniture(line):
        return "furniture"
    size = weight(line)
    if size >= LONG:
        is_prose = _STOP.search(line[-LONG:]) or _INSIDE.search(line[: 10 * LONG])
        return "abstract" if is_prose else "unclear"
    if (
        _CALL.fullmatch(line)
        or _PEOPLE.fullmatch(line)
        or _DRESSED.match(line)
        or _ACCOUNT.fullmatch(line)
        or line.casefold().strip(":") in _HEADS
    ):
        return "unclear"
    if _is_sentence(line, size):
        return "abstract"
    return "unclear" if _LINK.search(line) else "title"


def weight(line: str) -> int:
    """The length of a line, in letters."""
    return sum(_WIDE if "\u2e80" <= sign <= "\uffef" else 1 for sign in line[: LONG * 2])


def _is_furniture(line: str) -> bool:
    """Cannot be a title: no letter at all, or one of the page's own words."""
    if not any(sign.isalpha() for sign in line):
        return True
    bare = line.strip("·•|—–-:*▲△↑↓←→⬆ \u00a0").casefold()
    return (
        bare in _LABELS
        or any(form.fullmatch(line) or form.fullmatch(bare) for form in (_COUNTERS, _BY, _WHEN))
        or moments.header_day(_LEAD.sub("", line.strip("·• "))) is not None
    )


def _is_sentence(line: str, size: int) -> bool:
    """A short abstract: complete sentences in lowercase, which open like an abstract or are as long as
    one."""
    if not _STOP.search(line):
        return False
    words = _WORD.findall(line)
    capital = sum(word[0].isupper() for word in words[1:])
    if 2 * capital > len(words):
        return False
    if line[0] > "\u2e80":
        return size >= SENTENCE
    if _OPENS.match(line) and len(line.split()) >= 4:
        return True
    return size >= SENTENCE and _VERBS.search(line) is not None
