"""When a share is not of all openings but of a part that no population of ours singles out:
"40 % of remote roles want Docker", "of the postings that name Docker, 20 % also name Orvane".
"""

import re

from skillscan.article.binding.denominators.openings_level import one_level
from skillscan.article.binding.model import ClaimDenominator, ClaimSubject
from skillscan.article.binding.reading import ArticleReading
from skillscan.article.binding.sentences import Surroundings
from skillscan.article.binding.shares.views import is_of_those_that_do, statement
from skillscan.article.grammar import pattern_of

_SPLIT_BY = frozenset(
    {
        *("skill_share", "certification_share", "experience_at_least"),
        *("workplace_share", "degree_share"),
    }
)
OF_LEVELS = {"skill_share": "skill_share_by_seniority"}
"""Statistics of all openings to those of the openings of one level."""
_LEVELS_OF_POPULATIONS = frozenset({"senior", "staff"})
_BEFORE_NOUN, _BEHIND_NOUN = 24, 48
_SENTENCE_END = re.compile(r"(?<=[a-z])[.!?]\s")
_NEXT_PART = re.compile(r",|[a-z%)][.!?;:]\s|\n")
_SKILLS = ("skill_share", "certification_share")
_OF_THOSE = r"\b{of_words} (?:those|these|them|the ones)\b"
_SUCH_ONES = r"\b{share_prepositions} (?:the |these |those |all )?((?:[\w/’'-]+ ){1,3})ones\b"
_OF_THOSE_FIRST = r"\W*{of_words} (?:those|these|them|which)\b"
_PLACE_FIRST = r"\W*(In|in|Across|across) (?:the )?([A-Z][\w.]+(?: [A-Z][\w.]+){0,2})"
_AT_LEVEL = r"[^,;:.()%\d]{0,12}\b(?:at|for|among|in) (?:the |all )?$"
_AT_RUNG = (
    r"[^,;:.()%\d]{0,12}\b(?:at|on|near) the (?:very )?"
    r"(?:bottom|top|lowest|highest|entry|upper|lower)\b"
)
"""Where openings stand among the levels: "45 % at the bottom and 28 at the top"."""
_AMONG_NAMING = (
    r"^\W*(?:(?:and|but|though) )?(?:among|amongst|of|for|in|within) (?:(?:the|those|all) )?"
    r"(?:[\w/-]+ ){0,4}?(?:{opening_nouns}|those|ones) (?:that|which|with|{stating_participles})\b"
    r"[^;.%\d]{2,60}?[ ,](?:it|that|this|they|the (?:share|figure|number))"
    r"(?:['’]s| )[^;.%\d]{0,24}$"
)
"""What is told of openings that name a thing: "Among postings that name LLMs it's worse: 44 %"."""
_OPENINGS_AT = (
    r"(?:\b{opening_nouns} (?:at|for|on|of)|^\W*(?:(?:And|But) )?(?:At|For|On|Among)) "
    r"(?:the |all |only )?$"
)
"""What stands before the level of some openings: "in postings at the junior level"."""
_AT_THEIR_LEVEL = r"\b{opening_nouns} (?:at|on) (?:the |an? )?$"
_OF_THOSE_ALSO = (
    r"\W{0,2}{of_words} (?:those|these) (?:(?:{opening_nouns}) )?(?:also|too|as well)\b"
)
_CONDITION = (
    r"\W*(?:if|when|whenever|where|wherever|once) (?:an?|the|one|any|some) (?:[\w/-]+ ){0,4}?"
    r"(?:{single_openings}|company|employer|firm|team)\b[^,;.%]{3,80}, "
    r"|\W*given [^,;.%\d]{2,40}, "
    r"|\W*(?:where|when|wherever|whenever) [^,;.%\d]{2,40} (?:is|are) {naming_participles}, "
)
_OF_THOSE_WHO = r"\W*{of_words} (?:those|these|them|the ones|all) (?:who|that|which) "
_OF_THOSE_OR_THEM = r"\b{of_words} (?:those|these|them)\b(?! (?:[\w-]+ ){0,3}(?:that|which|who)\b)"
_NARROWING = (
    r"\b{sample_nouns} (?:that|which) (?:\w+ )?(?:{it_verbs}) (?:it|them|this|[A-Z+#]\w*)\b"
)
_NEXT_CLAUSE = r", {clause_starts} (?!(?:also|of|among)\b)"
_FEW_SENTENCES = 2
_FIRMS = r"\b([A-Z][\w&]{2,20})['’]s (?:[\w-]+ ){0,2}{sample_nouns}$"
_TIME_NAME = r"{month_names}|{now_words}|yesterday|this|last|spring|summer|autumn|winter"
_COUNTED = r"\W{0,2}(?: \w{3,12}ing| close behind)?\s?(?:\(|:|{number_prepositions} )?\W?"
"""What stands between a thing and the number that is its own: "with Docker trailing at 40 %"."""
_GOES_ON = re.compile(
    r"[\"”’'*]{0,2}(?: (?:skills?|experience|knowledge|proficiency|expertise))? "
    r"(?!(?:in|as|for|and|or|at|on|by|this|last|today|now|while|but|compared|than|versus|vs|across|"
    r"among|of|skills?|experience|knowledge|proficiency|expertise)\b)[^\W\d_]+",
    re.IGNORECASE,
)
_OF_NAMED = (
    r"\W*(?:(?:and|but|so|now),? )?(?:of|among|in) (?:all )?(?:the |these |those |our )?"
    r"(?P<named>[\w./+#-]+(?: [\w./+#-]+)?) {opening_nouns}\b"
)
"""Openings of one thing that a sentence begins with: "Of the Airflow ads, half want Spark"."""


