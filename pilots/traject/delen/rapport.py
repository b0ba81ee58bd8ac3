"""What the trajectory itself tells in the Pilotrapport."""

from pilots.traject.onderdelen import Rapportdeel, register_section
from pilots.traject.rapport import goal_section, meetings_section, summary_section

register_section(
    Rapportdeel(
        key="samenvatting",
        order=10,
        titel="Het belangrijkste in het kort",
        template="traject/pdf/rapport_samenvatting.html",
        context=summary_section,
    )
)
register_section(
    Rapportdeel(
        key="doel",
        order=20,
        titel="Doel en maatstaven",
        template="traject/pdf/rapport_doel.html",
        context=goal_section,
    )
)
register_section(
    Rapportdeel(
        key="bijeenkomsten",
        order=40,
        titel="De bijeenkomsten",
        template="traject/pdf/rapport_bijeenkomsten.html",
        context=meetings_section,
    )
)
