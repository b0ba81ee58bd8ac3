"""Names in a sentence, as Dutch people list them. Plain Python."""

from collections.abc import Sequence

MOST_NAMES = 12


def names_said(names: Sequence[str]) -> str:
    """'Samira de Wit, Mo Jansen en 4 anderen'."""
    if len(names) <= 1:
        return "".join(names)
    rest = len(names) - MOST_NAMES
    if rest > 0:
        return f"{', '.join(names[:MOST_NAMES])} en {'1 ander' if rest == 1 else f'{rest} anderen'}"
    return f"{', '.join(names[:-1])} en {names[-1]}"
