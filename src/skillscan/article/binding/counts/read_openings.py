"""Whether an article says of openings that it counts that it read them itself."""

import re
from collections.abc import Sequence

from skillscan.article.binding.counts.sample_sizes import SAMPLE_SIZE
from skillscan.article.binding.denominators.denominators import first_head_of, noun_phrase
from skillscan.article.binding.model import NamedSource
from skillscan.article.binding.openings_read import EVERY_ONE
from skillscan.article.binding.outcome import Outcome, is_ours
from skillscan.article.binding.reading import ArticleReading
from skillscan.article.binding.sentences import Surroundings
from skillscan.article.grammar import pattern_of

_PASSIVE = re.compile(r"\b(?:was|were|been|are|is|made|that we|which we|we)\b", re.IGNORECASE)
_WE = r"\b{author_words}\b"
_ACROSS = re.compile(r"\W*(?:across|among|from|of)(?: the| our| all)?(?: \w+)?\s*", re.IGNORECASE)
_WHOSE_PART = (
    r"\W{0,3}(?:of (?:them|these|those) )?(?:{being_words} |{came_words} )?"
    r"((?:(?:in|from|for) )?(?:the )?[^.;:()\d]{2,50})"
)
_PARTS = r"(?:\b{partitives}\b|[:(]|, |\band\b|\b(?:with|against|versus|to) )[^.;]{0,24}$"
_NEXT_PART = r"\band\b|,|\b(?:with|against|versus|to) $"
_JOINED = r"\s*(?:,|,? {plain_coordinators}|&|,? {versus_words})\s*"
_OF_THEM = r" of (?:them|these|those)\b(?=[,.;:)]|\s*$)"
_LISTED = (
    r": (?:(?:since|in|from|by) \w+,? )?(?:(?:some|about|around|roughly) )?"
    r"(?:[\d.,]+ (?:for|from|in) [^.;:\d]{2,50}?,? (?:{plain_coordinators} )?)?$"
)
_WHOSE = re.compile(r" (?:for|from|in) [^.,;:()\d]{2,50}?(?=,|[.;:()]|$| and | in )")
_EACH_OF_THEM = r"\b(?:every|each) [^.;:,]{0,40}\b{single_openings}\b"
_LEFT_WITH = re.compile(r"\b(?:i|we) (?:had|got|(?:was|were) left with)(?: \w+)? ?$", re.IGNORECASE)
"""What stands before what is left of openings that were gathered: "I had 1,310 ads"."""
_OWN_SET = re.compile(r"^[^,;:.]{0,80}\b(?:in|on) (?:my|our) (?!view|opinion|experience)\w+")
"""Where openings are that somebody gathered: "900 ads in my spreadsheet"."""
_THERE_ARE = r"\b(?:there are|we have|we list|you will find|you['’]ll find)(?: {now_words})? $"
_IN_OUR_INDEX = (
    r"^[^,;:.\d]{0,80} (?:in|on) our (?:\w+ )?(?:{own_collections}|site|pages?|platform)\b"
)
_FEW_BEFORE = 3
TOO_FEW = r"\b{too_words} {few_words}\b"
"""What says that a count is of some that nothing is told of."""
_BASIS = r"\b{basis_nouns}\b"
_LABEL_WORDS = 4
_SUPPOSED = r"\b{supposing_words}\b"
_OTHERWISE_USED = (
    r"\b(?:{dealing_words}|{otherwise_used}|{kept_out_words}|{own_people}"
    r"|(?:{dealing_stems}|{otherwise_stems})\w*|creat\w+|duplicates:|advertised (?!by)"
    r"|published (?!between|from|by|in|since)|posted (?!between|from|by|in|on|since)"
    r"|(?:a|every) (?:day|week|month|year))\b"
)
"""What is done with openings by such as do not count them, or what keeps them out of a count."""
_JOB_BEFORE, _TOLD = 40, 120
_MANY = 100
_FEW_WORDS, _MOST_WORDS = 8, 16
_NUMBERS_BEFORE = 120


