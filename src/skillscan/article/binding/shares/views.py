"""Which of the four views of a share a sentence means."""

import re
from collections.abc import Sequence

from skillscan.article.binding.denominators.earlier_denominators import (
    AS_BEFORE,
    AS_THE_NUMBER_BEFORE,
)
from skillscan.article.binding.denominators.statements import statements
from skillscan.article.binding.model import ClaimDenominator, ClaimSubject
from skillscan.article.binding.outcome import Outcome
from skillscan.article.binding.reading import ArticleReading
from skillscan.article.binding.sentences import Surroundings
from skillscan.article.binding.shares.silent_left_out import leaves_silent_out
from skillscan.article.grammar import pattern_of
from skillscan.article.model import Binding

_MARKET = r"\b(?:job )?markets?\b"
_REST = (
    r"(?:,? (?:{plain_coordinators}|{contrasts})|[,;]) "
    r"(?:(?:the )?{rest_words}|(?:a good )?many|most|plenty|some|a few)\b"
)
_NEXT_CLAUSE = r"[,;] (?:and|but|yet|so|while) [^,;.]{0,25}$"
_CLAUSE = r"[,;)]|\b(?:{contrasts}|and)\b"
_EDUCATION = r"\b{education_words}\b"
_WORKPLACE = r"\b{workplace_words}\b"
_LOOK_BACK = 2
_EXPERIENCE = "experience_at_least"
_SHARES_BACK = 3
_THESE = r"{of_words} (?:these|those) "
_OF_THOSE_ALONE = r"\b{of_words} (?:those|these) (?!{stating_openings}\b|that\b|which\b|who\b)"
_OF_THEM = r"\b{of_words} (?:{them_words}|the same (?:group|set|lot|ones|{opening_nouns}))\b"
_LEFT_OUT = r"\b{left_out}\b[^,;.]*$"
"""What makes openings that are silent those that do not count: "leaving out those without"."""
_COUNTED_TOO = (
    r"\b(?:counting|including|with)\b(?: also| even| in)?(?: (?:the|all|those|many|the many))?"
    r"(?: {stating_openings})?(?: (?:that|which)(?: are)?)?\W*$"
)
"""What makes openings that are silent count too: "49 %, counting also ads that are silent"."""
_THOSE_OPENINGS = (
    r"\b{of_words} (?:those|these|such) {stating_openings}\b"
    r"(?! (?:that|which|who|with|in|for|naming))"
)
"""Openings that the sentence before tells first: "Where an ad puts a figure on it, … Three quarters
of those ads want three".
"""
_FIRST_WORDS = 16
_ALL_AGAIN = r"\b(?:all|every|overall|total|whole|silent|quiet)\b|\b{contrasts}\b"
"""What ends the condition that a sentence begins with."""
_ASIDE = re.compile(r"\s*(?:\([^()]{3,90}\)|(?:—|\s[–-])[^—–()]{3,90}?(?:—|[–-]\s))\s*")
"""What is only told in passing: "of the ads that give years — six in ten do — half want five"."""
_CLAUSE_END = re.compile(r"[,;:.()\d%]")
_THAT_IS = re.compile(r"\W*((?:In|Of|Among|For) [^.;:%\d]{5,80}), that is\b")
_OF_ONE = r"\b(?:{indefinite_objects})\b"
_DO_NOT = re.compile(r" (?:do|does|did)(?:n?['’]t| not)\s*(?:[.;:!)]|$)")
"""What denies what other openings were said to do: "…; 36 % don't"."""
_WHERE = re.compile(r"where\b", re.IGNORECASE)
"""What begins a condition, and is no place that is stated: "where the ad gives years"."""
_THAT_DO = (
    r"\b{of_words} (?:the )?(?:{stating_openings}|those|ones|\d[\d,]{1,8}) (?:that|which|who)"
    r" (?:do|did)"
    r"(?: so)?(?= ?[,;:])"
)
"""Openings that do what the words before say others do, or leave: "of the ads that do, 56 % …"."""
_NEXT_BASE = (
    r"[,;] ?(?:(?:and|but|while|whereas|yet|though) )?(?:among|of|for|in|counting) "
    r"(?:(?:only|just) )?(?:the )?{stating_openings} "
    r"(?:that|which|with|where|{stating_participles})\b(?![^,;%]*, (?:which|and that is) )"
    r"|,? (?:and|but|while|whereas|yet|though)? ?(?:by [^,;%]{0,20})?"
    r"(?:if|once|when) (?:you |we |i |one )?(?:{leaving_verbs}|{stating_openings})\b"
)
"""What begins to tell a share of such as state the thing."""
_IN_BRACKET = re.compile(r" ?\((?:about |around |roughly |some |only )?[~≈]?$", re.IGNORECASE)
_STATED = {
    "pay_median": r"\b{pay_words}\b",
    "experience_at_least": r"\b{stated_years}\b",
    "degree_share": r"\b(?:{education_words}|{degree_words})\b",
    "workplace_share": r"\b(?:{workplace_words}|{stated_places})\b",
}
_NOT_ALL = r"\bnot (?:all|every|each)\b[^.;:%\d]{0,40}? (?:{stating_verbs}|tells?) [^.;:%\d]{3,80}"
"""What says that only some openings state a thing: "not all of them tell you where you sit"."""
_BUT = r",? (?:but|only) "
_STATED_NOUN = r"(?:{stated_nouns}|{pay_words}|{degree_words}|{workplace_words})"
_OTHER_OBJECT = (
    rf"\b{{silent_of_else}}\b|\b{_STATED_NOUN} (?!(?:{{stated_nouns}}|{{behind_silent}})\b)[\w’'-]+"
)
"""What makes the thing that openings do not state another than the bare noun: "pay gap"."""
WITH_SILENCE = frozenset({"degree_share", "experience_at_least", "workplace_share"})
"""Statistics of things that openings may be silent of: only of the silent are there shares without
a value.
"""


