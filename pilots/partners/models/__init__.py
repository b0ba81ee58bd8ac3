"""Organisations that take part in a pilot, how they registered, and their personal links."""

from pilots.partners.models.aanmelding import Aanmelding
from pilots.partners.models.inlezen import Inleesregel, Inleesvoorstel
from pilots.partners.models.ketenpartner import Ketenpartner, KetenpartnerStatus
from pilots.partners.models.link import Linkdoel, PersoonlijkeLink
from pilots.partners.models.samenvoeging import Samenvoeging, Samenvoegstap

__all__ = [
    "Aanmelding",
    "Inleesregel",
    "Inleesvoorstel",
    "Ketenpartner",
    "KetenpartnerStatus",
    "Linkdoel",
    "PersoonlijkeLink",
    "Samenvoeging",
    "Samenvoegstap",
]
