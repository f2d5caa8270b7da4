"""Which of the numbers that were bound as ours are of a time before the article's own, however they
were bound: "It was 14 % in spring", "In our first edition the PhD stood at 10 % and the bachelor's
at half", "(spring: 34 %)".

A time before today that stands in the words of a number alone, or that its sentence begins with,
makes it an earlier figure where today's of the same thing is told beside it, or where it is told in
the past. One that nothing calls earlier but its place behind another is today's.
"""

import re
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import replace

from skillscan.article.binding.outcome import Outcome, is_ours, is_read_as_ours
from skillscan.article.binding.reading import ArticleReading
from skillscan.article.binding.sentences import Surroundings
from skillscan.article.grammar import pattern_of
from skillscan.article.model import Binding

_PERIOD = r"(?:{time_units}|{season_names}|{edition_nouns}|{edition_kinds}|months)s?"
_AGO = (
    rf"\b(?:(?:an?|{{small_numbers}}|\d{{1,2}}) {_PERIOD} {{ago_words}}"
    r"|last (?:year|{season_names})(?:['’]s)?"
    rf"|(?:the )?same (?:{_PERIOD}|week|time),? (?:of |in )?(?:last year|(?:19|20)\d\d)"
    rf"|the (?:{{time_units}}|{{season_names}}|{{edition_nouns}}) (?:before|prior|earlier)"
    r"|(?:in|from|of) (?:our|my|the) (?:very )?{earlier_editions} {edition_kinds}"
    r"|{back_then})\b"
)
"""A time before today, whenever that is."""
_THEN = re.compile(r",? (?:back )?then\b(?=[,.;)]|$)")
_SEASON = (
    r"(?:\b(?:in|of|from|our|my)|(?:^|[(])) ?(?:the |our |my |late |early |last )?"
    r"(?:{season_names}|{month_names}|Q[1-4])\b(?! (?:salary|job))"
)
"""A month or season, which is of the past beside today's figure."""
_YEAR = re.compile(r"(?<![\d.,-])(?:19|20)\d\d(?!\d|,\d|\.\d|-\d\d)")
_SHORT_YEAR = re.compile(r"['’]\d\d\b")
_WAS = (
    r"\b(?:{past_verbs}|could|did|went|used to|counted|found|read|measured|came to|came out"
    r"|looked|asked|wanted)\b"
)
_IS = re.compile(
    r"\b(?:is|are|am|has|have|stands?|sits?|now|today|nowadays|currently|wants?|asks?"
    r"|names?|requires?)\b|\b(?:it|that|there|what|they|we|i|you)['’](?:s|re|m|ve)\b",
    re.IGNORECASE,
)
"""What tells of today."""
_NOW = re.compile(
    r"\b(?:now|today|currently|nowadays|this (?:year|time|month|spring|autumn))\b", re.I
)
_HAS_COME_TO = re.compile(r"\b(?:has|have|['’]s|['’]ve) (?:since |now )?\w+ (?:to|at) ?[~≈]?$")
_PART = re.compile(
    r"[;()]|—| – |: "
    r"|, (?=(?:it|and|but|while|where|whereas|down|up|now|against|in (?:19|20)\d\d)\b)"
    r"|\.\s"
)
"""What parts the words of a number from those of others."""
_LEFT = re.compile(r"\b(?:from|against|after|versus|vs\.?|compared (?:with|to)|than)\b")
_AFTER = re.compile(r"\bafter (?:(?:minus|plus|an?) )?(?:(?:rise|fall|drop|gain|increase) of )?$")
_NEXT_NUMBER = re.compile(r"[$€£]|\d[\d.,]* ?(?:%|per ?cent|points)|\bthan\b")
_ENDS = re.compile(r"[;:)—]|\.\s")
_NEAR = 3
"""How many sentences away the figure of today may stand."""
_SAMPLE, _GROWTH, _LIFETIME = "sample_size", "posting_growth", "posting_lifetime"
_LEAD = 70
_GOES_ON = "goes on with the number before"

