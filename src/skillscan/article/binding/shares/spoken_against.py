"""What speaks against a share of all openings, in whatever words a share is told.

A share of a trade's openings ("In banks Java is at 40 %"), one that somebody only bets on or gave
up ("My money was on 25 %", "we first gave it as 47 %"), one of another's report ("Their survey has
it at 11 %"), of a city, of papers and steps in a ranking: no number of ours measures them.
"""

import re

from skillscan.article.binding.model import ClaimDenominator
from skillscan.article.binding.reading import ArticleReading
from skillscan.article.binding.sentences import Surroundings
from skillscan.article.grammar import pattern_of

_TRADE = (
    r"(?:in|at|among|amongst|within|inside|across|for|with) (?:the |our |all )?(?:[\w-]+ )?"
    r"{trade_employers}\b(?! (?:and|or|skills|experience|knowledge)\b)"
)
_IN_TRADE = (
    r"(?:^\W*(?:(?:and|but|only|yet|while|whereas|even|elsewhere|now) )*"
    r"|[.,;:(–—] ?(?:(?:and|but|while|whereas|only) )*|\b(?:and|but|while|whereas|only|than) )"
    rf"{_TRADE}"
)
"""Where a clause begins in a trade: "In pharma, however, 61 % of vacancies mention R"."""
_TRADE_OPENINGS = (
    r"\b(?:of|in|among|from) (?:(?:the|all|those) )?(?:[\w-]+ )?"
    r"{trade_adjectives_alone} {opening_nouns}\b"
)
_TRADE_ABOVE = (
    r"^\W*(?:[A-Z][\w-]+ )?{trade_employers}\b[^.;:%\d]{0,80}[:;,] ?(?:{hedging_words} )?[~≈]?$"
)
_THEIRS = r"\W*(?:of|in) their (?:own )?{opening_nouns}\b"
_OF_ONES = (
    r"\W*{of_words} (?:the|those) (?:remote|hybrid|on-?site|senior|junior|entry-level) ones\b"
)
_OF_THOSE_AT = (
    r"\W*{of_words} (?:those|the ones) "
    r"(?:on[ -]?site|at home|in the office|(?:at|in) {trade_employers})\b"
)
_BETS = (
    r"\b(?:my|our|his|her|their|whose) (?:money|bet|bets|guess|hunch|tip|estimate) "
    r"(?:was|is|went|stood|had been|would be) (?:on |for |at )?(?:{hedging_words} )?[~≈]?$"
    r"|\b(?:I|we|you|one|he|she|they|anyone|everybody|somebody|nobody|people) "
    r"(?:might|could|may|would|should|['’]d)(?: have| well| perhaps| easily| rather)? "
    r"(?:expect|expected|guess|guessed|think|thought|say|said|suppose|bet|put)\b[^,.;:%]{0,40}$"
    r"|\bas (?:though|if) (?:it|they) (?:were|was|had|did)\b[^.;:%]{0,30}$"
    r"|\b(?:I|we) give (?:it|[A-Z]\w+) [~≈]?$"
)
_BETS_BEHIND = (
    r"(?! and [a-z]+ing\b)[^.;:%]{0,40}, (?:I|we|you)(?:['’]d| would| should)? "
    r"(?:say|guess|think|bet|reckon)\b"
)
_GAVE_UP = (
    r"\b(?:(?:an|the|our|my) (?:earlier|first|previous|original) "
    r"(?:version|draft|edition|print|post) (?:of (?:this|the) [\w-]+ )?"
    r"(?:said|gave|had|put|named|stated|showed|claimed|listed)"
    r"|(?:we|I) (?:first|originally|initially|wrongly|mistakenly|erroneously) "
    r"(?:gave|said|put|wrote|printed|reported|stated|published))\b[^.;%]{0,60}$"
    r"|\b(?:we|I) (?:gave|said|wrote|printed|reported|published) that [\"“]$"
    r"|\bfixed\b[^.%]{0,30}\bbefore\b[^.%]{0,30}$"
    r"|^\W*(?:Correction|Corrected|Erratum|Errata)\b[^.;%]{0,90}$"
)
_THEIR_REPORT = (
    r"(?:^|[,;:] |\b(?:and|but|while|whereas) )(?:their|his|her|its) (?:[\w-]+ ){0,3}"
    r"(?:report|survey|study|poll|census|questionnaire|tracker|guide|ranking|barometer)s? "
    r"(?:ha[sd]|have|puts?|gives?|gave|says?|said|shows?|showed|finds?|found|lists?|sees?|saw)\b"
)
_SHARE_OF_ELSE = (
    r"\b(?:share|proportion|percentage|fraction|number) of (?:the |all |our |my |your |new )?"
    r"(?:[\w-]+ )?{never_counted_openings}\b[^.;:%\d]{0,50}[:,]? ?[~≈]?$"
)
_LABEL_OF_ELSE = (
    r"^\W*(?:my|our|your|his|her|their) (?:[\w-]+ ){0,2}?"
    r"(?:guess(?:es)?|bets?|hunch|tips?|estimates?|forecasts?|predictions?|wish ?list"
    r"|stack|tool ?box|{never_counted_openings})(?: in [\w-]+)?: "
    r"|^\W*(?:[\w-]+ ){0,3}market shares?: "
)
"""A label by which numbers are guessed, or of no openings: "My guess: Docker 60 %"."""
_BY_YEAR = r"^\W*(?:(?:and|but) )?by (?:the year )?20\d\d\b"
"""A year that is to come: "By 2030, Rust 10 %"."""
_CITY_ASKED = re.compile(r"\W*(?:And )?((?:[A-Z][\w.]+ ?){1,3})\?\W*")
_FROM_FEW = (
    r"\W*(?:of (?:them|these|those|which) )?(?:come|came|are|were|stem) from "
    r"(?:just |only |no more than )?(?:\w+|a (?:handful|few)(?: of)?|\d+) {hiring_firms}\b"
)
"""Who put up the openings that a share is of: "Of the JAX openings, 71 % are from six firms"."""
_STEP = re.compile(r"[▲▼△▽↑↓⬆⬇⇧⇩]\s?$")
_ON_SIDE = re.compile(r"\W*(?:on|for|in|among) the [\w-]+ side\b", re.IGNORECASE)
_TO_ANOTHER = re.compile(r" ?(?:%|per ?cent)? ?(?:to|versus|vs\.?|v\.) [~≈]?\d")
_AFTER_ANOTHER = re.compile(r"\d ?(?:%|per ?cent)? (?:to|versus|vs\.?|v\.) [~≈]?$")
_MOVED = re.compile(r"\b(?:from|between|up|down|went|rose|fell|grew|slid)\b", re.IGNORECASE)
_FROM = re.compile(r"\b(?:from|between|by|up|down|rose|fell|grew|slid|went)\b[^.;:]{0,40}$", re.I)


