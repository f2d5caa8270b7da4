"""Whether a share is plainly that of the openings which state pay, in whatever words: "Salary
printed: 29 %", "a little over half had a salary", "Nobody says what they pay. Two in five ads do".

A verb or participle of stating stands with pay, and where openings stand at the number any verb but
such as hide, raise or ask for it; nothing else is named, and nothing narrows openings or pay.
"""

import re
from collections.abc import Iterator

from skillscan.article.binding.pay.stated_pay import is_it_pay, is_on_pay
from skillscan.article.binding.pay.sums import has_sum_between, is_money
from skillscan.article.binding.reading import ArticleReading
from skillscan.article.binding.sentences import ArticleSentence, Surroundings
from skillscan.article.grammar import pattern_of

_PAY = (
    r"(?:(?:{pay_kinds} )?{pay_words}(?: {pay_details})?"
    r"|what (?:they|it|the (?:job|role|post|position)) pays?)"
)
_DETERMINED = r"(?:{pay_determiners}(?: (?!{more_words}\b)[a-z]+)? )?"
_ADVERB = r"(?:{telling_adverbs}|(?!{denying_adverbs})\w+ly|also|out)"
_VERB = r"(?:(?:{telling_adverbs}|\w+ly) )?(?!{unstating_words}\b)(?!\w+ing\b)[a-z]{3,}"
_STATING = (
    r"(?:(?:{telling_adverbs}|\w+ly) )?(?!{unstating_words}\b)(?:{stating_verbs}|{showing_verbs})"
)
_TO_WHOM = r"(?: {told_of_pay})?"
_DONE = (
    rf"(?:(?:is|are|was|were|gets?|being) )?(?:{_ADVERB} ){{0,2}}"
    r"{pay_shown}"
)
_WHERE = r"(?: in (?:the|their) {stating_texts}\b)?(?: (?:in|by|for))?"
_ROUGH = r"[\s:|*_(~≈–—-]*(?:(?:{nearly_words}|{hedging_words}|{almost_words}|barely) )?[~≈]?"
_TAIL = (
    r"(?: (?:{stating_tails}|in (?:the|their) \w+))?"
    r"\s*(?:$| and (?:just |the rest )?(?:\d|$)"
    r"| and (?:{the_articles}|{owning_pronouns}|most|nearly|almost) [^%]{2,60}?"
    r" (?:is|are|makes?)\b)"
)
_OPENINGS = (
    r"(?: of| in)?(?: [\w/’'-]+){0,6}? {opening_nouns}(?: for(?: [\w/-]+){1,4}| in [A-Z]\w+)?"
)


def _template(*parts: str) -> str:
    return "".join(parts)