_Thing = tuple[str | None, ...]


def with_earlier_figures(reading: ArticleReading, outcomes: Sequence[Outcome]) -> list[Outcome]:
    """The outcomes; of those of ours it is settled which are of a time before today."""
    found = list(outcomes)
    told = _by_thing(outcomes)
    for place, outcome in enumerate(outcomes):
        if not is_read_as_ours(outcome) or reading.block(reading.around[place]).kind == "cell":
            continue
        is_earlier = _is_earlier(reading, place, found, told)
        if is_earlier != outcome.is_earlier:
            found[place] = replace(outcome, is_earlier=is_earlier)
    return found


def _thing(found: Binding) -> _Thing:
    return found.statistic, found.dimension, found.population, found.measure, found.view


def _by_thing(outcomes: Sequence[Outcome]) -> Mapping[_Thing, list[int]]:
    """The places of the numbers that are of one thing."""
    places: dict[_Thing, list[int]] = defaultdict(list)
    for place, one in enumerate(outcomes):
        if is_ours(one):
            places[_thing(one)].append(place)
    return places


def _is_earlier(
    reading: ArticleReading,
    place: int,
    found: Sequence[Outcome],
    told: Mapping[_Thing, list[int]],
) -> bool:
    own = found[place]
    if not isinstance(own, Binding):
        return False
    around = reading.around[place]
    before, behind = _words(reading, around, found)
    if own.is_earlier and own.statistic == _SAMPLE:
        return True  # what is told of two samples is settled where they are found
    if own.is_earlier:
        return not _is_of_today(reading, around, own, (before, behind), found)
    if own.statistic == _GROWTH:
        return _is_growth_before(reading, around, found)
    has_today = _has_today(reading, place, found, told[_thing(own)])
    if _NOW.search(before) or _NOW.match(behind.strip()) or _HAS_COME_TO.search(before):
        return False
    clause = f"{before} … {behind}"
    is_past = pattern_of(_WAS).search(clause) is not None
    is_told_now = _IS.search(before) is not None
    if _names_ago(before, behind):
        if own.statistic == _SAMPLE or (is_told_now and not is_past):
            return has_today
        return is_past or has_today
    is_timed = _names_time(reading, before, behind)
    if has_today and is_timed and own.statistic != _SAMPLE and (is_past or not is_told_now):
        return True
    return _goes_on_with_earlier(reading, around, found)


def _words(
    reading: ArticleReading, around: Surroundings, found: Sequence[Outcome]
) -> tuple[str, str]:
    """The words before and behind a number that are its own; the first words of its sentence too
    where they are a time and no other number stands before.
    """
    text, number = reading.text, around.quantity
    places = [n for n in reading.places_before(around) if isinstance(found[n], Binding)]
    start = max([around.sentence.start, *(reading.quantities[n].end for n in places[-1:])])
    after = [n for n in reading.places_after(around) if isinstance(found[n], Binding)]
    end = min([around.sentence.end, *(reading.quantities[n].start for n in after[:1])])
    parts = _PART.split(text[start : number.start])
    before = parts[-1]
    if not places and len(parts) > 1 and pattern_of(_AGO).search(parts[0][:_LEAD]):
        before = f"{parts[0]} {before}"
    return before, _NEXT_NUMBER.split(_PART.split(text[number.end : end])[0])[0]


def _names_ago(before: str, behind: str) -> bool:
    """Whether the words of a number name a time before today."""
    ago = pattern_of(_AGO)
    return bool(ago.search(before) or ago.search(behind) or _THEN.match(behind))


def _names_time(reading: ArticleReading, before: str, behind: str) -> bool:
    """Whether they name a month, a season or a year that is not the last of the article."""
    for text in (before, behind):
        years = [int(year) for year in _YEAR.findall(text)]
        if years:
            return max(years) < reading.latest_year
        if pattern_of(_SEASON).search(text) or _SHORT_YEAR.search(text):
            return True
    return False