def is_of_part(reading: ArticleReading, denominator: ClaimDenominator) -> bool:
    """Whether it is a share of a kind of openings that we do not single out ("LLM-first roles",
    "Docker postings"), or of what one job consists of ("80 % of the job").
    """
    if reading.words.has("part_of_openings", denominator.words):
        return True
    if denominator.start >= denominator.end:
        return False
    behind = reading.text[denominator.start : denominator.end + _BEHIND_NOUN]
    behind = _NEXT_PART.split(behind, maxsplit=1)[0]
    if reading.words.has("part_of_openings", behind, "of_employers", "own_work"):
        return True
    phrase = reading.text[max(0, denominator.start - _BEFORE_NOUN) : denominator.end]
    if reading.words.has("part_of_openings", phrase) or is_of_firm(reading, phrase):
        return True
    noun = reading.text[denominator.start : denominator.end]
    return reading.names_skill(noun)


def is_of_firm(reading: ArticleReading, phrase: str) -> bool:
    """Whether openings are those of a firm: "Orvane's ads"; not of a country, a time or the
    author.
    """
    found = pattern_of(_FIRMS, 0).search(phrase)
    if found is None or reading.populations.country(found[1]):
        return False
    is_time = pattern_of(_TIME_NAME).fullmatch(found[1]) is not None
    return not is_time and not reading.attribution.is_own_name(found[1])


_IN_SOME = (
    r"\b(?:in|of|among|for|from|across|at) (?:the |those )?(?:[\w-]+ ){0,2}?{kinds_of_place} "
    r"(?:(?:that|which|where|with|without|whose) )?[^.;,:%]{2,60}, (?:{hedging_words} )?[~≈]?$"
)
"""Places that something singles out: "in states that have a law, 90 % of the ads state pay"."""


def is_narrowed(
    reading: ArticleReading, around: Surroundings, denominator: ClaimDenominator
) -> bool:
    """Whether pay or a place narrows the openings to a part: "of postings above $200,000", "ads in
    California", "in Texas, 31 % of the ads".
    """
    words = reading.words
    behind = reading.text[denominator.end : denominator.end + _BEHIND_NOUN]
    behind = _SENTENCE_END.split(behind, maxsplit=1)[0]
    if denominator.start < denominator.end and words.has("narrowed", behind, "by_pay", "by_place"):
        return True
    noun = reading.text[denominator.start : denominator.end]
    if words.has("narrowed", f" in {noun}", "by_place"):
        return True  # "of London ads"
    is_behind = _is_behind(around, denominator)
    start = around.before[0] if is_behind else around.sentence.start
    if words.has("narrowed", reading.text[start : around.quantity.start], "of_group"):
        return True
    if pattern_of(_IN_SOME).search(reading.text[start : around.quantity.start]):
        return True
    at = pattern_of(_PLACE_FIRST, 0).match(reading.text, around.before[0], around.quantity.start)
    return at is not None and words.has("narrowed", f" {at[1].lower()} {at[2]}", "by_place")


def is_of_level(
    reading: ArticleReading,
    around: Surroundings,
    denominator: ClaimDenominator,
    subject: ClaimSubject,
) -> bool:
    """Whether a level behind a number tells in which openings something is counted: "Docker is in
    28 % overall and 20 % at entry level".
    """
    if subject.is_level:
        return False
    if subject.statistic in OF_LEVELS and one_level(reading, around, denominator):
        return False  # "61 % of junior roles", of which there is a statistic
    if reading.block(around).kind == "cell":
        return _is_cell_of_level(reading, around, denominator)
    if _is_at_level_before(reading, around, denominator):
        return True
    behind = reading.span(around.after)
    if pattern_of(_AT_RUNG).match(behind):
        return True
    found = reading.words.find("level", behind)
    if not found:
        return False
    if denominator.start <= around.after[0] + found[0].start < denominator.end:
        return False  # "61 % of senior roles", of which there is a population
    return pattern_of(_AT_LEVEL).match(behind, 0, found[0].start) is not None


