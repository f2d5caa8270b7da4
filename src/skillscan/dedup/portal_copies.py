"""Copies of an advertisement on a job portal: what the portal adds is not the employer's word.

A portal puts a block of its own below the text ("Seniority level", "Employment type"), whose level
is its guess, and some word the title anew ("AI Ventures Data Scientist" of "Data Scientist").
Portals are known by runs of words of their blocks: ``data/rules/openings.yaml``, section
``portals``.
"""

from collections.abc import Sequence
from functools import cache
from typing import Any

import numpy as np

from skillscan.dedup.shingles import Shingles, set_similarity, shingles_of
from skillscan.dedup.titles import TitleKey
from skillscan.rules import load_rules


def portal_of(text: Shingles) -> str | None:
    """The portal whose block stands in a text; ``None``: none that is known."""
    for portal, marks in _marks():
        if text.size and (text.take(text.searchsorted(marks), mode="clip") == marks).any():
            return portal
    return None


def portals_of(texts: Sequence[Shingles]) -> list[str | None]:
    """``portal_of`` of an employer's texts; a text that stands alone is compared with none."""
    return [portal_of(text) for text in texts] if len(texts) > 1 else [None] * len(texts)


def employers_titles(
    titles: Sequence[TitleKey], texts: Sequence[Shingles], portals: Sequence[str | None]
) -> list[TitleKey]:
    """The titles, those of a portal's copies as the employer's own copy of the text has them.

    Only where one has all words of the other and no other level; of several copies the one of
    most text in common counts.
    """
    if not any(portals) or all(portals):
        return list(titles)
    own = [place for place, portal in enumerate(portals) if portal is None]
    return [
        title
        if portal is None
        else _employers_title(title, text, [(titles[i], texts[i]) for i in own])
        for title, text, portal in zip(titles, texts, portals, strict=True)
    ]


def _employers_title(
    title: TitleKey, text: Shingles, copies: Sequence[tuple[TitleKey, Shingles]]
) -> TitleKey:
    if any(own.specific_words == title.specific_words for own, _ in copies):
        return title
    limit = _section()
    found, nearest = title, 0.0
    for own, own_text in copies:
        if not own.is_reworded(title):
            continue
        agreement = set_similarity(text, own_text)
        is_copy = agreement.containment >= limit["containment"]
        if is_copy and agreement.smaller >= limit["shingles"] and agreement.jaccard > nearest:
            found, nearest = own, agreement.jaccard
    return found


@cache
def _section() -> dict[str, Any]:
    rules: dict[str, Any] = load_rules("openings.yaml").words["portals"]
    return rules


@cache
def _marks() -> tuple[tuple[str, Shingles], ...]:
    blocks: dict[str, list[str]] = _section()["blocks"]
    return tuple(
        (portal, np.unique(np.concatenate([shingles_of(phrase) for phrase in phrases])))
        for portal, phrases in blocks.items()
    )
