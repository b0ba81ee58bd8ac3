"""The workshops of the werkconferentie: twice three at the same time, each in its own room."""

from pilots.bijeenkomsten.draaiboek.models import Draaiboek, Draaiboekblok
from pilots.bijeenkomsten.draaiboek.services.volgorde import Rijen, rows_of, touch, write_order
from pilots.bijeenkomsten.draaiboek.services.vullen import draaiboek_of
from pilots.traject.models import Bijeenkomst

WERKVORM = "workshopronde"
# What, who leads it, where, and what lies ready.
WORKSHOPS = (
    ("Workshop: een brief herschrijven", "Sleutelfunctionaris", "Leeszaal", ["brieven", "markeerstiften"]),
    ("Workshop: een formulier invullen", "Ervaringsdeskundige", "Atelier", ["formulieren", "pennen", "een klok"]),
    ("Workshop: een dag met schulden", "Schuldhulpverlener", "Kleine zaal", ["persona's", "briefjes in drie kleuren"]),
)  # fmt: skip


def split_workshops() -> None:
    for meeting in Bijeenkomst.objects.filter(soort="werkconferentie").select_related("pilot", "sjabloon"):
        _split(draaiboek_of(meeting))


def _split(draaiboek: Draaiboek) -> None:
    rows: Rijen = []
    for row in rows_of(draaiboek):
        block = row[0]
        is_round = block.werkvorm is not None and block.werkvorm.slug == WERKVORM
        rows.append([_workshop(block, nr) for nr in range(len(WORKSHOPS))] if is_round else row)
    write_order(rows)
    touch(draaiboek)


def _workshop(block: Draaiboekblok, nr: int) -> Draaiboekblok:
    """The block of the template becomes the first workshop; the others begin as its copy."""
    titel, leiding, ruimte, materiaal = WORKSHOPS[nr]
    if nr:
        block = Draaiboekblok.objects.get(pk=block.pk)
        block.pk, block.vast_tijdstip, block.deel = None, None, ""
        block._state.adding = True
    block.titel, block.leiding, block.ruimte, block.materiaal = titel, leiding, ruimte, materiaal
    block.save()
    return block
