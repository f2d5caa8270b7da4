"""Binds premiums of pay: by how much openings that name a skill pay more, or less, than others.

A number is one where its part of the sentence says so ("ads that name CUDA pay 15 % above the
rest", "a 15 % premium"), where its header, the line above its list, the heading or the sentence
before is on what skills are worth and the number stands alone with a skill ("CUDA: +14 %"), or
where it goes on with the premium before it ("with Spark it's 5").
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from skillscan.article.binding.model import ClaimSubject, not_understood
from skillscan.article.binding.outcome import Outcome, is_ours, ours, theirs
from skillscan.article.binding.pay.sums import is_money
from skillscan.article.binding.reading import ArticleReading
from skillscan.article.binding.sentences import Surroundings
from skillscan.article.binding.shares.doubts import is_slashed
from skillscan.article.binding.shares.earlier_times import is_told_of_past
from skillscan.article.grammar import pattern_of

PREMIUM = "pay_premium_by_skill"
_THEY_ARE = (
    r"[^.;:%\d]{0,20}, (?:{contrasts}|though|although|and) (?:(?:\w+ )?(?:all|most) (?:of )?)?"
    r"(?:those|these|they|them|that) (?:are|come from|is|reflects?)\b"
)
"""What explains pay by who the employers are: "pay 8 % more, but those are chip makers"."""
_NOUN_BEHIND = r"^(?: (?:pay|salary|wage|median))?[- ]{premium_nouns}\b"
_NOUN_BEFORE = (
    r"\b{premium_nouns}\b(?: (?:for|of|on|from|with|in) [^.,;:\d]{2,40})?"
    r"(?:,? (?:of|is|was|at|to|like|by|melts to|shrinks to|drops to|falls to|comes to|stands at"
    r"|computed [^.;:\d]{3,30},? was)| ?[:,])? ?(?:{hedging_words} )?[+−~≈(-]{0,2}$"
)
_MORE = (
    r"^(?:,? (?:a year|per year|yearly|annually))?,? (?:\w+ )?"
    r"(?:more|extra|higher|above|over|on top|better|less|lower|below|under|fewer|cheaper)\b"
)
_MORE_OF_ELSE = re.compile(
    r"^ (?:more|fewer|less|extra) "
    r"(?!pay\b|than\b|money\b|for\b|on\b|in\b|at\b|if\b|where\b|when\b|a\b|per\b)[a-z]{3,}s\b"
)
"""More of what can be counted, and no more pay: "list 8 % more requirements"."""
_USING_FIRMS = r"\b(?:{hiring_firms}) (?:that|which|who) (?:{using_verbs})\b[^.;]*$"
"""Firms by what they work with, whose pay no posting tells: "Companies that use Rust pay 4 %"."""
_OTHERS = (
    r"\b(?:without(?: (?:it|one|them|the skill))?\b|(?:do|does|did)(?: not|n['’]t)\b"
    r"|the rest\b|others?\b|(?:matched )?(?:twins?|pairs?|peers?)\b|average\b)"
)
"""What openings that name a skill are set against: "above those without", "ads that don't"."""
_PAYS = r"\b(?:{premium_verbs}|{pay_words}|paid|paying|median|base)\b"
_WITH = (
    r"\b(?:(?:{opening_nouns}|{single_openings}|those|ones?|the same job)\b[^.;:\d]{0,30}?"
    r"\b(?:that|which|with|where|{it_verbs}|naming|asking|mentioning|listing|wanting|requiring)\b"
    r"|naming\b)"
)
_LIFTS = (
    r"\b(?:lifts?|lifted|raises?|raised|adds?|added|boosts?|boosted|pushes|pushed|cuts?|lowers?"
    r"|depresses)\b[^.,;:\d]{0,30}\b(?:{pay_words}|median|base|offers?)\b[^.,;:\d]{0,20}$"
)
"""What a skill does to pay, before by how much: "it lifts advertised pay by"."""
_ADVERTISED = r"\b(?:advertised|stated|posted|listed|printed|offered)\b"
_FRAME = (
    r"\b{premium_nouns}\b"
    r"|\bskills? (?:that |which )?(?:really )?pays?\b"
    r"|\bdo(?:es)? (?:a|the|any|which)? ?skills? pay\b"
    r"|\bwhat (?:a|an|each|the|which) skills?(?:['’]s| is| are)? worth\b"
    r"|\bskills? (?:are |is )?(?:[\w ]{0,12})?worth\b|\bworth (?:learning|the money)\b"
    r"|\bhow much (?:more|extra|less)\b[^.?!]{0,60}\b(?:pays?|offers?|paid)\b"
    r"|\bwith\b[^.;]{0,20}\b(?:versus|vs\.?|against|minus|compared (?:to|with)|over|and) without\b"
    r"|\b(?:compared with|against|than|vs\.?|versus)\b[^.;]{0,40}\b(?:don['’]t|do not|without)\b"
)
"""What a header, lead, heading or sentence says that is on premiums."""
_PAID = r"\b(?:{pay_words}|pays|paid|offers?|median|base|dollars|euros|pounds|premiums?)\b"
_OF_SHARES = re.compile(
    r",? (?:of|in) (?:(?:the|all|our|these|those|every|job|\w+) ){0,2}"
    r"(?:ads?|adverts?|openings?|postings?|listings?|vacanc(?:y|ies)|jobs|roles|cases)\b",
    re.IGNORECASE,
)
"""What makes a percentage a share of openings, whatever stands before."""
_PARTED = re.compile(r"[,;]| and | while | but ")
_OF_PAY = re.compile(r"\b(?:premium|uplift|pay|salary|wage)", re.IGNORECASE)
_OTHER_PLACE = re.compile(
    r"\bthan (?:(?:those|the ones|ads|openings|postings|jobs) )(?:in|at|from|on)\b"
)
"""Openings that are set against others of the same skill: "less than those in California"."""
_IN_MONEY = re.compile(r"\bin (?:dollars|euros|pounds|money|cash)\b", re.IGNORECASE)
_WORDS_OF_SIGN = re.compile(r"\b(?:plus|minus)\b", re.IGNORECASE)
_SHARE_BEFORE = re.compile(r"\b(?:in|of|from|by)\s+(?:(?:about|only|just|some) )?$")
"""What makes a number a share: "is named in 28 %"."""
_IT = re.compile(r"\W{0,3}(?:It|That|This)\b")
_LABEL_WORDS, _FRAME_BACK, _NUMBERS_BACK = 12, 3, 3
_LARGEST_PERCENT, _LARGEST_SUM = 100, 150_000


def bind_premium(
    reading: ArticleReading, around: Surroundings, done: Sequence[Outcome]
) -> Outcome | None:
    """The outcome of a percentage or sum that is a premium; ``None`` where it is none."""
    if not _may_be_premium(reading, around):
        return None
    if _is_told(reading, around):
        return _premium(reading, around, done)
    if _goes_on(reading, around, done) or _is_below_frame(reading, around, done):
        found = _premium(reading, around, done)
        return found if is_ours(found, PREMIUM) else None
    return None


def _may_be_premium(reading: ArticleReading, around: Surroundings) -> bool:
    number, text = around.quantity, reading.text
    if _OF_SHARES.match(text, number.end, around.sentence.end):
        return False
    if is_money(number):
        return number.high <= _LARGEST_SUM
    return number.unit == "percent" and number.high <= _LARGEST_PERCENT


def _is_told(reading: ArticleReading, around: Surroundings) -> bool:
    """Whether the words beside a number say that it is a premium."""
    text, number = reading.text, around.quantity
    start, end = reading.between_numbers(around)
    before, behind = text[start : number.start], text[number.end : end]
    said = text[around.sentence.start : number.start]
    noun = pattern_of(_NOUN_BEHIND).match(behind) or pattern_of(_NOUN_BEFORE).search(before)
    if noun and (_OF_PAY.search(noun[0]) or _is_on_pay(reading, around)):
        return True
    before_it = reading.previous(around.sentence)
    near = f"{reading.sentence_text(before_it) if before_it else ''} {said}"
    is_counted = reading.words.has("postings", near) or pattern_of(_ADVERTISED).search(said)
    if pattern_of(_LIFTS).search(before) and is_counted:
        return True
    if reading.words.has("change", reading.region(around), "premium_verb") and (
        reading.attribution.source(around) or reading.words.has("others", reading.region(around))
    ):
        return True  # "jobs pay 12 % more, a survey found"
    if not pattern_of(_MORE).match(behind) or _OTHER_PLACE.search(behind):
        return False
    if _MORE_OF_ELSE.match(behind):
        return False
    is_set_against = pattern_of(_OTHERS).search(behind) is not None
    if is_money(number) and not _skills_in(reading, around, around.sentence.start, number.start):
        return False
    is_paid = pattern_of(_PAYS).search(said) is not None or is_money(number)
    is_of_openings = pattern_of(_WITH).search(said) is not None
    return is_of_openings and (is_paid or is_set_against)


def _is_on_pay(reading: ArticleReading, around: Surroundings) -> bool:
    """Whether a sentence is on pay or openings, so that a discount in it is no price's."""
    said = reading.sentence_text(around.sentence)
    return pattern_of(_PAID).search(said) is not None or reading.words.has("postings", said)


