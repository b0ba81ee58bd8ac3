"""A set of whole numbers with rules, and one goal after the other, for HiGHS; knows nothing of workshops.

Each goal is made as small as it can be; what was reached is a rule for the goals after it. So a later goal never costs
anything of an earlier one.
"""

import time
from collections.abc import Iterable, Mapping

import highspy
import numpy as np

type Som = Mapping[int, float]  # column: how much it counts

INF = highspy.kHighsInf
# Every goal counts whole things: closer than one is equal.
LESS_THAN_ONE = 0.99
TINY = 1e-6
OPTIMAL = highspy.HighsModelStatus.kOptimal
IMPOSSIBLE = (highspy.HighsModelStatus.kInfeasible, highspy.HighsModelStatus.kUnboundedOrInfeasible)


class Stelsel:
    """Columns (0 or 1, or a count), rows (rules), and goals in their order."""

    def __init__(self, *, zaad: int, seconden: float) -> None:
        self._lower: list[float] = []
        self._upper: list[float] = []
        self._whole: list[bool] = []
        self._rows: list[tuple[float, float, list[int], list[float]]] = []
        self._until = time.monotonic() + seconden
        self._highs = highspy.Highs()  # type: ignore[no-untyped-call]
        for name, value in {
            "output_flag": False,
            "threads": 1,  # the same sum gives the same answer
            "random_seed": zaad % 2**31,
            "mip_rel_gap": 0.0,
            "mip_abs_gap": LESS_THAN_ONE,
        }.items():
            self._highs.setOptionValue(name, value)
        self._is_built = False
        self.bewezen = True
        self.waarden: np.ndarray = np.zeros(0)
        self._best: np.ndarray | None = None

    def column(self, lower: float = 0, upper: float = 1, *, whole: bool = True) -> int:
        """A new number between the two; answers which it is. With `whole` only integers."""
        if self._is_built:
            self._highs.addVar(lower, upper)
            if whole:
                self._highs.changeColIntegrality(len(self._lower), highspy.HighsVarType.kInteger)
        self._lower.append(lower)
        self._upper.append(upper)
        self._whole.append(whole)
        return len(self._lower) - 1

    def rule(self, som: Som, *, least: float = -INF, most: float = INF) -> None:
        """The sum stays between `least` and `most`."""
        columns, factors = list(som), [float(factor) for factor in som.values()]
        if self._is_built:
            self._highs.addRow(least, most, len(columns), np.array(columns, dtype=np.int32), np.array(factors))
        else:
            self._rows.append((least, most, columns, factors))

    def minimise(self, som: Som) -> int:
        """Make the sum as small as the rules and the goals before allow, keep it there, and answer how small.

        When the time is up the best that was found counts, and `bewezen` becomes False.
        """
        self._build()
        number = len(self._lower)
        costs = np.zeros(number)
        for column, factor in som.items():
            costs[column] += factor
        self._highs.changeColsCost(number, np.arange(number, dtype=np.int32), costs)
        bound, face = self._relax()
        if not self._is_whole():
            self._search(number)
        reached = round(float(costs @ self.waarden))
        if self.bewezen:
            self._keep(reached, bound, face, costs)
        else:
            self._at_most(reached, costs)
        self._best = self.waarden
        return reached

    def _relax(self) -> tuple[float, tuple[np.ndarray, np.ndarray]]:
        """Solve it as if halves were allowed, which is fast: how small at least, and what each column and row costs."""
        self._highs.setOptionValue("solve_relaxation", True)
        self._run()
        solution = self._highs.getSolution()
        self.waarden = np.array(solution.col_value)
        face = np.array(solution.col_dual), np.array(solution.row_dual)
        return self._highs.getInfo().objective_function_value, face

    def _is_whole(self) -> bool:
        whole = np.array(self._whole)
        return bool(np.all(np.abs(self.waarden[whole] - np.round(self.waarden[whole])) < TINY))

    def _search(self, number: int) -> None:
        """Where halves came out: search among whole numbers, from what the goal before found."""
        self._highs.setOptionValue("solve_relaxation", False)
        if self._best is not None:
            start = highspy.HighsSolution()
            start.col_value = [*self._best, *[0.0] * (number - len(self._best))]
            self._highs.setSolution(start)
        self._run()
        solution = self._highs.getSolution()
        if not solution.value_valid:
            raise RuntimeError(f"no answer: {self._highs.getModelStatus()}")
        self.waarden = np.array(solution.col_value)

    def _run(self) -> None:
        left = max(self._until - time.monotonic(), 0.5)
        self._highs.setOptionValue("time_limit", self._highs.getRunTime() + left)
        self._highs.run()
        status = self._highs.getModelStatus()
        if status in IMPOSSIBLE:
            raise RuntimeError(f"the rules contradict each other: {status}")
        self.bewezen = self.bewezen and status == OPTIMAL

    def _keep(self, reached: int, bound: float, face: tuple[np.ndarray, np.ndarray], costs: np.ndarray) -> None:
        """Let the goals after this one keep what was reached.

        Whoever costs more than the room between `bound` and the next whole number can be in no answer that is as good
        (fixing by reduced cost); when the bound was reached, that alone says it all.
        """
        prices, shadows = face
        room = reached - bound
        lp = self._highs.getLp()
        lower, upper = np.array(lp.col_lower_), np.array(lp.col_upper_)
        for price, here, there in ((prices, lower, upper), (-prices, upper, lower)):
            fix = np.flatnonzero((price > room + TINY) & (here != there))
            if len(fix):
                self._highs.changeColsBounds(len(fix), fix.astype(np.int32), here[fix], here[fix])
        if room < TINY:
            lower, upper = np.array(lp.row_lower_), np.array(lp.row_upper_)
            for row in np.flatnonzero(np.abs(shadows) > TINY):
                side = float(lower[row] if shadows[row] > 0 else upper[row])
                self._highs.changeRowBounds(int(row), side, side)
        else:
            self._at_most(reached, costs)

    def _at_most(self, reached: int, costs: np.ndarray) -> None:
        used = np.flatnonzero(costs)
        self._highs.addRow(-INF, reached + 0.5, len(used), used.astype(np.int32), costs[used])

    def is_one(self, column: int) -> bool:
        return bool(self.waarden[column] > 0.5)

    def _build(self) -> None:
        if self._is_built:
            return
        self._is_built = True
        lp = highspy.HighsLp()
        lp.num_col_, lp.num_row_ = len(self._lower), len(self._rows)
        lp.col_cost_ = np.zeros(lp.num_col_)
        lp.col_lower_, lp.col_upper_ = np.array(self._lower, dtype=float), np.array(self._upper, dtype=float)
        lp.integrality_ = [
            highspy.HighsVarType.kInteger if whole else highspy.HighsVarType.kContinuous for whole in self._whole
        ]
        lp.row_lower_ = np.array([row[0] for row in self._rows], dtype=float)
        lp.row_upper_ = np.array([row[1] for row in self._rows], dtype=float)
        lp.a_matrix_.format_ = highspy.MatrixFormat.kRowwise
        lp.a_matrix_.start_ = np.cumsum([0, *(len(row[2]) for row in self._rows)])
        lp.a_matrix_.index_ = np.array(_flat(row[2] for row in self._rows), dtype=np.int32)
        lp.a_matrix_.value_ = np.array(_flat(row[3] for row in self._rows), dtype=float)
        self._highs.passModel(lp)


def _flat[T](lists: Iterable[list[T]]) -> list[T]:
    return [one for many in lists for one in many]
