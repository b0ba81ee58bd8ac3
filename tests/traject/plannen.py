"""What the tests of planning a pilot share."""

from datetime import date

from django.urls import reverse

from pilots.traject.services import concept as drafts

START = date(2027, 1, 14)


def url(step, concept):
    return reverse(f"traject:plan_{step}", args=[concept.pk])


def fill(concept, gemeente, start=START):
    drafts.choose_gemeente(concept, gemeente)
    drafts.describe(concept, titel="Samen sterk", doelstelling="Niemand staat er alleen voor.", maatstaven=["Eén"])
    drafts.propose(concept, start)
    return concept


def dates_of(concept, **changes):
    typed = {}
    for kept in concept.datums:
        for name in ("datum", "begin", "eind", "plaats", "adres"):
            typed[f"{kept['soort']}-{name}"] = kept[name]
    return {**typed, **changes}
