"""The demo of this app, on top of what stands."""

from pilots.bijeenkomsten.draaiboek.demo.verloop import keep_real_times


def build() -> None:
    keep_real_times()
