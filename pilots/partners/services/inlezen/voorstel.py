"""The life of an uploaded list: proposed, its columns named, chosen about, thrown away."""

from collections import Counter
from collections.abc import Mapping, Sequence

from django.db import transaction
from django.db.models import Q

from datt.accounts.models import User
from datt.core.states import TransitionError
from datt.core.tabellen import Gelezen
from datt.core.text import one_line
from pilots.keten.models import Organisatietype
from pilots.partners.models import Inleesregel, Inleesvoorstel
from pilots.partners.models.inleesstatus import Hoe, InleesStatus
from pilots.partners.models.inlezen import Keuze, Oordeel
from pilots.partners.services.inlezen.oordelen import Beoordeeld, Oordeler
from pilots.partners.services.inlezen.waarden import without_private
from pilots.partners.services.kolommen import guess_columns
from pilots.traject.models import Pilot


def propose(pilot: Pilot, inhoud: bytes, *, bestandsnaam: str, by: User) -> Inleesvoorstel:
    """Keep the file apart from the pilot, as work to do."""
    return Inleesvoorstel.objects.create(
        pilot=pilot,
        door=by,
        bestandsnaam=one_line(bestandsnaam, most=100) or "lijst",
        inhoud=inhoud,
        status=InleesStatus.NAKIJKEN,
    )


@transaction.atomic
def keep_lines(voorstel: Inleesvoorstel, gelezen: Gelezen) -> None:
    """The lines instead of the file; what may never be stored is taken out first."""
    kolommen = guess_columns(gelezen.koppen)
    koppen = [without_private(kop)[:100] or f"Kolom {nr}" for nr, kop in enumerate(gelezen.koppen, start=1)]
    voorstel.keep_head(koppen, kolommen, len(gelezen.regels))
    lines = [
        Inleesregel(
            voorstel=voorstel,
            nr=line.nr,
            cellen=[without_private(cell, veld) for cell, veld in zip(line.cellen, kolommen, strict=True)],
        )
        for line in gelezen.regels
    ]
    Inleesregel.objects.bulk_create(lines, batch_size=500)


def look_at(voorstel: Inleesvoorstel) -> None:
    """Judge every line and say how far; what it found is written at once, when all of it is known."""
    lines = lines_of(voorstel)
    oordeler = Oordeler(voorstel)
    judged = oordeler.judge(lines, tell=voorstel.beat)
    changed = [one.regel for one in judged if put_judgement(one)]
    tally(voorstel, oordeler, judged)
    with transaction.atomic():
        voorstel.looked_at()
        voorstel.save(update_fields=TOTALEN)
        save_judgements(changed)


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


def lines_of(voorstel: Inleesvoorstel) -> list[Inleesregel]:
    lines = list(Inleesregel.objects.filter(voorstel=voorstel))
    for line in lines:
        line.voorstel = voorstel
    return lines


@transaction.atomic
def set_columns(voorstel: Inleesvoorstel, kolommen: Sequence[str], standaard: Organisatietype | None) -> None:
    """Say what each column is; every line must be judged anew."""
    voorstel.look_again()
    voorstel.kolommen = list(kolommen)
    voorstel.standaard_type = standaard
    voorstel.save(update_fields=["kolommen", "standaard_type"])


@transaction.atomic
def choose(voorstel: Inleesvoorstel, keuzes: Mapping[int, str], *, voor_alle: str = "") -> bool:
    """Keep what the facilitator chose; `voor_alle` answers every line that waits for a choice.

    Answers whether anything changed: then every line must be judged anew, for what is chosen for one may tell
    something about another.
    """
    touched: dict[int, Inleesregel] = {}
    for line in _asked_about(voorstel, keuzes, every_doubt=bool(voor_alle)):
        keuze = keuzes.get(line.pk)
        if voor_alle and line.oordeel == Oordeel.KIES and keuze != Keuze.WEG:
            keuze = voor_alle
        if keuze is not None and keuze != line.keuze:
            line.keuze = Keuze(keuze)
            touched[line.pk] = line
    if touched:
        voorstel.look_again()
        save_judgements(list(touched.values()))
    return bool(touched)


def _asked_about(voorstel: Inleesvoorstel, keuzes: Mapping[int, str], *, every_doubt: bool) -> list[Inleesregel]:
    wanted = Q(pk__in=list(keuzes)) | (Q(oordeel=Oordeel.KIES) if every_doubt else Q())
    return list(Inleesregel.objects.filter(wanted, voorstel=voorstel)) if keuzes or every_doubt else []


def confirm(voorstel: Inleesvoorstel, hoe: Hoe, *, by: User) -> None:
    """Say yes to the list as it stands. Raises StillToChoose when a choice is open."""
    if Inleesregel.objects.filter(voorstel=voorstel, oordeel=Oordeel.KIES).exists():
        raise StillToChoose
    voorstel.confirm(hoe, by=by)


class StillToChoose(Exception):  # noqa: N818  # it is an answer, not a fault
    """Some lines may be an organisation we know; somebody must say so."""


def count_judgements(voorstel: Inleesvoorstel) -> Counter[str]:
    return Counter(Inleesregel.objects.filter(voorstel=voorstel).order_by().values_list("oordeel", flat=True))


def throw_away(voorstel: Inleesvoorstel) -> None:
    """Forget the list; nothing of it was in the pilot. Never while it is being read in."""
    free = Inleesvoorstel.objects.unfinished().exclude(status=InleesStatus.INLEZEN)
    gone, _ = free.filter(pk=voorstel.pk).delete()
    if not gone and Inleesvoorstel.objects.filter(pk=voorstel.pk).exists():
        raise TransitionError("De lijst wordt nu ingelezen. Weggooien kan niet meer. Ververs de pagina.")
