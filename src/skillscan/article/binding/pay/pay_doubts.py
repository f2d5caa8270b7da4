"""When pay is that of some: the lowest, what a few get, in one city or firm, with a degree.

No number of ours measures it. The words are ``article_doubts.yaml``.
"""

import re

from skillscan.article.binding.pay.sums import above_sum, part_of_sum, span_of_sum
from skillscan.article.binding.reading import ArticleReading
from skillscan.article.binding.sentences import Surroundings
from skillscan.article.binding.shares.spoken_against import is_of_trade_words
from skillscan.article.grammar import pattern_of
from skillscan.article.model import Bound

_PLACE = r"\b(?i:{pay_places}) (?:the )?((?:[A-Z][\w&.’'-]*[ /]?){1,4})"
_TIME = r"(?:{month_names}|{quarters}|\d)"
_NOUN = 24
_COMMA = re.compile(r"[,;:]")
_PLACES_OPENINGS = r"(?:^|[^\w.])([A-Z]\w+(?: [A-Z]\w+){0,2})(?:['’]s)? {opening_nouns}\b"
"""What names the place of openings right before them: "San Francisco postings run at"."""
_ONE = re.compile(r"\ban? $", re.IGNORECASE)
_POSTING = r" {one_opening}\b"
"""Pay of one opening: "a $300k posting would drag a mean"."""
_NEAR, _NEXT = 60, 25
_ITS = r"\b{owning_pronouns} (?!cent(?:er|re)\b|middle\b|mid-?point\b)(?:\w+ ){0,9}\W*$"
_NEXT_CLAUSE = re.compile(r";|: (?=(?:the|our) )")
"""What parts a sum from what was named before: "ML is paid otherwise: the midpoint is"."""
_STATES_ITS = r"\b{stating_verbs} {owning_pronouns} {pay_words}\b"
"""What openings do with their own pay: "a posting that states its pay offers"."""
_APART = (
    r"\bI(?:['’]d| would| might| could)(?: gladly| happily| have)? "
    r"{wished_pay_verbs}\b[^.;:]{0,20}$"
    r"|\b(?:class of|graduates|alumni)\b.{0,60}\baccepted\b"
    r"|\b[A-Z]\w+(?:\.com)?['’]s {people_of_sites}\b"
    r"|\b(?:I|[Hh]e|[Ss]he) {own_pay_verbs} (?:about |only )?[~≈]?$"
    r"|\b(?:[Mm]y|[Hh]is|[Hh]er|[Oo]ur|[Aa]n?) (?:[\w-]+ ){0,2}{trades_paid}\b"
    r"[^.;:,\d]{0,50}\bfor (?:about )?[~≈]?$"
)
_PAID_PERSON = (
    r"\b(?:an?|the|one|her|his|my|our|most|every) (?:[\w-]+ ){0,3}?{trades_paid}(?: [\w’']+){0,4}?"
    r" {paid_verbs}(?: (?:about|around|only|up to|at least))? [~≈]?[A-Z]{0,2}\W?$"
    r"|\b{everybodys_pay}(?: (?:about|around|only|over))? [~≈]?[A-Z]{0,2}\W?$"
)
"""Who earns a sum, and is no job of ours: "a plumber here makes $92,000", "everyone earns"."""
_PERSON_WHO = (
    r"\b(?:an?|one|her|his|my|our) (?:[\w-]+ ){0,2}?(?:ex-)?(?:{single_people}|{trades_paid})"
    r" who [^.;:,\d]{3,60} {paid_verbs}(?: (?:about|around|only|over))? [~≈]?[A-Z]{0,2}\W?$"
)
"""The same of somebody of whom more is told: "an ex-colleague who joined a bank makes"."""
_HE_SAYS = re.compile(
    r"(?: a year)?,? (?:or so )?(?:he|she) (?:says|said|claims|claimed|told me)\b"
)
_HOURLY = "/hour"
_APART_BY = re.compile(r" (?:above|below|over|under|more than|less than) (?!the\b)\w")
_LARGEST_DISTANCE = 40_000
"""What a sum that is said to lie above another is at most where it is the step between the two."""
_DISTANCE = r" (?:above|below|over|under) (?:the|its|their) {range_bounds}\b"
_TOWN = (
    r"\b([A-Z][a-z]+(?: [A-Z][a-z]+)?)(?:,? {place_alone})?(?:, where (?:[\w’']+ ){0,2}\w+)?[,:]? "
    r"?(?:is |at |gets |has |pays )?[A-Z]{0,2}[~≈]?$"
)
_ENDS = {"low": "median_low", "high": "median_high"}
_SKILL_SHARE = "skill_share"
_NARROWED_BY = frozenset({"workplace_share", "degree_share", "experience_at_least"})
_FOR_THEM = r"\W*(?:for|among) (?:the )?((?:[\w/-]+ ){1,4}?)(?:it|this|the median) {middle_verbs} "
_MEASURE = r"\b{measure_words}\b"
_ASKS_TOO = (
    r"\b{middle_words} (?:[\w/-]+ ){0,4}{single_openings} {wanting_verbs} (?:{nearly_words} )?$"
)
"""What says of the opening in the middle what it asks for, and then what it pays."""


