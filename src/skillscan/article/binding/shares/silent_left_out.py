"""A share that becomes one of the openings that state a thing, where the silent ones are left out:
"33 % want five years. Many name no number; leave those out and the figure climbs to 61 %".

Fewer openings make the share a larger one: a smaller one tells something else.
"""

import re
from collections.abc import Sequence
from dataclasses import replace

from skillscan.article.binding.model import not_understood
from skillscan.article.binding.outcome import Outcome
from skillscan.article.binding.reading import ArticleReading
from skillscan.article.binding.sentences import Surroundings
from skillscan.article.grammar import pattern_of
from skillscan.article.model import Binding

_BEGUN = r"(?:^|[.;:,(–—-] ?|\b(?:and|but|so|if we|if you|once you|once we) )\W*"
_LEFT = (
    rf"{_BEGUN}{{leaving_verbs}} (?P<what>[^.;:\d%]{{2,70}}?)"
    r"(?: (?:out|aside|away|off))?(?:,| and|, and| –| —|:)(?P<said>[^.;\d%]{1,50})$"
)
_WITHOUT = (
    rf"{_BEGUN}(?:without|not counting|leaving out|excluding|minus) (?P<what>[^.;:,\d%]{{2,50}}?),?"
    r" (?P<said>(?:it|that|the (?:figure|share|number))\b[^.;,\d%]{1,30})$"
)
_OF_THOSE = r"(?:them|those|these|the (?:silent|rest|others|mute)(?: (?:ones|{opening_nouns}))?)"
_SILENT = r"\b{silence_words}\b"
_SILENT_DROPPED = (
    r"\b(?P<what>(?:those|{opening_nouns}) (?:that|which|who)? ?[^.;%\d]{3,70}?),?"
    r" (?:were|are|have been|had been) (?:{left_out_words}|set aside|put aside)\b"
)
_DROPPING_SILENT = (
    r"\b(?:leaving out|setting aside|dropping|excluding|ignoring|throwing out|throw out|set aside"
    r"|without counting|not counting|take away|taking away|leav(?:e|ing) aside|forget|skip)"
    r" (?P<what>(?:all |the )?(?:[\d.,]+ ?(?:%|percent|per cent) of )?(?:the )?"
    r"(?:those|ones|silent|mute|{opening_nouns})\b[^.;:,%\d]{0,60})"
)
_COUNTED_IN = (
    r"(?<!not )\b(?:including|counting)\b[^.;:%\d]{0,50}\b{silence_words}\b[^.;:%\d]{0,40}, ?$"
    r"|\b(?:counted|measured|taken) (?:against|over|with) (?:all|everything|the whole)\b"
    r"[^.;:%\d]{0,80}$"
)
_OF_ALL = (
    r"\W*(?:(?:and|but|so|now) )?(?:(?:count|take|counting|taking|of|among|across|over|against)"
    r" (?:all|everything|every one|the whole)\b[^.;:%\d]{0,50}?(?:,| and|, and| –|:)?"
    r"|(?:with )?(?:the )?(?:silent|mute) (?:ones )?(?:included|counted),?)"
    r" (?:you|we|i|it|that|this|the (?:figure|share|number))(?:['’]s"
    r"| (?:is|are|get|gets|have|find|comes to|falls to|drops to|shrinks to|becomes|makes))"
    r" (?:{nearly_words} )?[~≈]?"
)
"""What counts the silent in behind a share of those that state it: "Of all of them, that is"."""
_ENDS = re.compile(r"[.!?]\s")
_WIDE = 300
_STATED = frozenset({"degree_share", "experience_at_least", "workplace_share", "seniority_share"})
_SENTENCES_BACK, _SHARES_BACK = 2, 3


def leaves_some_out(reading: ArticleReading, around: Surroundings) -> bool:
    """Whether the words before a number leave out openings, whichever."""
    said = reading.text[around.sentence.start : around.quantity.start]
    return any(pattern_of(one).search(said) for one in (_LEFT, _WITHOUT))


