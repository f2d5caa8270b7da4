"""How long openings stay open, told plainly: a middle, words of staying or closing, and days, in an
article that is on openings, where nothing speaks of anybody else.
"""

import re
from collections.abc import Sequence

from skillscan.article.binding.model import ClaimSubject
from skillscan.article.binding.named_things import words_beside
from skillscan.article.binding.outcome import Outcome, is_ours, only_bound, ours
from skillscan.article.binding.reading import ArticleReading
from skillscan.article.binding.sentences import Surroundings
from skillscan.article.grammar import pattern_of, words_of

LIFETIME = "posting_lifetime"
_LIFE = r"\b(?:{living_verbs}|{life_nouns}|{ending_verbs})\b"
_IN_DAYS = r"\b(?:days|{life_nouns})\b"
_MIDDLE = r"\b(?:{medians}|{life_middles})\b"
_OF_ELSE = (
    r"\b(?:{dealing_words}|{dealing_stems}\w*|{recruiting_words}"
    r"|{no_middle_days}|our (?:own )?{own_reqs})\b"
)
"""What makes days those of people, of the author's own openings, or no middle ones."""
_DIFFERENCE = (
    r" (?!from (?:first|when|the day|posting|start)\b)"
    r"(?:{day_differences}|(?:on|at|with|in) (?!(?:the )?(?:median|average|middle)\b))\b"
)
"""What stands behind days that are a difference, of one site or of something else."""
_PLACE = r"\b(?:in|on|at|from) (?:the )?(?!(?:{month_names}|Index|Sample|Data)\b)[A-Z]"
_THEN = (
    r"\W*(?:{then_starts} )?"
    r"[^.;:%\d]{0,40}?(?:\b{then_words}\b"
    r"|\b(?:in|of) (?:{month_names} )?(?:19|20)\d\d\b"
    r"|\b(?:in|during) (?:the )?(?:{season_names}|{month_names})\b[^.;:%]{0,12} {past_verbs}\b)"
    r"[^.;:%]{0,40}$"
)
_WAS = r"\b(?:{sentence_pronouns}) (?:was|had been|used to be)(?: (?:only|just|still|about))? $"
_IN_TIME = (
    r"(?: days)? (?:in|last|during|a|two|back in) (?:the )?(?:[\w-]+ )?"
    r"(?:{season_names}|{month_names}|{time_units}|{quarters}|(?:19|20)\d\d)\b"
)
"""What says behind a bare number which earlier time it is of: "it was 36 in spring"."""
_THEN_BEHIND = r"(?: days)?,? {then_words}\b"
_BARE_END = re.compile(r"\W*(?:[.,;:)!?]|$|days\b)")
_FOR_WHOM = re.compile(
    r"(?: days)? (?:for|in|among) (?:the )?([^,;:.()\d]{2,40}?)(?=[,;:.()]|$| and\b| but\b)"
)
_HALF_OF_OURS = r"\W*(?:(?:and|but|while) )?half (?:of )?(?:ours|{them_words}|{those_words})\b"
_BEHIND_DAYS = re.compile(r"\b(?:after|within|inside|in|by day) (?:\w+ )?[~≈]?$")
_NUMBERS_BACK = 3
_MOST_DAYS, _NEAR, _ALONE = 365, 80, 6
"""The most days that an opening is believed to stay open, and characters: between today's days and
those of an earlier time, and of a sentence that is nothing but a number.
"""


def plain_lifetime(reading: ArticleReading, around: Surroundings, own: str) -> Outcome | None:
    """The outcome of days of which their part of the sentence (``own``), or their label, says that
    openings stay open so long; ``None`` where it may be something else.
    """
    said = _said(reading, around, own)
    is_of_openings = reading.counts_postings or reading.words.has("postings", reading.text)
    if not is_of_openings or not 1 < around.quantity.low <= _MOST_DAYS:
        return None
    is_difference = pattern_of(_DIFFERENCE, 0).match(reading.text, around.quantity.end) is not None
    if not said or (is_difference and not whose_behind(reading, around)):
        return None
    if reading.attribution.source(around) or reading.words.has("one_company", said):
        return None
    if pattern_of(_PLACE, 0).search(said) and not reading.words.has("countries", said):
        return None
    is_of_else = pattern_of(_OF_ELSE).search(said) or reading.words.has("others", said, "people")
    if is_of_else or reading.words.has("negation", said) or _lives_else(reading, said):
        return None
    return lifetime(reading, around)


