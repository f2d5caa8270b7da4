"""One posting as it is compared with the others of its employer, and the limits of the rules."""

from dataclasses import dataclass
from functools import cache
from typing import Any

from skillscan.dedup.days_seen import DaysSeen
from skillscan.dedup.demands import Demands
from skillscan.dedup.shingles import Shingles
from skillscan.dedup.titles import TitleKey
from skillscan.rules import load_rules


@dataclass(frozen=True, slots=True)
class ComparablePosting:
    """One posting as it is compared.

    ``own_text`` is ``full_text`` without what many postings of the employer share; ``years`` are
    the numbers of years it names, ``demands`` what was read of it; ``seen`` are the first and last
    day (UTC) it was seen at ``places``, those of its title among them. It is written in
    ``language``, asks for ``spoken`` ones (both ISO 639-1) and names ``forms`` of work; ``portal``
    is the one that added its block. ``is_alone``: under its title, at its place, no two were
    ever there at one time.
    """

    posting_id: str
    title: TitleKey
    full_text: Shingles
    own_text: Shingles
    years: frozenset[str]
    seen: DaysSeen
    places: frozenset[str]
    demands: Demands
    language: str | None
    spoken: frozenset[str]
    forms: frozenset[str]
    portal: str | None = None
    is_alone: bool = False


@cache
def limits() -> dict[str, Any]:
    """The section ``similarity`` of ``data/rules/openings.yaml``."""
    rules: dict[str, Any] = load_rules("openings.yaml").words["similarity"]
    return rules
