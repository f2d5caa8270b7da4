"""Numbers that were bound as ours and that what stands around them sets apart from all openings:
figures that the author takes back, words of somebody in quotation marks, openings that name another
thing, several levels at once, other numbers of employers than a statistic tells of, and what people
or a named source told.
"""

import re
from collections.abc import Callable, Sequence
from dataclasses import replace

from skillscan.article.binding.model import not_understood, nothing_to_judge
from skillscan.article.binding.outcome import ANOTHERS, Outcome
from skillscan.article.binding.reading import ArticleReading
from skillscan.article.binding.sentences import Surroundings
from skillscan.article.binding.shares.views import statement
from skillscan.article.binding.sources.own_names import AUTHORS_OWN
from skillscan.article.grammar import pattern_of
from skillscan.article.model import Binding

_WRITTEN = (
    r"\b(?:{edition_kinds}|newsletter|version|briefing|article|story|piece|guide|we|i)\b[^.;%\d$€£]{0,40}"
    r"\b(?:said|wrote|written|printed|stated|reported|gave|claimed|put|had)\b"
)
"""What begins what was written before: "last week's issue said"."""
_IT_IS = re.compile(
    r"\W*(?:it(?:['’]s| is| was| should)|that (?:should|was wrong)|make that|"
    r"the (?:(?:right|correct|true|real|actual) )?(?:figure|number|share|one|median)"
    r"(?: (?:is|was|should))|that was the (?:figure|number|share|median) (?:for|of)"
    r"|(?:correct|right)(?: is)?:?)\b",
    re.IGNORECASE,
)
"""What tells in the next sentence what it is instead."""
_OPENS_QUOTE = re.compile(r"[\"“](?:[a-z]+ ){0,2}[~≈]?$")
_OPENS_PHRASE = re.compile(r"\b(?:an?|the|his|her|their|its) [\"“](?:[a-z-]+ ){1,5}[~≈$€£]?$")
"""Somebody's phrase that ends with the number: an "average graduate salary of $131,000"."""
_CLOSES_QUOTE = re.compile(r"[,.]?[\"”]")
_AND_ABOVE = (
    r"\b(?!staff\b|principal\b)(?:{level_names})(?:[ -]level)?,? (?:or|and)"
    r" (?:above|higher|up|beyond|over|more senior)\b|\bsenior(?:\+| ?-plus)"
)
"""Several levels, of which staff is the last."""
_FEW = "five|ten|5|10"
_NUMBERS = (
    r"(?:two|three|four|six|seven|eight|nine|eleven|twelve|fifteen|twenty|thirty|forty|fifty|sixty"
    r"|seventy|eighty|ninety|hundred|thousand|\d+)"
)
_OTHER_LARGEST = (
    rf"\b(?!(?:{_FEW})\b){_NUMBERS}[ -]{{most_active}}\b"
    rf"|\b{{most_active}}[ -](?!(?:{_FEW})\b){_NUMBERS}\b"
    r"|\b(?:an?|one|the (?:top|largest|biggest)) (?:tenth|fifth|quarter|third|half|hundredth)"
    r" of (?:the |all )?{hiring_firms}\b"
)
_PART = (
    r"(?:^|[;:—–] )\W*(?:(?:and|but|so|now|even|while|yet),? )?"
    r"(?:of|among|amongst|in|within|for) (?:(?:the|all|those|these|our|my) )*"
    r"(?:[\w/+#.&-]+ ){0,4}?(?:{opening_nouns}|{hiring_firms}|ones)\b"
    r"(?: (?:that|which|with|naming|mentioning|asking|requiring|wanting|listing|where)\b"
    r"[^,;:%\d]{2,60})?(?=,|\W*$| (?:{hedging_words}|{almost_words})\b)"
)
"""What a sentence says first that its share is of: "Of the Docker ads,", "In ads with CUDA,"."""
_SHARES = frozenset({"skill_share", "certification_share", "workplace_share", "degree_share"})
_OF_SKILLS = frozenset({"skill_share", "certification_share"})
"""Statistics of which openings name several values; those that state a degree are all of that."""
_KINDS = frozenset({*_SHARES, "experience_at_least", "entry_level_share", "seniority_share"})
_OF_PEOPLE = re.compile(r"\W*of (?:the |all |our |their )?", re.IGNORECASE)
_RANGE = re.compile(r"\branges?\b", re.IGNORECASE)
_LABELLED = re.compile(r"[^.;%\d]{0,80}[:–—] ?[~≈]?$")
_NEAR = 40
_NOT = re.compile(r"(?:%|[^\W\d]|[ -]){0,20},? (?:and )?not (?:the )?[~≈$€£]?")
_LEVEL_N = (
    r"\b(?:{level_names})s?(?:[ -]level)?(?: (?:{opening_nouns}))?,? ?\(?"
    r"(?:n|N|sample(?: size)?|counted)(?: ?=|:| of) ?$"
)
_COUNTED_LEVEL = (
    r" (?:of (?:these|them|the) )?(?:(?:different|separate|distinct|ML|US|UK|EU) ){0,2}"
    r"(?:{level_names})(?:[ -]level)?(?: [\w/-]+){0,3} {opening_nouns}\b"
)
_WITH_PAY = (
    r" (?:[\w/-]+ ){0,3}{opening_nouns} (?:with|that (?:states?|give|print|show|name|disclose))"
    r" (?:an? |the )?(?:stated |printed |published )?(?:pay|salary|salaries|range|ranges|band)\b"
)
_IN_TITLE = r" (?:of )?(?:the )?{opening_nouns} with [\"“‘'](?:{level_names})[\"”’']"
"""Openings that are but a part of all: of one level, such as state pay."""
_OVER_QUARTER = re.compile(
    r"[^.;:()]{0,40}?\b(?:(?:on|over|in|from|than|vs\.?) the (?:previous |last |preceding |prior )?"
    r"quarter\b(?! (?:of|a year))|quarter[- ](?:on|over)[- ]quarter|qoq\b)",
    re.IGNORECASE,
)

