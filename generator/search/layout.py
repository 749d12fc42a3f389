"""The format of the search index: everything that the builder and a reader must agree on.

The builder takes its numbers and records from this module. The browser takes them from
`web/search-engine/layout.js`, which `make goldens` generates from this module. A reader in another
language needs nothing else.

**Files.** `MANIFEST` is the entry point, the only file that keeps its name when it changes. The others are
packs (`FILE`), named after their content: shards follow one another in them, and a reader asks for the bytes
of one. The manifest names its packs, and each segment has its own. The lowest `FORM_BITS` bits of the first
byte of a shard, and of the manifest, are `PLAIN`, and its content follows, or `DEFLATED`, and its content
follows as a raw deflate stream (RFC 1951). The other bits are a number of bytes at the end of a shard that
say nothing: its size is a multiple of `UNIT`, so that lists of shards are short. The content of the manifest
is a line of JSON, see `Manifest`, and then what `Inside`s point to.

**Values.** The kinds of values of a record are those of `Kind`; the values of a record follow one another.
A number is not negative and in LEB128: groups of seven bits, lowest first, with the high bit set on all but
the last byte. Text is UTF-8. A bit field begins with its most significant bit.

**Shelves** hold words in the order of their bytes, and what is known of each:

    root:        0 and a page of all shards, or 1 and the same of pages, or 2 and the extents of shards, one
                 for each shard of the first segment's shelf, which begins with the same word, and a page of
                 further shards; what comes before the first of these words is in the first shard, too
    page:        the extents of all, and the word that each begins with: of the words first the numbers of
                 bytes that each shares with the word before, then those of bytes that follow, then these
    shard:       (cut word, number of bytes of the value, value)*
    cut word:    number of bytes shared with the word before, number of bytes that follow, these bytes

**Extents** tell where a shard is: see `Extent`. A list of them begins with the number of extents and that of
jumps. Then follow the low bytes of all sizes, and a number for the rest of each; 0 stands for no shard. Last,
for each jump, follow the number of extents since the one before, the pack and the start. Sizes and starts
are in units of `UNIT` bytes. A shard without a jump begins where the last one ended, the first one at the
start of pack 0.

**Papers** have numbers. A segment holds consecutive ones, and all of its papers are older than those of the
next. Days are numbers too: `EPOCH` is 1 January 1970, as Python's `date.toordinal` counts.

**Ids** are months and numbers: 2508.12345 is number 12345 of month 25 * 12 + 7, January being month 0 of a
year. They begin with the first month (Number), and the widths of months, which count from it, and of numbers
(Byte each). Then follow bit fields, of all months, then of all numbers, up to a whole byte. Number 0 is that
of an id that follows as a word, after the bit fields.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Annotated, Literal, NamedTuple, get_args, get_type_hints

from generator import urls

FORMAT = 13
"""Increases when the format changes: a page that was open during the change asks to be reloaded."""

MANIFEST = urls.SEARCH_INDEX.removeprefix(urls.SEARCH.url)
FILE = urls.shard("{name}").removeprefix(urls.SEARCH.url)
"""Both are relative to the folder of the index."""

PLAIN, DEFLATED = b"\0", b"\1"
FORM_BITS, UNIT = 3, 32

EPOCH = 719_163


class Extent(NamedTuple):
    """Where a shard is: the place of its pack in the list of names, the first byte, and how many."""

    pack: int
    start: int
    size: int


class Inside(NamedTuple):
    """Where something is in the manifest itself, counted from behind its line of JSON: first byte, and how
    many."""

    start: int
    size: int


# The kinds of values

Kind = Literal["byte", "number", "known", "word", "numbers", "words", "steps"]

Byte = Annotated[int, "byte"]
Number = Annotated[int, "number"]
Known = Annotated[int | None, "known"]
"""0 if it is not known, else the number plus one."""
Word = Annotated[str, "word"]
"""The number of bytes, then the bytes: a text of any length."""
Numbers = Annotated[Sequence[int], "numbers"]
Words = Annotated[Sequence[str], "words"]
"""The count, then each number."""
Steps = Annotated[Sequence[int], "steps"]
"""Ascending numbers: the count, the first one, and for each other one its step from the previous one."""

# Terms: shelves from a term to its postings, and from a term to its places

SEPARATOR = " "
"""Between the two words of a pair, which is also a term. No word contains it."""

WIDEST = 24
"""Bits in the widest bit field."""

RUN, ESCAPED = 12, WIDEST
"""A gap is a Rice code with the parameter `low` of `Postings`: gap >> low ones, a zero, and the lowest
`low` bits; or RUN ones and the gap in ESCAPED bits where there would be RUN ones or more."""

WIDTH_BITS = 4
"""The lower bits of `Postings.form`: the width of an impact. The others: how many bits are cut from it."""

ALIGNED = 8
"""Impacts of this width or more start at a whole byte."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Postings:
    """The head of a term's postings. For each of its papers follows a gap, the number of papers left out
    since the last one in Rice code; then for each its impact in `form`'s width, above `least`. `held` is
    in how many fields papers hold the term, all in all.

    From the next whole byte on follow pairs of the term and another one that is not rarer in the segment (if
    it is as rare, pairs that begin with the term): `PAIR_MARK` bytes, the last ones of the pair's mark, a
    number of bytes, and that many of its postings, in which papers are counted among those of the term."""

    papers: Number
    held: Number
    low: Byte
    form: Byte
    least: Number


