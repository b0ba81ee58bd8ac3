"""Make the programme public: a version that stays as it was, with what changed since the one before."""

from typing import Any

from django.db import transaction

from datt.accounts.models import User
from datt.core.models import record
from datt.core.states import TransitionError
from pilots.traject.models import Bijeenkomst
from pilots.werkconferentie.programma.botsingen import Ernst, Rooster, conflicts
from pilots.werkconferentie.programma.models import Programma, Programmaversie
from pilots.werkconferentie.programma.services.rooster import load, step
from pilots.werkconferentie.programma.services.schikken import refuse_closed


def latest(meeting: Bijeenkomst) -> Programmaversie | None:
    """What guests see now; None as long as nothing was made public."""
    return Programmaversie.objects.filter(programma__bijeenkomst=meeting).first()


def content_of(rooster: Rooster) -> dict[str, Any]:
    """The whole programme as plain data, as guests read it."""
    return {
        "rondes": [
            {
                "pk": ronde.pk,
                "titel": ronde.titel,
                "soort": ronde.soort,
                "begint": f"{ronde.begint_om:%H:%M}",
                "minuten": ronde.minuten,
                "ruimte": str(ronde.ruimte or ""),
                "toelichting": ronde.toelichting,
            }
            for ronde in rooster.rondes
        ],
        "sessies": [
            {
                "pk": sessie.pk,
                "ronde": sessie.ronde_id,
                "workshop": sessie.workshop_id,
                "titel": sessie.workshop.titel,
                "omschrijving": sessie.workshop.omschrijving,
                "ruimte": str(sessie.ruimte or ""),
                "begeleiders": [persoon.naam for persoon in sessie.workshop.begeleiders.all()],
                "is_open": sessie.is_open,
            }
            for sessie in rooster.sessies
        ],
    }


def difference(before: dict[str, Any], after: dict[str, Any]) -> list[dict[str, Any]]:
    """What changed, a sentence each, with the sessions it is about: `[{"zin": …, "sessies": [pk, …]}]`."""
    return [*_rounds(before, after), *_sessions(before, after)]


def _rounds(before: dict[str, Any], after: dict[str, Any]) -> list[dict[str, Any]]:
    was, now = ({one["pk"]: one for one in content["rondes"]} for content in (before, after))
    found = []
    for pk, ronde in now.items():
        mine = [one["pk"] for one in after["sessies"] if one["ronde"] == pk]
        found += [{"zin": zin, "sessies": mine} for zin in _of_round(was.get(pk), ronde)]
    found += [{"zin": f"‘{old['titel']}’ gaat niet door.", "sessies": []} for pk, old in was.items() if pk not in now]
    return found


def _of_round(old: dict[str, Any] | None, ronde: dict[str, Any]) -> list[str]:
    name = f"‘{ronde['titel']}’"
    if old is None:
        return [f"{name} is nieuw: om {_hour(ronde)} uur."]
    said = []
    if old["titel"] != ronde["titel"]:
        said.append(f"‘{old['titel']}’ heet nu {name}.")
    if old["begint"] != ronde["begint"]:
        said.append(f"{name} begint om {_hour(ronde)} uur. Dat was {_hour(old)} uur.")
    if old["minuten"] != ronde["minuten"]:
        said.append(f"{name} duurt {ronde['minuten']} minuten. Dat was {old['minuten']}.")
    if old["ruimte"] != ronde["ruimte"]:
        said.append(f"{name} is in {ronde['ruimte'] or 'een andere ruimte'}.")
    if (old["soort"], old["toelichting"]) != (ronde["soort"], ronde["toelichting"]):
        said.append(f"De uitleg bij {name} is anders.")
    return said


def _hour(ronde: dict[str, Any]) -> str:
    return str(ronde["begint"]).replace(":", ".")


def _sessions(before: dict[str, Any], after: dict[str, Any]) -> list[dict[str, Any]]:
    was = {one["pk"]: one for one in before["sessies"] if one["is_open"]}
    now = {one["pk"]: one for one in after["sessies"] if one["is_open"]}
    titles = {one["pk"]: one["titel"] for one in after["rondes"]}
    found = []
    for pk, sessie in now.items():
        old, name = was.get(pk), f"‘{sessie['titel']}’"
        if old is None:
            found.append({"zin": f"{name} komt erbij in ‘{titles[sessie['ronde']]}’.", "sessies": [pk]})
            continue
        if old["ronde"] != sessie["ronde"]:
            found.append({"zin": f"{name} is nu in ‘{titles[sessie['ronde']]}’.", "sessies": [pk]})
        if old["ruimte"] != sessie["ruimte"]:
            place = sessie["ruimte"] or "een ruimte die wij nog kiezen"
            found.append(
                {"zin": f"{name} is in {place}. Dat was {old['ruimte'] or 'nog niet bekend'}.", "sessies": [pk]}
            )
        if old["titel"] != sessie["titel"]:
            found.append({"zin": f"‘{old['titel']}’ heet nu {name}.", "sessies": [pk]})
        if old["begeleiders"] != sessie["begeleiders"]:
            who = " en ".join(sessie["begeleiders"]) or "iemand die wij nog zoeken"
            found.append({"zin": f"{name} wordt begeleid door {who}.", "sessies": [pk]})
        if old["omschrijving"] != sessie["omschrijving"]:
            found.append({"zin": f"De tekst bij {name} is anders.", "sessies": [pk]})
    found += [{"zin": f"‘{old['titel']}’ gaat niet door.", "sessies": [pk]} for pk, old in was.items() if pk not in now]
    return found


@transaction.atomic
def publish(programma: Programma, *, versie: int, by: User) -> Programmaversie:
    """Let guests see the programme as it stands now.

    Raises VerouderdError when somebody changed it since `versie`, TransitionError when something in it cannot be, or
    when nothing changed since the last version.
    """
    refuse_closed(programma)
    step(programma, versie=versie)
    rooster = load(programma.bijeenkomst)
    wrong = [one.zin for one in conflicts(rooster) if one.ernst == Ernst.FOUT]
    if wrong:
        raise TransitionError(f"Dit kan nog niet in het programma: {wrong[0]}")
    if not rooster.rondes:
        raise TransitionError("Er staat nog niets in het programma. Maak eerst een ronde.")
    last = programma.versies.first()
    after = content_of(rooster)
    if last is not None and last.inhoud == after:
        raise TransitionError(f"Er is niets veranderd sinds versie {last.nummer}.")
    made = Programmaversie.objects.create(
        programma=programma,
        nummer=last.nummer + 1 if last else 1,
        inhoud=after,
        verschil=difference(last.inhoud, after) if last else [],
        door=by,
    )
    record(programma, "programma.openbaar", f"maakte versie {made.nummer} van {programma} openbaar", by=by)
    return made
