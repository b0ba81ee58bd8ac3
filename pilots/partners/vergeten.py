"""Somebody whom the past leans on: apps that keep that past take the name out, and the row stays."""

from collections.abc import Callable

from pilots.traject.models import Persoon

# Takes the name out; or changes nothing and answers, as sentences to a facilitator, what must be done first.
type Vergeet = Callable[[Persoon], list[str]]

_takers: list[Vergeet] = []
SAID = (("U bent ", "is"), ("U heeft ", "heeft"), ("U werkt ", "werkt"))


def register_vergeten(taker: Vergeet) -> Vergeet:
    if taker not in _takers:
        _takers.append(taker)
    return taker


def take_name_out(persoon: Persoon) -> list[str]:
    """Let every app take the name out; answers what must be done first, or that nobody can."""
    if not _takers:
        return [f"{persoon} hoort nog bij iets in deze pilot."]
    return [sentence for taker in _takers for sentence in taker(persoon)]


def about(sentence: str, persoon: Persoon) -> str:
    """What a guest reads about themselves, as a facilitator reads it."""
    for you, other in SAID:
        if sentence.startswith(you):
            return f"{persoon} {other} {sentence.removeprefix(you)}"
    return sentence