def is_town(reading: ArticleReading, place: str) -> bool:
    """Whether a place is a part of a country."""
    return reading.words.has("narrowed", f" in {place.lower()}", "by_place")


def is_of_few(reading: ArticleReading, around: Surroundings, part: str) -> bool:
    """Whether a sum is not what openings of a job pay in the middle; ``part`` is the sentence up to
    the sums beside it.
    """
    block = reading.block(around)
    texts = (_from_the_middle(reading, around, part), block.column or "", block.row or "")
    if any(reading.words.has("pay_of_few", text) for text in texts):
        return True
    if any(reading.words.has("range_end", text) for text in texts) and not end_of_range(
        reading, around, part
    ):
        return True
    if any(reading.words.has("pay_of_few", text, "freelance") for text in block.headings):
        return True
    if reading.words.has("pay_of_few", part, "all_work", "placed"):
        return True
    if _is_set_apart(reading, around):
        return True
    is_one = _ONE.search(reading.span(around.before)) is not None
    if is_one and pattern_of(_POSTING).match(reading.text, around.quantity.end):
        return True
    return (
        _is_threshold(reading, around, part)
        or _is_of_place(reading, around, part)
        or _is_narrowed(reading, around)
        or _is_of_unknown(reading, around)
        or _is_of_other_row(reading, around)
    )


def _is_set_apart(reading: ArticleReading, around: Surroundings) -> bool:
    """Whether a sum is one's own wish, a distance, a trade's, a town's or of people who took an
    offer: "I'd take $130,000", "London by itself, £84,000".
    """
    before = reading.text[around.sentence.start : around.quantity.start]
    behind = reading.text[around.quantity.end : around.sentence.end]
    if pattern_of(_PAID_PERSON).search(before) or _is_of_one_hour(reading, around):
        return True
    if pattern_of(_PERSON_WHO).search(before) or _HE_SAYS.match(behind):
        return True
    if (
        pattern_of(_APART).search(before)
        or pattern_of(_DISTANCE, 0).match(behind)
        or is_of_trade_words(before)
    ):
        return True
    if _APART_BY.match(behind) and around.quantity.high < _LARGEST_DISTANCE:
        return True
    town = pattern_of(_TOWN, 0).search(before)
    return town is not None and (
        is_town(reading, town[1]) or is_town(reading, town[1].rpartition(" ")[2])
    )


def _is_of_one_hour(reading: ArticleReading, around: Surroundings) -> bool:
    """Whether an hour's pay is told of no openings nor of a middle: "it pays $40 an hour"."""
    if not str(around.quantity.unit).endswith(_HOURLY):
        return False
    block = reading.block(around)
    texts = (reading.sentence_text(around.sentence), block.row or "", block.column or "")
    return not any(
        reading.words.has(group, text)
        for group in ("postings", "middle", "fields", "level")
        for text in texts
    )


def end_of_range(reading: ArticleReading, around: Surroundings, part: str) -> str | None:
    """Our figure of an end of the stated ranges where a sum is said to be the median of that end:
    "the median lower end is $140,000"; ``None`` where it is not, or is of both.
    """
    before = part.partition(reading.text[around.quantity.start : around.quantity.end])[0]
    found = reading.words.find("range_end", before) or reading.words.find("range_end", part)
    ends = {_ENDS[one.rule.id] for one in found}
    return ends.pop() if len(ends) == 1 and reading.words.has("middle", part) else None


def _from_the_middle(reading: ArticleReading, around: Surroundings, part: str) -> str:
    """The words from "median" on where it is what a sum is said to be: "Their pay is the highest,
    with the median salary around $150,000".
    """
    number = reading.text[around.quantity.start : around.quantity.end]
    found = reading.words.find("middle", part[: max(0, part.find(number))])
    return part[found[-1].start :] if found else part


