"""What several names are of: each thing once, or the one thing that all of them name.

A thing is a value of a statistic, whatever words name it.
"""

from collections.abc import Sequence

from skillscan.article.binding.model import ClaimSubject


def distinct_things(named: Sequence[ClaimSubject]) -> list[ClaimSubject]:
    """Each thing by its first name, in order."""
    found: dict[tuple[str, str | None], ClaimSubject] = {}
    for one in named:
        found.setdefault((one.statistic, one.dimension), one)
    return list(found.values())


def only_thing(named: Sequence[ClaimSubject]) -> ClaimSubject | None:
    """The one thing by its first name; ``None`` where several or none are named."""
    found = distinct_things(named)
    return found[0] if len(found) == 1 else None