COMMON_BITS = 20
"""The lowest bits of a term's mark, in the list of common ones."""

PAIR_MARK = 3
"""A pair that no paper has is found by mistake once in 16 million times the pairs of a term."""

FIELDS = ("title", "abstract", "summary", "authors", "organization", "topics", "keywords", "id")
FIELD_BITS = 16
"""Where a word may occur: place n of field f is f << FIELD_BITS | n. The value of a term is for each of its
papers `Steps` of its places."""

APART = 8
"""The gap between two texts of one field, so that no phrase spans both."""

# Keys: names as a whole, on the shelf of terms, where a query that is one loads its first word anyway. The
# word of a folded name is its first `KEY_LED` characters, `KEYED`, and the last `KEY_MARK` bytes of its mark;
# the value is its `Key`s. A mark is the FNV-1a hash of 32 bits of the folded name, big-endian

ONLY: Mapping[str, str] = {"long": "xlong", "short": "xshort"}
"""What the term of papers ends with that have only this form of an abbreviation: `ragxlong` is in those that
say "retrieval-augmented generation", and never "RAG"."""

# What a term of ONLY "short" leads to is also under the word of the long form as a name, and KEYED: the query
# that is the long form need not know the short one to ask for it

KEY_LED, KEYED, KEY_MARK = 6, "\1", 3

KEY_KINDS = ("id", "title", "name", "short")
KIND_BITS = 2
"""The lower bits of `Key.check`: the index of its kind. The others are the lowest bits of a second hash: that
of kind, space, name and SALT."""

SALT = "#"


@dataclass(frozen=True, slots=True, kw_only=True)
class Key:
    """A name with its page, if it has one, and its papers. The `path` of a key of kind "short", which each
    form of an abbreviation has in the first segment, is the other form."""

    check: Byte
    path: Word
    papers: Steps


# Cards: shards in which `Card`s follow one another, and pages of ids

TELLERS = ("archive", "model", "abstract")
"""Who wrote a summary."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Card:
    """What a result shows: `authors` are the first few, `more` how many others there are; `topics` are
    places in the manifest's list, `picture` is an address or a path in the site, `teller` one in TELLERS."""

    id: Word
    title: Word
    authors: Words
    more: Number
    organization: Word
    day: Number
    topics: Numbers
    votes: Known
    stars: Known
    code: Word
    project: Word
    picture: Word
    teller: Number
    summary: Word


# Groups of similar papers: `Steps` of their numbers, a byte of votes for each, their ids, their vectors

DIMENSIONS, VECTOR_BITS = 64, 2
"""A vector is so many codes of so many bits: code c stands for c minus half of the greatest code."""

CENTRE_BITS = 4
"""A centre is `DIMENSIONS` codes of so many bits, to be read as those of a vector are."""

