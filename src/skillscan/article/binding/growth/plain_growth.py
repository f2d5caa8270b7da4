"""Growth of openings that is told plainly, in whatever words: a number that is more or less, a time
that it is so against, openings of ours, and nothing else that could have grown.

"Openings are 3 % more numerous than twelve months ago", "12 % above the prior year", "exceeded
August's by 4.3 %", "Against September: -1.8 %" below "New this month".
"""

import re
from collections.abc import Sequence

from skillscan.article.binding.denominators.restrictions import is_of_firm
from skillscan.article.binding.growth.growth_again import is_compared_again
from skillscan.article.binding.growth.openings_alone import GROWTH, belongs_to_openings, names_town
from skillscan.article.binding.named_things import names_only_openings, names_only_times
from skillscan.article.binding.outcome import Outcome, is_ours
from skillscan.article.binding.reading import ArticleReading
from skillscan.article.binding.sentences import Surroundings
from skillscan.article.grammar import pattern_of, words_of

_TIME = (
    r"(?:{before_other_time} ){0,6}"
    r"(?:(?:\w+ )?{other_time_adjectives} )?(?:one )?"
    r"(?:{month_names}|{season_names}|{quarters}|{time_units}s?|week|{small_numbers} {time_units}s"
    r"|(?:twelve|12) months|(?:19|20)\d\d|(?:in|last) the|last {time_units})(?:['’]s)?\b"
)
_AGAINST = (
    r"(?:{set_against_time}|{set_against_starts} {set_against_ends}|{exceeding_verbs}"
    r"|and(?= (?:those|that) (?:of|in|from)))"
)
_AGAINST_TIME = rf"\b{_AGAINST} {_TIME}"
_SAME_TIME = r"\b{beside_time} it in {month_names}\b"
_MORE = r"\s*(?:\w+ )?{more_or_fewer}\b"
_BY = r"(?:\b{exceeding_verbs}|^,? ?(?:and|but)) [^.,;:%]{2,40} by (?:{nearly_words} )?[~≈]?$"
_LABELLED = r"\W{0,3}(?:the |an? )?(?:\w+ )?{growth_nouns} (?:of|in)\b"
"""What stands behind a number that only names it: "22 %: growth of ML openings in a year"."""
_THAT_IS = re.compile(
    r"(?:: |\. )(?:so much for|that(?:['’]s| is| was)) (?:the |how )[^.;:%]{3,120}", re.IGNORECASE
)
"""What says behind changes what changed: "up 4 % on the year: that is the tally of postings"."""
_MORE_OF = r"\s*{more_of} ((?!than\b).{2,60}?) {more_of_ends}\b"
_PLENTY = r"(?:{plenty_words}|of them)"
_SIGNED = re.compile(r"(?:^|[\s(|:])[+−–-]\s?$")
_ELSE = r"\b{never_openings}\b"
_NEW_ONES = r"\b{flow_nouns} of (?:new )?(?:ones|them)\b"
_SOMEBODYS_OPENINGS = r"\b(?:{owning_pronouns}|our|my|his|her) (?:[\w/-]+ ){0,4}{opening_nouns}\b"
_NAMED_AT = re.compile(r"\b(?:[Ii]n|[Aa]t|[Bb]y|[Ff]or|[Ff]rom|[Ww]ith) (?:the )?([A-Z][\w.&’'-]+)")
_END = r"[;()—]|, {clause_of_source}\b|\.(?:\s|$|\[)"
_ONLY_TIME = rf"\W*{_AGAINST} {_TIME}(?: \d{{4}})?\W*[+−–-]?"
_SENTENCES_BACK, _TITLE, _LONG_JOB = 2, 160, 30


def is_growth_told_plainly(
    reading: ArticleReading, around: Surroundings, done: Sequence[Outcome]
) -> bool:
    """Whether a percentage is by how much openings are more or fewer than at another time."""
    number = around.quantity
    if number.is_in_words and "percent" not in reading.span((number.start, number.end)).lower():
        return False
    if is_compared_again(reading, around) and is_ours(done[around.place - 1], GROWTH):
        return True
    before, behind = _before(reading, around), _behind(reading, around)
    if that := _that_is(reading, around):
        before = f"{that} … {before}"
    said = f"{before} … {behind}"
    if not (_is_more(reading, before, behind) and _is_against_time(reading, said)):
        return False
    return not _is_of_else(reading, around, before, behind) and (
        _is_of_openings(reading, before, behind) or _goes_on(reading, around, before, done)
    )


def _that_is(reading: ArticleReading, around: Surroundings) -> str:
    """What a sentence that begins with a change says at its end of what changed; empty without."""
    begun = reading.text[around.sentence.start : around.quantity.start]
    if not reading.words.has("change", begun, "rise", "fall"):
        return ""
    found = _THAT_IS.search(reading.text, around.quantity.end, around.sentence.end)
    return found[0] if found else ""