def _is_at_level_before(
    reading: ArticleReading, around: Surroundings, denominator: ClaimDenominator
) -> bool:
    """Whether a level before a number does: "in postings at the junior level, Python reaches 81 %",
    "For juniors, SQL climbs to 44 %".
    """
    start = around.before[0]
    before = reading.text[start : around.quantity.start]
    return any(
        pattern_of(_OPENINGS_AT).search(before, 0, one.start) is not None
        for one in reading.words.find("level", before)
        if not denominator.start <= start + one.start < denominator.end
        or pattern_of(_AT_THEIR_LEVEL).search(before, 0, one.start) is not None
    )


def _is_cell_of_level(
    reading: ArticleReading, around: Surroundings, denominator: ClaimDenominator
) -> bool:
    """Whether a header of a cell says of which level its share is, of which there is no population:
    "Python" in the column "Junior".
    """
    block = reading.block(around)
    named = [
        level
        for header in (block.row, block.column)
        for level in reading.header_subjects(header)
        if level.is_level
    ]
    if not named:
        return False
    is_population = any(one.dimension in _LEVELS_OF_POPULATIONS for one in named)
    return not (is_population and reading.words.has("level", denominator.words))


def is_split(
    reading: ArticleReading,
    around: Surroundings,
    denominator: ClaimDenominator,
    *,
    is_told_by_level: bool = True,
) -> bool:
    """Whether the noun of the openings says more of them ("remote roles") than one level, which
    skills are told by (``is_told_by_level``), and something else is counted in them.
    """
    phrase = reading.text[denominator.start : denominator.end]
    is_of_one_level = is_told_by_level and one_level(reading, around, denominator) is not None
    named = [
        s
        for s in reading.header_subjects(phrase)
        if s.statistic in _SPLIT_BY
        or (s.is_level and not is_of_one_level and s.dimension not in _LEVELS_OF_POPULATIONS)
    ]
    if _is_behind(around, denominator):
        return bool(named)
    if _is_of_such_ones(reading, around, are_levels_known=is_of_one_level):
        return True
    return bool(named) and any(
        around.before[0] <= subject.start < around.after[1]
        and not denominator.start <= subject.start < denominator.end
        and subject.statistic not in {one.statistic for one in named}
        for subject in reading.subjects(around.sentence)
    )


def _is_of_such_ones(
    reading: ArticleReading, around: Surroundings, *, are_levels_known: bool
) -> bool:
    """Whether "ones" that a workplace, level or degree tells of are who it is a share of: "among
    the remote ones it is 4 %".
    """
    found = pattern_of(_SUCH_ONES).search(reading.span(around.before))
    named = reading.header_subjects(found[1]) if found else []
    return any(not (one.is_level and are_levels_known) for one in named)


def is_conditional(
    reading: ArticleReading,
    around: Surroundings,
    denominator: ClaimDenominator,
    subject: ClaimSubject,
) -> bool:
    """Whether a clause behind their noun narrows the openings to those that name another thing:
    "of the postings that name Docker, 20 % also name Orvane".
    """
    if _is_of_named_openings(reading, around, subject):
        return True
    if _is_under_condition(reading, around, subject) or _is_among_naming(reading, around, subject):
        return True
    is_of_those = _is_of_those_before(reading, around) or is_of_those_that_do(reading, around)
    if (is_of_those and not statement(reading, around, denominator)) or _is_of_narrowed(
        reading, around
    ):
        return True
    narrowed = pattern_of(_OF_THOSE_WHO).match(reading.span(around.after))
    if narrowed and not statement(reading, around, denominator):
        since = around.after[0] + narrowed.end()
        named = [s for s in reading.subjects(around.sentence) if since <= s.start < around.after[1]]
        if len({one.dimension for one in named}) > 1:
            return True
    of_those = pattern_of(_OF_THOSE).search(
        reading.text, _own_start(reading, around), around.before[1]
    )
    if of_those is not None and any(
        of_those.end() <= one.start < around.quantity.start
        and one.dimension != subject.dimension
        and one.statistic in _SPLIT_BY
        for one in reading.subjects(around.sentence)
    ):
        return True
    end = around.after[1] if _is_behind(around, denominator) else around.quantity.start
    if denominator.start >= denominator.end or subject.statistic not in _SKILLS:
        return False
    clause = reading.text[denominator.end : end]
    if not reading.words.has("restriction", clause):
        return False
    named = [
        one
        for one in reading.subjects(around.sentence)
        if denominator.end <= one.start < end and one.statistic in _SPLIT_BY
    ]
    if not named or (clause.startswith(",") and _has_own_number(reading, around, named[0])):
        return False
    asked = reading.words.find("employer_asks", reading.text[denominator.end : named[0].start])
    if len(asked) > 1:
        return True  # "of the ads that name a cloud, 90 % name AWS"
    if named[0].dimension != subject.dimension:
        return True
    if not _is_behind(around, denominator):
        return False
    is_several = len({one.dimension for one in named}) > 1
    return is_several or _GOES_ON.match(reading.text, named[0].end, end) is not None


