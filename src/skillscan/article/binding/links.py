"""Whether the words between a thing and a number say that the share is told of it.

"Docker appears in 40 % of postings" and "40 % of postings ask for Docker" are; "Docker fails, and
40 % of postings had errors" is not. The words are ``article_links.yaml``: what is not known to link
leaves a doubt, and a doubt is no binding.
"""

import re
from collections.abc import Iterable, Sequence
from functools import cache
from itertools import pairwise

from skillscan.article.binding.exact_numbers import exact_behind
from skillscan.article.binding.grammar import pattern_of, words_of
from skillscan.article.binding.model import ClaimDenominator, ClaimSubject
from skillscan.article.binding.questions import question_of
from skillscan.article.binding.reading import ArticleReading
from skillscan.article.binding.referred_subjects import ASK_FOR_IT, DO_SO, tells_its_figure
from skillscan.article.binding.sentences import Surroundings
from skillscan.article.binding.statements import statements
from skillscan.article.quantities.finder import IN_ROW, has_sign_before

_WORD = re.compile(r"[^\W\d_][\w'’-]*")
_GROUPS = ("fields", "postings", "countries", "periods", "other_jobs")
_FEW_OTHERS, _SOME_OTHERS = 2, 4
"""Words that are not known to link: so few in any case, more where a verb links at the number."""
_HARDLY_APART = 2
_PAIRS = "skill_pairs"
_LAST_WORDS = 2
"""The words right before the number, which all must be known: not "Docker matches 40 %"."""
_MAKERS = re.compile(r"\b([A-Z]\w+)['’]s\b")
"""Who makes a thing: "want Amazon's cloud, AWS"."""
_USED = r"\)? (?:(?:now|already|still|also) )?{using_verbs}\b"
_COLON = re.compile(r": ?[~≈]?$")
_PART = re.compile(r"[,.;:()]")
_ARE = r"\W{0,2} {being_words}((?: [\w-]+){1,4})"
_PLACE = r"\b{place_prepositions} (?:the )?[A-Z]\w*"
_AND_BEHIND = r"(?:,? {coordinators}| ?[&+/]) ?(?:{the_articles} )?([^\W\d_][\w-]*)"
_AND_BEFORE = r"^\W*(?:[^\W\d_][\w-]* ){0,2}([^\W\d_][\w-]*),? (?:{coordinators} |[&+/] ?)$"
_AGAIN = r"\b{thing_again}\b"
_MAKES_UP = r"\b{making_up}(?: \w+)? ?[~≈]?$"
_BETWEEN_TWINS = r"\s*(?:,|/|&|,? ?{coordinators})\s*"
_ON_IT = (
    r"(?:^|\b{clause_joints}\b|[,:;])\W*(?:{before_pronouns}\W+)*"
    r"(?:{clause_pronouns}\b(?:['’]\w+)?|{thing_nouns}\b)"
)
"""Where a clause on what was named before it begins: "rumours, but it still appears in 40 %"."""
_IT = r"(?:\b{clause_joints}|[,:;]) {clause_pronouns}\b"
_CLAUSE_BEGINS = (
    r"(?:[,;:] |— ?)(?:(?:as|since|because|for|and|but|yet|so|still) )?"
    r"(?:(?:about|around|some|nearly|over|almost|just|only|fully) )?[~≈]?$"
)
_OBJECT = re.compile(r"\b(?:it|them|this)$", re.IGNORECASE)
_WHICH = re.compile(r"(?P<which>,? which) (?:\w+ly )?(?P<verb>[a-z]+)")
_NOT_WITHOUT = re.compile(
    r"[^.;,]{0,40} (?:won|don|doesn|will|do|does)(?:n?['’]t| not) (?!ask\b|require\b|want\b)"
    r"[^.;,]{0,40}\b(?:without|less than|anything short of|anything below) "
    r"(?:(?:an?|at least an?|any) )?"
    r"| (?:nothing|no degree|no qualification) (?:below|less than|short of|under|beneath) (?:an? )?"
)
_ITS_NAME = re.compile(r"(?:the|this|that|its)\b|[A-Z]\w+['’]s\b")
"""What else a thing is called: "TensorFlow has withered: Google's framework is in 26 %"."""
_IN_CASES = re.compile(r" of (?:all |the )?cases (?!and\b|but\b|it\b|they\b)[a-z]")
"""What goes on with something else: "was in 31 % of cases the reason"."""
_RELATIVE = r", (?:{explaining_words}|[A-Z]\w+['’]s|although|though|while|despite|for all) "
_LABELLED = r", {explaining_words} [^,;.():]{3,60}: ?[~≈]?"
"""What only explains the label of a number: "Rust, which I like: 4 %"."""
_TOLD_AT = re.compile(
    r", (?:is |are |was |were |(?P<us>(?:we|I) (?:counted |found |saw )(?:it )?))?"
    r"(?:(?:found |seen )?in|at) (?:\w+ )?[~≈]?"
)
"""What tells a share behind an apposition: "Docker, which packs software, in 40 %"."""
_WE_FIND = (
    r",? (?:we|i) (?:(?:also|still|then|now) )?"
    r"(?:find|found|see|saw|meet|met|come|came|encounter(?:ed)?)\b"
)
_IS_A = (
    r" (?:{being_words}|remains?|stays?|stands|makes) (?:{before_verbs} )?"
    r"(?:{the_articles}|our|my|your) (?:{standing_adjectives} ){0,2}{standing_nouns}"
    r"(?: of (?:choice|record))? (?:with|at|in)"
    r" (?:(?:about|around|some|nearly|over|almost|just|only) )?[~≈]?"
)
_SHARE_ENDS = (
    r"(?: (?:of|in) (?:(?:the|all|our|these) ){0,2}(?:\w+ )?{opening_nouns})?"
    r"\s*(?:[.,;:)]|$|\b(?:and|but)\b)"
)
"""What tells of a thing that it is common: "Spark is the queen with 43 %"."""
_WE_COUNT = (
    r"\W{0,4} (?:we|i) (?:counted|count|found|find|got|get|saw|see|noted|arrived at|arrive at"
    r"|came to|come to) (?:(?:just|only|about|around|some) )?[~≈]?"
)
_TO_BEGIN_WITH = r" {idle_words}\s*$"
_JOINED_LATER = r", {coordinators} (?:{the_articles} )?([^\W\d_][\w-]*) {naming_verbs}\b"
_CLAUSE_BREAK = re.compile(r"[,;:()—]")
_BY_VERB = (
    r"[\"”]? (?:{before_verbs} )*"
    r"(?:{being_verbs} (?:{telling_adverbs} )*{placing_verbs}(?: together)?"
    r"|{placed_verbs}"
    r"|(?:{being_words}|remains?|ma[dk]es?) (?:{the_articles} )?"
    r"(?:{demand_adjectives} ){0,2}{demand_nouns})"
    r" (?:in|into|by|on|for|across|within|inside)"
    r"(?: {nearly_words})? ?[~≈]?"
)
"""What places a thing in openings, or says that they demand it: "is scribbled down in"."""
_IN_ROW = re.compile(IN_ROW)
_GOES_ON = re.compile(r"[ ]([^\W\d_][\w'’-]*)")