def view_of(reading: ArticleReading, around: Surroundings, denominator: ClaimDenominator) -> str:
    """``stating`` where the sentence speaks of openings that state the thing at all, ``silent`` of
    those that do not, ``employer`` of the employers behind them, else ``all``.
    """
    if _is_of_employers(reading, denominator):
        return "employer"
    if leaves_silent_out(reading, around):
        return "stating"
    block = reading.block(around)
    clause = _own_clause(reading, around)
    if found := reading.words.find("views", clause, "silent"):
        ahead = clause[: found[0].start]
        if pattern_of(_COUNTED_TOO).search(ahead):
            return "all"
        if _is_of_rest(reading, around, clause[found[-1].end :]):
            return "all"
        is_left_out = pattern_of(_LEFT_OUT).search(ahead) is not None
        return "stating" if is_left_out else "silent"
    if block.row and reading.words.has("views", block.row, "silent_row"):
        return "silent"
    if _DO_NOT.match(reading.span(around.after)) and _stated_before(reading, around):
        return "silent"
    return "stating" if statement(reading, around, denominator) else "all"


def _is_of_rest(reading: ArticleReading, around: Surroundings, behind: str) -> bool:
    """Whether openings that are silent stand in the clause before its own, which names what it is
    of itself: "many give no years, and only 24 % want five or more".
    """
    own = reading.text[around.quantity.start : around.after[1]]
    between = behind.split(own[:4], maxsplit=1)[0] if own[:4] in behind else ""
    is_next = pattern_of(_NEXT_CLAUSE).search(between) is not None
    return is_next and any(
        around.quantity.end <= one.start < around.after[1]
        for one in reading.subjects(around.sentence)
    )


def _is_of_employers(reading: ArticleReading, denominator: ClaimDenominator) -> bool:
    """Whether employers are what it is a share of, and not only whose the openings are ("ads found
    on employers' own sites"), nor all openings of a market.
    """
    words, said = reading.words, denominator.words
    named = words.find("others", said, "organisations")
    is_market = pattern_of(_MARKET).search(said) is not None
    return bool(named) and not is_market and not words.has("postings", said)


def is_of_other_statement(
    reading: ArticleReading,
    around: Surroundings,
    denominator: ClaimDenominator,
    subject: ClaimSubject,
) -> bool:
    """Whether its openings are such as state another thing: "of the ads that state pay, 40 % are
    remote".
    """
    stated = statement(reading, around, denominator)
    if reading.names_skill(stated):
        return True
    return _statistic_of(stated) not in (None, subject.statistic)


def is_of_statement(reading: ArticleReading, around: Surroundings) -> bool:
    """Whether it only tells in a bracket how many openings state the thing named before: "Where
    years are stated (61 % of openings), 75 % want three".
    """
    start, end = around.sentence.start, around.quantity.start
    bracket = _IN_BRACKET.search(reading.text, start, end)
    if bracket is None:
        return False
    said = reading.text[start : bracket.start()]
    return any(
        len(said.rstrip()) - last <= 1 and _statistic_of(said[first:last]) in WITH_SILENCE
        for first, last in statements(reading.words, said)
    )


