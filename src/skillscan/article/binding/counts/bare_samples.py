"""Samples without a noun, whose openings or employers were named before: "it holds 3,044"."""

import re
from collections.abc import Sequence

from skillscan.article.binding.counts.plain_employers import EMPLOYERS_OF_WHICH, plain_employers
from skillscan.article.binding.counts.plain_samples import (
    NAMED_CHARACTERS,
    is_believed,
    openings_before,
    unless_part,
)
from skillscan.article.binding.counts.sample_sizes import EMPLOYERS, SIZE, sample_of
from skillscan.article.binding.openings_read import EVERY_ONE, names_openings
from skillscan.article.binding.outcome import Outcome, only_bound
from skillscan.article.binding.reading import ArticleReading
from skillscan.article.binding.sentences import Surroundings
from skillscan.article.grammar import pattern_of, words_of
from skillscan.article.model import Binding

_BARE_BEFORE = (
    r"(?:^\W*|[(,:;–—] ?|\b(?:{hedging_words}|{almost_words}|{nearly_words}"
    r"|{before_bare_counts}|{holding_verbs}|{reading_words}|{taking_words}|{leaving_counts}"
    r"|(?:{reading_stems}|{taking_stems})\w*) )"
    r"(?:(?:{hedging_words}|{almost_words}|{nearly_words}|{roughly_more}) )*"
    r"[~≈>]? ?$"
)
"""What stands before a count whose noun was named before: "it holds", "(", "of the"."""
_IN_EDITION = (
    r" (?:in|at|by|from|after|out of) (?:(?:the|this|our|my|its) )?(?:\w+ ){0,3}"
    r"(?:{edition_nouns}|{data_nouns}|dedup\w*|\w*{removing_words})\b"
)
"""What goes on with a count behind a comma: ", 5,840 in the present edition"."""
_AFTER_COMMA = r"[,(:–—] ?(?:{hedging_words} |{nearly_words} |{almost_words} )?[~≈]?$"
_OF_THINGS = r" of (?:the|these|those|such) things\b"
_WE_READ = r"\b(?:we|i)\b(?:['’]ve| have)?(?: \w+)? (?:{reading_words}|{taking_words}) $"
_BARE_BEHIND = (
    r"(?=\W*$|[.,;:!?)\]–—]| [–—(-]|\+? {behind_bare_counts}\b"
    r"| in (?:(?:the|my|our|a) )?(?:{own_stores}|{own_files})\b"
    r"| for (?:the|this) (?:\w+ )?(?:{edition_nouns}|release)\b"
    r"| (?:this|last) (?:{time_units}|{season_names}|time)\b)"
)
"""What stands behind it: "of them", "in total", or the end."""
_FROM_PLACES = r"\b(?:from|across|in|of) (?:all |the |\w+ ){0,3}$"
_COLLECTED_BY = (
    r"\b(?:{taking_words}|{reading_words}|(?:{taking_stems}|{reading_stems})\w*)"
    r" by (?:the |our |my )?(?:\w+ )?$"
)
_FOR = r"\bfor (?:[\w/-]+ ){0,4}$"
_THAT_THEY_DID = re.compile(r"[^.;:,]{0,60}?\b(?:that|which)\b[^.;:,]*")
"""What only says whose the openings are: "every opening that U.S. employers advertised"."""
_LEFT_WITH = r"\b{leaving_counts} (?:{nearly_words} |{hedging_words} |{almost_words} )?[~≈]?$"
_FEW_WORDS, _SENTENCES_BACK = 3, 3
_GOES_ON = r"\b(?:{sample_pronouns}|{data_nouns}|{holding_verbs}|{leaving_counts})\b"
OTHER_DATA = (
    r"\b{data_nouns} of (?:(?:my|our|the|his|her|a|an|this|that) )?"
    r"(?!{time_units}|{season_names}|{month_names}|{edition_nouns}|\d)[a-z]"
    r"|\b(?:my|our|the|his|her) {other_data_owners}['’]s {data_nouns}\b"
)
"""Data of something else, where its sentence names no openings: "the archive of my blog"."""


