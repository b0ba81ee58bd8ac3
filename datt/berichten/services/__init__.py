"""What other apps do with the outbox."""

from datt.berichten.services.outbox import Meer, Ontvanger, queue_mail, queue_many, queue_sms
from datt.berichten.services.uitgaan import resend, withdraw
from datt.berichten.vergeten import forget_address, forget_words

__all__ = [
    "Meer",
    "Ontvanger",
    "forget_address",
    "forget_words",
    "queue_mail",
    "queue_many",
    "queue_sms",
    "resend",
    "withdraw",
]
