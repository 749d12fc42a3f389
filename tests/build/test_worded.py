"""The theme in a language."""

from generator.build import worded
from generator.records.reading import Json
from generator.storage import packaged
from generator.wording import ENGLISH, Wording

TEMPLATE = '<a title={{ "Home" }} href="{{ \'.\' | url }}">{{ "Home" }}</a>{{ page.title }}{{ "Unknown" }}'
OWN = Wording(
    language="xx",
    mark="1",
    texts={
        "Home": ('<Z"{{ x }}>',),
        "1,000": ("1 000",),
        "{count} paper": ("{count} a</script>", "{count} b"),
    },
)


def test_english_is_not_touched() -> None:
    """The theme is as it is packaged, and scripts have their texts."""
    assert list(worded.files(packaged.theme_files(), ENGLISH)) == packaged.theme_files()
    assert worded.language(ENGLISH) == {"language": "en", "direction": "ltr", "script": ""}


def test_templates_say_their_texts() -> None:
    """A text is encoded, so it can be neither markup nor a part of the template."""
    said = "&#60;Z&#34;&#123;&#123; x &#125;&#125;&#62;"
    expected = f'<a title="{said}" href="{{{{ \'.\' | url }}}}">{said}</a>{{{{ page.title }}}}Unknown'
    assert worded.template(TEMPLATE, OWN) == expected


def test_scripts_get_their_texts() -> None:
    """Only those that scripts show, with the rule of plurals as a function."""
    files = dict(worded.files([("a.html", TEMPLATE.encode()), ("b.css", b'{{ "Home" }}')], OWN))
    assert files["b.css"] == b'{{ "Home" }}'
    body = files[worded.SCRIPT].decode()
    assert body.startswith("globalThis.papersWording={plural:n=>+(n != 1),texts:{")
    assert '"1,000":["1 000"]' in body
    assert '"{count} paper":["{count} a\\u003c/script\\u003e","{count} b"]' in body
    assert "Home" not in body


def test_menus_are_translated() -> None:
    """Labels that the catalogue has, at any depth; addresses and own labels stay."""
    nav: Json = [{"Home": "index.md"}, {"Mine": [{"Home": "x.md"}, "y.md"]}]
    expected = [{OWN.of("Home"): "index.md"}, {"Mine": [{OWN.of("Home"): "x.md"}, "y.md"]}]
    assert worded.menu(nav, OWN) == expected
