"""An article that is wholly on somebody else's study: then no number in it is the author's.

Its author read no openings ("we", "our"), nobody is called the author in it ("About Halden"), it is
no release, and it keeps its distance from what it tells: "the authors write", "the firm found".
"""

import re
from collections.abc import Sequence
from dataclasses import replace

from skillscan.article.binding.outcome import ANOTHERS, Outcome
from skillscan.article.binding.reading import ArticleReading
from skillscan.article.binding.sources.own_names import QUOTED, is_release
from skillscan.article.grammar import pattern_of
from skillscan.article.model import Binding

_DISTANCE = r"\b{study_tellers} {study_verbs}\b|\b{study_phrases}\b"
_WE = re.compile(r"\b(?:we|our|ours)\b", re.IGNORECASE)
"""Not "I", who may tell of a study too; what he read himself says _I_READ."""
_OWN_VOICE = (
    r"(?<!\btold )(?<!\bto )\b(?:this {own_voice_nouns}|(?:the|our) (?:newsroom|editors))\b"
)
_I_READ = r"\b(?:i|my)\b[^.!?\n]{0,80}\b{opening_nouns}\b"


def with_study_of_others(reading: ArticleReading, outcomes: Sequence[Outcome]) -> list[Outcome]:
    """The outcomes; of an article on another's study all are that one's."""
    if not is_on_study_of_others(reading):
        return [*outcomes]
    return [
        replace(one, kind="theirs", reasons=(ANOTHERS,))
        if isinstance(one, Binding) and one.kind == "ours"
        else one
        for one in outcomes
    ]


def is_on_study_of_others(reading: ArticleReading) -> bool:
    """Whether an article tells of nothing but what somebody else found."""
    said = QUOTED.sub(" ", reading.text)
    if pattern_of(_DISTANCE).search(said) is None or pattern_of(_OWN_VOICE).search(said):
        return False
    if any(_speaks_of_own(reading, line) for line in map(reading.sentence_text, reading.sentences)):
        return False
    if pattern_of(_I_READ).search(said) or is_release(reading.text):
        return False
    return not reading.attribution.has_own_name


def _speaks_of_own(reading: ArticleReading, sentence: str) -> bool:
    """Whether a sentence says "we" of openings, or of having read or counted something."""
    if _WE.search(QUOTED.sub(" ", sentence)) is None:
        return False
    words = reading.words
    return words.has("postings", sentence) or words.has("sample", sentence, "analysed")
