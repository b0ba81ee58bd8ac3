"""The life of an uploaded list: proposed, its columns named, chosen about, thrown away."""

from collections import Counter
from collections.abc import Mapping, Sequence

from django.db import transaction
from django.utils import timezone

from datt.accounts.models import User
from datt.core.tabellen import Gelezen
from datt.core.text import one_line
from pilots.keten.models import Organisatietype
from pilots.partners.models import Inleesregel, Inleesvoorstel
from pilots.partners.models.inlezen import InleesStatus, Keuze, Oordeel
from pilots.partners.services.inlezen.oordelen import Beoordeeld, Oordeler
from pilots.partners.services.inlezen.waarden import without_private
from pilots.partners.services.kolommen import guess_columns
from pilots.traject.models import Pilot


@transaction.atomic
def propose(pilot: Pilot, gelezen: Gelezen, *, bestandsnaam: str, by: User) -> Inleesvoorstel:
    """Keep the list apart from the pilot; what may never be stored is taken out first."""
    Inleesvoorstel.objects.sweep(timezone.now())
    kolommen = guess_columns(gelezen.koppen)
    voorstel = Inleesvoorstel.objects.create(
        pilot=pilot,
        door=by,
        bestandsnaam=one_line(bestandsnaam, most=100) or "lijst",
        koppen=[without_private(kop)[:100] or f"Kolom {nr}" for nr, kop in enumerate(gelezen.koppen, start=1)],
        kolommen=kolommen,
    )
    lines = [
        Inleesregel(
            voorstel=voorstel,
            nr=line.nr,
            cellen=[without_private(cell, veld) for cell, veld in zip(line.cellen, kolommen, strict=True)],
        )
        for line in gelezen.regels
    ]
    _write(voorstel, lines)
    Inleesregel.objects.bulk_create(lines, batch_size=500)
    return voorstel


def _write(voorstel: Inleesvoorstel, lines: Sequence[Inleesregel]) -> list[Inleesregel]:
    """Put the judgement on the lines and the totals on the list; answers which lines changed."""
    oordeler = Oordeler(voorstel)
    judged = oordeler.judge(lines)
    tally(voorstel, oordeler, judged)
    voorstel.save(update_fields=TOTALEN)
    return [one.regel for one in judged if put_judgement(one)]


TOTALEN = ["partners_erbij", "mensen_erbij", "aangevuld", "overgeslagen", "mails"]


def tally(voorstel: Inleesvoorstel, oordeler: Oordeler, judged: Sequence[Beoordeeld]) -> None:
    """How many of what there would be."""
    fresh = oordeler.new_partners()
    new = {id(groep) for groep in fresh}
    known = [groep for groep in oordeler.groepen if id(groep) not in new]
    voorstel.partners_erbij = len(fresh)
    voorstel.mensen_erbij = sum(one.is_new_person for one in judged)
    voorstel.aangevuld = sum(bool(groep.aanvulling or groep.new_people()) for groep in known)
    voorstel.overgeslagen = sum(one.oordeel in (Oordeel.FOUT, Oordeel.WEG) for one in judged)
    voorstel.mails = oordeler.mails()


def put_judgement(judged: Beoordeeld) -> bool:
    """Whether the judgement differs from what stood on the line."""
    regel = judged.regel
    lijkt_op = judged.lijkt_op.pk if judged.lijkt_op else None
    before = (regel.oordeel, regel.meldingen, regel.lijkt_op_id)
    regel.oordeel, regel.meldingen, regel.lijkt_op_id = judged.oordeel, judged.meldingen, lijkt_op
    return before != (judged.oordeel, judged.meldingen, lijkt_op)


def save_judgements(lines: Sequence[Inleesregel]) -> None:
    write_lines(lines, ["oordeel", "meldingen", "lijkt_op", "keuze"])


def write_lines(lines: Sequence[Inleesregel], fields: Sequence[str]) -> None:
    """Change many lines in a few statements: far quicker than an UPDATE with a case per line."""
    Inleesregel.objects.bulk_create(
        lines, batch_size=500, update_conflicts=True, unique_fields=["id"], update_fields=fields
    )


@transaction.atomic
def judge_again(voorstel: Inleesvoorstel) -> bool:
    """Look at every line anew; True when something is different now."""
    changed = _write(voorstel, lines_of(voorstel))
    save_judgements(changed)
    return bool(changed)


def lines_of(voorstel: Inleesvoorstel) -> list[Inleesregel]:
    lines = list(Inleesregel.objects.filter(voorstel=voorstel))
    for line in lines:
        line.voorstel = voorstel
    return lines


@transaction.atomic
def set_columns(voorstel: Inleesvoorstel, kolommen: Sequence[str], standaard: Organisatietype | None) -> None:
    """Say what each column is; every line is judged anew."""
    voorstel.kolommen = list(kolommen)
    voorstel.standaard_type = standaard
    voorstel.save(update_fields=["kolommen", "standaard_type"])
    judge_again(voorstel)


@transaction.atomic
def choose(voorstel: Inleesvoorstel, keuzes: Mapping[int, str], *, voor_alle: str = "") -> None:
    """Keep what the facilitator chose; `voor_alle` answers every line that waits for a choice."""
    lines = lines_of(voorstel)
    touched: dict[int, Inleesregel] = {}
    for line in lines:
        keuze = keuzes.get(line.pk)
        if voor_alle and line.oordeel == Oordeel.KIES and keuze != Keuze.WEG:
            keuze = voor_alle
        if keuze is not None and keuze != line.keuze:
            line.keuze = Keuze(keuze)
            touched[line.pk] = line
    touched |= {line.pk: line for line in _write(voorstel, lines)}
    save_judgements(list(touched.values()))


def count_judgements(voorstel: Inleesvoorstel) -> Counter[str]:
    return Counter(Inleesregel.objects.filter(voorstel=voorstel).order_by().values_list("oordeel", flat=True))


def throw_away(voorstel: Inleesvoorstel) -> None:
    """Forget the list; nothing of it was in the pilot."""
    Inleesvoorstel.objects.filter(pk=voorstel.pk, status=InleesStatus.OPEN).delete()