def is_unlinked(
    reading: ArticleReading,
    around: Surroundings,
    denominator: ClaimDenominator,
    subject: ClaimSubject,
) -> bool:
    """Whether other words stand between than such as tell a share of a thing."""
    number = around.quantity
    if reading.block(around).kind == "cell":
        return False
    if has_sign_before(reading.text, around.sentence.start, number):
        return _IN_ROW.fullmatch(reading.text, max(subject.end, 0), number.start) is None
    if subject.start < 0:
        if subject.dimension is None:
            return False  # openings that are silent of it
        if tells_its_figure(reading, around):
            return False
        behind = reading.span(around.after)
        if pattern_of(ASK_FOR_IT).search(behind) or subject.statistic == _PAIRS:
            return False
        if DO_SO.match(behind) and reading.words.has("postings", reading.span(around.before)):
            return False
        if question_of(reading, around):
            return _goes_on_with_else(reading, around, denominator, subject)
        return _names_another(reading, around) or _goes_on_with_else(
            reading, around, denominator, subject
        )
    if subject.start >= number.end:
        return not _is_asked_for(reading, around, denominator, subject)
    if subject.end > number.start:
        return False
    if _is_asked_for_again(reading, around, subject):
        return False
    return not _is_told_of(reading, around, subject) or _tells_else(
        reading, around, denominator, subject
    )