def _goes_on(reading: ArticleReading, around: Surroundings, done: Sequence[Outcome]) -> bool:
    """Whether the number before in its block is a premium, and this one's part names a skill and
    hardly anything else: "those with Triton 19 %", "TensorFlow: minus two".
    """
    for place in range(around.place - 1, max(-1, around.place - _NUMBERS_BACK - 1), -1):
        if reading.around[place].sentence.block != around.sentence.block:
            return False
        if is_ours(done[place], PREMIUM):
            start, _ = reading.between_numbers(around)
            said = reading.text[start : around.quantity.start]
            if is_money(around.quantity) and _IN_MONEY.search(said):
                return True
            return _is_alone_with_skill(reading, around)
        if reading.quantities[place].unit != "count":
            return False
    return False


def _is_alone_with_skill(reading: ArticleReading, around: Surroundings) -> bool:
    """Whether a number's part of its sentence is a skill, a few words, and no share's."""
    start, end = reading.between_numbers(around)
    text, number = reading.text, around.quantity
    before = text[start : number.start]
    named = _skills_in(reading, around, start, number.start)
    named = named or _skills_in(reading, around, start, end)
    if not named and (called := _skill_called(reading, around)):
        named = {str(called.dimension): called}
    if len(before.split()) > _LABEL_WORDS or not named or _SHARE_BEFORE.search(before):
        return False
    return not reading.words.has("others", before, "people")


