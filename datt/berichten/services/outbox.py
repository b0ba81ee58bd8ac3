"""Putting messages in the outbox: one, or one to each of many."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, TypedDict, Unpack

from django.contrib.contenttypes.models import ContentType
from django.db import models, transaction
from django.utils import timezone

from datt.berichten import afmelding, agenda
from datt.berichten.bezorgen import stays_inside
from datt.berichten.huisstijl import Huisstijl, huisstijl_of
from datt.berichten.kinds import Berichtsoort, TooLongError, kinds
from datt.berichten.mobiel import WrongNumberError, first_allowed, is_mobile, mobile_number
from datt.berichten.models import Bericht, Kanaal, Mailadres, new_message_id
from datt.berichten.models.bericht import RETURNS, blocked
from datt.berichten.opmaak import compose, may_opt_out
from datt.berichten.tasks import deliver_bericht, sweep_berichten
from datt.core.queue import ring_on_commit
from datt.core.text import one_line

PER_STATEMENT = 200


class Meer(TypedDict, total=False):
    """What a message may have besides; `niet_voor` keeps it waiting until then (T-minus)."""

    agenda: str
    toevoeging: str
    niet_voor: datetime | None


@dataclass(frozen=True, kw_only=True)
class Ontvanger:
    """One of many: `velden` and `agenda` add to what all of them get; `sleutel` makes it once."""

    aan: str
    naam: str
    sleutel: str
    velden: dict[str, str] = field(default_factory=dict)
    onderwerp: models.Model | None = None
    agenda: str = ""


@dataclass(frozen=True, kw_only=True)
class Zending:
    """What all messages of one call have in common, looked up once."""

    soort: Berichtsoort
    kanaal: str
    velden: dict[str, str]
    kring: models.Model | None
    geheim: bool
    toevoeging: str
    due: datetime
    stijl: Huisstijl
    binnen: bool
    afgemeld: frozenset[str]
    onbestelbaar: frozenset[str]


@transaction.atomic
def queue_mail(
    soort: str,
    *,
    aan: str,
    naam: str,
    velden: dict[str, str],
    onderwerp: models.Model | None = None,
    kring: models.Model | None = None,
    sleutel: str = "",
    geheim: bool = False,
    **meer: Unpack[Meer],
) -> Bericht:
    """Write a mail in the outbox, in the transaction of what causes it; a worker sends it afterwards.

    `soort` names a kind of `content/`, `velden` fills its placeholders. A `sleutel` that was used
    before gives the message that is there already. To who wants no more, or to an address that
    returns its mail, it is written but not sent, and says so. Raises KeyError for an unknown kind
    and ValueError when a placeholder is missing or a link leads away from this site.
    """
    gast = Ontvanger(aan=aan, naam=naam, sleutel=sleutel, onderwerp=onderwerp)
    return _queue_one(soort, Kanaal.MAIL, gast, velden=velden, kring=kring, geheim=geheim, **meer)


@transaction.atomic
def queue_sms(
    soort: str,
    *,
    aan: str,
    naam: str,
    velden: dict[str, str],
    onderwerp: models.Model | None = None,
    kring: models.Model | None = None,
    sleutel: str = "",
    **meer: Unpack[Meer],
) -> Bericht:
    """Write a text message in the outbox; it goes out between 8.00 and 21.00.

    Besides what `queue_mail` raises: ValueError, with a sentence, for a number that is no Dutch
    mobile one. A text that grows too long is written and not sent, and says so.
    """
    gast = Ontvanger(aan=mobile_number(aan), naam=naam, sleutel=sleutel, onderwerp=onderwerp)
    return _queue_one(soort, Kanaal.SMS, gast, velden=velden, kring=kring, **meer)


@transaction.atomic
def queue_many(
    soort: str,
    ontvangers: Sequence[Ontvanger],
    *,
    velden: dict[str, str],
    kring: models.Model | None = None,
    kanaal: str = Kanaal.MAIL,
    geheim: bool = False,
    **meer: Unpack[Meer],
) -> int:
    """Write a message to each in a few statements, and ring the worker once; answers how many are new and will go out.

    A `sleutel` that was used before writes nothing, so a second click or a second start is nothing.
    Who wants no more, or cannot be reached, gets a row that says so and is not counted.
    """
    gasten = list({gast.sleutel: gast for gast in ontvangers}.values())
    if any(not gast.sleutel for gast in gasten):
        raise ValueError("Elk van vele berichten heeft een sleutel, anders gaat het twee keer uit.")
    known = set(Bericht.objects.filter(sleutel__in=[gast.sleutel for gast in gasten]).values_list("sleutel", flat=True))
    nieuw = [gast for gast in gasten if gast.sleutel not in known]
    zending = _look_up(soort, kanaal, [gast.aan for gast in nieuw], velden=velden, kring=kring, geheim=geheim, **meer)
    rows = [Bericht(sleutel=gast.sleutel, **_fields(zending, gast, meer.get("agenda", ""))) for gast in nieuw]
    # Somebody may write the same keys at this moment: what is there already stays as it is.
    Bericht.objects.bulk_create(rows, batch_size=PER_STATEMENT, ignore_conflicts=True)
    written = Bericht.objects.filter(message_id__in=[row.message_id for row in rows]).waiting().count()
    if written:
        ring_on_commit(sweep_berichten)
    return written


def _queue_one(
    soort: str,
    kanaal: str,
    gast: Ontvanger,
    *,
    velden: dict[str, str],
    kring: models.Model | None,
    geheim: bool = False,
    **meer: Unpack[Meer],
) -> Bericht:
    zending = _look_up(soort, kanaal, [gast.aan], velden=velden, kring=kring, geheim=geheim, **meer)
    fields = _fields(zending, gast, meer.get("agenda", ""))
    if gast.sleutel:
        bericht, is_new = Bericht.objects.get_or_create(sleutel=gast.sleutel, defaults=fields)
    else:
        bericht, is_new = Bericht.objects.create(**fields), True
    if is_new and bericht.is_on_its_way and zending.due <= timezone.now():
        ring_on_commit(deliver_bericht, bericht.pk)
    return bericht


def _look_up(
    soort: str,
    kanaal: str,
    adressen: Iterable[str],
    *,
    velden: dict[str, str],
    kring: models.Model | None,
    geheim: bool,
    **meer: Unpack[Meer],
) -> Zending:
    is_mail = kanaal == Kanaal.MAIL
    kind, known = kinds()[soort], [adres if is_mail else _number(adres) for adres in adressen]
    due = max(meer.get("niet_voor") or timezone.now(), timezone.now())
    return Zending(
        soort=kind,
        kanaal=kanaal,
        velden=velden,
        kring=kring,
        geheim=geheim,
        toevoeging=meer.get("toevoeging", ""),
        due=due if is_mail else first_allowed(due),
        stijl=huisstijl_of(kring),
        binnen=stays_inside(kring),
        afgemeld=frozenset(afmelding.opted_out(kring, known) if may_opt_out(kind, kring) else ()),
        onbestelbaar=frozenset(Mailadres.objects.undeliverable(known) if is_mail and known else ()),
    )


def _fields(zending: Zending, gast: Ontvanger, shared_agenda: str) -> dict[str, Any]:
    fields = _mail_of(zending, gast, shared_agenda) if zending.kanaal == Kanaal.MAIL else _sms_of(zending, gast)
    return {
        "soort": zending.soort.slug,
        "kanaal": zending.kanaal,
        "aan": gast.aan,
        "aan_naam": one_line(gast.naam, most=120),
        "geheim": zending.geheim,
        "afmeldbaar": may_opt_out(zending.soort, zending.kring),
        "binnengebleven": zending.binnen,
        "volgende_poging": zending.due,
        "message_id": new_message_id(),
        "over_soort": _kind(gast.onderwerp),
        "over_nr": gast.onderwerp.pk if gast.onderwerp is not None else None,
        "kring_soort": _kind(zending.kring),
        "kring_nr": zending.kring.pk if zending.kring is not None else None,
        **fields,
        **_stop(zending, gast, fields),
    }


def _mail_of(zending: Zending, gast: Ontvanger, shared_agenda: str) -> dict[str, Any]:
    message_id = new_message_id()
    mail = compose(
        zending.soort,
        {**zending.velden, **gast.velden},
        kring=zending.kring,
        toevoeging=zending.toevoeging,
        kenmerk=message_id[1:].partition("@")[0],
        huisstijl=zending.stijl,
    )
    return {
        "message_id": message_id,
        "onderwerpregel": mail.onderwerp,
        "tekst": mail.tekst,
        "html": mail.html,
        "agenda": agenda.checked(gast.agenda or shared_agenda),
        "afzender": zending.stijl.sender(),
        "antwoord_aan": zending.stijl.antwoord_aan,
    }


def _sms_of(zending: Zending, gast: Ontvanger) -> dict[str, Any]:
    """The text for one reader; what is wrong with only this number or this text stops nobody else."""
    fields = {"aan": one_line(gast.aan, most=40), "tekst": "", "onderwerpregel": zending.soort.slug.replace("_", " ")}
    try:
        text = zending.soort.fill_sms({**zending.velden, **gast.velden})
        fields |= {"tekst": text, "onderwerpregel": one_line(text, most=80)}
        return {**fields, "aan": mobile_number(gast.aan)}
    except (TooLongError, WrongNumberError) as error:
        return {**fields, **blocked(str(error))}


def _stop(zending: Zending, gast: Ontvanger, fields: dict[str, Any]) -> dict[str, Any]:
    """Why this one does not go out, if it does not."""
    adres = str(fields.get("aan", gast.aan)).lower()
    if adres in zending.afgemeld:
        return blocked(afmelding.WANTS_NO_MORE, by_reader=True)
    if adres in zending.onbestelbaar:
        return blocked(RETURNS)
    return {}


def _number(value: str) -> str:
    """As it is kept; what is no mobile number is refused where its row is written."""
    return mobile_number(value) if is_mobile(value) else value


def _kind(thing: models.Model | None) -> ContentType | None:
    return ContentType.objects.get_for_model(thing) if thing is not None else None
