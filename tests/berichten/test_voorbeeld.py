"""What goes out is what the preview showed, and nothing that was typed becomes more than words."""

import html
import re

import pytest
from django.conf import settings

from datt.berichten.kinds import LINKS, kinds
from datt.berichten.models import Bericht
from datt.berichten.opmaak import letter, preview, preview_sms
from datt.berichten.services import queue_mail
from datt.berichten.tasks import deliver_bericht
from datt.berichten.tonen import show_html

SOORT = "uitnodiging_werkconferentie"
ELSEWHERE = "https://evil.example/x"
pytestmark = pytest.mark.django_db


def velden(**more):
    return {**kinds()[SOORT].velden, **more}


def no_mark(text: str) -> str:
    """But for the mark of the message in its own link."""
    return re.sub(r"/post/afmelden/[^/]+/", "/post/afmelden/…/", text).replace("\r\n", "\n").strip()


def links(page: str) -> list[str]:
    return re.findall(r'href="([^"]*)"', page)


def test_the_preview_is_what_goes_out(pilot, server):
    eigen = "Neem uw agenda mee.\n\nTot dan!"
    seen = preview(SOORT, velden(), pilot, eigen)

    bericht = queue_mail(SOORT, aan="s@huis.example", naam="S", velden=velden(), kring=pilot, toevoeging=eigen)
    deliver_bericht(bericht.pk)

    (mail,) = server.mails
    assert mail["Subject"] == seen.onderwerp
    assert no_mark(mail.get_body(["plain"]).get_content()) == no_mark(seen.tekst)
    assert no_mark(mail.get_body(["html"]).get_content()) == no_mark(seen.html)


def test_own_words_stand_after_the_salutation(pilot):
    seen = preview(SOORT, velden(naam="Samira"), pilot, "Eerste regel.\nTweede regel.\n\nNieuwe alinea.")

    assert seen.tekst.startswith("Beste Samira,\n\nEerste regel.\nTweede regel.\n\nNieuwe alinea.\n\nKomt u op ")
    body = re.sub(r"<br />\s*", "<br />", seen.html)
    assert "<p>Beste Samira,</p>\n<p>Eerste regel.<br />Tweede regel.</p>\n<p>Nieuwe alinea.</p>\n<p>Komt u" in body


@pytest.mark.parametrize(
    "typed",
    [
        f"[klik]({ELSEWHERE})",
        f"<a href='{ELSEWHERE}'>klik</a>",
        ELSEWHERE,
        "www.evil.example",
        "evil.example/pad?x=1",
        f"[{ELSEWHERE}]: x",
        f"](){ELSEWHERE}",
        "HTTPS://EVIL.EXAMPLE",
        "javascript:alert(1)",
        "mailto:iemand@evil.example?bcc=x",
        "naam\u202egnp.exe",
        "{{ link }} {{ naam }}",
        "1. een\n# kop\n---\n> citaat\n\n    code",
    ],
)
def test_own_words_and_names_never_make_a_link(pilot, typed):
    normal = preview(SOORT, velden(), pilot)

    seen = preview(SOORT, velden(naam=typed, afzender=typed, plaats=typed), pilot, typed)

    assert sorted(links(seen.html)) == sorted(links(normal.html))
    for part in (seen.tekst, html.unescape(re.sub(r"<[^>]+>", "", seen.html))):
        assert not re.search(
            r"(?i)evil\.example(?!\?|\b@)(?<!@evil\.example)|https?://evil|javascript:\w|mailto:\w", part
        )
        assert "\u202e" not in part


@pytest.mark.parametrize("name", sorted(LINKS))
@pytest.mark.parametrize(
    "typed",
    [
        ELSEWHERE,
        "evil.example/x",
        "//evil.example",
        "javascript:alert(1)",
        "",
        "{site}.evil.example/",
        "{site}@evil.example/",
        "{site}/u/1 https://evil.example",
        "{site}/u/1\nBcc: x@y.example",
        "{site}/u/1)[klik](https://evil.example",
        "{site}/\u202e",
    ],
)
def test_a_link_leads_to_our_own_site_or_the_mail_is_refused(name, typed):
    with pytest.raises(ValueError, match=f"{name} moet een adres van deze site zijn"):
        fill_with(name, typed.replace("{site}", settings.SITE_URL))


def test_a_link_to_our_own_site_is_fine():
    address = f"{settings.SITE_URL}/u/aB_c-d~9/?terug=ja&x=1#hier"

    for name in sorted(LINKS):
        assert address in html.unescape(fill_with(name, address))


def fill_with(name: str, value: str) -> str:
    """Everything of a kind that uses this link."""
    soort = next(soort for soort in kinds().values() if name in soort.needs(soort.tekst + soort.sms))
    own = {**soort.velden, name: value}
    return " ".join(soort.fill(own)) if name in soort.needs(soort.tekst) else soort.fill_sms(own)


def test_three_megabytes_stay_a_mail(pilot):
    seen = preview(SOORT, velden(naam="x" * 3_000_000, plaats="y. " * 1_000_000), pilot)

    assert len(seen.tekst) < 10_000
    assert len(seen.onderwerp) <= 200
    with pytest.raises(ValueError, match="De eigen tekst is te lang"):
        preview(SOORT, velden(), pilot, "x" * 3_000_000)


@pytest.mark.parametrize("typed", ["Jan\r\nBcc: a@b.example", "a@b.example, c@d.example", "Jan <x@y.example>,"])
def test_nobody_else_gets_it_whatever_the_name_of_the_reader(server, pilot, typed):
    bericht = queue_mail(SOORT, aan="s@huis.example", naam=typed, velden=velden(naam=typed), kring=pilot)

    deliver_bericht(bericht.pk)

    (mail,) = server.mails
    assert server.asked == ["s@huis.example"]
    assert (mail["To"], mail["Cc"], mail["Bcc"]) == ("s@huis.example", None, None)


def test_every_kind_can_be_shown_with_its_examples(pilot):
    for slug, soort in kinds().items():
        assert preview(slug, soort.velden, pilot).onderwerp
        if soort.sms:
            assert len(preview_sms(slug, soort.velden)) <= 306
        if soort.brief:
            assert "<p>Beste" in letter(slug, soort.velden)
        assert (bool(soort.sms), bool(soort.brief)) == ("sms" in soort.kanaal, "brief" in soort.kanaal)


def test_a_letter_is_words_only():
    body = letter(SOORT, velden(naam="<b>Jan</b> **vet** [x](http://evil.example)"))

    assert "<b>" not in body
    assert links(body) == []
    assert "&lt;b&gt;Jan&lt;/b&gt; **vet** [x](http: //evil. example)" in body


def test_a_kind_without_a_letter_or_a_text_message_says_so():
    with pytest.raises(ValueError, match="geen tekst voor een brief"):
        letter("inlogcode", kinds()["inlogcode"].velden)
    with pytest.raises(ValueError, match="geen tekst voor een sms"):
        preview_sms("verslag", kinds()["verslag"].velden)
    assert not Bericht.objects.exists()


def test_a_preview_is_shown_with_its_own_styles_and_no_script(pilot):
    response = show_html(preview(SOORT, velden(), pilot))

    policy = response["Content-Security-Policy"]
    assert "default-src 'none'" in policy
    assert "script" not in policy
    assert "sandbox" in policy