def goes_on_with_statement(
    reading: ArticleReading,
    around: Surroundings,
    denominator: ClaimDenominator,
    subject: ClaimSubject,
) -> bool:
    """Whether a share names no openings itself and the one before is of those that state the same
    thing: "of the ads that say where, 24 % are remote. Hybrid comes to 41 %".
    """
    if not _is_taken_over(around, denominator):
        return False
    return _statistic_of(_statement_before(reading, around)) == subject.statistic


def _statistic_of(stated: str) -> str | None:
    """The statistic of the thing that a statement names first; ``None`` where it names none."""
    condition = _WHERE.match(stated)
    since = condition.end() if condition else 0
    found = [
        (match.start(), statistic)
        for statistic, words in _STATED.items()
        if (match := pattern_of(words).search(stated, since))
    ]
    return min(found)[1] if found else None


def statement(reading: ArticleReading, around: Surroundings, denominator: ClaimDenominator) -> str:
    """The words by which the openings of a number are such as state a thing; empty without. A
    number that goes on with those of the one before, or is "of them", is of the same.
    """
    if own := _own_statement(reading, around, denominator):
        return own
    region = reading.region(around)
    if pattern_of(_OF_THOSE_ALONE).search(region) and (before := reading.previous(around.sentence)):
        text = reading.sentence_text(before)
        for start, _ in statements(reading.words, text)[:1]:
            return _CLAUSE_END.split(text[start:], maxsplit=1)[0]
    is_of_them = pattern_of(_OF_THEM).search(region) is not None
    if not is_of_them or not _is_taken_over(around, denominator):
        return ""
    return _statement_before(reading, around)


def _is_taken_over(around: Surroundings, denominator: ClaimDenominator) -> bool:
    """Whether its openings are those of a number or a sentence before."""
    if pattern_of(_THESE).match(denominator.words):
        return True
    is_before = denominator.start < denominator.end <= around.sentence.start
    return is_before or denominator.reason in (AS_BEFORE, AS_THE_NUMBER_BEFORE)


def _own_statement(
    reading: ArticleReading, around: Surroundings, denominator: ClaimDenominator
) -> str:
    block = reading.block(around)
    headers = [text for text in (block.column, block.row) if text]
    if not (block.kind == "cell" and reading.words.has("postings", block.column or "")):
        headers.append(reading.lead(block))  # a column that names its openings says which they are
    region = _up_to_next_base(reading, around)
    texts = [region, *headers] if block.kind in ("cell", "list_item") else [region]
    texts.append(denominator.words)
    if denominator.reason == AS_THE_NUMBER_BEFORE:
        texts.append(reading.text[around.sentence.start : around.before[0]])
    if left := _left_before(reading, around):
        return left
    if led := _leading_condition(reading, around, denominator):
        return led
    texts += [_added_behind(reading, around), _around_aside(reading, around)]
    for text in map(str.strip, texts):
        for start, _ in statements(reading.words, text):
            return _CLAUSE_END.split(text[start:], maxsplit=1)[0]
    before = reading.previous(around.sentence)
    said = (
        reading.text[around.sentence.start : around.before[0]]
        if _is_taken_over(around, denominator)
        else ""
    )
    if before is not None and pattern_of(_THOSE_OPENINGS).search(f"{said} {region}"):
        text = reading.sentence_text(before)
        for start, _ in statements(reading.words, text)[:1]:
            if start < _FIRST_WORDS:
                return _CLAUSE_END.split(text[start:], maxsplit=1)[0]
    return ""


def _leading_condition(
    reading: ArticleReading, around: Surroundings, denominator: ClaimDenominator
) -> str:
    """The statement that a sentence begins with and that is of all its shares which name no
    openings of their own: "Where years are stated, the median is four; 75 % want three".
    """
    own = around.before[0] <= denominator.start < denominator.end <= around.after[1]
    start = around.sentence.start
    if own or around.before[0] == start:
        return ""
    text = reading.text[start : around.quantity.start]
    for first, last in statements(reading.words, text)[:1]:
        if first < _FIRST_WORDS and not pattern_of(_ALL_AGAIN).search(text, last):
            return _CLAUSE_END.split(text[first:], maxsplit=1)[0]
    return ""


