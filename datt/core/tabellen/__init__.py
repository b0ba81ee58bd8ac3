"""Tables as files: written for download (XLSX, CSV, ODS) and read from an upload (CSV, XLSX)."""

from datt.core.tabellen.fouten import OnleesbaarBestand
from datt.core.tabellen.lezen import Gelezen, Grenzen, Regel, check_content, read_table
from datt.core.tabellen.onschadelijk import BETEKENIS, defuse, undo_defuse
from datt.core.tabellen.schrijven import SOORTEN, Cel, Tabel, table_response, write_table

__all__ = [
    "BETEKENIS",
    "SOORTEN",
    "Cel",
    "Gelezen",
    "Grenzen",
    "OnleesbaarBestand",
    "Regel",
    "Tabel",
    "check_content",
    "defuse",
    "read_table",
    "table_response",
    "undo_defuse",
    "write_table",
]
