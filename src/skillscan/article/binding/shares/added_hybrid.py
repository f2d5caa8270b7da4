"""The share of remote and hybrid jobs, told behind that of the remote ones: "22 % are remote.
Add hybrid and you're at 63 %".
"""

from collections.abc import Sequence

from skillscan.article.binding.model import ClaimSubject
from skillscan.article.binding.outcome import Outcome
from skillscan.article.binding.reading import ArticleReading
from skillscan.article.binding.sentences import Surroundings
from skillscan.article.grammar import pattern_of
from skillscan.article.model import Binding

_ADDED = (
    r"(?:^|[.;:,–—(]|\b(?:and|but)\b)\W*(?:and |but |or )?{adding_words} "
    r"(?:in )?(?:the |those |all )?hybrid(?: (?:{hybrid_nouns}|{opening_nouns}))?"
    r"(?: {added_words})?"
    r"(?:,| and|, and| –| —)? "
    r"{reaching_words}(?: to)?(?: up)?(?: {nearly_words})? ?[~≈]?$"
)


def is_hybrid_added(reading: ArticleReading, around: Surroundings) -> bool:
    """Whether hybrid jobs are added right before a number: "Add hybrid and you're at 63 %"."""
    before = reading.text[around.sentence.start : around.quantity.start]
    return pattern_of(_ADDED).search(before) is not None


def with_hybrid(
    reading: ArticleReading, around: Surroundings, done: Sequence[Outcome]
) -> ClaimSubject | None:
    """Remote and hybrid work, where hybrid jobs are added to the share of remote ones right before
    it.
    """
    previous = reading.share_before(around) or reading.share_above(around)
    found = done[previous.place] if previous else None
    if not isinstance(found, Binding) or found.kind != "ours" or found.dimension != "remote":
        return None
    if previous is None or previous.quantity.high >= around.quantity.low:
        return None
    if not is_hybrid_added(reading, around):
        return None
    return ClaimSubject.unnamed("workplace_share", "remote_or_hybrid")
