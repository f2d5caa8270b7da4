"""Refusing: what the data cannot say is an answer with its reason, never a number."""

from collections.abc import Sequence

from skillscan.errors import SkillscanError, UnknownNameError
from skillscan.release.document import Publication
from skillscan.serving.mcp.number_models import Alternative, CountedValue, NumberPart
from skillscan.text.printable import printable

MAX_CHARACTERS = 1_000
_LEAST_LIKE = 12
"""Names that are told where none is like what was asked."""


class CannotSayError(SkillscanError):
    """The release cannot say what was asked: why, and what it can say instead."""

    def __init__(self, reason: str, instead: Alternative) -> None:
        super().__init__(reason)
        self.instead = instead


def cannot_say(
    reason: str,
    instead: str,
    *,
    names: Sequence[str] = (),
    counts: Sequence[CountedValue] = (),
    parts: Sequence[NumberPart] = (),
) -> CannotSayError:
    """A refusal in plain words; ``names`` are those that the release knows."""
    return CannotSayError(
        printable(reason)[:MAX_CHARACTERS],
        Alternative(text=instead, names=list(names), counts=list(counts), parts=list(parts)),
    )


def unknown(error: UnknownNameError, tool: str) -> CannotSayError:
    """The refusal of a name that the release does not know; ``tool`` is the one that lists them."""
    names = list(error.nearest)
    said = "Ask again with one of these names" if names else "No name is like it"
    return cannot_say(str(error), f"{said}; {tool} lists all.", names=names)


def no_population(publication: Publication, asked: str) -> CannotSayError:
    """The refusal of people that no population of the release is of."""
    known = list(publication.populations)
    return cannot_say(
        f"The release has no population of {asked}: nothing it holds may be told of them, and a "
        "number of another occupation or country is not theirs.",
        "Ask for one of these populations, and name it in the answer; list_populations says what "
        "each is.",
        names=known[: 2 * _LEAST_LIKE],
    )
