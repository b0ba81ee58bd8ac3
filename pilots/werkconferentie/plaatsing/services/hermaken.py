"""Write the mail about somebody's places again whose text was wiped: as they are now, to that guest only."""

from datt.berichten.hermaken import Hermaakt, register_hermaker
from datt.berichten.models import Bericht
from pilots.bijeenkomsten.uitnodigen.models import Uitnodiging
from pilots.bijeenkomsten.uitnodigen.services.berichtvelden import fields_for
from pilots.werkconferentie.plaatsing.models import Plaatsing
from pilots.werkconferentie.plaatsing.services.vertellen import NIEUW, SOORT, words_for


@register_hermaker(SOORT)
def places_again(bericht: Bericht) -> Hermaakt | None:
    """As long as the guest comes and the division is fixed."""
    about = bericht.over.pk if isinstance(bericht.over, Uitnodiging) else 0
    comes = Uitnodiging.objects.coming().with_persoon().select_related("bijeenkomst__pilot__gemeente")
    one = comes.filter(pk=about).first()
    if one is None:
        return None
    places = Plaatsing.objects.fixed().filter(persoon=one.persoon, verdeling__bijeenkomst=one.bijeenkomst)
    mine = list(places.with_everything().order_by("ronde__begint_om", "pk"))
    if not mine:
        return None
    velden = fields_for(one, plekken=words_for(mine), wat_nu=NIEUW)
    return Hermaakt(velden, alleen_aan=one.persoon.email)
