"""What may never be kept is found however it is written, and what only looks like it is let through."""

import pytest
from django import forms

from datt.toezicht.forms import CONFIRM, GuardedFormMixin, never_kept, perhaps_private
from datt.toezicht.guard import Sterkte, find, is_certain

# Numbers for tests: they pass the 11-test and belong to nobody.
SPELLINGS = [
    "123456782",
    "111222333",
    "Haar nummer is 123456782.",
    "(123456782)",
    "nr:123456782",
    "'123456782'",
    "123456782, sinds maart",
    "regel één\n123456782\nregel drie",
    "123 456 782",
    "123.456.782",
    "123-456-782",
    "1234 56 782",
    "1234.56.782",
    "1234-56-782",
    "123\u00a0456\u00a0782",  # spaces that do not break
    "123\u2009456\u2009782",  # thin spaces
    "123\u202f456\u202f782",
    "123\t456\t782",
    "123\u2013456\u2013782",  # dashes
    "123\u2011456\u2011782",
    "123\u200b456\u200b782",  # spaces of no width
    "12345\u00ad6782",  # a soft hyphen
    "\uff11\uff12\uff13\uff14\uff15\uff16\uff17\uff18\uff12",  # full width
    "\u0661\u0662\u0663\u0664\u0665\u0666\u0667\u0668\u0662",  # Arabic digits
    "¹²³⁴⁵⁶⁷⁸²",
    "BSN 123456782",
    "bsn:123456782",
    "BSN123456782",
    "bsn: 1 2 3 4 5 6 7 8 2",
    "bsn 12 34 56 782",
    "b.s.n. 12.34.56.782",
    "burgerservicenummer 12 345 678 2",
    "sofinummer: 12-34-56-78-2",
    "12 34 56 782 is zijn bsn",
]
NO_BSN = [
    "123456789",  # fails the 11-test
    "000000000",
    "1234567820",
    "0123456782",
    "06-12345678",
    "0612345678",
    "+31612345678",
    "088 123 45 67",
    "12-03-2027",
    "14 januari 2027, 13.30 uur",
    "zaak 2027-123456",
    "EUR 1.250,00",
    "43 organisaties en 210 mensen",
    "ISBN 9789012345678",
]


@pytest.mark.parametrize("text", SPELLINGS)
def test_a_citizen_service_number_is_found_however_it_is_written(text):
    assert is_certain(text)
    assert [one.soort for one in find(text)] == ["bsn"]
    assert "een burgerservicenummer" in (never_kept(text) or "")


@pytest.mark.parametrize("text", NO_BSN)
def test_what_is_no_citizen_service_number_is_kept(text):
    assert not is_certain(text)
    assert never_kept(text) is None


@pytest.mark.parametrize(
    "text", ["NL91ABNA0417164300", "NL91 ABNA 0417 1643 00", "nl91abna0417164300", "iban: NL91 ABNA 0417 1643 00."]
)
def test_a_bank_account_is_found(text):
    assert "een rekeningnummer" in (never_kept(text) or "")


@pytest.mark.parametrize("text", ["NL92ABNA0417164300", "NL91", "AB12 is een lokaal"])
def test_what_is_no_bank_account_is_kept(text):
    assert never_kept(text) is None


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("samira@voedselbank.example", "een mailadres"),
        ("bel 06-12345678", "een telefoonnummer"),
        ("zij woont op 7731 AB", "een postcode"),
        ("geboren op 3 mei 1981", "een geboortedatum"),
        ("kvk 12345672", "een burgerservicenummer"),
    ],
)
def test_what_may_be_about_a_resident_is_asked_about(text, words):
    assert words in (perhaps_private(text) or "")
    assert {one.sterkte for one in find(text)} == {Sterkte.MOGELIJK}


def test_a_long_text_is_looked_through_at_once():
    """No pattern may take longer than the text is long: a text of 200,000 digits and signs."""
    assert find("1 " * 50_000 + "a@" * 20_000 + "AB12 " * 10_000) == []


# In a form


class Notitie(GuardedFormMixin, forms.Form):
    tekst = forms.CharField(required=False)
    contact = forms.CharField(required=False)
    mail = forms.EmailField(required=False)
    unguarded = ("contact",)


def test_a_form_refuses_what_is_never_kept_also_after_a_tick(caplog):
    caplog.set_level("INFO")
    form = Notitie({"tekst": "bsn 123456782", CONFIRM: "on"})

    assert not form.is_valid()
    assert form.errors["tekst"] == [
        "Dit lijkt op een burgerservicenummer. Haal het weg en probeer het opnieuw. Er is nog niets bewaard."
    ]
    assert "123456782" not in caplog.text
    assert "Notitie" in caplog.text


def test_a_form_asks_about_what_may_be_private_and_takes_it_after_a_tick():
    first = Notitie({"tekst": "bel 06-12345678"})
    second = Notitie({"tekst": "bel 06-12345678", CONFIRM: "on"})

    assert not first.is_valid()
    assert not first.fields[CONFIRM].widget.is_hidden
    assert second.is_valid()


def test_the_question_is_only_there_when_it_is_needed():
    form = Notitie({"tekst": "Wij geven eten."})

    assert form.is_valid()
    assert form.fields[CONFIRM].widget.is_hidden


def test_contact_data_on_purpose_is_not_asked_about():
    assert Notitie({"contact": "06-12345678", "mail": "samira@voedselbank.example"}).is_valid()