def speaks_against(
    reading: ArticleReading, around: Surroundings, _denominator: ClaimDenominator
) -> bool:
    """Whether words near a share say that it is of something that no number of ours measures."""
    before, behind = reading.span(around.before), reading.span(around.after)
    said = reading.text[around.sentence.start : around.quantity.start]
    if _STEP.search(before) or _ON_SIDE.match(behind):
        return True
    if any(pattern_of(one).search(before) for one in (_BETS, _SHARE_OF_ELSE, _THEIR_REPORT)):
        return True
    if pattern_of(_LABEL_OF_ELSE).search(said) or pattern_of(_BY_YEAR).search(said):
        return True
    if pattern_of(_GAVE_UP).search(said) or pattern_of(_BETS_BEHIND).match(behind):
        return True
    if pattern_of(_FROM_FEW).match(behind):
        return True
    return (
        _is_of_trade(reading, around)
        or _is_below_share_of_else(reading, around)
        or _is_of_city_asked(reading, around)
        or _is_of_pair(reading, around)
    )


def is_of_trade_words(text: str) -> bool:
    """Whether a clause is told of one trade's employers: "In the public sector part of my pile"."""
    return pattern_of(_IN_TRADE).search(text) is not None


def _is_of_trade(reading: ArticleReading, around: Surroundings) -> bool:
    before, behind = reading.span(around.before), reading.span(around.after)
    said = reading.text[around.sentence.start : around.quantity.start]
    if pattern_of(_IN_TRADE).search(before):
        return True
    near = f"{before} … {behind}"
    if pattern_of(_TRADE_OPENINGS).search(near):
        return True
    if pattern_of(_THEIRS).match(behind) and pattern_of(_TRADE_ABOVE).search(said):
        return True
    if reading.words.has("level", said) and reading.words.has("postings", said):
        return pattern_of(_OF_THOSE_AT).match(behind) is not None
    return any(pattern_of(one).match(behind) for one in (_OF_ONES, _OF_THOSE_AT))


def _is_below_share_of_else(reading: ArticleReading, around: Surroundings) -> bool:
    """Whether the headers of a cell, or what stands right above its table, say that its shares are
    of something else than openings: "Share of my commits".
    """
    block = reading.block(around)
    if block.kind != "cell":
        return False
    headers = (block.column or "", block.row or "", reading.lead(block), *block.headings[-1:])
    return any(pattern_of(_SHARE_OF_ELSE).search(text) for text in headers)


def _is_of_city_asked(reading: ArticleReading, around: Surroundings) -> bool:
    """Whether it answers a question for a city: "San Francisco? Some 6 %"."""
    before = reading.previous(around.sentence)
    asked = _CITY_ASKED.fullmatch(reading.sentence_text(before)) if before else None
    return asked is not None and reading.words.has(
        "narrowed", f" in {asked[1].strip().lower()}", "by_place"
    )


def _is_of_pair(reading: ArticleReading, around: Surroundings) -> bool:
    """Whether it is set against another number of one thing, of whom nobody says: "with Linux it is
    27 % to 14 %", "Docker: 8 % versus 35 %"; not "PyTorch beats TensorFlow, 56 % to 31 %",
    nor where the sentence before tells two shares, of two jobs.
    """
    behind = reading.text[around.quantity.end : around.sentence.end]
    later = [reading.quantities[n] for n in reading.places_after(around)]
    is_pair = _TO_ANOTHER.match(behind) is not None and any(
        q.unit == around.quantity.unit for q in later[:1]
    )
    said = reading.text[around.sentence.start : around.quantity.start]
    is_after = _AFTER_ANOTHER.search(said) is not None and not _MOVED.search(said)
    is_pair = is_pair or is_after
    last = reading.previous(around.sentence)
    is_of_two = last is not None and len(reading.percentages_in(last)) > 1
    if not is_pair or is_of_two or _FROM.search(said):
        return False
    named = [
        one.dimension
        for one in reading.subjects(around.sentence)
        if one.end <= around.quantity.start
    ]
    return len(set(named)) == 1