def _is_threshold(reading: ArticleReading, around: Surroundings, part: str) -> bool:
    """Whether it is only a line that some pay is above, or by how much pay rises: "roles that pay
    over $200,000", "raises pay by $9,000".
    """
    before = reading.text[around.sentence.start : around.quantity.start]
    if reading.words.has("relation", before, "by"):
        return True
    is_over = around.quantity.bound in {Bound.MORE_THAN, Bound.FEWER_THAN}
    is_middle = reading.words.has("middle", part) or reading.words.has("pay", part, "mean")
    return is_over and not is_middle


def _is_of_place(reading: ArticleReading, around: Surroundings, part: str) -> bool:
    """Whether a city, a state or a firm is named that it is paid in or at; not "at USD 150,000"."""
    number = reading.text[around.quantity.start : around.quantity.end]
    named = (
        (found[1], found[1] + _COMMA.split(part[found.end(1) : found.end(1) + _NOUN])[0])
        for found in pattern_of(_PLACE, 0).finditer(part)
        if not part.startswith(number, found.start(1))
    )
    if any(is_town(reading, found[1]) for found in pattern_of(_PLACES_OPENINGS, 0).finditer(part)):
        return True
    return any(
        not pattern_of(_TIME, 0).match(name)
        and not reading.populations.country(name)
        and not reading.populations.occupation(said)
        and not reading.words.has("postings", said)
        for name, said in named
    )


def _is_narrowed(reading: ArticleReading, around: Surroundings) -> bool:
    """Whether a workplace, a degree or years are named beside it: "with a PhD", "remote"."""
    start, end = span_of_sum(reading, around)
    start, end = max(start, around.before[0]), min(end, around.after[1])
    return any(
        one.statistic in _NARROWED_BY
        and start <= one.start < end
        and not pattern_of(_ASKS_TOO).search(reading.text[start : one.start])
        for one in reading.subjects(around.sentence)
    )


def _is_of_unknown(reading: ArticleReading, around: Surroundings) -> bool:
    """Whether those whom it is told for are no job, level, country or openings: "For data plumbers
    it is $90,000".
    """
    said = pattern_of(_FOR_THEM).match(reading.text, around.sentence.start, around.quantity.start)
    groups = ("fields", "level", "countries", "postings")
    return said is not None and not any(reading.words.has(group, said[1]) for group in groups)


def _is_of_other_row(reading: ArticleReading, around: Surroundings) -> bool:
    """Whether the row of its cell is of something else than a job, level, country or measure."""
    row = reading.block(around).row
    if not row or pattern_of(_MEASURE).search(row) or pattern_of(_TIME, 0).search(row):
        return False
    named = reading.populations.occupation(row) or reading.populations.country(row)
    return not named and not reading.words.has("level", row)


def is_of_skill(reading: ArticleReading, around: Surroundings) -> bool:
    """Whether it is the pay of those who know one thing: "Spark ($140,000)", "its median pay"."""
    block = reading.block(around)
    sentence = reading.sentence_text(around.sentence)
    texts = [part_of_sum(reading, around), *above_sum(reading, around)]
    if any(reading.words.has("pay", text, "of_skills") for text in texts):
        return True
    if any(one.statistic == _SKILL_SHARE for one in reading.header_subjects(block.column)):
        return True
    if named := reading.header_subjects(block.row):
        return named[-1].statistic == _SKILL_SHARE
    before = reading.text[around.sentence.start : around.quantity.start]
    breaks = [one.end() for one in _NEXT_CLAUSE.finditer(before)]
    since = around.sentence.start + (breaks[-1] if breaks else 0)
    if reading.populations.occupation(sentence):
        near = [s for s in reading.subjects(around.sentence) if s.end <= around.quantity.start]
        jobs = reading.words.find("fields", before)
        named_at = around.sentence.start + jobs[-1].end if jobs else around.sentence.start
        named_at = max(named_at, around.before[0], since)
        if any(s.statistic == _SKILL_SHARE and s.start >= named_at for s in near):
            return True
        between = reading.text[near[-1].end : around.quantity.start] if near else " " * _NEAR
        if near and near[-1].start < since:
            return False  # "46 % want AWS; the median is $151,000"
        is_next = len(between) < _NEXT and not reading.populations.occupation(between)
        return is_next and near[-1].statistic == _SKILL_SHARE
    skills = [
        s
        for s in reading.subjects(around.sentence)
        if s.statistic == _SKILL_SHARE and s.start >= since
    ]
    return any(s.end <= around.quantity.start for s in skills) or bool(
        pattern_of(_ITS).search(pattern_of(_STATES_ITS).sub("", before))
    )