_IS_STATED = _template(
    r"(?<!sick )(?<!holiday )(?<!equal )(?<!overtime )(?<!\w)",
    _PAY,
    r"\b[\W_]{0,6}(?:",
    _DONE,
    r")",
    _WHERE,
    _ROUGH,
    r"$",
)
_DISCLOSED = _template(
    r"(?:^|\W){pay_words} {disclosing_nouns}(?: [a-z]+(?: at| in)?)?", _ROUGH, "$"
)
_IT_IS = _template(r"\b(?:it|this|one|that) ", _DONE, _WHERE, _ROUGH, r"$")
_LABEL = _template(
    r"{opening_nouns} (?:(?:that|which|who) ", _STATING, _TO_WHOM,
    r" |where |with |{stating_participles} )",
    _DETERMINED, r"(?:{pay_shown} )?(?P<what>", _PAY, r"|it)", r"[\W_]*$",
)  # fmt: skip
_STATE = _template(
    r"^(?:", _OPENINGS, " ", _VERB, "| ", _STATING, ")", _TO_WHOM, " ", _DETERMINED, _PAY, _TAIL
)  # fmt: skip
_WITH = _template(
    r"^(?:", _OPENINGS, r"| of (?:which|them|these|those))?,?",
    r" (?:(?:{coming_with} )?with|{stating_participles}) ", _DETERMINED, _PAY,
    r"(?: (?:on|attached to|in) (?:it|them))?", _TAIL,
)  # fmt: skip
_OPEN_ABOUT = _template(
    r"^(?:", _OPENINGS, r")? (?:are|were|is|was) (?:{telling_adverbs} )?"
    r"(?:open|frank|upfront|up front|candid|transparent|honest) (?:about|on) ", _DETERMINED, _PAY,
    _TAIL,
)  # fmt: skip
_STATE_FIGURE = _template(
    r"^(?:", _OPENINGS, " ", _VERB, "|(?: of (?:which|them|these|those))? ", _STATING,
    r"|(?: of (?:which|them|these|those))? {coming_with} with)", _TO_WHOM,
    r" (?:(?:an?|the|any|some)(?: (?!{more_words}\b)[a-z]+)?",
    r" {pay_figures})", _TAIL,
)  # fmt: skip
_STATE_ANY = _template(
    r"^(?:", _OPENINGS, " ", _VERB, "|(?: of (?:which|them|these|those))? ", _STATING, ")",
    _TO_WHOM, r" (?:any|one|some|anything)\s*$"
)  # fmt: skip
_TELLING = (
    r"^(?: of (?:them|these|those|the {opening_nouns}))? {stating_participles}"
    r"(?: (?:you|us|one|it|so|any|anybody))?\s*$"
)
"""What goes on from a sum to how many state it: "and that's with barely half of them telling"."""
_WITH_SHARE = r"\bwith (?:{nearly_words} |{hedging_words} |barely |not even )?$"
_DO = _template(r"^(?:", _OPENINGS, r"| of (?:them|those|these))? (?:do|did|does)(?: so)?\s*$")
_OF_ALL = r"^ of {of_all_told}\b"
_ASIDE = _template(
    r"{opening_nouns} (?:that|which) ", _STATING, _TO_WHOM, " ",
    _DETERMINED, _PAY, r", ", _ROUGH, "$",
)  # fmt: skip
_SAYS = _template(r"\b{stating_verbs}\b[^.;:?!%]{0,24}\b", _PAY, r"|\bfrank about ", _PAY)
_ACROSS = _template(
    r"^\W*(?:across|in|among|of) (?:all )?(?:my|our|the|these) (?:\w+ )?{opening_nouns},? "
    r"(?:it is|it['’]s|that is|that['’]s|it was)", _ROUGH, "$",
)  # fmt: skip
_HOW_MANY = (
    r"^\W*(?:and |but )?{asking_shares}(?: of them)? (?:do|does|did|actually )?(?:\w+)?\?\s*$"
)
_PART = re.compile(
    r"[.;()—]|, (?:and|but|while|so|which|since|because|as|though|although)\b"
    r"| (?:and|but|while|whereas) "
)
_ASIDES = r", (?:{asides}),(?= [a-z])"
_SIGN = re.compile(r"[,.;:()!?—–]")
_DENIED = r"\b{stating_denied}\b"
_BY_OTHERS = r"\b{stated_by_others}\b"
_NOT_STATING = _template(
    r"^(?:", _OPENINGS, r")? (?:\w+ly )?(?!(?:are|were|was|only|per|and|or|than|the|",
    r"of|for|with|that|which|who|whose|where)\b)",
    r"(?:{unstating_words}|{unreal_verbs})\b",
)  # fmt: skip
"""Openings that promise pay, hide it or should state it."""
_MORE_BEHIND = _template(r"\b(?:", _PAY, r"|it)\b(?!", _TAIL, r")(?= [a-z])")
"""Pay behind which more stands than where it is stated: "state pay in euros"."""
_HAVE_ELSE = _template(
    r"^(?:", _OPENINGS, r"| of \w+)? (?:have|has|had|gets?|got) (?:an?|the|some|any|their) ",
    r"(?![^.]*\b(?:", _PAY, r"|{pay_figures}s?|{pay_details})\b)",
)  # fmt: skip
"""What else somebody has: "82 % of them have an offer"."""
_PAY_DOES = _template(
    r"(?:^|\W)", _PAY, r" (?P<does>[a-z][\w’' -]{1,40}?)(?: (?:in|by|for|on))?", _ROUGH, "$"
)  # fmt: skip
_SHOWN = r"\b(?:{pay_shown}|{stating_verbs}|{showing_verbs}|{disclosing_nouns}|{opening_nouns})\b"
_IN_A_WAY = _template(
    r"\b(?:per|by the|an?) (?:hour|day|week|month)(?: (?:in|by|for|on))?", _ROUGH, "$"
)
"""The period that pay is stated for: "Pay is stated per hour in"."""
_SENTENCES_BACK = 2