def _names_another(reading: ArticleReading, around: Surroundings) -> bool:
    """Whether a sentence that is taken for one on what stands above it names a thing itself:
    "Production experience appears in 40 %".
    """
    start = around.sentence.start
    is_first = around.neighbours[:1] == (around.place,)
    on_it = list(pattern_of(_ON_IT).finditer(reading.text[start : around.quantity.start]))
    since = start + on_it[-1].end() if on_it else start
    if on_it and _COLON.search(reading.text, since, around.quantity.start):
        since = around.quantity.start  # "it overtook the others: 22 %"
    unknown = _unknown(reading, around, (since, around.quantity.start))
    before = reading.span(around.before)
    is_of_place = any(reading.words.has(group, before) for group in ("countries", "fields"))
    if (
        is_of_place
        and pattern_of(_MAKES_UP).search(before)
        and not pattern_of(_AGAIN).search(before)
    ):
        return True
    return is_first and len(unknown) > 0 and start == around.before[0]


def _is_asked_for(
    reading: ArticleReading,
    around: Surroundings,
    denominator: ClaimDenominator,
    subject: ClaimSubject,
) -> bool:
    """Whether nothing but asking stands before the thing: "40 % of postings ask for Docker"."""
    exact = exact_behind(reading, around)
    start = exact.quantity.end if exact else around.quantity.end
    if start <= denominator.start < denominator.end <= subject.start:
        start = denominator.end
    elif pattern_of(_USED).match(reading.text, start) and not reading.words.has(
        "postings", reading.sentence_text(around.sentence)
    ):
        return False  # people use a thing, and no opening does
    kinds = words_of("kinds_of_thing")
    if _NOT_WITHOUT.fullmatch(reading.text, start, subject.start):
        return True
    others = [
        word
        for word in _others(reading, around, (start, subject.start))
        if word not in kinds and f"{word}s" not in kinds
    ]
    makers = {name.lower() for name in _MAKERS.findall(reading.text, start, subject.start)}
    asking = with_people_words(reading, around, reading.words.asking_words)
    return (asking | _telling_words() | makers).issuperset(others)


def _is_asked_for_again(
    reading: ArticleReading, around: Surroundings, subject: ClaimSubject
) -> bool:
    """Whether openings behind the number ask for "it", which is the only thing named before it:
    "Spark divides the camps: 46 % of the ads name it".
    """
    named = {
        one.dimension
        for one in reading.subjects(around.sentence)
        if one.end <= around.quantity.start
    }
    is_asked = pattern_of(ASK_FOR_IT).search(reading.span(around.after)) is not None
    before = reading.text[around.quantity.start - len(": ") : around.quantity.start]
    is_clause = pattern_of(_CLAUSE_BEGINS).search(reading.span(around.before)) is not None
    return is_asked and named == {subject.dimension} and (before == ": " or is_clause)


def is_not_without(reading: ArticleReading, around: Surroundings) -> bool:
    """Whether openings do nothing without a thing: "6 % won't talk to you without a PhD"."""
    return _NOT_WITHOUT.match(reading.span(around.after)) is not None