Objection = Callable[[ArticleReading, Surroundings, Binding], bool]


def with_set_apart(reading: ArticleReading, outcomes: Sequence[Outcome]) -> list[Outcome]:
    """The outcomes; those of ours that something sets apart are not ours."""
    return [_outcome(reading, place, one) for place, one in enumerate(outcomes)]


def _outcome(reading: ArticleReading, place: int, outcome: Outcome) -> Outcome:
    around = reading.around[place]
    if _is_in_name(reading, around):
        return nothing_to_judge("a part of a name")
    if not isinstance(outcome, Binding) or outcome.kind != "ours" or outcome.by != "reading":
        return outcome
    if _is_of_people_below(reading, around) or _is_of_label(reading, around):
        return replace(outcome, kind="theirs", population=None, reasons=(ANOTHERS,))
    for reason, is_so in _OBJECTIONS:
        if is_so(reading, around, outcome):
            return not_understood(reason)
    return outcome


def _is_in_name(reading: ArticleReading, around: Surroundings) -> bool:
    """Whether a number in words is a part of somebody's name: "Robert Half"."""
    number = around.quantity
    return number.is_in_words and any(
        name.name
        and name.start <= number.start
        and number.end <= name.end
        and name.start >= 0
        and reading.text[number.start : number.end] in name.name
        for name in reading.attribution.sources(around.sentence)
    )


def _is_of_people_below(reading: ArticleReading, around: Surroundings) -> bool:
    """Whether a number stands alone and the next line says of which people it is: "70%" above "of
    hiring managers told us".
    """
    block = reading.block(around)
    if (
        reading.text[block.start : block.end].strip(" *_\n")
        != reading.text[around.quantity.start : around.quantity.end].strip()
    ):
        return False
    following = reading.article.blocks[around.sentence.block + 1 : around.sentence.block + 2]
    for one in following:
        said = reading.text[one.start : one.end]
        begun = _OF_PEOPLE.match(said)
        near = said[: begun.end() + _NEAR] if begun else ""
        people = reading.words.find("others", near, "people")
        if people and not reading.words.has("postings", said[: people[0].end]):
            return True
    return False


def _is_of_label(reading: ArticleReading, around: Surroundings) -> bool:
    """Whether a well-known source begins the sentence like a label: "Halden, all of tech: 15 %"."""
    start = around.sentence.start
    return any(
        name.name in reading.words.source_names
        and not reading.text[start : name.start].strip(" *_–—-•>")
        and name.end <= around.quantity.start
        and _LABELLED.fullmatch(reading.text, name.end, around.quantity.start)
        and not pattern_of(AUTHORS_OWN).search(reading.text, name.end, around.quantity.start)
        for name in reading.attribution.sources(around.sentence)
    )


def _is_taken_back(reading: ArticleReading, around: Surroundings, _found: Binding) -> bool:
    """Whether the author says that it was wrong: "Our last issue said 61 %. It is 31 %"."""
    before = reading.text[around.sentence.start : around.quantity.start]
    if pattern_of(_WRITTEN).search(before) is None:
        return False
    following = reading.following(around.sentence)
    return following is not None and _IT_IS.match(reading.sentence_text(following)) is not None


def _is_in_quotes(reading: ArticleReading, around: Surroundings, _found: Binding) -> bool:
    """Whether quotation marks stand around nothing but a number: "around 30 %" as an answer."""
    text, number = reading.text, around.quantity
    before = text[around.sentence.start : number.start]
    is_open = _OPENS_QUOTE.search(before) or _OPENS_PHRASE.search(before)
    return bool(is_open) and _CLOSES_QUOTE.match(text, number.end) is not None


def _is_over_quarter(reading: ArticleReading, around: Surroundings, found: Binding) -> bool:
    """Whether a change is one from quarter to quarter, over which no statistic tells it."""
    if found.statistic != "posting_growth":
        return False
    behind = reading.span(around.after).split(",")[0]
    return _OVER_QUARTER.match(behind) is not None


