"""What looking back on the workshops adds to the pages of a meeting and of a guest."""

from collections.abc import Mapping
from typing import Any

from django.utils import timezone

from pilots.access import Right
from pilots.bijeenkomsten.uitnodigen.eigendata import Databron, Gegevens, register_databron
from pilots.bijeenkomsten.uitnodigen.gastdelen import Gast, Gastdeel, register_gastdeel
from pilots.traject.models import Persoon
from pilots.werkconferentie.programma.delen import Programmadeel, register_programmadeel
from pilots.werkconferentie.terugblik.code import workshop_code
from pilots.werkconferentie.terugblik.services.antwoorden import answered_by, forget_answers_of, to_answer
from pilots.werkconferentie.terugblik.services.uitslag import results_for_host

register_programmadeel(
    Programmadeel(key="terugblik", label="Terugblik", url_name="terugblik:uitslag_list", right=Right.HOST, order=60)
)


def _questions(gast: Gast) -> Mapping[str, Any] | None:
    """A link to the two questions for each workshop that is over and not yet answered."""
    found = to_answer(gast.persoon, now=timezone.now())
    return {"workshops": [(one, workshop_code(one)) for one in found]} if found else None


def _own_results(gast: Gast) -> Mapping[str, Any] | None:
    """Who led a workshop reads what people thought of it, and of no other."""
    found = results_for_host(gast.persoon)
    return {"uitslagen": found} if found else None


register_gastdeel(Gastdeel(key="workshopvragen", order=16, template="terugblik/_gast_vragen.html", context=_questions))
register_gastdeel(
    Gastdeel(key="workshopuitslag", order=46, template="terugblik/_gast_uitslag.html", context=_own_results)
)


def _kept(persoon: Persoon) -> Gegevens | None:
    """Only that somebody answered: what they answered is of nobody."""
    workshops = answered_by(persoon)
    if not workshops:
        return None
    return Gegevens(
        kop="Uw terugblik op workshops",
        waarom="Om te zorgen dat iedereen één keer antwoordt. Wij weten niet welk antwoord van u is.",
        bewaard_tot="Zo lang als uw andere gegevens.",
        regels=[(one.titel, "u beantwoordde de twee vragen") for one in workshops],
    )


register_databron(Databron(key="terugblik", lees=_kept, wis=forget_answers_of))
