"""Keep what residents gave no longer than we told them: two weeks after the meeting only the counts are left."""

from collections import Counter
from datetime import date

from django.db import transaction

from datt.berichten.vergeten import forget_messages_about
from datt.core.dates import local
from datt.core.models import record
from pilots.bijeenkomsten.uitnodigen.services.bewaren import BEHOEFTEN_NA, last_day_kept
from pilots.werkconferentie.proeverij.models import Aanmelddag, Openstelling

BEWAREN = BEHOEFTEN_NA


def remove_old_sign_ups(today: date | None = None) -> int:
    """Remove every sign-up of meetings of two weeks ago, with the messages about them; answers how many."""
    old = Openstelling.objects.filter(bijeenkomst__datum__lt=last_day_kept(today), aanmeldingen__isnull=False)
    return sum(_remove(one) for one in old.with_bijeenkomst().distinct())


@transaction.atomic
def _remove(openstelling: Openstelling) -> int:
    rows = list(openstelling.aanmeldingen.select_for_update())
    days: Counter[date] = Counter()
    people: Counter[date] = Counter()
    for one in rows:
        day = local(one.created_at).date()
        days[day] += 1
        people[day] += one.aantal
    for day, count in days.items():
        kept, _ = Aanmelddag.objects.get_or_create(
            openstelling=openstelling, dag=day, defaults={"aanmeldingen": 0, "mensen": 0}
        )
        kept.aanmeldingen += count
        kept.mensen += people[day]
        kept.save(update_fields=["aanmeldingen", "mensen"])
    forget_messages_about(rows)
    openstelling.aanmeldingen.filter(pk__in=[one.pk for one in rows]).delete()
    if rows:
        record(openstelling, "proeverij.gewist", f"wiste {len(rows)} aanmeldingen voor {openstelling}", by=None)
    return len(rows)
