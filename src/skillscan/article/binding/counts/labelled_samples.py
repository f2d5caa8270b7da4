"""Samples that a row or label calls so: "Openings in the sample | 5,204", "Employers: 388"."""

import re
from collections.abc import Sequence

from skillscan.article.binding.counts.plain_employers import LEAST_EMPLOYERS
from skillscan.article.binding.counts.plain_samples import LEAST_OPENINGS, MOST_COUNTED
from skillscan.article.binding.counts.sample_sizes import (
    EMPLOYERS,
    SIZE,
    is_sample_of_openings,
    sample_of,
)
from skillscan.article.binding.model import ClaimSubject
from skillscan.article.binding.named_things import OPENINGS, words_beside
from skillscan.article.binding.outcome import Outcome, only_bound
from skillscan.article.binding.reading import ArticleReading
from skillscan.article.binding.sentences import Surroundings
from skillscan.article.grammar import pattern_of, words_of

_COUNTED = r"\b(?:{sample_names}|{counted_words})\b"
_LABEL_WORDS = words_of("sample_label_words") | words_of("counted_words")


def labelled_sample(
    reading: ArticleReading, around: Surroundings, done: Sequence[Outcome]
) -> Outcome | None:
    """The sample of a row or line that its words call the openings, or employers, of the sample;
    ``None`` where they say anything else.
    """
    if around.quantity.low < LEAST_EMPLOYERS:
        return None
    is_counted = reading.counts_postings or any(map(is_sample_of_openings, done))
    block = reading.block(around)
    labels = [reading.label(around), reading.label_in_sentence(around), block.row or ""]
    labels.append(_label_behind(reading, around))
    span = around.quantity.start, around.quantity.end
    for label in filter(None, labels):
        kind = _label_of_sample(reading, label)
        is_told = is_counted or pattern_of(_COUNTED).search(label)
        if kind is None or not is_told or reading.header_subjects(block.column):
            continue
        if kind is SIZE and not LEAST_OPENINGS <= around.quantity.low < MOST_COUNTED:
            continue
        if reading.attribution.source(around) is None:
            return only_bound(sample_of(reading, around, kind, label, span))
    return None


def _label_behind(reading: ArticleReading, around: Surroundings) -> str:
    """What stands behind a number that begins its line and a colon: "2,480: openings in this
    month's count".
    """
    block = reading.block(around)
    is_first = not reading.text[block.start : around.quantity.start].strip(" *_>•-")
    behind = re.match(
        r"[*_ ]{0,4}[:–—-][*_ ]{0,4}([^.;:]{3,60})", reading.text[around.quantity.end : block.end]
    )
    return behind[1] if is_first and behind else ""


def _label_of_sample(reading: ArticleReading, label: str) -> ClaimSubject | None:
    """What sample a label names; ``None`` where it says anything more of the openings."""
    found = words_beside(reading, label)
    if OPENINGS in found and set(found) - {OPENINGS} <= _LABEL_WORDS:
        return SIZE
    employers = words_of("any_employers")
    if employers & set(found[:3]):
        rest = set(found) - employers - {OPENINGS}
        return EMPLOYERS if rest <= _LABEL_WORDS else None
    return None
