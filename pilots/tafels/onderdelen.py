"""What this app shows on the pages of a pilot: the tab of a meeting."""

from pilots.access import Right
from pilots.traject.onderdelen import Tab, register_meeting_tab

register_meeting_tab(Tab(key="tafels", label="Tafels", url_name="tafels:indeling_detail", right=Right.HOST, order=30))