def _is_told_of(reading: ArticleReading, around: Surroundings, subject: ClaimSubject) -> bool:
    """Whether the words up to the number are such as link them: "Docker appears in 40 %"."""
    if _is_one_of_two(reading, around, subject):
        return False
    said = reading.text[subject.end : around.quantity.start]
    if reading.words.has("untold", _CLAUSE_BREAK.split(said)[-1]):
        return False
    if _is_called(reading, around, subject):
        return True
    if pattern_of(_WE_COUNT).fullmatch(reading.text, subject.end, around.quantity.start):
        return _is_plain(reading, around)  # "For Flink we counted 8 %", not "8 % too many"
    if _is_told_by_verb(reading, around, subject):
        return True
    joined = pattern_of(_JOINED_LATER).search(said)
    if joined and joined[1].lower() not in reading.words.link_words:
        return False  # "Docker, a tool I love, and queues show up in 40 %"
    span = _clause_on_it(reading, around, subject), around.quantity.start
    links = with_people_words(reading, around, reading.words.link_words)
    verb = _WHICH.match(reading.text, subject.end)
    if verb and span[0] == verb.end("which") and verb["verb"] not in links:
        return False  # "Docker, which breaks in 40 % of cases"
    unknown = _unknown(reading, around, span)
    colon = reading.text.rfind(": ", *span)
    behind = (colon + 2, span[1])
    is_clause = colon >= 0 and reading.words.has("said_of", reading.span(behind))
    is_named_else = is_clause and not _ITS_NAME.match(reading.text, colon + 2)
    if is_named_else and _unknown(reading, around, behind):
        return False  # "generative AI: chat bots appear in 40 %"
    clause = span[1] - len(_PART.split(reading.span(span))[-1]), span[1]
    last = _others(reading, around, clause)[-_LAST_WORDS:]
    if any(word in unknown for word in last):
        return False
    is_said = reading.words.has("said_of", reading.span(span))
    return len(unknown) <= (_SOME_OTHERS if is_said else _FEW_OTHERS)


def _is_called(reading: ArticleReading, around: Surroundings, subject: ClaimSubject) -> bool:
    """Whether a share stands behind what a thing is called, and nothing is told of that share:
    "Spark is the workhorse, at 43 %".
    """
    text, number = reading.text, around.quantity
    gap = text[subject.end : number.start].replace(",", "")
    return _is_plain(reading, around) and pattern_of(_IS_A).fullmatch(gap) is not None


def _is_plain(reading: ArticleReading, around: Surroundings) -> bool:
    """Whether nothing is told of a share behind it: its openings at most, and its clause ends."""
    start, end = around.quantity.end, around.sentence.end
    return pattern_of(_SHARE_ENDS).match(reading.text, start, end) is not None


def _is_told_by_verb(reading: ArticleReading, around: Surroundings, subject: ClaimSubject) -> bool:
    """Whether nothing but a verb of writing or naming stands between a thing and the openings of a
    number that are named right behind it: "Docker is scribbled into 40 % of the postings".
    """
    own, number = reading.denominator(around), around.quantity
    is_of_openings = own.kind == "postings" and number.end <= own.start < own.end
    if not is_of_openings or not _is_next(reading, around, own):
        return False
    return pattern_of(_BY_VERB).fullmatch(reading.text, subject.end, number.start) is not None


def _clause_on_it(reading: ArticleReading, around: Surroundings, subject: ClaimSubject) -> int:
    """Where the last clause begins in which "it" or "which" stands for the thing, without one where
    its name ends: "Docker is loved by all, although it appears in only 40 %".
    """
    start, end = subject.end, around.quantity.start
    between = [one for one in reading.subjects(around.sentence) if start <= one.start < end]
    found = list(pattern_of(_IT).finditer(reading.text, start, end))
    if (told := _end_of_apposition(reading, start, end)) > start:
        return told
    if between and not _are_twins(reading.text, [subject, *between]):
        return start
    return found[-1].end() if found else start