def _around_aside(reading: ArticleReading, around: Surroundings) -> str:
    """The words before a number from the beginning of its sentence without what is told in passing,
    where no other share stands in them; empty without such.
    """
    start, end = around.sentence.start, around.quantity.start
    said, asides = _ASIDE.subn(" ", reading.text[start:end])
    inside = [found.span() for found in _ASIDE.finditer(reading.text, start, end)]
    shares = [reading.quantities[n].start for n in around.shares_before]
    are_aside = all(any(first <= one < last for first, last in inside) for one in shares)
    return said if asides and are_aside else ""


def _up_to_next_base(reading: ArticleReading, around: Surroundings) -> str:
    """Its part of the sentence without the openings that only the next share is of: "37 % ask for
    five, but among those that give a number it is 52 %".
    """
    region, behind = reading.region(around), reading.span(around.after)
    found = pattern_of(_NEXT_BASE).search(behind)
    if found is None or not any(place > around.place for place in around.neighbours):
        return region
    return region[: len(region) - len(behind) + found.start()]


def _statement_before(reading: ArticleReading, around: Surroundings) -> str:
    """The statement of the share before in the block, as long as no share names openings anew."""
    before = reading.share_before(around)
    for _ in range(_SHARES_BACK):
        if before is None:
            break
        denominator = reading.denominator(before)
        if own := _own_statement(reading, before, denominator):
            return own
        if denominator.start < denominator.end:
            break
        before = reading.share_before(before)
    return ""


def years_told_before(
    reading: ArticleReading,
    around: Surroundings,
    denominator: ClaimDenominator,
    done: Sequence[Outcome],
) -> ClaimSubject | None:
    """The one threshold that the shares of all openings right before are of, where a share names
    nothing but openings that state years: "33 % want five years. Of those that state years, 59 %".
    """
    stated = statement(reading, around, denominator)
    if _statistic_of(stated) != _EXPERIENCE or reading.subjects(around.sentence):
        return None
    named: set[str] = set()
    before = reading.share_before(around)
    for _ in range(_SHARES_BACK):
        found = done[before.place] if before else None
        if before is None or not isinstance(found, Binding) or found.statistic != _EXPERIENCE:
            break
        named.add(str(found.dimension))
        before = reading.share_before(before)
    return ClaimSubject.unnamed(_EXPERIENCE, named.pop()) if len(named) == 1 else None


def is_of_those_that_do(reading: ArticleReading, around: Surroundings) -> bool:
    """Whether a share is of openings that do what is told of others right before."""
    return pattern_of(_THAT_DO).search(reading.span(around.before)) is not None


def _left_before(reading: ArticleReading, around: Surroundings) -> str:
    """What other openings are silent of where a share is of those that do state it: "Many name no
    number; of the ads that do, 56 % want five years". Empty where it is not.
    """
    if not is_of_those_that_do(reading, around):
        return ""
    start, end = around.sentence.start, around.quantity.start
    before = reading.previous(around.sentence)
    texts = [reading.text[start:end], reading.sentence_text(before) if before else ""]
    for text in texts:
        if found := reading.words.find("views", text, "silent"):
            return _CLAUSE_END.split(text[found[-1].start :], maxsplit=1)[0]
        if some := pattern_of(_NOT_ALL).search(text):
            return some[0]
    return ""


def _added_behind(reading: ArticleReading, around: Surroundings) -> str:
    """What the next sentence adds on which openings are meant: "28 % are remote. Of the ads that
    say where, that is".
    """
    behind = reading.following(around.sentence)
    added = _THAT_IS.match(reading.text, behind.start, behind.end) if behind else None
    return added[1] if added else ""


def _own_clause(reading: ArticleReading, around: Surroundings) -> str:
    """The part of the sentence that is of a number; of what stands between it and a share before it
    the last clause.
    """
    before = reading.span(around.before)
    if around.before[0] > around.sentence.start:
        before = pattern_of(_CLAUSE).split(before)[-1]
    own = reading.text[around.quantity.start : around.after[1]]
    if any(place > around.place for place in around.neighbours):
        own = pattern_of(_NEXT_BASE).split(own, maxsplit=1)[0]
    return before + pattern_of(_REST).split(own, maxsplit=1)[0]


