"""How each verdict is shown, and what it means: ``data/article/verdicts.yaml``."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache

from skillscan import resources
from skillscan.article.model import ClaimVerdict


@dataclass(frozen=True, slots=True, kw_only=True)
class LegendEntry:
    """A verdict in one sign (so that no colour is needed), in words, and in a sentence."""

    sign: str
    label: str
    meaning: str


@cache
def legend() -> Mapping[ClaimVerdict, LegendEntry]:
    """The entry of every verdict, in the order of the file."""
    content = resources.data_yaml("article", "verdicts.yaml")
    return {ClaimVerdict(token): LegendEntry(**entry) for token, entry in content.items()}
