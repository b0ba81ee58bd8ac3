"""The overview of the pilot: its tab, and what waits for the facilitator in the life of the pilot itself."""

from pilots.access import Right
from pilots.traject.onderdelen import Tab, register_tab

register_tab(Tab(key="overzicht", label="Overzicht", url_name="traject:pilot_detail", right=Right.VIEW, order=10))
