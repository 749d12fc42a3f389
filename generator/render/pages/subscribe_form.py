"""The form with which a reader subscribes by email. It goes to the provider that keeps the list: no
script is involved, and this archive never sees an address."""

from generator.config import Config
from generator.sinks.to_html import Html, el
from generator.wording import say

BUTTONDOWN = "https://buttondown.com/api/emails/embed-subscribe/"


def form(config: Config) -> Html | None:
    """A labelled field and a button; None if no provider is configured."""
    options = config.options
    match options.newsletter:
        case "buttondown":
            return _form(f"{BUTTONDOWN}{options.newsletter_user}", "email", "Buttondown")
        case "form":
            return _form(options.newsletter_action, options.newsletter_field, None)
    return None


def origin(config: Config) -> str | None:
    """The only other origin to which a page of this site may send a form."""
    match config.options.newsletter:
        case "buttondown":
            return "https://buttondown.com"
        case "form":
            return "/".join(config.options.newsletter_action.split("/")[:3])
    return None


def _form(action: str, name: str, provider: str | None) -> Html:
    field = el(
        "input",
        type="email",
        id="subscribe-email",
        name=name,
        required=True,
        autocomplete="email",
        maxlength=254,
        placeholder="you@example.org",
    )
    told = (
        say("The list is kept by {provider}.", provider=provider)
        if provider
        else say("The list is kept by another service.")
    )
    alone = say("This site stores no addresses. Every email says how to unsubscribe.")
    return el(
        "form",
        el("label", say("Email address"), for_="subscribe-email"),
        el("p", field, " ", el("button", say("Subscribe"), type="submit"), class_="field"),
        el("p", told, " ", alone, class_="lead"),
        action=action,
        method="post",
        class_="subscribe",
    )