def _skill_called(reading: ArticleReading, around: Surroundings) -> ClaimSubject | None:
    """The skill that all the words before a number in its sentence, or a question right before
    them, are the name of: "Triton +14 %", "Tableau? Minus nine".
    """
    before = reading.text[around.sentence.start : around.quantity.start]
    asked = reading.previous(around.sentence)
    texts = [before, reading.sentence_text(asked) if asked else ""]
    for text in texts:
        name = _WORDS_OF_SIGN.sub("", text).strip(" \t\n?:,;–—-+−~≈(*_")
        if name:
            skill = reading.vocabulary.skill_called(name)
            return ClaimSubject.unnamed("skill_share", skill) if skill else None
    return None


def _is_below_frame(reading: ArticleReading, around: Surroundings, done: Sequence[Outcome]) -> bool:
    """Whether a number alone with a skill stands below what is on premiums."""
    block = reading.block(around)
    if block.kind == "cell":
        column = block.column or ""
        if column:
            return _is_frame(column)
        return _is_frame(reading.lead(block)) or _is_frame(reading.heading(block))
    if not _is_alone_with_skill(reading, around) or any(
        reading.quantities[n].unit == "percent" and not is_ours(done[n], PREMIUM)
        for n in reading.places_before(around)
    ):
        return False
    return any(map(_is_frame, _above(reading, around)))


def _above(reading: ArticleReading, around: Surroundings) -> Iterator[str]:
    """The lead of a list, the sentences before in a paragraph up to the first that names a skill
    or number of its own, and the heading.
    """
    block = reading.block(around)
    if block.kind == "list_item":
        yield reading.lead(block)
    for one in reading.sentences_before(around.sentence, _FRAME_BACK):
        if one.block != around.sentence.block:
            break
        text = reading.sentence_text(one)
        yield text
        if not _is_frame(text) and reading.places_in(one):
            return
    yield reading.heading(block)


