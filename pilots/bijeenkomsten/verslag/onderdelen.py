"""What the verslag adds to the pages of a meeting, of the pilot, of the report and of a guest."""

from collections.abc import Iterable, Mapping
from datetime import date, timedelta
from typing import Any

from django.db.models import Count, F, QuerySet
from django.urls import reverse

from datt.core import dates
from pilots.access import Right
from pilots.bijeenkomsten.dag.naafloop import register_na_afloop
from pilots.bijeenkomsten.draaiboek.zaalslot import register_zaalslot
from pilots.bijeenkomsten.uitnodigen.eigendata import Databron, Gegevens, register_databron
from pilots.bijeenkomsten.uitnodigen.gastdelen import Gast, Gastdeel, register_gastdeel
from pilots.bijeenkomsten.verslag import brieven as brieven
from pilots.bijeenkomsten.verslag.forms.terugblik import LABELS, EigenActieForm, EvaluatieForm
from pilots.bijeenkomsten.verslag.models import (
    ANTWOORDEN,
    Afspraak,
    EigenActie,
    Evaluatie,
    Evaluatiebeurt,
    Verslagopmerking,
    Verslagversie,
)
from pilots.bijeenkomsten.verslag.services.acties import standing
from pilots.bijeenkomsten.verslag.services.evaluatie import may_answer, result_of, to_look_back_on
from pilots.bijeenkomsten.verslag.services.gasten import verslagen_for
from pilots.bijeenkomsten.verslag.services.zaal import questions_of_badge, slot
from pilots.traject.models import Bijeenkomst, BijeenkomstStatus, Persoon, Pilot
from pilots.traject.onderdelen import (
    Rapportdeel,
    Tab,
    TeDoen,
    register_meeting_tab,
    register_section,
    register_todos,
)
from pilots.traject.regels import columns, regels_of, register_regels

register_na_afloop(questions_of_badge)
register_zaalslot(slot)

VERSLAG_BINNEN = timedelta(days=7)
AFSPRAAK_VOORAF = timedelta(days=7)

register_meeting_tab(
    Tab(key="verslag", label="Verslag", url_name="verslag:verslag_detail", right=Right.DOWNLOAD, order=50)
)


@register_todos
def reports_to_make(pilot: Pilot, today: date) -> Iterable[TeDoen]:
    """A meeting that was held and has no verslag yet."""
    for meeting in pilot.bijeenkomsten.all():
        if meeting.status == BijeenkomstStatus.GEHOUDEN:
            yield TeDoen(
                titel=f"Maak het verslag van ‘{meeting.korte_titel}’ af",
                uitleg="Wat het systeem weet, staat er al in.",
                knop="Naar het verslag",
                url=reverse("verslag:verslag_detail", args=[pilot.pk, meeting.pk]),
                uiterlijk=meeting.datum + VERSLAG_BINNEN,
            )


def _agreements(pilot: int) -> QuerySet[Any]:
    due = Afspraak.objects.open().filter(bijeenkomst__pilot=pilot, uiterlijk__isnull=False)
    return columns(due, bijeenkomst="bijeenkomst_id", nr="pk", tekst="wat", naam="wie", dag="uiterlijk")


def _remarks(pilot: int) -> QuerySet[Any]:
    """How many remarks wait, for each meeting."""
    waiting = Verslagopmerking.objects.waiting().filter(verslag__bijeenkomst__pilot=pilot)
    of_meeting = "verslag__bijeenkomst"
    return columns(waiting, bijeenkomst=f"{of_meeting}_id", tekst=f"{of_meeting}__korte_titel", nr=Count("pk"))


register_regels("afspraken", _agreements)
register_regels("opmerkingen", _remarks)


@register_todos
def agreements_to_keep(pilot: Pilot, today: date) -> Iterable[TeDoen]:
    """What was agreed on and is due within a week, or late."""
    for row in regels_of(pilot, "afspraken"):
        if row.dag is None or row.dag > today + AFSPRAAK_VOORAF:
            continue
        yield TeDoen(
            titel=f"Afspraak: {row.tekst}",
            uitleg=f"{row.naam} doet dit vóór {dates.day(row.dag, year=False)}. Is het gedaan?",
            knop="Bekijk de afspraak",
            url=reverse("verslag:verslag_detail", args=[pilot.pk, row.bijeenkomst]) + "#afspraken",
            uiterlijk=row.dag,
        )


@register_todos
def remarks_to_read(pilot: Pilot, today: date) -> Iterable[TeDoen]:
    """Somebody said that a verslag is not right."""
    for row in regels_of(pilot, "opmerkingen"):
        yield TeDoen(
            titel=f"Lees {'een opmerking' if row.nr == 1 else f'{row.nr} opmerkingen'} bij het verslag",
            uitleg=f"Iemand zegt dat er iets niet klopt in het verslag van {row.tekst}.",
            knop="Lees wat er niet klopt",
            url=reverse("verslag:verslag_detail", args=[pilot.pk, row.bijeenkomst]) + "#opmerkingen",
            uiterlijk=today,
        )


