"""What the page exports: the text of ``FILE.claims.yaml``, in pieces that its script joins.

The script knows no YAML: the file is ``head``, then ``empty``, or ``opening`` and its entries. An
entry takes the place of an earlier one on the same claim, or goes to the end, as on the command
line. Every piece was written by what writes the file there.
"""

import hashlib
from collections.abc import Iterator, Sequence
from pathlib import Path

import msgspec

from skillscan.article.confirmed.claim_places import ClaimPlaces
from skillscan.article.confirmed.claims_file import (
    EMPTY,
    HEAD,
    OPENING,
    claims_path,
    entry_text,
    load,
)
from skillscan.article.confirmed.decision import ClaimDecision
from skillscan.article.confirmed.matching import match
from skillscan.article.model import ArticleText, Binding, Claim, Quantity

CONFIRMED, DISMISSED = "confirmed", "dismissed"
_KEY_DIGITS = 16


class DecisionsFile(msgspec.Struct, frozen=True, kw_only=True):
    """``name`` of the file; ``key`` tells this article and this file from all others.

    ``kept``: the entries there are, in their order, by the id of their claim (of one that the page
    does not show by another word). ``decided``: what they say of claims on the page. ``entries``:
    claim id → decision → its text in the file; a claim that a marker speaks for has none.
    """

    name: str
    key: str
    head: str = HEAD
    opening: str = OPENING
    empty: str = EMPTY
    entries: dict[str, dict[str, str]]
    kept: list[tuple[str, str]] = []
    decided: dict[str, str] = {}


def decisions_file(
    path: Path,
    article: ArticleText,
    quantities: Sequence[Quantity],
    readings: Sequence[object],
    claims: Sequence[Claim],
) -> DecisionsFile:
    """The decisions on the article at ``path``, and what can be decided of its claims.

    ``readings`` are what the reading made of each quantity: a binding, or anything else. Raises
    UsageError where the file beside the article is damaged.
    """
    places = ClaimPlaces(article, quantities, readings)
    decisions = load(path)
    found = match(article, quantities, readings, decisions).found
    ids = {id(one): places.ids[index] for index, one in found.items()}
    shown = {claim.claim_id for claim in claims}
    decided, kept = {}, []
    for number, one in enumerate(decisions):
        claim_id = ids.get(id(one), "")
        is_shown = claim_id in shown
        kept.append((claim_id if is_shown else f"not shown {number}", entry_text(one)))
        if is_shown:
            decided[claim_id] = DISMISSED if one.decision == DISMISSED else CONFIRMED
    entries = dict(_entries(places, claims, readings))
    for claim_id, text in kept:
        if claim_id in decided and claim_id in entries:
            entries[claim_id][decided[claim_id]] = text
    return DecisionsFile(
        name=claims_path(path).name,
        key=_key(article, decisions),
        entries=entries,
        kept=kept,
        decided=decided,
    )


def _entries(
    places: ClaimPlaces, claims: Sequence[Claim], readings: Sequence[object]
) -> Iterator[tuple[str, dict[str, str]]]:
    """What can be said of each claim that no marker speaks for."""
    index_of = {claim_id: index for index, claim_id in enumerate(places.ids)}
    for claim in claims:
        index = index_of.get(claim.claim_id)
        if index is not None and claim.binding.by != "marker":
            reading = readings[index]
            # Judged claims know more than was read of them; what was read is confirmed.
            binding = reading if isinstance(reading, Binding) else claim.binding
            yield (
                claim.claim_id,
                {
                    CONFIRMED: entry_text(places.decide(index, binding)),
                    DISMISSED: entry_text(places.decide(index, None)),
                },
            )


def _key(article: ArticleText, decisions: Sequence[ClaimDecision]) -> str:
    content = article.source + "".join(map(entry_text, decisions))
    return hashlib.sha256(content.encode("utf-8", "replace")).hexdigest()[:_KEY_DIGITS]
