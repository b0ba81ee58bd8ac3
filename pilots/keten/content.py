"""The content of this app: the gemeenten of today and the taxonomy of the sociale kaart."""

from datt.core.content import register_content
from pilots.keten.services import inhoud


@register_content("gemeenten")
def load_gemeenten() -> int:
    return inhoud.load_gemeenten()


@register_content("soorten organisaties")
def load_taxonomie() -> int:
    return inhoud.load_taxonomie()
