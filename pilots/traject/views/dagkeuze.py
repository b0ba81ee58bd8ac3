"""Choosing a day for a meeting: what speaks against it, at once while typing, and choosing it knowingly."""

from http import HTTPStatus

from django.http import HttpResponse

from datt.core.http import Request, respond
from pilots.traject.forms.bijeenkomst import DagForm, TochForm, TochMetRedenForm
from pilots.traject.forms.plannen import MomentForm
from pilots.traject.models import Bijeenkomst, Pilot
from pilots.traject.services.dagoordeel import judge_day
from pilots.traject.services.oordeel import Oordeel


class Dagkeuze:
    """A form with a day in it, what speaks against that day, and the question whether it is chosen anyway.

    Who does not move the day is asked nothing.
    """

    def __init__(
        self,
        request: Request,
        pilot: Pilot,
        form: MomentForm,
        *,
        meeting: Bijeenkomst | None = None,
        after: bool = False,
        toch: type[TochForm] = TochForm,
    ) -> None:
        self.form = form
        is_valid = form.is_bound and form.is_valid()
        self.datum = (
            form.cleaned_data.get("datum")
            if form.is_bound
            else form.get_initial_for_field(form.fields["datum"], "datum")
        )
        self.oordeel: Oordeel | None = None
        self.bewust: TochForm | None = None
        if self.datum is not None:
            self.oordeel = judge_day(pilot, self.datum, meeting=meeting, after=after)
        stays = meeting is not None and not after and self.datum == meeting.datum
        if self.oordeel is not None and self.oordeel.conflicten and not stays:
            asked = is_valid or request.POST.get("toch") or request.POST.get("reden")
            self.bewust = toch(request.POST if asked else None)
        self.is_chosen = is_valid and (self.bewust is None or self.bewust.is_valid())

    @property
    def reden(self) -> str:
        """Why this day, when something speaks against it."""
        return str(self.bewust.cleaned_data.get("reden", "")) if self.bewust is not None else ""

    @property
    def status(self) -> HTTPStatus:
        is_refused = self.form.is_bound and not self.is_chosen
        return HTTPStatus.UNPROCESSABLE_ENTITY if is_refused else HTTPStatus.OK

    def context(self) -> dict[str, object]:
        return {
            "form": self.form,
            "formulier": self.form,
            "oordeel": self.oordeel,
            "datum": self.datum,
            "bewust": self.bewust,
            "fout_in_titel": self.status != HTTPStatus.OK,
        }


def look(
    request: Request,
    pilot: Pilot,
    *,
    meeting: Bijeenkomst | None = None,
    after: bool = False,
    toch: type[TochForm] = TochForm,
) -> HttpResponse:
    """What speaks against the day that was just typed; a reason that was typed already stays."""
    form = DagForm(request.POST)
    is_valid = form.is_valid()
    datum = form.cleaned_data.get("datum") if is_valid else None
    oordeel = judge_day(pilot, datum, meeting=meeting, after=after) if datum else None
    stays = meeting is not None and not after and datum == meeting.datum
    asks = oordeel is not None and oordeel.conflicten and not stays
    typed = {"reden": request.POST.get("reden", "")} if toch is TochMetRedenForm else {}
    context = {
        "formulier": form,
        "oordeel": oordeel,
        "datum": datum,
        "bewust": toch(initial=typed) if asks else None,
    }
    return respond(request, "traject/_dagkeuze.html", context)
