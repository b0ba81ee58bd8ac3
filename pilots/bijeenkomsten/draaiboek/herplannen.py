"""Make the rest of a day fit again after a delay: pure rules, whole minutes, no Django.

The day is a row of parts. A part is one block, or several rooms beside each other. A part with a fixed time begins
then and not later, and the end is fixed too. What lies between two fixed times must fit there. Where it does not,
blocks become shorter: by no more than is needed, each in proportion to what it can miss, breaks only when the others
can miss no more, and never below their own minimum. Where even that is not enough, the answer says how much is short
and what would help.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field


@dataclass(frozen=True, kw_only=True)
class Blok:
    nr: int
    titel: str
    minuten: int
    minstens: int
    is_pauze: bool = False

    @property
    def speling(self) -> int:
        """How many minutes it can miss. What is shorter than its minimum already misses nothing."""
        return max(0, self.minuten - self.minstens)

    @property
    def kortste(self) -> int:
        return self.minuten - self.speling


@dataclass(frozen=True, kw_only=True)
class Deel:
    """One block, or rooms beside each other; `vast` is the minute at which it must begin."""

    blokken: tuple[Blok, ...]
    vast: int | None = None

    @property
    def titel(self) -> str:
        return " / ".join(block.titel for block in self.blokken)

    @property
    def minuten(self) -> int:
        return max(block.minuten for block in self.blokken)

    @property
    def kortste(self) -> int:
        return max(block.kortste for block in self.blokken)

    @property
    def speling(self) -> int:
        return self.minuten - self.kortste

    @property
    def is_pauze(self) -> bool:
        return all(block.is_pauze for block in self.blokken)


@dataclass(frozen=True)
class Inkorting:
    blok: Blok
    naar: int


@dataclass(frozen=True, kw_only=True)
class Knelpunt:
    """Where it does not fit: what must begin when, and how many minutes are short after all shortening.

    `is_eind` when it is the end of the day. `weglaten` are the parts of which leaving out one is enough, the best
    first; when none is, `samen` are the fewest that are enough together, empty when even all are not.
    """

    nr: int | None
    titel: str
    minuut: int
    tekort: int
    is_eind: bool
    weglaten: tuple[Deel, ...]
    samen: tuple[Deel, ...] = ()


@dataclass(frozen=True, kw_only=True)
class Voorstel:
    """`minuten` names every block of the rest of the day, also those that stay as they were."""

    minuten: Mapping[int, int]
    inkortingen: tuple[Inkorting, ...]
    knelpunten: tuple[Knelpunt, ...] = ()
    eind: int = 0
    pauzes_korter: bool = field(default=False)

    @property
    def kan(self) -> bool:
        return not self.knelpunten

    @property
    def gewonnen(self) -> int:
        """How many minutes shorter all blocks together are."""
        return sum(one.blok.minuten - one.naar for one in self.inkortingen)


@dataclass(frozen=True, kw_only=True)
class _Stuk:
    """What lies between two fixed times: it begins at `begin` and must be over at `tot`."""

    delen: tuple[Deel, ...]
    begin: int
    tot: int
    volgende: Deel | None


def replan(delen: Sequence[Deel], *, begin: int, eind: int) -> Voorstel:
    """A new length for every block that is still to come, when the first of them can begin at `begin`."""
    lengths: dict[int, int] = {}
    stuck: list[Knelpunt] = []
    for piece in _pieces(delen, begin, eind):
        short = piece.begin + sum(part.minuten for part in piece.delen) - piece.tot
        room = sum(part.speling for part in piece.delen)
        if short > room:
            stuck.append(_bottleneck(piece, short - room))
        lengths |= _shorten(piece.delen, min(max(short, 0), room))
    shortened = tuple(
        Inkorting(block, lengths[block.nr])
        for part in delen
        for block in part.blokken
        if lengths[block.nr] < block.minuten
    )
    return Voorstel(
        minuten=lengths,
        inkortingen=shortened,
        knelpunten=tuple(stuck),
        eind=end_of(delen, lengths, begin=begin),
        pauzes_korter=any(one.blok.is_pauze for one in shortened),
    )


def end_of(delen: Sequence[Deel], lengths: Mapping[int, int], *, begin: int) -> int:
    """The minute at which the last part is over, with these lengths."""
    at = begin
    for part in delen:
        at = max(at, part.vast if part.vast is not None else at) + length_of(part, lengths)
    return at


def length_of(part: Deel, lengths: Mapping[int, int]) -> int:
    return max(lengths[block.nr] for block in part.blokken)


def _pieces(delen: Sequence[Deel], begin: int, eind: int) -> Iterator[_Stuk]:
    """Cut the day at its fixed times. After one that cannot be met, the rest is planned as if it were."""
    parts: list[Deel] = []
    at = begin
    for part in delen:
        if part.vast is not None:
            yield _Stuk(delen=tuple(parts), begin=at, tot=part.vast, volgende=part)
            parts, at = [], part.vast
        parts.append(part)
    yield _Stuk(delen=tuple(parts), begin=at, tot=eind, volgende=None)


def _bottleneck(piece: _Stuk, short: int) -> Knelpunt:
    following = piece.volgende
    # The part at the fixed time that this piece begins with is what must stand; leaving it out is no advice.
    movable = [part for part in piece.delen if part.vast is None]
    # Breaks last, and of the others the smallest that is enough.
    enough = sorted((part for part in movable if part.kortste >= short), key=lambda part: (part.is_pauze, part.kortste))
    return Knelpunt(
        nr=following.blokken[0].nr if following else None,
        titel=following.titel if following else "",
        minuut=piece.tot,
        tekort=short,
        is_eind=following is None,
        weglaten=tuple(enough),
        samen=() if enough else _together(movable, short),
    )


def _together(parts: Sequence[Deel], short: int) -> tuple[Deel, ...]:
    """The fewest parts that are enough together: the longest first."""
    chosen: list[Deel] = []
    for part in sorted(parts, key=lambda part: (part.is_pauze, -part.kortste)):
        if short > 0:
            chosen.append(part)
            short -= part.kortste
    return tuple(chosen) if short <= 0 else ()


def _shorten(delen: Sequence[Deel], minutes: int) -> dict[int, int]:
    """Take these minutes from the parts together: from work first, from breaks when work can miss no more."""
    work = [part for part in delen if not part.is_pauze]
    breaks = [part for part in delen if part.is_pauze]
    from_work = min(minutes, sum(part.speling for part in work))
    lengths: dict[int, int] = {}
    for parts, total in ((work, from_work), (breaks, minutes - from_work)):
        for part, less in zip(parts, divide(total, [part.speling for part in parts]), strict=True):
            # A room that fits already stays as it is.
            lengths |= {block.nr: min(block.minuten, part.minuten - less) for block in part.blokken}
    return lengths


def divide(total: int, room: Sequence[int]) -> list[int]:
    """Divide whole minutes in proportion to the room of each; nobody gets more than their room.

    What is left after rounding down goes to the largest remainders, the earlier one first when they are equal.
    """
    whole = sum(room)
    if total <= 0 or whole == 0:
        return [0] * len(room)
    shares = [total * one // whole for one in room]
    by_rest = sorted(range(len(room)), key=lambda at: (-(total * room[at] % whole), at))
    for at in by_rest[: total - sum(shares)]:
        shares[at] += 1
    return shares