def without_subject(reading: ArticleReading, around: Surroundings) -> ClaimSubject | None:
    """What openings are silent of; ``None`` where it is no thing with such a view."""
    block = reading.block(around)
    headers = (block.row, block.column, reading.corner(around))
    region = " ".join(filter(None, (reading.region(around), *headers)))
    words = reading.words
    if any(s.statistic == "skill_share" for s in _own_subjects(reading, around)):
        return None
    asked = _asked(reading, around)
    if _names_value(reading, asked) and pattern_of(_OF_ONE).search(region):
        return None  # "A master's? Half of the ads do not ask for one", but for another degree
    if _is_silent_of_else(reading, around):
        return None
    statistic = None
    if words.has("pay", region, "pay"):
        statistic = "pay_median"
    elif any(one.rule.fields["value"] for one in words.find("degree", region)):
        return None  # those that do not ask for a doctorate may ask for a master's
    elif words.has("degree", region) or pattern_of(_EDUCATION).search(region):
        statistic = "degree_share"
    elif words.has("workplace", region) or any(
        pattern_of(place).search(region) for place in (_WORKPLACE, _STATED["workplace_share"])
    ):
        statistic = "workplace_share"
    elif words.has("measured", region, "years"):
        statistic = "experience_at_least"
    if statistic is None:
        statistic = _stated_before(reading, around)
    if statistic is None and pattern_of(_OF_ONE).search(region):
        statistic = _statistic_of(asked)
    if statistic is None:
        statistic = _of_before(reading, around) or _of_heading(reading, around)
    return ClaimSubject.unnamed(statistic) if statistic else None


def _is_silent_of_else(reading: ArticleReading, around: Surroundings) -> bool:
    """Whether what openings are silent of is no bare noun for what they may state: a value ("no
    remote work"), a part of it ("no pay gap", "years of vesting") or another question ("who pays").
    """
    clause = _own_clause(reading, around)
    found = reading.words.find("views", clause, "silent")
    if not found:
        return False
    said = clause[found[0].start :]
    ends = _CLAUSE_END.search(said, found[0].end - found[0].start)
    rest = said[ends.start() :] if ends else ""
    said = said[: ends.start()] if ends else said
    if pattern_of(_BUT).match(rest) or pattern_of(_OTHER_OBJECT).search(said):
        return True
    return any(one.statistic == "workplace_share" for one in reading.header_subjects(said))


def _asked(reading: ArticleReading, around: Surroundings) -> str:
    """The question that a sentence answers: the one right before it, else the innermost heading."""
    before = reading.previous(around.sentence)
    if before is not None:
        said = reading.sentence_text(before).strip()
        return said if said.endswith("?") else ""
    heading = next(iter(reading.block(around).headings[-1:]), "")
    return heading if heading.endswith("?") else ""


def _names_value(reading: ArticleReading, text: str) -> bool:
    """Whether a text names a certain degree or anything that has a share of its own."""
    return any(one.rule.fields["value"] for one in reading.words.find("degree", text)) or bool(
        reading.names_skill(text)
    )


def _stated_before(reading: ArticleReading, around: Surroundings) -> str | None:
    """The statistic of what other openings of the sentence are said to state."""
    text = reading.text[around.sentence.start : around.quantity.start]
    found = reading.words.find("views", text, "stating")
    stated = text[found[-1].start :] if found else ""
    named = [one for one, words in _STATED.items() if pattern_of(words).search(stated)]
    return named[0] if len(named) == 1 else None


def _of_before(reading: ArticleReading, around: Surroundings) -> str | None:
    """The statistic of what the sentences before are all on: "a master's is in 42 %, a PhD in 21 %.
    18 % name none".
    """
    before = reading.sentences_before(around.sentence, _LOOK_BACK)
    home = around.sentence.block
    named = {
        one.statistic
        for sentence in before
        if sentence.block == home
        for one in reading.subjects(sentence)
    }
    return named.pop() if len(named) == 1 and named <= WITH_SILENCE else None


def _of_heading(reading: ArticleReading, around: Surroundings) -> str | None:
    """The statistic of a table's row "Not stated" whose heading alone names it: "Workplace"."""
    block = reading.block(around)
    heading = block.headings[-1] if block.kind == "cell" and block.headings else ""
    found = (
        ("workplace_share", pattern_of(_WORKPLACE).search(heading)),
        ("degree_share", pattern_of(_EDUCATION).search(heading)),
    )
    named = [statistic for statistic, is_named in found if is_named]
    return named[0] if len(named) == 1 else None


def _own_subjects(reading: ArticleReading, around: Surroundings) -> list[ClaimSubject]:
    return [
        subject
        for subject in reading.subjects(around.sentence)
        if around.before[0] <= subject.start and subject.end <= around.after[1]
    ]
