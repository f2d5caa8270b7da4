"""A place of a text that is written like a skill, and what is known of it until it is decided."""

from dataclasses import dataclass

import msgspec

from skillscan.taxonomy.context_conditions import Check, MatchContext
from skillscan.taxonomy.model import Alias, Skill


@dataclass(frozen=True, slots=True)
class CompiledCondition:
    """A condition as a function; ``is_local`` where it looks at nothing but characters."""

    kind: str
    check: Check
    is_local: bool


@dataclass(frozen=True, slots=True, eq=False)
class CompiledAlias:
    """An alias with its conditions as functions."""

    skill: Skill
    alias: Alias
    text: str
    letters: str
    when: tuple[CompiledCondition, ...]
    never_local: tuple[Check, ...]
    """Exceptions that look at nothing but characters."""
    never_others: tuple[Check, ...]
    is_tool: bool
    is_plain: bool
    """Whether nothing but its being written makes it count."""


class LocalAnswers(msgspec.Struct):
    """What the characters around an alias say of it: ruled out or not; which conditions of ``when``
    are still to be asked, and the one of characters that is known to hold.
    """

    is_ruled_out: bool
    when: tuple[CompiledCondition, ...]
    holding: CompiledCondition | None = None
    is_local_asked: bool = False
    """Whether no condition of ``when`` is one of characters any more."""


class PossibleMention(msgspec.Struct):
    """A place that is written like a skill, in characters."""

    start: int
    end: int
    entry: CompiledAlias
    rule: str = ""
    """What decided; empty as long as nothing has."""


class OpenMention(msgspec.Struct):
    """A possible mention that its surroundings decide."""

    possible: PossibleMention
    context: MatchContext
    answers: LocalAnswers
    is_decided: bool = False
