"""The Sociale kaart of a pilot on paper."""

from datt.documenten.kinds import DocumentKind, register
from pilots.partners.kaart import kaart_context
from pilots.traject.documentbericht import tell_when_it_took_long
from pilots.traject.documents import may_download, may_order
from pilots.traject.models import Pilot

SOCIALE_KAART = register(
    DocumentKind(
        key="sociale_kaart",
        titel="Sociale kaart",
        uitleg="Wie is wie bij geldzorgen. Handig op tafel, in de auto en bij de balie.",
        bevat=(
            "alle bevestigde organisaties, per categorie",
            "wat zij wel en niet doen, en hoe u iemand verwijst",
            "wat zij bieden en zoeken, en de wachttijd",
            "een register van A tot Z",
        ),
        template="partners/pdf/sociale_kaart.html",
        source=Pilot.objects.with_gemeente,
        context=kaart_context,
        kring=lambda pilot: pilot,
        may_order=may_order,
        may_download=may_download,
        when_ready=tell_when_it_took_long,
        order=20,
    )
)