def is_analysed(reading: ArticleReading, around: Surroundings) -> bool:
    """Whether the sentence says before the count, or passively behind it, that they were read."""
    if reading.block(around).kind == "heading":
        return True
    before = reading.text[around.sentence.start : around.quantity.start]
    behind = reading.text[around.quantity.end : around.sentence.end]
    words = reading.words
    label = reading.nearest_label(around)
    labels = (before, reading.block(around).row or "", label)
    lead = reading.lead(reading.block(around))
    if words.has("sample", lead, "analysed") and not words.has("postings", before):
        return True
    if any(words.has("counted_openings", text, "total_of") for text in labels):
        return True
    previous = reading.previous(around.sentence) if not before.strip() else None
    said = reading.sentence_text(previous) if previous else ""
    if (
        pattern_of(_WE).search(said)
        and words.has("sample", said, "analysed")
        and words.has("postings", said)
    ):
        return True  # "I sat down and read ads. 1,418 ads for data scientists, to be exact."
    is_left = _LEFT_WITH.search(before) or words.has("counted_openings", before, "what_is_left")
    is_own_set = _OWN_SET.search(behind) is not None
    if (is_left or is_own_set) and _was_gathered(reading, around):
        return True
    is_told = words.has("counted_openings", behind, "read_behind") or (
        pattern_of(_WE).search(before) is not None
        and words.has("counted_openings", behind, "gathered_behind")
    )
    if is_told or _ACROSS.fullmatch(before) or words.has("counted_openings", before, "study_of"):
        return True
    if is_own_basis(reading, around) or _is_in_own_index(reading, around):
        return True
    passive = _PASSIVE.search(behind)
    return reading.words.has("sample", before, "analysed") or (
        passive is not None and reading.words.has("sample", behind[passive.start() :], "analysed")
    )


def _is_in_own_index(reading: ArticleReading, around: Surroundings) -> bool:
    """Whether a count is of the openings that the author's own pages hold today: "right now there
    are 8,420 open data engineer postings in our index".
    """
    before = reading.text[around.sentence.start : around.quantity.start]
    behind = reading.text[around.quantity.end : around.sentence.end]
    is_there = pattern_of(_THERE_ARE).search(before) is not None
    is_own = pattern_of(_IN_OUR_INDEX).search(behind) is not None
    return (
        is_there
        and is_own
        and around.quantity.low >= _MANY
        and not reading.attribution.sources(around.sentence)
        and not pattern_of(_OTHERWISE_USED).search(before + behind)
    )


def is_own_basis(reading: ArticleReading, around: Surroundings) -> bool:
    """Whether a count of many openings is what the article's own shares of openings rest on,
    whatever the verb: the author has them ("we kept 6,240 postings"), they are called the data, or
    such numbers rest on them. Not what is done with openings, what others have, nor a supposition.
    """
    text, words = reading.text, reading.words
    said = reading.sentence_text(around.sentence)
    is_first = reading.first_counted == around.sentence
    if around.quantity.low < _MANY or not is_first or not reading.counts_postings:
        return False
    if reading.attribution.sources(around.sentence) or words.has("one_company", said):
        return False
    before = text[around.sentence.start : around.quantity.start]
    if pattern_of(_OTHERWISE_USED).search(said) or pattern_of(_SUPPOSED).search(said):
        return False
    others = words.find("others", before)
    if words.has("negation", before) or any(
        one.rule.id in ("people", "organisations")
        and not reading.populations.is_of_ours(before, one.start, one.end)
        for one in others
    ):
        return False
    previous = reading.previous(around.sentence)
    label = reading.sentence_text(previous) if previous else ""
    is_labelled = len(label.split()) <= _LABEL_WORDS and not before.strip(" *_")
    basis = pattern_of(_BASIS)
    return (
        pattern_of(_WE).search(before) is not None
        or basis.search(before) is not None
        or (is_labelled and basis.search(label) is not None)
    )


def _was_gathered(reading: ArticleReading, around: Surroundings) -> bool:
    """Whether a sentence a little before says that openings were gathered: "I downloaded every
    ad", and none since names anybody or counts anything.
    """
    words = reading.words
    if reading.attribution.sources(around.sentence):
        return False
    for before in reading.sentences_before(around.sentence, _FEW_BEFORE):
        said = reading.sentence_text(before)
        if any(reading.quantities[n].low >= _MANY for n in reading.places_in(before)):
            return False  # that sample is told
        if reading.attribution.sources(before):
            return False
        is_of_openings = words.has("postings", said) or pattern_of(EVERY_ONE).search(said)
        is_own = pattern_of(_WE).search(said) is not None and words.has("sample", said, "analysed")
        if is_own and is_of_openings:
            return True
    return False


def is_named_before(reading: ArticleReading, around: Surroundings, done: Sequence[Outcome]) -> bool:
    """Whether a sample of this size was read a little before."""
    size = around.quantity.low, around.quantity.high
    return any(
        is_ours(done[place], SAMPLE_SIZE)
        and (reading.quantities[place].low, reading.quantities[place].high) == size
        for place in range(max(0, around.place - _NUMBERS_BEFORE), around.place)
    )