def _is_denied(reading: ArticleReading, around: Surroundings, _found: Binding) -> bool:
    """Whether it is the wrong one of two numbers: "there were 2,408, not 24,080"."""
    places = reading.places_before(around)
    if not places or reading.quantities[places[-1]].unit != around.quantity.unit:
        return False
    between = reading.text[reading.quantities[places[-1]].end : around.quantity.start]
    return _NOT.fullmatch(between) is not None


def _is_part_of_sample(reading: ArticleReading, around: Surroundings, found: Binding) -> bool:
    """Whether a count is of the openings of one level, or of those that state pay, in an article on
    all: "604 junior and 2,718 senior ads", "senior postings n = 1,020".
    """
    if found.statistic != "sample_size" or found.dimension or "senior" in (found.population or ""):
        return False
    if reading.block(around).kind == "cell":
        return False
    before = reading.text[around.sentence.start : around.quantity.start]
    behind = reading.text[around.quantity.end : around.sentence.end]
    parts = (_COUNTED_LEVEL, _WITH_PAY, _IN_TITLE)
    return pattern_of(_LEVEL_N).search(before) is not None or any(
        pattern_of(part).match(behind) for part in parts
    )


def _is_of_levels(reading: ArticleReading, around: Surroundings, found: Binding) -> bool:
    """Whether several levels are told at once: "61 % are senior or above"."""
    if found.statistic != "seniority_share":
        return False
    block = reading.block(around)
    texts = (reading.region(around), block.row or "", block.column or "")
    return any(pattern_of(_AND_ABOVE).search(text) for text in texts)


def _is_of_other_largest(reading: ArticleReading, around: Surroundings, found: Binding) -> bool:
    """Whether it is of other than the largest, the five or the ten largest: "the top fifty"."""
    if found.statistic != "employer_concentration":
        return False
    block = reading.block(around)
    before = reading.text[
        max(
            around.sentence.start,
            *(reading.quantities[n].end for n in reading.places_before(around)[-1:]),
            0,
        ) : around.quantity.start
    ]
    texts = (block.row or "",) if block.kind == "cell" else (before,)
    return any(pattern_of(_OTHER_LARGEST).search(text) for text in texts)


def _is_of_named_part(reading: ArticleReading, around: Surroundings, found: Binding) -> bool:
    """Whether a sentence begins with openings that name another thing: "Of the Docker ads, half
    want Go".
    """
    if found.statistic not in _KINDS or reading.block(around).kind == "cell":
        return False
    start = around.sentence.start
    before = reading.text[start : around.quantity.start]
    part = next(pattern_of(_PART).finditer(before), None)
    if part is None or statement(reading, around, reading.denominator(around)):
        return False
    inside = [
        one
        for one in reading.subjects(around.sentence)
        if start + part.start() <= one.start and one.end <= start + part.end()
    ]
    outside = [
        one
        for one in reading.subjects(around.sentence)
        if one.start >= start + part.end() and one.dimension == found.dimension
    ]
    return any(
        one.statistic in _SHARES
        and (one.statistic != found.statistic or one.statistic in _OF_SKILLS)
        and (one.dimension != found.dimension or not outside)
        for one in inside
    )


def _is_of_range_beside_median(
    reading: ArticleReading, around: Surroundings, found: Binding
) -> bool:
    """Whether two sums stand in a column of ranges: "Typical range | £38,000–£52,000"."""
    block, number = reading.block(around), around.quantity
    is_range = number.low != number.high and found.statistic == "pay_median"
    return is_range and block.kind == "cell" and _RANGE.search(block.column or "") is not None


def _is_of_two_levels_ahead(reading: ArticleReading, around: Surroundings, found: Binding) -> bool:
    """Whether two levels are named before the two sums of a sentence, whose order alone would tell
    which is which: "what parts the junior from the staff engineer: $127,000 against $210,000".
    """
    if found.statistic != "pay_median" or not reading.places_after(around):
        return False
    if reading.places_before(around):
        return False
    before = reading.text[around.sentence.start : around.quantity.start]
    named = {one.rule.fields["value"] for one in reading.words.find("level", before)}
    return len(named) > 1


_OBJECTIONS: tuple[tuple[str, Objection], ...] = (
    ("a figure that is taken back", _is_taken_back),
    ("somebody's words in quotation marks", _is_in_quotes),
    ("a change from one quarter to the next", _is_over_quarter),
    ("a figure that is denied", _is_denied),
    ("a count of a part of the openings", _is_part_of_sample),
    ("several levels at once", _is_of_levels),
    ("the share of other employers than a statistic tells of", _is_of_other_largest),
    ("a share of the openings that name another thing", _is_of_named_part),
    ("a range of pay", _is_of_range_beside_median),
    ("pay of one of two levels that are named before it", _is_of_two_levels_ahead),
)
