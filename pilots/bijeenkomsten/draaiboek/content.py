"""The content of this app: the library of werkvormen."""

from datt.core.content import register_content
from pilots.bijeenkomsten.draaiboek.services.bibliotheek import load_library


@register_content("werkvormen")
def load_werkvormen() -> int:
    return load_library()
