"""Choose some of a list under limits, one goal after the other, exactly: a sum for HiGHS; knows no guests."""

from collections.abc import Collection, Mapping, Sequence
from typing import Protocol

import highspy
import numpy as np

INF = highspy.kHighsInf
TINY = 1e-6
# Nobody waits longer for an answer; then it is said that there is none.
SECONDEN = 30.0


class Genummerd(Protocol):
    @property
    def nr(self) -> int: ...


class NietOpgelostError(RuntimeError):
    """No answer was found in time."""


class Kiezer[T: Genummerd]:
    """A yes or no for each of `rij`, the first `vast` of them yes; what was reached of a goal stays reached."""

    def __init__(self, rij: Sequence[T], *, vast: int) -> None:
        self.rij, self._vast = rij, vast
        self._column = {one.nr: column for column, one in enumerate(rij)}
        self._highs = highspy.Highs()  # type: ignore[no-untyped-call]
        for name, value in {
            "output_flag": False,
            "threads": 1,
            "mip_rel_gap": 0.0,
            "mip_abs_gap": 0.5,  # every goal counts whole things
            "time_limit": SECONDEN,
        }.items():
            self._highs.setOptionValue(name, value)
        for column in range(len(rij)):
            self._highs.addVar(1 if column < vast else 0, 1)
            self._highs.changeColIntegrality(column, highspy.HighsVarType.kInteger)
        self._number = len(rij)

    def at_most(self, some: Collection[T], most: int) -> None:
        """No more than so many of these."""
        if len(some) > most:
            self._rule({self._column[one.nr]: 1.0 for one in some}, most=most)

    def come_near(self, wanted: Sequence[tuple[Collection[T], int, int | None]]) -> int:
        """Of each of these groups at least and at most so many, as far as can be; answers how many it is off in all."""
        off: dict[int, float] = {}
        for some, least, most in wanted:
            mine = {self._column[one.nr]: 1.0 for one in some}
            column = self._slack()
            off[column] = 1.0
            self._rule({**mine, column: 1.0}, least=least)
            if most is not None:
                self._rule({**mine, column: -1.0}, most=most)
        if not off:
            return 0
        values = self._minimise(off)
        reached = round(float(sum(values[column] for column in off)))
        self._rule(off, most=reached)
        return reached

    def fill(self, most: int) -> int:
        """Take as many as can be, up to `most`; answers how many that are, and keeps it at that."""
        everybody = dict.fromkeys(range(len(self.rij)), 1.0)
        if not everybody:
            return 0
        values = self._minimise(dict.fromkeys(everybody, -1.0))
        count = min(round(float(sum(values[column] for column in everybody))), most)
        self._rule(everybody, least=count, most=count)
        return count

    def first_in_order(self, block: int, count: int) -> list[T]:
        """Who is taken when whoever stands earlier goes before all who stand later, and `count` are taken in all."""
        taken = list(self.rij[: self._vast])
        for start in range(self._vast, len(self.rij), block):
            if len(taken) == count:
                break
            columns = range(start, min(start + block, len(self.rij)))
            values = self._minimise({column: -float(2 ** (block - 1 - nr)) for nr, column in enumerate(columns)})
            for column in columns:
                is_in = bool(values[column] > 0.5)
                self._highs.changeColBounds(column, float(is_in), float(is_in))
                if is_in:
                    taken.append(self.rij[column])
        return taken

    def _slack(self) -> int:
        self._highs.addVar(0, INF)
        self._number += 1
        return self._number - 1

    def _rule(self, som: Mapping[int, float], *, least: float = -INF, most: float = INF) -> None:
        columns = np.array(list(som), dtype=np.int32)
        self._highs.addRow(least, most, len(columns), columns, np.array(list(som.values())))

    def _minimise(self, som: Mapping[int, float]) -> np.ndarray:
        """First as if halves were allowed, which is fast; only when halves come out among whole numbers."""
        costs = np.zeros(self._number)
        costs[list(som)] = list(som.values())
        self._highs.changeColsCost(self._number, np.arange(self._number, dtype=np.int32), costs)
        for relaxed in (True, False):
            self._highs.setOptionValue("solve_relaxation", relaxed)
            self._highs.run()
            if self._highs.getModelStatus() != highspy.HighsModelStatus.kOptimal:
                raise NietOpgelostError(str(self._highs.getModelStatus()))
            values = np.array(self._highs.getSolution().col_value)
            whole = values[: len(self.rij)]
            if np.all(np.abs(whole - np.round(whole)) < TINY):
                break
        return values
