"""The thing that an item is on, or the line above it that its number answers: "Kafka is not
everywhere. 26 % of the postings", "Myth: Hadoop is dead", then "Fact: still breathing, 13 %".
"""

import re
from dataclasses import replace

from skillscan.article.binding.model import ClaimSubject
from skillscan.article.binding.reading import ArticleReading
from skillscan.article.binding.sentences import Surroundings
from skillscan.article.binding.subjects.distinct_things import only_thing
from skillscan.article.grammar import pattern_of

_LABELS = ("skill_share", "certification_share", "workplace_share", "degree_share")
_SHORT_ITEM, _HARDLY_A_WORD = 320, 2
_IT = re.compile(r"\b(?:it|them|one|this|that)\b")
_ARTICLE = len("☐ The ")
_MARKS = " *_.?!☐•"
_NAMED_ABOVE = 0.85
_FACT = r"\W*{fact_labels}\W{0,3}:"
_FACT_BEHIND = r"(?<=[.?!\"”’]) \W*(?:{fact_labels})\W{0,3}:"
_MYTH = r"\W*{myth_labels}(?: \d{1,3})?\W{0,3}[:?]"
_PART_END = re.compile(r"[,;:(—]| – ")


def thing_begun(
    reading: ArticleReading, around: Surroundings, denominator_end: int
) -> ClaimSubject | None:
    """The one thing that an item or short paragraph is on, as its first sentence names it and none
    since another, where hardly a word stands behind the number.
    """
    block = reading.block(around)
    is_short = block.kind in ("list_item", "paragraph") and block.end - block.start <= _SHORT_ITEM
    end = max(around.quantity.end, denominator_end)
    behind = _PART_END.split(reading.text[end : around.after[1]])[0]
    if not is_short or reading.subjects(around.sentence) or around.shares_before:
        return None
    if len(behind.split()) > _HARDLY_A_WORD or _IT.search(behind):
        return None
    before = first = reading.previous(around.sentence)
    named: list[ClaimSubject] = []
    while before is not None:
        if reading.attribution.sources(before) or reading.percentages_in(before):
            return None
        named += reading.header_subjects(reading.sentence_text(before).strip(_MARKS))
        first, before = before, reading.previous(before)
    if first is None or "?" in reading.text[block.start : around.quantity.start]:
        return None
    begins = any(one.start - first.start <= _ARTICLE for one in reading.subjects(first))
    name = reading.sentence_text(first).strip(_MARKS)
    is_name = reading.vocabulary.skill_called(name) is not None
    return _only_label(named) if begins or is_name else None


def thing_answered(reading: ArticleReading, around: Surroundings) -> ClaimSubject | None:
    """The one thing that the line or title above names which this one corrects, or the sentence
    before that says so ("Myth: Hadoop is dead. Fact: 13 %").
    """
    if reading.subjects(around.sentence):
        return None
    said = _corrected(reading, around)
    return _only_label(reading.header_subjects(said.strip(' *_.?!"“”'))) if said else None


def _corrected(reading: ArticleReading, around: Surroundings) -> str:
    """What a number corrects, without its label; empty where it corrects nothing."""
    block, home = reading.block(around), around.sentence.block
    text = reading.text[block.start : around.quantity.start]
    myth = pattern_of(_MYTH).match(text)
    if myth is not None:
        fact = pattern_of(_FACT_BEHIND).search(text, myth.end())
        return text[myth.end() : fact.start()] if fact else ""
    if home == 0 or pattern_of(_FACT).match(text) is None:
        return ""
    above = reading.article.blocks[home - 1]
    said = reading.text[above.start : above.end]
    if myth := pattern_of(_MYTH).match(said):
        return said[myth.end() :]
    return said if above.kind == "heading" else ""


def _only_label(named: list[ClaimSubject]) -> ClaimSubject | None:
    only = only_thing(named)
    if only is None or only.statistic not in _LABELS:
        return None
    return replace(only, start=-1, end=-1, confidence=_NAMED_ABOVE)