def _are_twins(text: str, row: Sequence[ClaimSubject]) -> bool:
    """Whether things are named in one breath: "Docker and Kubernetes, which are in …"."""
    return all(
        pattern_of(_BETWEEN_TWINS).fullmatch(text, one.end, other.start)
        for one, other in pairwise(row)
    )


def _end_of_apposition(reading: ArticleReading, start: int, end: int) -> int:
    """Where what only explains a thing ends: "Docker, a tool for boxes, appears in 40 %"."""
    if pattern_of(_LABELLED, 0).fullmatch(reading.text, start, end):
        return reading.text.rindex(":", start, end)
    last = reading.text.rfind(", ", start + 1, end)
    is_apposition = reading.text[start : start + 2] == ", " and last > start
    if not is_apposition:
        return start
    rest = reading.text[last:end]
    is_plain = "," not in reading.text[start + 2 : last]
    is_relative = is_plain and pattern_of(_RELATIVE, 0).match(reading.text, start, last)
    told = _TOLD_AT.fullmatch(rest) if is_relative else None
    if told and told["us"]:
        return last + told.end("us")
    is_said = reading.words.has("said_of", rest) and reading.words.link_words.issuperset(
        _outside(rest, ())
    )
    return last if told or is_said else start


def _unknown(reading: ArticleReading, around: Surroundings, span: tuple[int, int]) -> list[str]:
    """The words of a span that are not known to link."""
    named = {one.dimension for one in reading.subjects(around.sentence)}
    links = with_people_words(reading, around, reading.words.link_words)
    return [
        word
        for word in _others(reading, around, span)
        if word not in links
        if reading.vocabulary.skill_called(word) not in named - {None}
    ]


def _is_one_of_two(reading: ArticleReading, around: Surroundings, subject: ClaimSubject) -> bool:
    """Whether something else is named with it: "Docker and queues show up in 40 %"."""
    text, number = reading.text, around.quantity
    behind = pattern_of(_AND_BEHIND, 0).match(text, subject.end, number.start)
    if behind and reading.vocabulary.skill_called(behind[1]) == subject.dimension:
        return False  # "Data pipelines / ETL"
    if behind and _others(reading, around, behind.span(1)):
        return behind[1].lower() not in reading.words.link_words
    before = pattern_of(_AND_BEFORE, 0).search(text[around.sentence.start : subject.start])
    start = around.sentence.start
    return (
        before is not None
        and before[1].lower() not in reading.words.link_words
        and bool(_others(reading, around, (start + before.start(1), start + before.end(1))))
    )


def _tells_else(
    reading: ArticleReading,
    around: Surroundings,
    denominator: ClaimDenominator,
    subject: ClaimSubject,
) -> bool:
    """Whether the openings of a number go on with a verb of their own: "… 40 % of postings had
    errors".
    """
    if _IN_CASES.match(reading.span(around.after)):
        return True
    if denominator.start < around.quantity.end or denominator.start >= denominator.end:
        is_again = any(
            one.dimension == subject.dimension and one.start >= around.quantity.end
            for one in reading.subjects(around.sentence)
        )
        behind = reading.span(around.after)
        is_else = reading.words.has("own_object", behind) or _is_else(reading, around, denominator)
        return is_else and not is_again
    gap = reading.text[subject.end : around.quantity.start]
    if "(" in gap and not gap.strip(" (~≈<>"):
        return _is_next(reading, around, denominator) and _goes_on_with_else(
            reading, around, denominator, subject
        )
    return _goes_on_with_else(reading, around, denominator, subject)


def _is_next(reading: ArticleReading, around: Surroundings, denominator: ClaimDenominator) -> bool:
    """Whether the openings stand right behind a number: "(40 % of postings)"."""
    return len(reading.text[around.quantity.end : denominator.start].split()) <= _HARDLY_APART


