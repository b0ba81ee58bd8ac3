"""A query that is asked on nearly every page and differs only in a few numbers: its SQL is worked out once.

Building a query and writing it as SQL takes longer than the database needs to answer it.
"""

from collections.abc import Callable, Iterable, Sequence
from typing import Any

from django.db import connection
from django.db.models import QuerySet

# Stands where a number comes: no row has it as its key, and it fits every kind of number, or Django leaves the
# condition out.
FIRST_STAND_IN = 2_000_000_000


class VasteVraag:
    """`build` makes the query from as many numbers as `rows` is given, and ends in `values_list`.

    The numbers may only stand as values in a condition: they are put in when it is asked.
    """

    def __init__(self, build: Callable[..., QuerySet[Any, Any]]) -> None:
        self.build = build
        self.known: dict[tuple[str, int], _Written] = {}

    def rows(self, *numbers: int) -> list[tuple[Any, ...]]:
        key = (connection.vendor, len(numbers))
        if key not in self.known:
            self.known[key] = _Written(self.build(*_stand_ins(len(numbers))), len(numbers))
        return self.known[key].ask(numbers)


class _Written:
    def __init__(self, rows: QuerySet[Any, Any], count: int) -> None:
        compiler = rows.query.get_compiler(connection=connection)
        self.sql, self.params = compiler.as_sql()
        columns = [column for column, *_ in compiler.select[: compiler.col_count]]
        self.converters = compiler.get_converters(columns)
        missing = set(_stand_ins(count)) - set(self.params)
        if missing:
            raise ValueError(f"{len(missing)} numbers do not stand in the query: {self.sql}")

    def ask(self, numbers: Sequence[int]) -> list[tuple[Any, ...]]:
        given = dict(zip(_stand_ins(len(numbers)), numbers, strict=True))
        # A number stands there as the kind of number that the database wants.
        params = [type(one)(given[one]) if isinstance(one, int) and one in given else one for one in self.params]
        with connection.cursor() as cursor:
            cursor.execute(self.sql, params)
            rows: list[tuple[Any, ...]] = cursor.fetchall()
        return [tuple(row) for row in self._converted(rows)] if self.converters else rows

    def _converted(self, rows: Iterable[Sequence[Any]]) -> Iterable[Sequence[Any]]:
        for row in rows:
            changed = list(row)
            for nr, (steps, column) in self.converters.items():
                for step in steps:
                    changed[nr] = step(changed[nr], column, connection)
            yield changed


def _stand_ins(count: int) -> range:
    return range(FIRST_STAND_IN, FIRST_STAND_IN + count)
