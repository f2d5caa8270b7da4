"""Samples that an article tells plainly: where it reads openings, and nothing in the words speaks
against it, a count of many openings is believed to be of those that were read.
"""

import re
from collections.abc import Sequence

from skillscan.article.binding.counts.read_openings import TOO_FEW
from skillscan.article.binding.counts.sample_sizes import SIZE, is_sample_of_openings, sample_of
from skillscan.article.binding.openings_read import names_openings
from skillscan.article.binding.outcome import Outcome
from skillscan.article.binding.reading import ArticleReading
from skillscan.article.binding.sentences import ArticleSentence, Surroundings
from skillscan.article.grammar import pattern_of
from skillscan.article.model import Binding

LEAST_OPENINGS, MOST_COUNTED = 100, 1_000_000
"""How many openings make a sample, and what no count of openings or employers reaches."""
_CLAUSE = re.compile(r"[;:()]|, (?:and|but|so|while|whereas)\b|[–—]")
_OTHERWISE = (
    r"\b(?:{dealing_words}|{dealing_stems}\w*|{used_words}|{otherwise_stems}\w*|{supposing_words}"
    r"|{making_words}|{opening_nouns} open (?:at|with|in|for)|it was (?:19|20)\d\d)\b"
    r"|\b(?:they|he|she) (?:\w+ )?(?:had|have|has)\b"
)
_REGULARLY = r"[^,;.:()]{0,40} (?:a|every|each|per) {calendar_units}\b"
_CITED = re.compile(r"[A-Z]\w+ \((?:19|20)\d\d\)")
_KEPT_OUT = r"\b{kept_out_words}\b|^\W*{kept_out_nouns}\b"
_PART = re.compile(r"[,;:()]")
_PART_OR_AFTER = re.compile(r"[,;:()]|\b(?:after|once|when|without)\b")
"""What parts a count from what was left out before: "9,410 after duplicates were dropped"."""
_TOO_FEW = rf"{TOO_FEW}|\b(?:is|are) thin\b"
_STATING = r"\b(?:that|which) {stating_verbs}\b"
_MADE = r"\b{making_words} (?:{nearly_words} )?$"
_OF_INDEX = r"\b{index_names} $"
_OWN_DATA = r"\b{data_owners} (?:\w+ )?{data_nouns}\b[^.;]{0,20}$"
_ONE_OF = r"\b{single_openings}\b"
_CLAUSE_OF_ALL = r" (?:that|which|,? we|i) {clause_of_all_words}\b"
_NARROWER = r" ?,? {narrowing_starts}\b"
_LEFT_WITH = r"\b{leaving_counts} (?:{nearly_words} |{hedging_words} |{almost_words} )?[~≈]?$"
NAMED_CHARACTERS = 160


def plain_sample(
    reading: ArticleReading,
    around: Surroundings,
    phrase: str,
    span: tuple[int, int],
    done: Sequence[Outcome],
) -> Outcome | None:
    """The outcome of a count of openings (``phrase`` names them at ``span``, or they were named
    before) that an article tells as its own; ``None`` where it may be something else.
    """
    if not is_believed(reading, around) or _is_narrowed(reading, span, phrase):
        return None
    return unless_part(reading, around, sample_of(reading, around, SIZE, phrase, span), done)


def is_sample_of_few(reading: ArticleReading, around: Surroundings, span: tuple[int, int]) -> bool:
    """Whether a count that was read is none of all openings: of too few to tell anything of, of
    those that state something, or of jobs that came or went.
    """
    sentence = reading.sentence_text(around.sentence)
    before = reading.text[around.sentence.start : around.quantity.start]
    behind = _PART.split(reading.text[span[0] : around.sentence.end])[0]
    return (
        pattern_of(_TOO_FEW).search(sentence) is not None
        or pattern_of(_MADE).search(before) is not None
        or pattern_of(_STATING).search(behind) is not None
    )