def _looked_back(pilot: Pilot) -> Mapping[str, Any] | None:
    """For the Pilotrapport: what people thought of the meetings, and what came of what they would do."""
    answers: dict[int, list[Evaluatie]] = {}
    for answer in Evaluatie.objects.filter(bijeenkomst__pilot=pilot):
        answers.setdefault(answer.bijeenkomst_id, []).append(answer)
    results = [(meeting, result_of(answers.get(meeting.pk, []))) for meeting in pilot.bijeenkomsten.all()]
    seen = [(meeting, uitslag) for meeting, uitslag in results if uitslag.is_zichtbaar]
    actions = standing(EigenActie.objects.filter(bijeenkomst__pilot=pilot))
    if not seen and not actions.aantal:
        return None
    together = result_of([answer for meeting, _ in seen for answer in answers[meeting.pk]])
    return {"bijeenkomsten": seen, "samen": together, "acties": actions}


def _reported(pilot: Pilot) -> Mapping[str, Any] | None:
    """For the Pilotrapport: what was decided and agreed on, of meetings with a verslag that was fixed."""
    fixed = Verslagversie.objects.filter(verslag__bijeenkomst__pilot=pilot).values("verslag__bijeenkomst")
    made = Afspraak.objects.standing().filter(bijeenkomst__in=fixed).select_related("bijeenkomst")
    afspraken = list(made.order_by("bijeenkomst__datum", "pk"))
    return {"afspraken": afspraken} if afspraken else None


register_section(
    Rapportdeel(
        key="afspraken",
        order=42,
        titel="Besluiten en afspraken",
        template="verslag/pdf/rapport_afspraken.html",
        context=_reported,
    )
)
register_section(
    Rapportdeel(
        key="terugblik",
        order=44,
        titel="Wat deelnemers ervan vonden",
        template="verslag/pdf/rapport_terugblik.html",
        context=_looked_back,
    )
)


def _recent(gast: Gast) -> Bijeenkomst | None:
    """Looked up once for a page."""
    if "terugblik" not in gast.onthouden:
        gast.onthouden["terugblik"] = to_look_back_on(gast.persoon)
    meeting: Bijeenkomst | None = gast.onthouden["terugblik"]
    return meeting


def _questions(gast: Gast) -> Mapping[str, Any] | None:
    meeting = _recent(gast)
    if meeting is None or not may_answer(meeting, gast.persoon):
        return None
    return {"bijeenkomst": meeting, "form": EvaluatieForm(auto_id="vraag_%s")}


def _own_actions(gast: Gast) -> Mapping[str, Any] | None:
    """The actions this guest chose, and a form for the newest meeting without one."""
    mine = EigenActie.objects.filter(persoon=gast.persoon).select_related("bijeenkomst")
    chosen = list(mine.order_by("-bijeenkomst__datum"))
    meeting = _recent(gast)
    needs_one = meeting is not None and all(one.bijeenkomst_id != meeting.pk for one in chosen)
    if not chosen and not needs_one:
        return None
    return {
        "acties": chosen,
        "nieuw_voor": meeting if needs_one else None,
        "form": EigenActieForm(auto_id="actie_%s"),
        "antwoorden": [(str(status), LABELS[status]) for status in ANTWOORDEN],
    }


def _reports(gast: Gast) -> Mapping[str, Any] | None:
    found = verslagen_for(gast.persoon)
    return {"verslagen": found} if found else None


register_gastdeel(
    Gastdeel(key="evaluatie", order=15, template="verslag/_gast_evaluatie.html", context=_questions, is_vraag=True)
)
register_gastdeel(Gastdeel(key="eigen_actie", order=40, template="verslag/_gast_acties.html", context=_own_actions))
register_gastdeel(Gastdeel(key="verslag", order=50, template="verslag/_gast_verslagen.html", context=_reports))


BEANTWOORD = "u vulde ze in; wij weten niet welk antwoord van u is"


def _kept(persoon: Persoon) -> Gegevens | None:
    """Of the evaluation only that they answered: what they answered is of nobody."""
    actions = EigenActie.objects.filter(persoon=persoon).exclude(tekst="").select_related("bijeenkomst")
    remarks = Verslagopmerking.objects.filter(persoon=persoon).select_related("verslag__bijeenkomst")
    lines = [(f"Uw actie na {one.bijeenkomst.korte_titel}", one.tekst) for one in actions]
    lines += [(f"Uw opmerking bij {one.verslag}", one.tekst) for one in remarks]
    turns = Evaluatiebeurt.objects.filter(persoon=persoon, is_beantwoord=True).select_related("bijeenkomst")
    lines += [(f"De vragen na {one.bijeenkomst.korte_titel}", BEANTWOORD) for one in turns]
    if not lines:
        return None
    return Gegevens(
        kop="Uw eigen acties en opmerkingen",
        waarom="Om u een herinnering te sturen, en om het verslag te verbeteren.",
        bewaard_tot="Zo lang als uw andere gegevens.",
        regels=lines,
    )


def _forget(persoon: Persoon) -> None:
    """Of an action only how it went stays, for the counts."""
    EigenActie.objects.filter(persoon=persoon).update(tekst="", mag_gedeeld=False, versie=F("versie") + 1)
    Afspraak.objects.filter(bijeenkomst__pilot=persoon.pilot_id, wie__iexact=persoon.naam).update(wie="iemand")
    Verslagopmerking.objects.filter(persoon=persoon).delete()
    Evaluatiebeurt.objects.filter(persoon=persoon).delete()


register_databron(Databron(key="verslag", lees=_kept, wis=_forget))