def _is_frame(text: str) -> bool:
    return (
        pattern_of(_FRAME).search(text) is not None and pattern_of(_PAID).search(text) is not None
    )


def _skills_in(
    reading: ArticleReading, around: Surroundings, start: int, end: int
) -> dict[str, ClaimSubject]:
    return {
        str(one.dimension): one
        for one in reading.subjects(around.sentence)
        if one.statistic == "skill_share" and start <= one.start < end
    }


def _skill(
    reading: ArticleReading, around: Surroundings, done: Sequence[Outcome]
) -> ClaimSubject | None:
    """The one skill of a number: of its row, its part of the sentence, the words since the number
    before, the sentence, else the last that a sentence before names.
    """
    block = reading.block(around)
    if block.kind == "cell" and block.row:
        named = [s for s in reading.header_subjects(block.row) if s.statistic == "skill_share"]
        only = {str(one.dimension) for one in named}
        return named[0] if len(only) == 1 else None
    start, end = reading.between_numbers(around)
    number = around.quantity
    parted = _PARTED.search(reading.text, number.end, end)
    end = parted.start() if parted else end
    for first, last in (
        (start, number.start),
        (start, end),
        (around.sentence.start, number.start),
        (around.sentence.start, end),
    ):
        found = _skills_in(reading, around, first, last)
        if len(found) == 1:
            return next(iter(found.values()))
        if found:
            return None
    if called := _skill_called(reading, around):
        return called
    before = done[around.place - 1] if around.place else None
    if is_ours(before, PREMIUM) and reading.around[around.place - 1].sentence.block == (
        around.sentence.block
    ):
        return ClaimSubject.unnamed(PREMIUM, before.dimension)
    is_of_it = _IT.match(reading.text, around.sentence.start) is not None
    texts = [
        reading.subjects(one)
        for one in reading.sentences_before(around.sentence, _FRAME_BACK)
        if around.sentence.block - one.block <= 1
    ]
    for subjects in [*texts, reading.header_subjects(reading.heading(block))]:
        names = {str(s.dimension): s for s in subjects if s.statistic == "skill_share"}
        if names and (len(names) == 1 or is_of_it):
            return next(iter(names.values()))  # "it" is what a sentence begins with
        if names:
            return None
    return None


def _premium(
    reading: ArticleReading, around: Surroundings, done: Sequence[Outcome]
) -> Outcome | None:
    """The binding of what is told as a premium: ours only of openings that name a skill."""
    source = reading.attribution.source(around)
    skill = _skill(reading, around, done)
    if source:
        statistic = PREMIUM if skill else None
        return theirs(reading, around, statistic, "another source's premium", source)
    if pattern_of(_THEY_ARE).match(reading.text, around.quantity.end, around.sentence.end):
        return not_understood("a premium that is told to be that of some employers")
    sentence = reading.sentence_text(around.sentence)
    is_of_openings = reading.words.has("postings", sentence)
    said_before = reading.text[reading.between_numbers(around)[0] : around.quantity.start]
    if pattern_of(_USING_FIRMS).search(said_before):
        return theirs(reading, around, None, "what firms pay, and not what openings state")
    if reading.words.has("others", reading.region(around), "people") and not is_of_openings:
        return theirs(reading, around, None, "a premium of something else than postings")
    if (
        skill is None
        or is_slashed(reading, skill)
        or not (reading.counts_postings or reading.words.has("postings", reading.text))
    ):
        return not_understood("a premium that no skill in postings is named for")
    said = reading.whose.population_words(around)
    block = reading.block(around)
    return ours(
        reading,
        around,
        replace(skill, statistic=PREMIUM, measure=None),
        confidence=0.75,
        said=said,
        is_earlier=(
            reading.column_periods.is_earlier(block)
            if block.kind == "cell"
            else is_told_of_past(reading, around, is_again=True)
        ),
        reasons=("pay of openings that name it",),
    )
