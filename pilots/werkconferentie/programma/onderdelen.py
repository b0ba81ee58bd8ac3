"""What the programme adds to the pages of a meeting, of the pilot and of a guest."""

from pilots.access import Right
from pilots.traject.onderdelen import Tab, register_meeting_tab
from pilots.werkconferentie.programma import tafeltijden as tafeltijden  # registers itself with the tables
from pilots.werkconferentie.programma.delen import Programmadeel, register_programmadeel

register_meeting_tab(Tab(key="programma", label="Programma", url_name="programma:rooster", right=Right.HOST, order=25))
register_programmadeel(
    Programmadeel(key="rooster", label="Rooster", url_name="programma:rooster", right=Right.HOST, order=10)
)
