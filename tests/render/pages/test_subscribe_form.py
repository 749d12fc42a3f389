"""The form to subscribe by mail: only with a provider, and without a script."""

from lxml import html

from generator.config import Config
from generator.config.options import Options
from generator.render.pages import subscribe_form
from generator.sinks.to_html import Html


def form(**options: str) -> Html | None:
    """The form of an archive with these options."""
    return subscribe_form.form(Config(options=Options(**options)))  # type: ignore[arg-type]


def test_no_provider_no_form() -> None:
    """Nothing is shown that would lead nowhere."""
    assert form() is None
    assert subscribe_form.origin(Config()) is None


def test_buttondown() -> None:
    """A plain form that any browser sends, with a labelled field."""
    found = form(newsletter="buttondown", newsletter_user="my-papers")
    assert found is not None
    root = html.fragment_fromstring(found)
    assert (root.get("method"), root.get("action")) == (
        "post",
        "https://buttondown.com/api/emails/embed-subscribe/my-papers",
    )
    (field,) = root.iter("input")
    (label,) = root.iter("label")
    (button,) = root.iter("button")
    assert (field.get("type"), field.get("name"), field.get("id")) == ("email", "email", label.get("for"))
    assert button.get("type") == "submit"
    assert field.get("required") is not None
    assert not [name for node in root.iter() for name in node.attrib if name.startswith("on")]
    config = Config(options=Options(newsletter="buttondown", newsletter_user="my-papers"))
    assert subscribe_form.origin(config) == "https://buttondown.com"


def test_another_provider() -> None:
    """Its address and its name for the field."""
    options = {
        "newsletter": "form",
        "newsletter_action": "https://lists.example.org/join?list=papers",
        "newsletter_field": "fields[email]",
    }
    found = form(**options)
    assert found is not None
    root = html.fragment_fromstring(found)
    assert root.get("action") == options["newsletter_action"]
    assert [field.get("name") for field in root.iter("input")] == ["fields[email]"]
    config = Config(options=Options(**options))  # type: ignore[arg-type]
    assert subscribe_form.origin(config) == "https://lists.example.org"