def is_pay_stated_plainly(reading: ArticleReading, around: Surroundings) -> bool:
    """Whether a share is of the openings that state pay."""
    before, behind = _before(reading, around), _behind(reading, around)
    if _is_doubted(reading, around, before, behind):
        return False
    return (
        _is_told(before, behind)
        or (_is_of_pay_before(before, behind) and _is_pay_told_before(reading, around, behind))
        or _is_told_again(reading, around, before, behind)
    )


def is_stated_of_else(reading: ArticleReading, around: Surroundings) -> bool:
    """Whether words beside a number speak against its being the share of all openings that state
    pay: another thing, some of the openings, somebody else who states it.
    """
    before, behind = _before(reading, around), _behind(reading, around)
    is_by_others = pattern_of(_BY_OTHERS).search(behind) is not None
    return (
        is_by_others
        or pattern_of(_IN_A_WAY).search(before) is not None
        or (pattern_of(_DO).match(behind) is not None and _is_thing_asked_for(reading, around))
        or _is_something_else_done(before, behind)
        or _is_of_people(reading, around, before, behind)
        or _is_doubted(reading, around, before, behind)
    )


def _is_thing_asked_for(reading: ArticleReading, around: Surroundings) -> bool:
    """Whether a thing is what was said to be asked for right before: "All want LLMs. 43 % do"."""
    before = reading.previous(around.sentence)
    named = [one for one in reading.subjects(around.sentence) if one.end <= around.quantity.start]
    return bool(named or (before and reading.subjects(before)))


def _is_something_else_done(before: str, behind: str) -> bool:
    """Whether pay is only promised, wished for, stated in some way, or does something itself:
    "promise competitive pay", "should state it", "pay stands still in".
    """
    does = pattern_of(_PAY_DOES).search(before)
    return bool(
        pattern_of(_NOT_STATING).match(behind)
        or pattern_of(_MORE_BEHIND).search(behind)
        or pattern_of(_HAVE_ELSE).match(behind)
        or (does and pattern_of(_SHOWN).search(does["does"]) is None)
    )


def _is_of_people(reading: ArticleReading, around: Surroundings, before: str, behind: str) -> bool:
    """Whether people are named before a number in its sentence, and no openings at it."""
    told = reading.text[around.sentence.start : around.quantity.start]
    is_people = reading.words.has("others", told, "people")
    return is_people and not reading.words.has("postings", f"{before} … {behind}")


def _is_told(before: str, behind: str) -> bool:
    """Whether words beside a number tell by themselves that pay is stated."""
    if _is_stated_in(before, behind):
        return True
    label = pattern_of(_LABEL).search(before)
    is_aside = pattern_of(_ASIDE).search(before) and pattern_of(_OF_ALL).match(behind)
    return bool(
        pattern_of(_DISCLOSED).search(before)
        or (label and label["what"].lower() != "it")
        or is_aside
        or any(pattern_of(one).match(behind) for one in (_STATE, _WITH, _OPEN_ABOUT))
    )


def _is_stated_in(before: str, behind: str) -> bool:
    """Whether pay is told to be stated in openings, and by nobody else: "Salary is shown in"."""
    is_stated = pattern_of(_IS_STATED).search(before) is not None
    return is_stated and pattern_of(_BY_OTHERS).search(behind) is None


