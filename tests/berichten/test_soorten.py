"""The kinds of messages: what stands in a mail, and that nothing typed can be more than words in it."""

import html
import re

import pytest
from django.core import mail

from datt.berichten import services
from datt.berichten.kinds import LINKS, PLACEHOLDER, kinds
from datt.berichten.tasks import deliver_bericht

SOORTEN = sorted(kinds())
# Words that are never Dutch; "we", "is", "in", "of" and the like are both.
ENGLISH = re.compile(r"\b(the|your|you|please|click here|dear|and|with|this|hello|regards|meeting|deadline)\b", re.I)
pytestmark = pytest.mark.django_db

NASTY = [
    "**vet**",
    "# kop",
    "1. een",
    "- een",
    "---",
    "[klik](https://evil.example)",
    "<https://evil.example>",
    "<script>alert(1)</script>",
    "{{ code }}",
    "{% debug %}",
    "&lt;b&gt; &amp; &copy;",
    "a*b_c`d|e~f",
    "![x](https://evil.example/x.png)",
    "\\",
]


def as_words(typed: str) -> str:
    """An address that somebody typed stands apart, so that no mail program makes a link of it."""
    return typed.replace("://", ": //").replace("evil.example", "evil. example").replace("x.png", "x. png")


def words(text: str) -> list[str]:
    return re.findall(r"\w+", text)


def read(page: str) -> str:
    """What a person reads of the HTML part, with the address of a link behind its words."""
    page = re.sub(r'<a href="([^"]*)">(.*?)</a>', r"\2: \1", page)
    return html.unescape(re.sub(r"<[^>]+>", " ", page))


@pytest.mark.parametrize("slug", SOORTEN)
def test_a_kind_fills_with_its_examples_and_leaves_nothing_open(slug):
    soort = kinds()[slug]

    subject, text, body = soort.fill(soort.velden)

    assert slug == soort.slug
    for part in (subject, text, body):
        assert part.strip()
        assert not re.search(r"\{\{|\}\}|\{%", part)
        assert ENGLISH.findall(read(part)) == []
    assert "**" not in text
    assert not re.search(r"\]\(", text)


@pytest.mark.parametrize("slug", SOORTEN)
def test_a_kind_knows_exactly_the_placeholders_it_uses(slug):
    soort = kinds()[slug]
    raw = soort.onderwerp + soort.tekst

    assert set(PLACEHOLDER.findall(raw)) <= soort.velden.keys()
    assert len(PLACEHOLDER.findall(raw)) == raw.count("{{")


@pytest.mark.parametrize("slug", SOORTEN)
def test_only_placeholders_for_addresses_stand_in_a_link(slug):
    linked = set(re.findall(r"\]\(\{\{ (\w+) \}\}\)", kinds()[slug].tekst))

    assert linked <= LINKS


@pytest.mark.parametrize("slug", SOORTEN)
def test_the_two_parts_of_a_mail_say_the_same(slug):
    soort = kinds()[slug]

    _, text, body = soort.fill(soort.velden)

    assert words(read(body)) == words(re.sub(r"(?m)^\d+\. ", "", text))  # a browser counts for itself


@pytest.mark.parametrize("slug", SOORTEN)
def test_an_address_stands_on_a_line_of_its_own(slug):
    soort = kinds()[slug]

    _, text, _ = soort.fill(soort.velden)

    for line in text.splitlines():
        if "://" in line:
            assert re.fullmatch(r"https?://\S+", line)
            assert line[-1] not in ".,"
    assert "\n\n\n" not in text


@pytest.mark.parametrize("typed", NASTY)
def test_what_people_type_is_read_as_words_in_both_parts(typed):
    soort = kinds()["inlogcode"]

    _, text, body = soort.fill({**soort.velden, "naam": typed})
    greeting = re.search(r"<p>Beste (.*?),</p>", body)

    assert f"Beste {as_words(typed)}," in text
    assert greeting
    assert html.unescape(greeting[1]) == as_words(typed)


@pytest.mark.parametrize("typed", NASTY)
def test_what_people_type_at_the_start_of_a_line_is_only_words(typed):
    soort = kinds()["uitnodiging_werkconferentie"]

    _, text, body = soort.fill({**soort.velden, "afzender": typed})

    assert text.rstrip().endswith(as_words(typed))
    assert html.unescape(re.sub(r"</?p>", "", body.rstrip().splitlines()[-1])) == as_words(typed)


@pytest.mark.parametrize(
    "typed", ["Jan\r\nBcc: iedereen@evil.example", "Jan\nContent-Type: text/html", "Jan\u2028Bcc: x", "Jan\x00\x0b"]
)
def test_nothing_typed_adds_a_line_to_the_head_of_a_mail(typed):
    velden = {"code": typed, "naam": typed, "geldig_tot": "14.25 uur"}
    bericht = services.queue_mail("inlogcode", aan="samira@voedselbank.example", naam=typed, velden=velden)

    deliver_bericht(bericht.pk)

    (sent,) = mail.outbox
    assert "\n" not in bericht.onderwerpregel
    assert sent.message().keys().count("Bcc") == 0
    assert sent.recipients() == ["samira@voedselbank.example"]


def test_an_unknown_kind_or_a_missing_placeholder_is_a_fault_of_ours():
    with pytest.raises(KeyError):
        services.queue_mail("bestaat-niet", aan="a@b.example", naam="A", velden={})
    with pytest.raises(ValueError, match="Bericht inlogcode mist: code, geldig_tot, naam"):
        services.queue_mail("inlogcode", aan="a@b.example", naam="A", velden={})
