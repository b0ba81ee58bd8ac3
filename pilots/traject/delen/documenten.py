"""The documents on the pages of a pilot."""

from pilots.access import Right
from pilots.traject.onderdelen import Tab, register_tab

register_tab(
    Tab(key="documenten", label="Documenten", url_name="traject:document_list", right=Right.DOWNLOAD, order=70)
)
