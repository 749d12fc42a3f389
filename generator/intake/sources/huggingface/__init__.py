"""Hugging Face Daily Papers: everything about how it lists, answers, writes and names papers."""

from generator.intake.answers import Pace
from generator.intake.source import Saved, Source, Token
from generator.intake.sources.huggingface import api, page_html, page_text, requests, saved_json
from generator.records.source import WEEKDAYS, About, Knows, SourceNames

ABOUT = About(
    name="huggingface",
    names=SourceNames(
        title="Hugging Face Daily Papers",
        short="Hugging Face",
        home="https://huggingface.co/papers",
        paper="https://huggingface.co/papers/{}",
        account="https://huggingface.co/{}",
        model="https://huggingface.co/{}",
        dataset="https://huggingface.co/datasets/{}",
        space="https://huggingface.co/spaces/{}",
        thumbnail="https://cdn-thumbnails.huggingface.co/social-thumbnails/papers/{}.png",
        day="https://huggingface.co/papers/date/{}",
    ),
    knows=Knows(upvotes=True, submitters=True, summaries=True),
    weekdays=WEEKDAYS,
    cuts=(50, 100),
)

SOURCE = Source(
    about=ABOUT,
    address="https://huggingface.co/api/daily_papers",
    ask=requests.ask,
    parse=api.day,
    pace=Pace(tries=4, wait=120, window=300, patience=240),
    token=Token(variable="HF_TOKEN", issuer="huggingface.co"),
    saved=(
        Saved(recognises=saved_json.recognises, parse=saved_json.parse),
        Saved(recognises=page_html.recognises, parse=page_html.parse),
        Saved(recognises=page_text.recognises, parse=page_text.parse),
    ),
    accepted="JSON of the Daily Papers API (also a paper a line), a saved Daily Papers page (also as "
    "MHTML), the text of its view with titles and abstracts below the line 'Daily Papers'",
    save="save huggingface.co/papers/date/YYYY-MM-DD",
)
