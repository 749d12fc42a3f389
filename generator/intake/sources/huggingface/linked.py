"""What Hugging Face knows about one paper: models, datasets and Spaces that name it, and its code.

`GET /api/papers/{id}`; 404 means that the paper is unknown there, which is not an error.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from generator.errors import RefusedError, quoted
from generator.intake import bodies, moments
from generator.intake.answers import Asker, Pace, Validators
from generator.intake.enricher import Enricher, Enrichment
from generator.intake.fields import Fields, Place, as_object, got
from generator.intake.source import Token
from generator.intake.strict_json import Room
from generator.records.enriched import NAME, Enriched, Thing
from generator.records.ids import PaperId
from generator.records.known import Linked, Links

LISTED_CAP = 2_000
KEPT = 10
"""The number of links of each kind that are kept: the source's own page shows about as many."""
VALUES_CAP = 100_000


def ask(client: Asker, keys: Sequence[PaperId]) -> Enrichment:
    """What is known of the one paper in `keys`."""
    (key,) = keys
    at = moments.stamp(client.now())
    answer = client.ask(f"{client.address}/{key}", "application/json", Validators())
    if answer.status == 404:
        return Enrichment(answered=frozenset(keys))
    answer.refuse()
    return read(bodies.json(answer, Room(values=VALUES_CAP)), key, at, client.address)


def read(document: object, key: PaperId, at: str, path: str) -> Enrichment:
    """The answer of the time `at`. Refuses with `shape` what is not about this paper."""
    item = as_object(document)
    if item is None:
        raise RefusedError("shape", f"expected an object, got {got(document)}")
    written = item.get("id")
    if not isinstance(written, str) or PaperId.parse(written) != key:
        raise RefusedError("shape", f"id: expected {key}, got {quoted(written)}")
    place = Place(path=f"{path}/{key}", most=20)
    fields = Fields(item, place)
    models, datasets, spaces = (_Found.of(fields, kind, at) for kind in ("Models", "Datasets", "Spaces"))
    code = fields.url("githubRepo")
    has: dict[Thing, bool | None] = {"code": code is not None, "model": models.is_any}
    found = Enriched(
        id=key,
        seen=at,
        code=code,
        models=models.links,
        datasets=datasets.links,
        spaces=spaces.links,
        lacked=tuple((thing, at) for thing, is_there in has.items() if is_there is False),
        had=tuple((thing, at) for thing, is_there in has.items() if is_there),
    )
    return Enrichment(papers=(found,), answered=frozenset({key}), problems=tuple(place.found))


@dataclass(frozen=True, slots=True)
class _Found:
    """What is linked of one kind, and whether there is any: None if the answer does not say."""

    links: Links | None
    is_any: bool | None

    @classmethod
    def of(cls, item: Fields, kind: str, at: str) -> "_Found":
        key = f"linked{kind}"
        named = [_linked(item, f"{key}[{n}]", one) for n, one in enumerate(item.items(key, LISTED_CAP))]
        found = tuple(one for one in named if one)
        total = max(item.count(f"numTotal{kind}") or 0, len(found))
        is_given = isinstance(item.raw(key), list) or item.raw(f"numTotal{kind}") is not None
        links = Links(at=at[:10], total=total, named=found[:KEPT]) if total else None
        return cls(links, bool(total) if is_given else None)


def _linked(item: Fields, key: str, value: object) -> Linked | None:
    one = item.item(key, value)
    name = one.line("id") if one else None
    if one is None or name is None:
        return None
    if not NAME.fullmatch(name):
        one.wrong("id", "an owner and a name", name)
        return None
    return Linked(name=name, likes=one.count("likes"), downloads=one.count("downloads"))


ENRICHER = Enricher(
    name="huggingface",
    title="Hugging Face",
    address="https://huggingface.co/api/papers",
    ask=ask,
    has_answered=lambda one: bool(one.lacked or one.had),
    batch=1,
    days=(1, 3, 7, 14, 30),
    rarely=180,
    budget=200,
    # 500 requests in five minutes without a token, of which reading the lists needs a few.
    pace=Pace(tries=3, between=0.75, wait=120, window=300, patience=240),
    token=Token(variable="HF_TOKEN", issuer="huggingface.co"),
)