def _is_of_pay_before(before: str, behind: str) -> bool:
    """Whether "it", "a figure" or the like is stated, which may be pay."""
    return bool(
        pattern_of(_IT_IS).search(before)
        or pattern_of(_LABEL).search(before)
        or pattern_of(_STATE_FIGURE).match(behind)
        or pattern_of(_STATE_ANY).match(behind)
        or (pattern_of(_WITH_SHARE).search(before) and pattern_of(_TELLING).match(behind))
    )


def _is_pay_told_before(reading: ArticleReading, around: Surroundings, behind: str) -> bool:
    """Whether pay is what was named last before a number, or a sum is; of "a figure" of openings
    whether pay is what the words around are on.
    """
    earlier = reading.places_before(around)
    if earlier and is_money(reading.quantities[earlier[-1]]):
        return True
    is_figure = pattern_of(_STATE_FIGURE).match(behind) is not None
    sentence = reading.previous(around.sentence) if is_figure else None
    if sentence and _tells_own_sum(reading, sentence):
        return not reading.subjects(around.sentence)
    return is_on_pay(reading, around) if is_figure else is_it_pay(reading, around)


def _tells_own_sum(reading: ArticleReading, sentence: ArticleSentence) -> bool:
    """Whether a sentence tells a sum and names no source for it."""
    are_sums = (is_money(reading.quantities[n]) for n in reading.places_in(sentence))
    return any(are_sums) and not reading.attribution.sources(sentence)


def _is_told_again(reading: ArticleReading, around: Surroundings, before: str, behind: str) -> bool:
    """Whether openings are told to do what was said right before, which is to state pay."""
    is_again = pattern_of(_DO).match(behind) or pattern_of(_ACROSS).match(before)
    texts = [text for _, text in _texts_before(reading, around)]
    is_answer = not before.strip() and any(pattern_of(_HOW_MANY).match(text) for text in texts[1:2])
    return bool(is_again or is_answer) and any(
        pattern_of(_SAYS).search(text) for text in texts[: _SENTENCES_BACK + 1]
    )


def _texts_before(reading: ArticleReading, around: Surroundings) -> Iterator[tuple[int, str]]:
    """What stands before a number, nearest first: its sentence up to it, those before, headings."""
    yield around.sentence.start, reading.text[around.sentence.start : around.quantity.start]
    for one in reading.sentences_before(around.sentence, _SENTENCES_BACK):
        yield one.start, reading.sentence_text(one).strip()
    for heading in reversed(reading.block(around).headings[-1:]):
        yield -1, heading


def _before(reading: ArticleReading, around: Surroundings) -> str:
    """The words before a number in its part of the sentence, or the row of its cell."""
    block = reading.block(around)
    if block.kind == "cell":
        return block.row or ""
    start = around.before[0]
    earlier = reading.places_before(around)
    start = max([start, *(reading.quantities[n].end for n in earlier)])
    return pattern_of(_ASIDES).sub("", reading.text[start : around.quantity.start])


def _behind(reading: ArticleReading, around: Surroundings) -> str:
    """The words behind a number up to the end of its part of the sentence."""
    if reading.block(around).kind == "cell":
        return ""
    return _SIGN.split(reading.span(around.after))[0]


def _is_doubted(reading: ArticleReading, around: Surroundings, before: str, behind: str) -> bool:
    """Whether another thing, a sum, some of the openings or somebody else is named beside it."""
    words, said = reading.words, f"{_PART.split(before)[-1]} … {behind}"
    start, end = around.quantity.start - len(before), around.quantity.end + len(behind)
    is_cell = reading.block(around).kind == "cell"
    subjects = [] if is_cell else reading.subjects(around.sentence)
    is_named = any(start <= one.start < end for one in subjects) or reading.names_skill(said)
    return (
        has_sum_between(reading, around.sentence, start, end)
        or is_named
        or reading.attribution.source(around) is not None
        or pattern_of(_DENIED).search(said) is not None
        or any(words.has(group, said) for group in ("forecast", "part_of_openings", "narrowed"))
        or words.has("change_noun", behind, "behind")
    )
