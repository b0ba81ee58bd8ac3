"""Who of those who wait goes first when a seat comes free: the same kind of guest. Plain Python.

The same kind is who falls under exactly the same rules. Nobody of that kind: the rule that is farthest below what it
asks for, then the list of the draw. Who would pass a rule that says at most goes last, for an empty seat helps nobody.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass


@dataclass(frozen=True, kw_only=True)
class Wachtende:
    """Somebody who waits; `lot` is empty for who was not in the draw: they go after who was."""

    nr: int
    regels: frozenset[int]
    lot: str = ""
    is_vol: bool = False  # a rule that says at most, or the limit of the organisation, is reached


@dataclass(frozen=True, kw_only=True)
class Voorrang:
    """Somebody in their place in the order: a sentence that ends the line in the log, and one for themselves."""

    nr: int
    zin: str
    uitleg: str


def rank(
    wachtenden: Sequence[Wachtende],
    *,
    vertrokken: frozenset[int] | None,
    tekort: Mapping[int, int],
    namen: Mapping[int, str],
) -> list[Voorrang]:
    """Everybody who waits, in order. `wachtenden` stand in the order in which they began to wait.

    `vertrokken` are the rules that were about whoever gave a seat back, None when nobody did; `tekort` says how many
    each rule is short now; `namen` how the groups are called.
    """

    def same(one: Wachtende) -> bool:
        return bool(vertrokken) and one.regels == vertrokken

    def shortest(one: Wachtende) -> int:
        return max((tekort.get(nr, 0) for nr in one.regels), default=0)

    def key(one: Wachtende) -> tuple[bool, bool, int, bool, str]:
        return (one.is_vol, not same(one), -shortest(one) if not same(one) else 0, not one.lot, one.lot)

    return [_said(one, same(one), tekort, namen) for one in sorted(wachtenden, key=key)]


def _said(one: Wachtende, is_same: bool, tekort: Mapping[int, int], namen: Mapping[int, str]) -> Voorrang:
    if one.is_vol:
        return Voorrang(nr=one.nr, zin=", want niemand anders wachtte", uitleg="")
    if is_same:
        groep = " en ".join(dict.fromkeys(namen[nr] for nr in sorted(one.regels)))
        return Voorrang(nr=one.nr, zin=f", als dezelfde soort gast ({groep})", uitleg=f" voor {groep}")
    short = [nr for nr in sorted(one.regels) if tekort.get(nr, 0) > 0]
    if short:
        groep = namen[max(short, key=lambda nr: tekort[nr])]
        return Voorrang(nr=one.nr, zin=f", want daarvan zijn er het meest te weinig ({groep})", uitleg=f" voor {groep}")
    if one.lot:
        return Voorrang(nr=one.nr, zin=", als eerste op de lijst van de loting", uitleg="")
    return Voorrang(nr=one.nr, zin=", als eerste van wie niet in de loting zat", uitleg="")