def bare_sample(
    reading: ArticleReading, around: Surroundings, done: Sequence[Outcome]
) -> Outcome | None:
    """The outcome of a count without a noun ("As of today the drawer holds 3,044") that an article
    tells as its own sample; ``None`` where it may be something else.
    """
    named = _named_before(reading, around)
    is_cell = reading.block(around).kind == "cell"
    if not named or is_cell or _is_of_middle(reading, around):
        return None
    end = around.quantity.end
    is_of_employers = words_of("any_employers") & set(named.lower().split()[-_FEW_WORDS:])
    if is_of_employers:
        if not plain_employers(reading, around, done):
            return None
        return only_bound(sample_of(reading, around, EMPLOYERS, named, (end, end)))
    if not is_believed(reading, around):
        return None
    sample = sample_of(reading, around, SIZE, named, (end, end))
    if not isinstance(sample, Binding) and not reading.populations.other_market(named):
        sample = sample_of(reading, around, SIZE, "", (end, end))
    before = reading.text[around.sentence.start : around.quantity.start]
    if pattern_of(_LEFT_WITH).search(before):
        return only_bound(sample)  # what was read before may have been more
    return unless_part(reading, around, sample, done)


def _is_of_middle(reading: ArticleReading, around: Surroundings) -> bool:
    """Whether a number is told of a middle: "the median of the posted ranges is 185k"."""
    before = reading.text[around.sentence.start : around.quantity.start]
    return reading.words.has("middle", before)


def _named_before(reading: ArticleReading, around: Surroundings) -> str:
    """The words before a count without a noun that name its openings (or employers); empty where
    none do.
    """
    before = reading.text[around.sentence.start : around.quantity.start]
    behind = reading.text[around.quantity.end : around.sentence.end]
    if pattern_of(EMPLOYERS_OF_WHICH).search(before):
        return before.partition(" of which")[0].rstrip(",")
    if pattern_of(_OF_THINGS).match(behind) and pattern_of(_WE_READ).search(before):
        return openings_before(reading, around.sentence, _SENTENCES_BACK, is_single=True)
    is_behind = pattern_of(_BARE_BEHIND).match(behind) or (
        pattern_of(_AFTER_COMMA).search(before) and pattern_of(_IN_EDITION).match(behind)
    )
    if not is_behind or not pattern_of(_BARE_BEFORE).search(before):
        return ""
    left = pattern_of(_LEFT_WITH).search(before)
    named = None if left else _last_named(reading, before)
    if named is not None:
        return before[:named][-NAMED_CHARACTERS:]
    if left:  # "After throwing out the agencies' copies we were left with 11,846"
        since = before[: left.start()]
        return openings_before(reading, around.sentence, 1) or (
            since[-NAMED_CHARACTERS:] if names_openings(reading.words, since) else ""
        )
    if pattern_of(OTHER_DATA).search(before):
        return ""
    is_fragment = len(before.split()) <= _FEW_WORDS
    if not is_fragment and pattern_of(_GOES_ON).search(before) is None:
        return ""
    return openings_before(reading, around.sentence, _SENTENCES_BACK)


def _last_named(reading: ArticleReading, text: str) -> int | None:
    """Where the openings or employers end that a text names last; 0 where it is something else,
    ``None`` where it names nothing that could be counted. Those whose jobs they are do not count.
    """
    words = reading.words
    ends = [one.end for one in words.find("postings", text)]
    ends += [one.end() for one in pattern_of(EVERY_ONE).finditer(text)]
    last = max(ends, default=-1)
    clause = _THAT_THEY_DID.match(text, last) if last >= 0 else None
    for one in words.find("others", text):
        is_for = pattern_of(_FOR).search(text, 0, one.start) is not None
        if clause is not None and one.start < clause.end():
            continue
        if one.end <= last or (one.rule.id == "people" and (is_for or last >= 0)):
            continue
        is_who = pattern_of(_COLLECTED_BY).search(text, max(last, 0), one.start) is not None
        if last >= 0 and (is_who or pattern_of(_FROM_PLACES).search(text, last, one.start)):
            continue  # "postings from all fifty states, 2,705 in the end"
        is_employers = text[one.start : one.end].lower() in words_of("any_employers")
        last = one.end if is_employers else 0
    return last if last >= 0 else None
