"""The demo of this app, on top of what stands."""

from pilots.bijeenkomsten.draaiboek.demo.verloop import keep_real_times
from pilots.bijeenkomsten.draaiboek.demo.workshops import split_workshops


def build() -> None:
    split_workshops()
    keep_real_times()