def _goes_on_with_else(
    reading: ArticleReading,
    around: Surroundings,
    denominator: ClaimDenominator,
    subject: ClaimSubject,
) -> bool:
    """Whether the noun behind a number goes on with a verb that has another object: "40 % of
    postings disclose pay".
    """
    if denominator.start < around.quantity.end or denominator.start >= denominator.end:
        return False
    end = _end_of_statement(reading, around, denominator)
    behind = reading.text[end : around.after[1]]
    word = _GOES_ON.match(behind)
    if word is None or word[1].lower() in reading.words.going_on:
        return False
    part = _PART.split(behind)[0]
    if pattern_of(_TO_BEGIN_WITH).match(part):
        return False
    if subject.start < 0 and _OBJECT.search(part):
        return False
    if any(
        denominator.end <= one.start < denominator.end + len(part)
        and one.dimension == subject.dimension
        for one in reading.subjects(around.sentence)
    ):
        return False
    asking = with_people_words(reading, around, reading.words.asking_words)
    return not asking.issuperset(_outside(part, ()))


def _end_of_statement(
    reading: ArticleReading, around: Surroundings, denominator: ClaimDenominator
) -> int:
    """Where the words end that say which openings are meant: "of the ads that say where, …"."""
    start = around.sentence.start
    found = statements(reading.words, reading.sentence_text(around.sentence))
    ends = [start + end for begin, end in found if start + begin < denominator.end <= start + end]
    return max(ends, default=denominator.end)


def _is_else(reading: ArticleReading, around: Surroundings, denominator: ClaimDenominator) -> bool:
    """Whether the openings that a number stands beside are said to be something: "most roles
    (40 %) are tied to a place".
    """
    gap = reading.text[denominator.end : around.quantity.start]
    said = pattern_of(_ARE, 0).match(reading.span(around.after))
    if denominator.start >= denominator.end or gap.strip(" (~≈") or said is None:
        return False
    start = around.quantity.end
    words = _others(reading, around, (start + said.start(1), start + said.end(1)))
    return bool(words) and not reading.words.link_words.issuperset(words)


def _others(reading: ArticleReading, around: Surroundings, span: tuple[int, int]) -> list[str]:
    """The words of a span but names of jobs, openings, countries, periods and other things, and
    what says which openings are meant ("that say where you sit").
    """
    text = reading.span(span)
    named = [
        (found.start, found.end) for group in _GROUPS for found in reading.words.find(group, text)
    ]
    named += [
        (one.start - span[0], one.end - span[0])
        for one in reading.subjects(around.sentence)
        if span[0] <= one.start < span[1]
    ]
    named += [match.span() for match in pattern_of(_PLACE, 0).finditer(text)]
    own = around.sentence.start
    named += [
        (own + start - span[0], own + end - span[0])
        for start, end in statements(reading.words, reading.sentence_text(around.sentence))
    ]
    return _outside(text, named)


def with_people_words(
    reading: ArticleReading, around: Surroundings, words: frozenset[str]
) -> frozenset[str]:
    """These words, with those that tell as well of people where a number names its openings itself
    ("40 % of ads favour Docker") or "we" are who finds ("in 40 % we find Docker").
    """
    own = reading.denominator(around)
    is_of_openings = own.kind == "postings" and own.start < own.end
    if is_of_openings or pattern_of(_WE_FIND).match(reading.span(around.after)):
        return words | reading.words.people_words
    return words


@cache
def _telling_words() -> frozenset[str]:
    """The words of what openings do where they state a thing: "spell out five years"."""
    single = (verb for verb in words_of("stating_verbs") if " " not in verb)
    return frozenset(("spell", "spells", "out", *single))


def _outside(text: str, spans: Iterable[tuple[int, int]]) -> list[str]:
    """The words, in lower case, that stand in none of these spans."""
    named = list(spans)
    return [
        match[0].lower().removesuffix("'s").removesuffix("’s")
        for match in _WORD.finditer(text)
        if not any(start <= match.start() < end for start, end in named)
    ]