SHARES = (
    (239, 14, 2, 1),
    (215, 33, 7, 1),
    (191, 53, 10, 2),
    (162, 75, 17, 2),
    (126, 101, 26, 3),
    (85, 125, 41, 5),
    (49, 137, 62, 8),
    (24, 125, 94, 13),
)
SHARE_BITS = 8
"""How many of 2**SHARE_BITS papers of a group have each code of a vector, by the code of the centre in that
dimension; the upper half of centres is the lower one reversed, and so are the codes there."""

ANS_LEAST = 2**23
"""Vectors begin with four bytes, a state. Its last SHARE_BITS are a slot, and a code has as many slots as
its share, the first code the first ones. After each code the state becomes its share times the state without
these bits, and the slot less the first one of the code; and while it is less than this, 256 times itself and
the next byte."""

# Columns: a fact of every paper of a segment

CODE, PROJECT = 1, 2
"""Bits of `Columns.links`."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Columns:
    """Shards of one segment.

    days:   Number: the first of the days on which papers were listed; then Number per paper: days since then
    topics: Numbers per paper: places in the manifest's list
    orgs:   Known per paper: the place in the list of organizations
    votes:  Known per paper
    links:  Byte per paper: CODE and PROJECT
    """

    days: Extent
    topics: Extent
    orgs: Extent
    votes: Extent
    links: Extent


@dataclass(frozen=True, slots=True, kw_only=True)
class Label:
    """A slug and its label, which is "" where it follows from the slug: `diffusion-models`, Diffusion
    models."""

    slug: Word
    label: Word


# Completions: a shelf from a folded beginning to the best `Completion`s of each kind

COMPLETION_KINDS = ("topic", "organization", "author", "keyword", "title")
DEPTH = 8
"""Prefixes longer than this are not distinguished."""

EITHER = "author"
"""The kind in which all words count equally: people are known by their last or their first name."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Completion:
    """`kind` is an index in COMPLETION_KINDS; among equals, a greater `weight` is better."""

    kind: Number
    label: Word
    path: Word
    weight: Number


# The manifest


@dataclass(frozen=True, slots=True, kw_only=True)
class Segment:
    """Papers `first` to `first + count - 1` and what is known about them.

    packs:       names, which all that follows refers to
    terms:       the root of the shelf of terms and keys
    places:      a shelf's root
    shard:       the number of papers in a shard of cards
    cards:       extents of the shards of cards
    page:        the number of papers in a page of ids
    ids:         extents of the pages of ids
    groups:      extents of each group's papers in this segment
    """

    first: int
    count: int
    packs: Sequence[str]
    terms: Inside
    places: Extent
    shard: int
    cards: Inside
    page: int
    ids: Inside
    groups: Inside
    columns: Columns


@dataclass(frozen=True, slots=True, kw_only=True)
class Manifest:
    """What the index consists of.

    language:    the tables by which both ends fold and cut text
    weights:     the numbers by which results are ordered
    packs:       names, which extents outside `segments` refer to
    topics:      Label*, as are `orgs`
    completions: a shelf's root
    common:      the most common terms, some at a time, the most common ones first: the number of marks of
                 COMMON_BITS bits, the parameter of their Rice code (Byte), and the code of their gaps, as in
                 postings, up to a whole byte
    lexicon:     (cut word, number of papers)*
    foreign:     (Word, Word)*: folded terms in other languages, each with its English term
    days:        Number*: list days with a page, as steps from the one before, or from day 0
    centroids:   the groups' centres
    grouped:     Number per paper: its group
    """

    format: int
    papers: int
    language: Mapping[str, object]
    weights: Mapping[str, float]
    packs: Sequence[str]
    topics: Inside
    orgs: Extent
    completions: Extent
    common: Extent
    lexicon: Extent
    foreign: Extent
    days: Extent
    centroids: Inside
    grouped: Inside
    segments: Sequence[Segment]


# Records

Record = Postings | Key | Card | Label | Completion


def _kinds(record: type) -> Mapping[str, Kind]:
    hints = get_type_hints(record, include_extras=True)
    return {name: get_args(hint)[1] for name, hint in hints.items()}


KINDS: Mapping[type, Mapping[str, Kind]] = {record: _kinds(record) for record in get_args(Record)}
"""The values of each record in their order, by name."""
