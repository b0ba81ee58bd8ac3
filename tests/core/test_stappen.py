"""What the platform promises every app: steps that only one can take, a log that stays, days as people type them."""

from datetime import UTC, date, datetime, time
from http import HTTPStatus

import pytest
import time_machine
from django import forms
from django.apps import apps
from django.core.management import call_command

from datt.core import dates, limits
from datt.core.fields import DagField, KlokField
from datt.core.models import AppendOnlyError, Gebeurtenis, record
from datt.core.states import TransitionError
from tests.factories.accounts import UserFactory
from tests.factories.berichten import BerichtFactory
from tests.waiting import at_once


@pytest.mark.django_db(transaction=True)
def test_a_step_at_the_same_moment_is_taken_by_one():
    bericht, user = BerichtFactory(failed=True), UserFactory()
    model = type(bericht)

    answers = at_once(*[lambda: model.objects.get(pk=bericht.pk).resend(by=user, aan=bericht.aan)] * 3)

    assert sorted(type(answer) is TransitionError for answer in answers) == [False, True, True]
    assert Gebeurtenis.objects.about(bericht).count() == 1


@pytest.mark.django_db
def test_a_step_that_is_too_late_says_where_it_stands():
    bericht = BerichtFactory(sent=True)

    with pytest.raises(TransitionError) as refused:
        bericht.resend(by=UserFactory(), aan=bericht.aan)

    assert "staat nu op verstuurd" in str(refused.value)
    assert not Gebeurtenis.objects.exists()


@pytest.mark.django_db
def test_what_happened_stays():
    gebeurtenis = record(UserFactory(), "proef", "deed iets", by=None)

    for change in (
        gebeurtenis.save,
        gebeurtenis.delete,
        lambda: Gebeurtenis.objects.update(zin="anders"),
        Gebeurtenis.objects.all().delete,
    ):
        with pytest.raises(AppendOnlyError):
            change()
    assert str(Gebeurtenis.objects.get()) == "het systeem deed iets"


@pytest.mark.django_db
def test_content_can_be_loaded_again_and_again():
    def counts():
        return {model._meta.label: model._base_manager.count() for model in apps.get_models()}

    call_command("load_content", verbosity=0)
    first = counts()
    call_command("load_content", verbosity=0)

    assert counts() == first
    assert first["keten.Gemeente"] == 342


# Days and times


class Moment(forms.Form):
    dag = DagField()
    klok = KlokField()


@pytest.mark.parametrize(
    "typed", ["12-3-2027", "12/03/2027", "12.3.2027", "12 3 2027", "2027-03-12", "12 maart 2027", "12 mrt 2027",
              "12  MAART  2027", "vr 12 maart 2027", "vrijdag 12 maart 2027", "vr. 12-3-2027"]
)  # fmt: skip
def test_a_day_is_read_as_people_type_it(typed):
    form = Moment({"dag": typed, "klok": "9.30"})

    assert form.is_valid()
    assert form.cleaned_data["dag"] == date(2027, 3, 12)


@pytest.mark.parametrize("typed", ["31-2-2027", "12-13-2027", "12 m 2027", "12 ju 2027", "morgen", "12-3", "0-0-0000"])
def test_what_is_no_day_is_said_with_an_example(typed):
    form = Moment({"dag": typed, "klok": "9.30"})

    assert form.errors["dag"] == ["Dit is geen datum. Schrijf bijvoorbeeld 12 maart 2027 of 12-3-2027."]


@pytest.mark.parametrize("typed", ["9.30", "09:30", "9.30 uur", "09.30u", " 9:30 "])
def test_a_time_is_read_as_people_type_it(typed):
    form = Moment({"dag": "12-3-2027", "klok": typed})

    assert form.is_valid()
    assert form.cleaned_data["klok"] == time(9, 30)


@pytest.mark.parametrize("typed", ["24.00", "9.60", "half tien", "9.3", "-1"])
def test_what_is_no_time_is_said_with_an_example(typed):
    form = Moment({"dag": "12-3-2027", "klok": typed})

    assert form.errors["klok"] == ["Dit is geen tijd. Schrijf bijvoorbeeld 9.30 of 13.00."]


def test_days_and_times_are_written_in_dutch_time():
    summer, winter = (datetime(2027, month, 1, 22, 30, tzinfo=UTC) for month in (7, 1))

    assert dates.moment(summer) == "vr 2 juli 2027, 00.30 uur"
    assert dates.moment(winter) == "vr 1 januari 2027, 23.30 uur"
    assert dates.ago(winter, summer) == "vr 1 januari"
    assert dates.ago(winter, datetime(2027, 1, 2, 12, tzinfo=UTC)) == "gisteren 23.30 uur"


# Limits


def test_a_limit_counts_per_person_and_per_period():
    with time_machine.travel("2027-01-14 10:00:00+01:00", tick=False) as clock:
        first = [limits.allow("proef", "Samira", most=2, seconds=60) for _ in range(3)]
        other = limits.allow("proef", "Joost", most=2, seconds=60)
        capitals = limits.allow("proef", "SAMIRA", most=2, seconds=60)
        clock.shift(61)
        later = limits.allow("proef", "Samira", most=2, seconds=60)

    assert first == [True, True, False]
    assert (other, capitals, later) == (True, False, True)


# Requests


@pytest.mark.parametrize("address", ["/?q=%00", "/zoeken/?q=a%00b", "/pilots/%00/"])
def test_an_address_with_a_byte_that_cannot_be_kept_is_refused(db, client, address):
    assert client.get(address).status_code == HTTPStatus.BAD_REQUEST


@pytest.mark.django_db
@pytest.mark.parametrize("kind", ["application/x-www-form-urlencoded", "multipart/form-data; boundary=BoUnDaRyStRiNg"])
def test_a_form_with_a_byte_that_cannot_be_kept_is_no_fault_of_the_site(client, kind):
    if kind.startswith("multipart"):
        response = client.post("/account/login/", {"email": "a\x00b@c.example"})
    else:
        response = client.post("/account/login/", "email=a%00b@c.example", content_type=kind)

    assert response.status_code < HTTPStatus.INTERNAL_SERVER_ERROR


@pytest.mark.django_db
def test_a_form_with_more_fields_than_any_of_ours_is_refused(client):
    many = "&".join(f"f{nr}=1" for nr in range(1001))

    response = client.post("/account/login/", many, content_type="application/x-www-form-urlencoded")

    assert response.status_code == HTTPStatus.REQUEST_ENTITY_TOO_LARGE
