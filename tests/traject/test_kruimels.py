"""The crumbs of a pilot lead back to the tab and to the thing a form belongs to."""

import re

from django.urls import reverse

from pilots.access import Rol
from tests.factories.traject import BijeenkomstFactory


def crumbs(page):
    trail = page.partition('aria-label="Kruimelpad"')[2].partition("</nav>")[0]
    return re.findall(r'href="([^"]+)"', trail)


def test_a_form_of_a_meeting_leads_back_to_the_meeting_and_the_list(pilot, client_as):
    meeting = BijeenkomstFactory(pilot=pilot)

    page = client_as(Rol.FACILITATOR).get(reverse("traject:bijeenkomst_edit", args=[pilot.pk, meeting.pk])).text

    assert crumbs(page) == [
        reverse("traject:pilot_list"),
        pilot.get_absolute_url(),
        reverse("traject:bijeenkomst_list", args=[pilot.pk]),
        meeting.get_absolute_url(),
    ]


def test_the_page_of_a_tab_does_not_name_itself_twice(pilot, client_as):
    page = client_as(Rol.FACILITATOR).get(reverse("traject:bijeenkomst_list", args=[pilot.pk])).text

    assert crumbs(page) == [reverse("traject:pilot_list"), pilot.get_absolute_url()]
