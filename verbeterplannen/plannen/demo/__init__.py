"""The demo: the plan groups of Waterrade and what they wrote."""

from django.utils import timezone

from pilots.traject.demo.bestand import demo_pilot
from pilots.traject.demo.verloop import check_off, finish_pilot


def build() -> None:
    today = timezone.localdate()
    rondkomen = demo_pilot("rondkomen")
    finish_pilot(rondkomen, today=today)
    check_off(rondkomen, today=today, by_the_book=True)