def bare_lifetime(
    reading: ArticleReading, around: Surroundings, done: Sequence[Outcome]
) -> Outcome | None:
    """The same of a bare number whose row or label is on days ("Median days online: 38"), or that
    tells of an earlier time ("In 2023 it had been 43").
    """
    number = around.quantity
    is_alone = _BARE_END.match(reading.text[number.end : around.sentence.end]) is not None
    said = reading.text[around.sentence.start : number.start]
    was = pattern_of(_WAS).search(said) and pattern_of(_IN_TIME).match(
        reading.text, number.end, around.sentence.end
    )
    if number.low != number.high or not (is_alone or was or whose_behind(reading, around)):
        return None
    block = reading.block(around)
    labels = (
        reading.nearest_label(around),
        block.row or "",
        block.column or "",
    )
    if any(pattern_of(_IN_DAYS).search(one) and _is_on_life(one) for one in labels):
        return plain_lifetime(reading, around, "")
    before = reading.text[around.sentence.start : number.start]
    if half := _half_of_ours(reading, around, before):
        return half
    last = around.place - 1
    is_next = last >= 0 and number.start - reading.quantities[last].end <= _NEAR
    found = done[last] if is_next else None
    if not is_ours(found, LIFETIME) or reading.attribution.source(around):
        return None
    if reading.block_at(reading.quantities[last].start) != reading.block_at(number.start):
        return None
    start = max(around.sentence.start, reading.quantities[last].end)
    if not (was or pattern_of(_THEN).match(reading.text[start : number.start])):
        return None
    is_of_else = pattern_of(_OF_ELSE).search(before) or reading.words.has("others", before)
    return None if is_of_else else lifetime(reading, around, is_earlier=True)


def _half_of_ours(reading: ArticleReading, around: Surroundings, before: str) -> Outcome | None:
    """The outcome of a bare number by which half of the author's openings are gone, where days are
    told right before: "A posting takes 44 days to fill. Half of ours are offline after 36".
    """
    half = pattern_of(_HALF_OF_OURS).match(before)
    block = around.sentence.block
    are_days = any(
        one.quantity.unit == "days" and one.sentence.block == block
        for one in reading.around[max(0, around.place - _NUMBERS_BACK) : around.place]
    )
    if half is None or not are_days or _BEHIND_DAYS.search(before) is None:
        return None
    return plain_lifetime(reading, around, f"half of them{before[half.end() :]}")


def lifetime_then_or_now(
    reading: ArticleReading, around: Surroundings, own: str, done: Sequence[Outcome]
) -> Outcome | None:
    """The outcome of days that are how long openings stay, today or at the earlier time that the
    words before them name, or that stand beside today's; ``None`` where somebody else is named.
    """
    block = reading.block(around)
    said = f"{own} {block.row or ''} {block.column or ''}"
    if not 1 < around.quantity.low <= _MOST_DAYS or reading.attribution.source(around):
        return None
    is_of_else = pattern_of(_OF_ELSE).search(said) or reading.words.has("others", said, "people")
    if is_of_else or reading.words.has("one_company", said):
        return None
    start = around.sentence.start
    is_beside = any(is_ours(done[n], LIFETIME) for n in reading.places_before(around))
    then = pattern_of(_THEN).match(reading.text[start : around.quantity.start])
    behind = reading.text[around.quantity.end : around.sentence.end]
    is_then = then is not None or pattern_of(_THEN_BEHIND).match(behind) is not None
    return lifetime(reading, around, is_earlier=is_beside or is_then)


def whose_behind(reading: ArticleReading, around: Surroundings) -> str:
    """The country or the job of ours that days are told for right behind them: "34 for ML
    engineers"; empty without one.
    """
    found = _FOR_WHOM.match(reading.text, around.quantity.end, around.sentence.end)
    if found is None:
        return ""
    job = reading.populations.occupation(found[1])
    is_known = reading.populations.country(found[1]) is not None or bool(job and job[0])
    return found[1] if is_known else ""


def lifetime(
    reading: ArticleReading, around: Surroundings, whose: str = "", *, is_earlier: bool = False
) -> Outcome | None:
    """The outcome of days that are how long openings stay open, of those that ``whose`` names."""
    block = reading.block(around)
    found = ours(
        reading,
        around,
        ClaimSubject.unnamed(LIFETIME),
        confidence=0.7,
        said=reading.whose.population_words(around, whose or whose_behind(reading, around)),
        spans=[around.before],
        is_earlier=is_earlier
        or (block.kind == "cell" and reading.column_periods.is_earlier(block)),
        reasons=("how long postings stay open",),
    )
    return only_bound(found)


def _lives_else(reading: ArticleReading, text: str) -> bool:
    """Whether something else than openings is what stays so long: "the typical pull request"."""
    if reading.words.has("postings", text):
        return False
    left = pattern_of(_MIDDLE).sub(" ", pattern_of(_LIFE).sub(" ", text))
    known = reading.words.link_words | words_of("beside_life")
    known |= words_of("single_openings") | words_of("opening_nouns")
    named = (word for word in words_beside(reading, left) if not word[0].isdigit())
    return not known.issuperset(named)


def _is_on_life(text: str) -> bool:
    """Whether a text tells of a middle of how long something stays."""
    return all(pattern_of(one).search(text) is not None for one in (_LIFE, _MIDDLE))


def _said(reading: ArticleReading, around: Surroundings, own: str) -> str:
    """The words on staying and a middle that are of these days: those of their part of the
    sentence, their row, column or label, or of the sentence behind a number that stands alone.
    """
    block = reading.block(around)
    label = reading.nearest_label(around)
    texts = [own, label, block.row or "", block.column or ""]
    texts += [f"{one} {block.row}" for one in (block.column,) if one and block.row]
    sentence = reading.sentence_text(around.sentence)
    if len(sentence) - (around.quantity.end - around.quantity.start) <= _ALONE and own:
        behind = reading.following(around.sentence)
        texts.append(reading.sentence_text(behind) if behind else "")
    texts.append(f"{own} … {reading.heading(block)}")
    return next((one for one in texts if one and _is_on_life(one)), "")
