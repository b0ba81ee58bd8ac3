"""Swap people between tables until nothing gets better; the one search that dividing and repairing share."""

import math
import time
from dataclasses import dataclass
from random import Random

from pilots.tafels.vraagstuk import Prices


@dataclass(frozen=True, kw_only=True)
class Effort:
    """How long a search looks: so many tries while it cools down, never past the moment `until`.

    A price of `enough` cannot be bettered: then it stops.
    """

    tries: int
    hot: float
    cold: float
    until: float
    enough: int | None = None


class Hall:
    """Who sits where and what that costs; people and tables by their place in the list, -1 is no table."""

    def __init__(self, prices: Prices, at: list[int]) -> None:
        self.pairs, self.places, self.at = prices.pairs, prices.places, at
        self.people: list[list[int]] = [[] for _ in prices.places]
        for who, table in enumerate(at):
            if table >= 0:
                self.people[table].append(who)
        self.cost = sum(self.place_of(who, table) for who, table in enumerate(at) if table >= 0)
        self.cost += sum(self.company_of(who, table) for who, table in enumerate(at) if table >= 0) // 2

    def place_of(self, who: int, table: int) -> int:
        return self.places[table][who]

    def company_of(self, who: int, table: int) -> int:
        """What this person costs with everybody at that table."""
        return sum(map(self.pairs[who].__getitem__, self.people[table]))

    def price_of(self, who: int, table: int) -> int:
        return self.place_of(who, table) + self.company_of(who, table)

    def move(self, who: int, table: int, change: int) -> None:
        """To an empty seat."""
        self.people[self.at[who]].remove(who)
        self.people[table].append(who)
        self.at[who] = table
        self.cost += change

    def gain_of(self, one: int, other: int) -> int:
        """What changes in the price when these two swap places; below zero is better."""
        a, b = self.at[one], self.at[other]
        here, there, places = self.people[a], self.people[b], self.places
        price_one, price_other = self.pairs[one].__getitem__, self.pairs[other].__getitem__
        return (
            sum(map(price_one, there))
            - sum(map(price_one, here))
            + sum(map(price_other, here))
            - sum(map(price_other, there))
            - 2 * price_one(other)
            + places[b][one]
            - places[a][one]
            + places[a][other]
            - places[b][other]
        )

    def swap(self, one: int, other: int, change: int) -> None:
        a, b = self.at[one], self.at[other]
        here, there = self.people[a], self.people[b]
        here[here.index(one)] = other
        there[there.index(other)] = one
        self.at[one], self.at[other] = b, a
        self.cost += change


def cool_down(hall: Hall, free: list[int], effort: Effort, random: Random) -> list[int]:
    """Try swaps, at first also worse ones; answers the best seating that was seen."""
    best, best_cost = list(hall.at), hall.cost
    if len(free) < 2:
        return best
    draw, exp, count = random.random, math.exp, len(free)
    steps = max(effort.tries // 200, 1)
    factor = (effort.cold / effort.hot) ** (1 / steps)
    heat, at = effort.hot, hall.at
    for _ in range(steps):
        if best_cost == effort.enough or time.monotonic() > effort.until:
            break
        for _ in range(200):
            one, other = free[int(draw() * count)], free[int(draw() * count)]
            if at[one] == at[other]:
                continue
            change = hall.gain_of(one, other)
            if change <= 0 or (change < 30 * heat and draw() < exp(-change / heat)):
                hall.swap(one, other, change)
                if hall.cost < best_cost:
                    best, best_cost = list(at), hall.cost
        heat *= factor
    return best


def settle(hall: Hall, free: list[int], until: float) -> None:
    """Take every swap that makes it better, until there is none."""
    better = True
    while better and time.monotonic() < until:
        better = False
        for place, one in enumerate(free):
            for other in free[place + 1 :]:
                if hall.at[one] != hall.at[other] and (change := hall.gain_of(one, other)) < 0:
                    hall.swap(one, other, change)
                    better = True
