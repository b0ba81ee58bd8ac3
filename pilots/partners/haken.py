"""What apps do when two records of one person became one, or became two again."""

from collections.abc import Callable

from pilots.traject.models import Persoon

# (the record that stays, the record that went); in the transaction of the merge.
type Samengevoegd = Callable[[Persoon, Persoon], None]

_followers: list[Samengevoegd] = []


def on_people_merged(follower: Samengevoegd) -> Samengevoegd:
    if follower not in _followers:
        _followers.append(follower)
    return follower


def people_merged(kept: Persoon, lost: Persoon) -> None:
    for follower in _followers:
        follower(kept, lost)
