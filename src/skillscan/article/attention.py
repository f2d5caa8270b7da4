"""Which verdicts somebody has to look at, and which of them end a command with 3."""

from collections.abc import Iterable

from skillscan.article.model import CheckedArticle, Claim, ClaimVerdict
from skillscan.errors import UsageError

FINE = frozenset({ClaimVerdict.CURRENT, ClaimVerdict.NOT_OURS})
"""All others are looked at."""
NEEDS_ATTENTION = frozenset(ClaimVerdict) - FINE


def verdicts_named(words: str | None) -> frozenset[ClaimVerdict]:
    """The verdicts of a list ("stale,contradicted"); ``None``: all that need attention.

    Raises UsageError for a word that is none.
    """
    if words is None:
        return NEEDS_ATTENTION
    names = [word.strip() for word in words.split(",") if word.strip()]
    known = ", ".join(ClaimVerdict)
    if unknown := [name for name in names if name not in set(ClaimVerdict)]:
        raise UsageError(f"--fail-on names no verdict {unknown[0]!r}; there are {known}")
    if not names:
        raise UsageError(f"--fail-on names no verdict; there are {known}")
    return frozenset(ClaimVerdict(name) for name in names)


def needing_attention(
    checked: CheckedArticle, verdicts: Iterable[ClaimVerdict] = NEEDS_ATTENTION
) -> list[Claim]:
    """The claims with one of these verdicts, in text order."""
    wanted = set(verdicts)
    return [claim for claim in checked.claims if claim.judgement.verdict in wanted]


def is_attention_needed(checked: CheckedArticle, verdicts: Iterable[ClaimVerdict]) -> bool:
    """Whether a claim has one of these verdicts, or a marker or a confirmed binding has a fault."""
    return bool(needing_attention(checked, verdicts)) or any(
        fault.is_error for fault in checked.faults
    )
