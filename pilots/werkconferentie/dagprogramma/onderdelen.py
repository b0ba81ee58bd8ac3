"""What this app adds to the pages and papers of others."""

from pilots.access import Right
from pilots.bijeenkomsten.dag.badgeregels import register_badgeregels
from pilots.bijeenkomsten.uitnodigen.agendateksten import register_agendateksten
from pilots.bijeenkomsten.uitnodigen.gastdelen import Gastdeel, register_gastdeel
from pilots.werkconferentie.dagprogramma.elders import badge_lines, calendar_texts
from pilots.werkconferentie.dagprogramma.services.gastdag import day_part
from pilots.werkconferentie.programma.delen import Programmadeel, register_programmadeel

register_programmadeel(
    Programmadeel(key="dag", label="De dag", url_name="dagprogramma:dag_detail", right=Right.HOST, order=50)
)
register_gastdeel(Gastdeel(key="dagprogramma", order=16, template="dagprogramma/gastdeel.html", context=day_part))
register_agendateksten(calendar_texts)
register_badgeregels(badge_lines)