def _before(reading: ArticleReading, around: Surroundings) -> str:
    """The words before a number in its part of the sentence, or the row that it stands in."""
    block = reading.block(around)
    sign = reading.text[around.quantity.start : around.quantity.number_start]
    if block.kind == "cell":
        return f"{block.row or ''}: {sign or reading.text[around.quantity.start - 1 :][:1]}"
    return reading.span(around.before) + sign


def _behind(reading: ArticleReading, around: Surroundings) -> str:
    """The words behind a number up to where something else is told, or who tells it."""
    return pattern_of(_END, 0).split(reading.span(around.after))[0]


def _is_more(reading: ArticleReading, before: str, behind: str) -> bool:
    """Whether words beside a number, or its sign, say that it is by how much something is more."""
    if pattern_of(_MORE).match(behind) or _SIGNED.search(before):
        return True
    if pattern_of(_BY).search(before) or (
        not before.strip(" *_•-") and pattern_of(_LABELLED).match(behind)
    ):
        return True
    found = reading.words.find("change", before, "rise", "fall")
    return bool(found) and len(before[found[-1].end :].split()) <= 1


def _is_against_time(reading: ArticleReading, said: str) -> bool:
    return (
        pattern_of(_AGAINST_TIME).search(said) is not None
        or pattern_of(_SAME_TIME).search(said) is not None
        or reading.words.has("change_span", said)
    )


def _is_of_else(reading: ArticleReading, around: Surroundings, before: str, behind: str) -> bool:
    """Whether something else than all openings of ours is named beside a number, or a source."""
    words, said = reading.words, f"{before} … {behind}"
    start, end = around.before[0], around.quantity.end + len(behind)
    return (
        reading.attribution.source(around) is not None
        or pattern_of(_ELSE).search(said) is not None
        or any(start <= one.start < end for one in reading.subjects(around.sentence))
        or any(words.has(group, said) for group in ("forecast", "one_company", "industry", "pay"))
        or any(
            not reading.populations.is_of_ours(said, one.start, one.end)
            for one in words.find("others", said, "people")
        )
        or words.has("part_of_openings", said)
        or words.has("narrowed", said)
        or pattern_of(_SOMEBODYS_OPENINGS).search(said) is not None
        or _names_place(reading, said)
        or names_town(reading, reading.sentence_text(around.sentence))
        or is_of_firm(reading, said)
        or belongs_to_openings(reading, before)
        or reading.populations.other_market(said) is not None
    )


def _is_of_openings(reading: ArticleReading, before: str, behind: str) -> bool:
    """Whether openings are named for a number, before it or between it and the other time."""
    more_of = pattern_of(_MORE_OF, 0).match(behind)
    if more_of and not pattern_of(_PLENTY).fullmatch(more_of[1]):
        return names_only_openings(reading, more_of[1])
    return any(reading.words.has("postings", text) for text in (before, behind))


def _names_place(reading: ArticleReading, said: str) -> bool:
    """Whether a firm or a place that is no country is named that openings are of."""
    return any(
        re.sub("['’]s$", "", name[1]) not in words_of("month_names")
        and not reading.populations.country(name[0])
        and not reading.populations.occupation(said[name.start(1) :][:_LONG_JOB])
        and not reading.words.has("periods", name[1])
        for name in _NAMED_AT.finditer(said)
    )


def _goes_on(
    reading: ArticleReading, around: Surroundings, before: str, done: Sequence[Outcome]
) -> bool:
    """Whether a number goes on with the growth told right before it, or names but a time and stands
    below a heading on openings.
    """
    if (is_growth := _is_behind_growth(reading, around, done)) is not None:
        texts = [before, _behind(reading, around)]
        last = reading.around[around.place - 1]
        if last.sentence != around.sentence:
            texts.append(reading.text[last.quantity.end : last.sentence.end])
        return is_growth and all(names_only_times(reading, _without_again(text)) for text in texts)
    if pattern_of(_NEW_ONES).search(before):
        before_it = reading.sentences_before(around.sentence, _SENTENCES_BACK)
        return any(reading.words.has("postings", reading.sentence_text(s)) for s in before_it)
    if pattern_of(_ONLY_TIME).fullmatch(before) is None:
        return False
    block = reading.block(around)
    above = (reading.text[:_TITLE], reading.lead(block), *block.headings)
    return any(reading.words.has("postings", text) for text in above)


def _is_behind_growth(
    reading: ArticleReading, around: Surroundings, done: Sequence[Outcome]
) -> bool | None:
    """Whether the percentage right before a number tells the growth of openings; ``None`` where
    none stands there.
    """
    if not around.place:
        return None
    found, other = done[around.place - 1], reading.around[around.place - 1]
    is_next = around.sentence.block - other.sentence.block <= 1
    if not is_next or other.quantity.unit != "percent":
        return None
    return is_ours(found, GROWTH)


def _without_again(text: str) -> str:
    """A text but the words that stand for what was told before: "that's", "still"."""
    return " ".join(
        word for word in text.split() if word.lower().strip(",") not in words_of("growth_again")
    )