def _has_today(
    reading: ArticleReading, place: int, found: Sequence[Outcome], places: Sequence[int]
) -> bool:
    """Whether a number of the same thing that nothing calls earlier stands near, another one than
    this, in whose words no time before today is named.
    """
    around = reading.around[place]
    for other in places:
        one, beside = found[other], reading.around[other]
        if other == place or not isinstance(one, Binding) or one.is_earlier:
            continue
        is_near = abs(other - place) <= 2 * _NEAR and (
            abs(beside.sentence.block - around.sentence.block) <= _NEAR
        )
        if not is_near or reading.quantities[other].low == around.quantity.low:
            continue
        before, behind = _words(reading, beside, found)
        if not _names_ago(before, behind):
            return True
    return False


def _is_growth_before(
    reading: ArticleReading, around: Surroundings, found: Sequence[Outcome]
) -> bool:
    """Whether a change is that of the time before another one: "rose 3 % in May after 1 %"."""
    last = found[around.place - 1] if around.place else None
    if not isinstance(last, Binding) or last.statistic != _GROWTH:
        return False
    before = reading.text[around.sentence.start : around.quantity.start]
    return _AFTER.search(before) is not None or (
        re.match(r"\W*the (?:month|quarter|year) before\b", before, re.IGNORECASE) is not None
    )


def _goes_on_with_earlier(
    reading: ArticleReading, around: Surroundings, found: Sequence[Outcome]
) -> bool:
    """Whether a number is told on with an earlier one: "PyTorch was at 51 % then, Docker 30 %"."""
    places = reading.places_before(around)
    if not places:
        return False
    last, text = found[places[-1]], reading.text
    own = found[around.place]
    if not isinstance(last, Binding) or not isinstance(own, Binding) or not last.is_earlier:
        return False
    if last.statistic == _SAMPLE or (
        own.statistic == last.statistic and own.dimension == last.dimension
    ):
        return False
    number = reading.quantities[places[-1]]
    between = text[number.end : around.quantity.start]
    if len(between) > _LEAD or _IS.search(between) or _ENDS.search(between):
        return False
    lead = text[around.sentence.start : number.start]
    return bool(pattern_of(_AGO).search(lead[:_LEAD]) or _THEN.match(between))


def _is_of_today(
    reading: ArticleReading,
    around: Surroundings,
    own: Binding,
    words: tuple[str, str],
    found: Sequence[Outcome],
) -> bool:
    """Whether nothing makes a number an earlier one but what stands before its own words."""
    before, behind = words
    if _HAS_COME_TO.search(before):
        return True
    is_timed = _names_ago(before, behind) or _names_time(reading, before, behind)
    is_timed = is_timed or _YEAR.search(f"{before} {behind}") is not None
    if not is_timed and _NOW.search(before):
        return True
    if own.statistic == _LIFETIME and not is_timed:
        clause = reading.text[around.sentence.start : around.quantity.start]
        return not (_LEFT.search(before) or pattern_of(_AGO).search(clause) or _was(before))
    if is_timed or _LEFT.search(before) or _was(before):
        return False
    if _IS.search(before):
        return True
    places = [n for n in reading.places_before(around) if isinstance(found[n], Binding)]
    last = found[places[-1]] if places else None
    if not isinstance(last, Binding) or last.is_earlier:
        gap = (
            reading.text[reading.quantities[places[-1]].end : around.quantity.start] if last else ""
        )
        return ")" in gap and "(" not in gap.rpartition(")")[2]
    return last.statistic == _SAMPLE or _GOES_ON in own.reasons


def _was(before: str) -> bool:
    return re.search(r"\b(?:was|were|had|stood|used to|took)\b", before) is not None
