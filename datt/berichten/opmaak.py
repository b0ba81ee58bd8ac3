"""The whole of a message as it goes out: preview and sending both come here."""

import re
from dataclasses import dataclass

from django.conf import settings
from django.db import models
from django.template.loader import render_to_string
from django.urls import reverse

from datt.berichten import kenmerken
from datt.berichten.huisstijl import INKT, Huisstijl, huisstijl_of
from datt.berichten.invullen import Smslengte, sms_length
from datt.berichten.kinds import Berichtsoort, kinds

# Stands in a preview where a message has its own mark.
VOORBEELD = "voorbeeld"
# As our markdown writes it; what people typed cannot: there "<" is "&lt;".
FIRST_LINK = re.compile(r'<a href="([^"]*)">(.*?)</a>')
BLOCK_END = re.compile(r"</(?:p|ul|ol)>")
BUTTON = (
    '<p style="margin:20px 0;"><a style="display:inline-block;padding:12px 22px;border-radius:8px;font-weight:bold;'
    'text-decoration:none;background:{stijl.kleur};color:{stijl.op_kleur};border:1px solid {stijl.op_kleur};" '
    'href="{href}">{label}</a></p>'
)


@dataclass(frozen=True)
class Voorbeeld:
    """What a reader gets: the subject, the text and the page of one mail."""

    onderwerp: str
    tekst: str
    html: str


def preview(soort: str, velden: dict[str, str], kring: models.Model | None = None, toevoeging: str = "") -> Voorbeeld:
    """A mail exactly as it would go out now; `toevoeging` is a paragraph of the sender's own.

    Raises KeyError for an unknown kind, and ValueError when a placeholder is missing, a link leads
    away from our site, or the own words are too long.
    """
    return compose(kinds()[soort], velden, kring=kring, toevoeging=toevoeging)


def preview_sms(soort: str, velden: dict[str, str]) -> str:
    """A text message exactly as it would go out now."""
    return kinds()[soort].fill_sms(velden)


def length_of_sms(text: str) -> Smslengte:
    """How long it is, and how many messages it will be."""
    return sms_length(text)


def letter(soort: str, velden: dict[str, str]) -> str:
    """The body of a letter as HTML, of which no word was read as markup; for a PDF."""
    return kinds()[soort].fill_letter(velden)


def compose(
    soort: Berichtsoort,
    velden: dict[str, str],
    *,
    kring: models.Model | None,
    toevoeging: str = "",
    kenmerk: str = VOORBEELD,
    huisstijl: Huisstijl | None = None,
) -> Voorbeeld:
    """Fill the kind and put it in the look of its kring. `kenmerk` stands for the message in its own links."""
    onderwerp, tekst, inhoud = soort.fill(velden, toevoeging)
    stijl = huisstijl or huisstijl_of(kring)
    afmelden = unsubscribe_url(kenmerk) if may_opt_out(soort, kring) else ""
    context = {
        "onderwerp": onderwerp,
        "inhoud": _with_button(inhoud, stijl),
        "stijl": stijl,
        "afmelden": afmelden,
    }
    voet = render_to_string("berichten/mail_voet.txt", context).strip()
    return Voorbeeld(onderwerp, f"{tekst}\n-- \n{voet}\n", render_to_string("berichten/mail.html", context))


def _with_button(inhoud: str, stijl: Huisstijl) -> str:
    """The links of a mail, and the first once more as a button; a mail program reads no style sheet of ours."""
    linked = inhoud.replace("<a href=", f'<a class="lnk" style="color:{INKT};" href=')
    first = FIRST_LINK.search(inhoud)
    if first is None:
        return linked
    # Below the paragraph or the list that the link stands in.
    last = BLOCK_END.search(linked, linked.index(f'href="{first[1]}"'))
    at = last.end() if last is not None else len(linked)
    label = first[2][:1].upper() + first[2][1:]
    return f"{linked[:at]}\n{BUTTON.format(stijl=stijl, href=first[1], label=label)}{linked[at:]}"


def may_opt_out(soort: Berichtsoort, kring: models.Model | None) -> bool:
    """Nobody asked for it, and it belongs to something one can have enough of."""
    return not soort.gevraagd and kring is not None


def unsubscribe_url(kenmerk: str) -> str:
    """The address with which the reader of this message has no more of them; it holds no mail address."""
    return f"{settings.SITE_URL}{reverse('afmelden', args=[kenmerken.token_for(kenmerk)])}"
