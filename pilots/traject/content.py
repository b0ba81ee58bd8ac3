"""The content of this app: the template of a trajectory and the school holidays."""

from datt.core.content import register_content
from pilots.traject.services import schoolvakanties
from pilots.traject.services.sjabloon import load_sjabloon


@register_content("bijeenkomsten van het sjabloon")
def load_bijeenkomsten() -> int:
    return load_sjabloon().bijeenkomsten.count()


@register_content("schoolvakanties")
def load_schoolvakanties() -> int:
    return schoolvakanties.load_content()