def counts_silent_too(reading: ArticleReading, around: Surroundings) -> bool:
    """Whether the words before a number count the silent openings in: "including the many without
    any years, 24 %".
    """
    said = reading.text[around.sentence.start : around.quantity.start]
    return pattern_of(_COUNTED_IN).search(said) is not None


def leaves_silent_out(reading: ArticleReading, around: Surroundings) -> bool:
    """Whether the words before a number leave out the openings that are silent of a thing."""
    said = reading.text[around.sentence.start : around.quantity.start]
    for template in (_LEFT, _WITHOUT):
        found = pattern_of(template).search(said)
        if found is None:
            continue
        if pattern_of(_SILENT).search(found["what"]):
            return True
        before = [
            reading.sentence_text(one)
            for one in reading.sentences_before(around.sentence, _SENTENCES_BACK)
        ]
        is_of_those = pattern_of(_OF_THOSE).fullmatch(found["what"]) is not None
        told = (*before, said[: found.start("what")])
        if is_of_those and any(pattern_of(_SILENT).search(text) for text in told):
            return True
    return False


def are_silent_left_out_before(reading: ArticleReading, around: Surroundings) -> bool:
    """Whether the sentence before a number, in its block, leaves out the openings silent of
    a thing: "Openings that do not say where were set aside. Of the remainder 21 % are remote".
    """
    start = reading.block(around).start
    said = reading.text[start : around.quantity.start][-_WIDE:]
    for template in (_SILENT_DROPPED, _DROPPING_SILENT):
        for found in pattern_of(template).finditer(said):
            behind = said[found.end() :]
            if pattern_of(_SILENT).search(found["what"]) and len(_ENDS.findall(behind)) <= 1:
                return True
    return False


def share_with_silent(
    reading: ArticleReading, around: Surroundings, done: Sequence[Outcome]
) -> Outcome | None:
    """The outcome of a number that is the share of those that state a thing, told right before, of
    all openings: "Of the ads that state years, 56 % want five. Of all of them, that is 23 %".
    """
    before = reading.share_before(around)
    found = done[before.place] if before else None
    if before is None or not isinstance(found, Binding) or found.kind != "ours":
        return None
    said = reading.text[around.sentence.start : around.quantity.start]
    if pattern_of(_OF_ALL).fullmatch(said) is None or reading.subjects(around.sentence):
        return None
    if before.sentence not in reading.sentences_before(around.sentence, 1):
        return None
    is_of_stating = found.view == "stating" and found.statistic in _STATED
    is_smaller = around.quantity.high < before.quantity.low
    if not is_of_stating or not is_smaller or reading.attribution.source(around):
        return None
    reasons = (*found.reasons, "the silent openings are counted in")
    start, end = around.quantity.start, around.quantity.end
    return replace(found, start=start, end=end, view="all", reasons=reasons)


def share_without_silent(
    reading: ArticleReading, around: Surroundings, done: Sequence[Outcome]
) -> Outcome | None:
    """The outcome of a number that is the share before it once the silent openings are left out;
    ``None`` where it is not, or names a thing itself.
    """
    if not leaves_silent_out(reading, around) or reading.attribution.source(around):
        return None
    start, end = around.before
    if any(start <= one.start < end for one in reading.subjects(around.sentence)):
        return None
    before = reading.share_before(around, in_block_before=True)
    for _ in range(_SHARES_BACK):
        found = done[before.place] if before else None
        if before is None or not isinstance(found, Binding) or found.kind != "ours":
            return None
        is_of_all = found.view == "all" and found.statistic in _STATED and not found.is_earlier
        if is_of_all and around.quantity.low <= before.quantity.high:
            return not_understood("no larger than the share of all openings")
        if is_of_all:
            reasons = (*found.reasons, "the silent openings are left out")
            number = around.quantity
            return replace(
                found, start=number.start, end=number.end, view="stating", reasons=reasons
            )
        before = reading.share_before(before, in_block_before=True)
    return None