def _is_of_named_openings(
    reading: ArticleReading, around: Surroundings, subject: ClaimSubject
) -> bool:
    """Whether a sentence begins with the openings of another thing: "Of the Airflow ads, half
    want Spark".
    """
    said = reading.text[around.sentence.start : around.quantity.start]
    begun = pattern_of(_OF_NAMED).match(said)
    named = reading.header_subjects(begun["named"]) if begun else []
    if begun is None or reading.words.has("fields", said[: begun.end()]):
        return False
    return any(one.statistic in _SKILLS and one.dimension != subject.dimension for one in named)


def _is_under_condition(
    reading: ArticleReading, around: Surroundings, subject: ClaimSubject
) -> bool:
    """Whether a sentence begins with a condition that names another thing: "If a posting names
    Flink, it names Java in 97 % of cases".
    """
    start = around.sentence.start
    condition = pattern_of(_CONDITION).match(reading.text, start, around.quantity.start)
    return condition is not None and any(
        condition.start() <= one.start < condition.end()
        and one.dimension != subject.dimension
        and one.statistic in _SPLIT_BY
        and (one.statistic in _SKILLS or one.statistic != subject.statistic)
        for one in reading.subjects(around.sentence)
    )


def _is_among_naming(reading: ArticleReading, around: Surroundings, subject: ClaimSubject) -> bool:
    """Whether "it" is told of the openings that name the thing itself, and so is something else."""
    text, start = reading.text, around.sentence.start
    if pattern_of(_AMONG_NAMING).match(text[start : around.quantity.start]) is None:
        return False
    named = [one for one in reading.subjects(around.sentence) if one.end <= around.quantity.start]
    return subject.statistic in _SKILLS and {one.dimension for one in named} == {subject.dimension}


def _own_start(reading: ArticleReading, around: Surroundings) -> int:
    """Where the words before a number begin that are not of the share before it: "four in five of
    them name SQL, and Python is close behind at 78 %".
    """
    start = around.before[0]
    is_behind = any(reading.quantities[n].end == start for n in around.neighbours)
    found = pattern_of(_OF_THOSE_FIRST).match(reading.text, start, around.before[1])
    joint = pattern_of(_NEXT_CLAUSE).search(reading.text, start, around.before[1])
    return joint.end() if is_behind and found and joint else start


def _has_own_number(reading: ArticleReading, around: Surroundings, subject: ClaimSubject) -> bool:
    """Whether the next share is of a thing that only follows: "…, with Docker at 38 %"."""
    later = [reading.quantities[n] for n in around.neighbours if n > around.place]
    return bool(later) and bool(
        pattern_of(_COUNTED).fullmatch(reading.text, subject.end, later[0].start)
    )


def _is_of_narrowed(reading: ArticleReading, around: Surroundings) -> bool:
    """Whether "of those" or "of them" are such openings as a sentence before has narrowed: "the ads
    that name it pay well. Of those, 40 % also name Docker".
    """
    around_it = f"{reading.span(around.before)} … {reading.span(around.after)}"
    if pattern_of(_OF_THOSE_OR_THEM).search(around_it) is None:
        return False
    home = around.sentence.block
    return any(
        pattern_of(_NARROWING).search(reading.sentence_text(one)) is not None
        for one in reading.sentences_before(around.sentence, _FEW_SENTENCES)
        if one.block == home
    )


def _is_of_those_before(reading: ArticleReading, around: Surroundings) -> bool:
    """Whether "of these" begins its sentence and stands for the openings that the share before is
    of: "51 % name LLMs. Of these, 34 % also want RAG", or "half of those also want RAG".
    """
    if pattern_of(_OF_THOSE_ALSO).match(reading.span(around.after)) and (
        around.place - 1 in around.neighbours or reading.share_before(around)
    ):
        return True
    text = reading.text[around.sentence.start : around.quantity.start]
    before = reading.previous(around.sentence)
    is_first = pattern_of(_OF_THOSE_FIRST).match(text) is not None
    return is_first and before is not None and bool(reading.percentages_in(before))


def _is_behind(around: Surroundings, denominator: ClaimDenominator) -> bool:
    return denominator.start >= around.quantity.end