def openings_ahead(reading: ArticleReading, around: Surroundings, span: tuple[int, int]) -> str:
    """The openings of a count whose noun stands with the next: "3,840 AI engineer and 6,632 data
    scientist postings"; ``span`` is that of the job or country behind it. Empty without such.
    """
    said, words = reading.span(span).strip(), reading.words
    is_whose = bool(said) and any(
        (one.start, one.end) == (0, len(said))
        for group in ("fields", "countries")
        for one in words.find(group, said)
    )
    later = reading.places_after(around)
    if not is_whose or not later:
        return ""
    following = reading.around[later[0]]
    between = reading.text[span[0] + len(said) : following.quantity.start]
    start, end, _ = noun_phrase(words, reading.text, *following.after)
    head = first_head_of(words, reading.text[start:end])
    if not pattern_of(_JOINED).fullmatch(between) or head is None or head[0] != "postings":
        return ""
    noun = reading.text[start + head[1].start : start + head[1].end]
    return f"{said} {noun.split()[-1]}"


def told_of_openings(reading: ArticleReading, around: Surroundings) -> str:
    """Whose openings a count without a noun is of where the words before say that openings were
    read: "we read ads of US employers: 5,120 for ML engineers", "I read the ads. 1,206 of them,
    all from the UK". Empty where they do not.
    """
    text, words = reading.text, reading.words
    before = text[around.sentence.start : around.quantity.start]
    behind = text[around.quantity.end : around.sentence.end]
    is_of_them = pattern_of(_OF_THEM).match(behind) is not None
    if is_of_them and not words.has("postings", before):
        previous = reading.previous(around.sentence)
        before = f"{reading.sentence_text(previous) if previous else ''} {before}"
    elif not is_of_them and not pattern_of(_LISTED).search(before):
        return ""
    found = words.find("postings", before)
    is_read = words.has("sample", before, "analysed") or is_own_basis(reading, around)
    if not is_read or pattern_of(TOO_FEW).search(before):
        return ""
    if (each := pattern_of(_EACH_OF_THEM).search(before)) is not None and not found:
        return before[each.start() :][:_TOLD]
    if not found:
        return ""
    if reading.attribution.sources(around.sentence):
        return ""
    whose = _WHOSE.match(behind)
    start = found[-1].start
    if whose is None:
        return before[max(0, start - _JOB_BEFORE) :][:_TOLD]
    return f"{before[start : found[-1].end]}{whose[0]}"


def part_of_sample(reading: ArticleReading, around: Surroundings, done: Sequence[Outcome]) -> str:
    """Whose openings a part of those counted before in the sentence are: "5,130 ads for ML
    engineers: 3,420 American and 1,710 British", "61,000 ads, of which 2,735 are for ML engineers".
    Empty where it is no such part.
    """
    earlier = [n for n in reading.places_before(around) if reading.quantities[n].unit == "count"]
    if not earlier:
        return ""
    places = reading.places_after(around)
    end = min((reading.quantities[n].start for n in places), default=around.sentence.end)
    behind = reading.text[around.quantity.end : end]
    named = pattern_of(_WHOSE_PART).match(behind)
    said = named[1] if named else ""
    is_said = (
        reading.populations.country(said) or (reading.populations.occupation(said) or ("",))[0]
    )
    between = reading.text[reading.quantities[earlier[-1]].end : around.quantity.start]
    last, size = done[earlier[-1]], reading.quantities[earlier[-1]]
    if not is_said or not pattern_of(_PARTS).search(between):
        return ""
    if is_ours(last, SAMPLE_SIZE):
        is_smaller = around.quantity.high < size.high or pattern_of(_NEXT_PART).search(between)
        return said if is_smaller else ""
    is_whole = reading.words.has("postings", between) and is_analysed(reading, around)
    return said if is_whole and around.quantity.high < size.high else ""


def is_only_place(reading: ArticleReading, around: Surroundings, source: NamedSource) -> bool:
    """Whether a name only tells where somebody read postings: "we read 900 LinkedIn postings"."""
    before = reading.text[around.sentence.start : around.quantity.start]
    between = reading.text[around.quantity.end : source.start]
    if source.start < around.quantity.end:
        return False
    is_taken = reading.words.has("counted_openings", between, "taken_from")
    if is_taken and len(between.split()) <= _MOST_WORDS:
        return True
    is_near = len(between.split()) <= _FEW_WORDS and "," not in between
    return is_near and bool(
        pattern_of(_WE).search(before)
        or _ACROSS.fullmatch(before)
        or reading.words.has("counted_openings", before, "study_of")
        or reading.words.has("sample", before, "analysed")
    )