def unless_part(
    reading: ArticleReading, around: Surroundings, sample: Outcome, done: Sequence[Outcome]
) -> Outcome | None:
    """A sample where none that was told before, of the same jobs, is larger: then it is a part."""
    if not isinstance(sample, Binding):
        return None
    is_part = any(
        is_sample_of_openings(one)
        and (one.population, one.occupation) == (sample.population, sample.occupation)
        and reading.quantities[place].low > around.quantity.low
        for place, one in enumerate(done)
    )
    return None if is_part else sample


def is_believed(reading: ArticleReading, around: Surroundings) -> bool:
    """Whether nothing speaks against a count as one of the openings that were read: no source but
    one beside the author's own data, no firm or ranking, nor what else is done with openings.
    """
    is_told = reading.counts_postings or (reading.whose.names_no_job and reading.is_on_openings)
    if not is_told or not LEAST_OPENINGS <= around.quantity.low < MOST_COUNTED:
        return False
    before = reading.text[around.sentence.start : around.quantity.start]
    is_own = pattern_of(_OWN_DATA).search(before) is not None
    if reading.attribution.sources(around.sentence) and not is_own:
        return False
    if reading.words.has("one_company", reading.sentence_text(around.sentence)):
        return False
    is_of_index = pattern_of(_OF_INDEX, 0).search(before) or _CITED.search(before)
    return not is_of_index and not is_used_otherwise(reading, around)


def are_kept_out(reading: ArticleReading, around: Surroundings) -> bool:
    """Whether the words at a count say that so many were left out, or too few to tell anything."""
    text = reading.text
    before = _PART.split(_before_left(text[around.sentence.start : around.quantity.start]))[-1]
    behind = _PART_OR_AFTER.split(text[around.quantity.end : around.sentence.end])[0]
    is_few = pattern_of(_TOO_FEW).search(reading.sentence_text(around.sentence)) is not None
    return is_few or pattern_of(_KEPT_OUT).search(f"{before} {behind}") is not None


def _before_left(before: str) -> str:
    """The words before a count but those on what was left out before so many stayed: "I threw out
    the copies and was left with 1,718".
    """
    left = pattern_of(_LEFT_WITH).search(before)
    return before[left.start() :] if left else before


def is_used_otherwise(reading: ArticleReading, around: Surroundings) -> bool:
    """Whether openings are not counted as a sample: its clause says that they were dealt with or
    come up so often, its part that they were kept out, its sentence that they are too few.
    """
    text, start, end = reading.text, around.sentence.start, around.sentence.end
    for one in _CLAUSE.finditer(text, start, end):
        if one.end() <= around.quantity.start:
            start = one.end()
        elif one.start() >= around.quantity.end:
            end = one.start()
            break
    said = text[start:end]
    before = _before_left(text[start : around.quantity.start])
    behind = _PART.split(text[around.quantity.end : around.sentence.end])[0]
    if pattern_of(_KEPT_OUT).search(f"{before} {behind}"):
        return True
    if pattern_of(_REGULARLY, 0).match(text, around.quantity.end, end):
        return True
    is_few = pattern_of(_TOO_FEW).search(reading.sentence_text(around.sentence)) is not None
    return is_few or pattern_of(_OTHERWISE).search(said) is not None


def _is_narrowed(reading: ArticleReading, span: tuple[int, int], phrase: str) -> bool:
    """Whether the openings are a part of all: "remote postings", "postings that state pay"."""
    if any(not one.is_level for one in reading.header_subjects(phrase)):
        return True
    narrower = pattern_of(_NARROWER).match(reading.text, span[1])
    return narrower is not None and pattern_of(_CLAUSE_OF_ALL).match(reading.text, span[1]) is None


def openings_before(
    reading: ArticleReading, sentence: ArticleSentence, most: int, *, is_single: bool = False
) -> str:
    """The sentence a little before one that is on openings, where nobody else is named since and
    nothing counted; empty where there is none.
    """
    for before in reading.sentences_before(sentence, most):
        said = reading.sentence_text(before)
        if reading.attribution.sources(before):
            return ""
        if names_openings(reading.words, said) or (is_single and pattern_of(_ONE_OF).search(said)):
            return said[-NAMED_CHARACTERS:]
        if reading.places_in(before):
            return ""
    return ""
