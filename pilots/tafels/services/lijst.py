"""Who sits where, as a list to download."""

from datt.core.tabellen import Cel, Tabel
from pilots.tafels.services.beeld import POSITIES
from pilots.tafels.services.vragen import as_guest, fetch
from pilots.traject.models import Bijeenkomst


def seats_table(meeting: Bijeenkomst) -> Tabel:
    """Everybody by name, with the table of each round; who has no seat stands in it too."""
    gegevens = fetch(meeting)
    people = {one.persoon: one for one in [*(as_guest(row) for row in gegevens.plaatsen), *gegevens.gasten]}
    at = {(row.indeling_id, row.persoon_id): row.tafel for row in gegevens.plaatsen}
    rounds = gegevens.indelingen
    heads = [f"Tafel ronde {one.ronde}" for one in rounds] if len(rounds) > 1 else ["Tafel"]
    rows: list[list[Cel]] = [
        [
            one.naam,
            one.organisatie_naam,
            POSITIES.get(one.positie, ""),
            *(str(at.get((indeling.pk, one.persoon), "")) for indeling in rounds),
        ]
        for one in sorted(people.values(), key=lambda one: one.naam)
    ]
    return Tabel(f"tafels {meeting.korte_titel}", ["Naam", "Organisatie", "Positie", *heads], rows)
