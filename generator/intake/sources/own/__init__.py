"""Reads what this program wrote: stored days, and what a site publishes of them."""

from generator.intake.source import Saved
from generator.intake.sources.own import days, site

SAVED = (
    Saved(recognises=days.recognises, parse=days.parse),
    Saved(recognises=site.recognises, parse=site.parse),
)
ACCEPTED = (
    "stored days of this program, and the api/days/ and exports/papers-*.jsonl.gz of its sites, also as .gz"
)
