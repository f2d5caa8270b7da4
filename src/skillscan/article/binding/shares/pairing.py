"""Which number of a sentence is of which of its subjects.

"AWS appears in 46 % of postings, Azure in 31 % and GCP in 28 %": each number goes with the subject
that is nearest to it, counted in words, where commas, "and" and "while" weigh more than words, and
another number in between nearly all.
"""

import re
from collections.abc import Sequence
from itertools import pairwise

from skillscan.article.binding.model import ClaimSubject
from skillscan.article.binding.sentences import hard_breaks
from skillscan.article.grammar import pattern_of
from skillscan.article.model import Quantity

_JOINING = r"\b{joining_words}\b"
_WORD = re.compile(r"\w+")
_COMMA, _BRACKET, _JOIN, _NUMBER, _BREAK = 6, 3, 4, 40, 60
_OWN_VERB = r"\s*{asking_stems}\w*\b"
_AT_A_VERB = 40
_ASKED = (
    r" of (?:(?!\b{clause_words}\b)[^.,;:()\d]){0,60} "
    r"(?:{asked_verbs}s?|{being_words}) (?:[\w-]+ )?"
)
"""Nothing is surer than what they ask for: "R is old: only 50 % of the jobs require SQL"."""
_IS_ASKED = -1.0
_APPOSITION = (
    r"^, (?![^,]*\b(?:after|behind|than|second to)\b)"
    r"(?:{explaining_words}|{including_words}|[A-Z]\w+['’]s) [^,;.():\d]{3,70}(?:, |: )"
)
"""What only explains a thing: "Docker, a tool for boxes, is in 40 %"."""
_MOST, _FAR, _SEEN_BEHIND = 34, 300, 16
_CLAUSE = 120
_RESPECTIVELY = re.compile(r"[^.\n]*\brespectively\b", re.IGNORECASE)
_OTHER_THINGS = re.compile(r"(?:^|[.:\n*]\W{0,3})((?:[\w/-]+(?: [\w/-]+){0,2}, ){1,4})$")
"""Things that a sentence begins with before one that is known: "Reporting, SQL and Python"."""
_EACH = re.compile(r"\b(?:each|both)\b")
_KIND_OF_THING = r" {kinds_of_thing}$"
_SAID_TOO = (
    r"(?: (?:of|in) (?:(?:the|all|our|these) ){0,2}(?:[a-z]+ )?{opening_nouns})?,?"
    r"(?: (?:and|but|yet|though))?(?: {being_words})?(?: {before_verbs})? {said_participles} "
    r"(?:in|by|at|for) (?:(?:{hedging_words}|{almost_words}|barely) )?[~≈]?"
)
"""What else is said of the thing: "named in 45 % of ads but required in only 28 %"."""
_BETWEEN_TWINS = r"\s*(?:,|/|\+|&|{versus_words}|,? ?{coordinators}(?: both)?)\s*(?:{articles} )?"


def paired(
    text: str,
    quantities: Sequence[Quantity],
    subjects: Sequence[ClaimSubject],
    numbers: Sequence[Quantity],
) -> dict[Quantity, ClaimSubject]:
    """The subject of each quantity that has one near enough. ``numbers``: all shares of the
    sentence, which part what they stand between.
    """
    if in_order := _in_order(text, quantities, subjects):
        return in_order
    found = _rows_in_order(text, quantities, subjects)
    taken = {place for place, subject in enumerate(subjects) if subject in found.values()}
    costs = sorted(
        (
            (cost(text, quantity, subject, numbers), number, place)
            for number, quantity in enumerate(quantities)
            for place, subject in enumerate(subjects)
            if max(subject.start - quantity.end, quantity.start - subject.end) < _FAR
        ),
    )
    for weight, number, place in costs:
        if weight > _MOST:
            break
        if quantities[number] not in found and place not in taken:
            found[quantities[number]] = subjects[place]
            taken.add(place)
    return found


def _in_order(
    text: str, quantities: Sequence[Quantity], subjects: Sequence[ClaimSubject]
) -> dict[Quantity, ClaimSubject]:
    """Two rows: "PyTorch and TensorFlow appear in 39.8 % and 37.5 %, respectively"."""
    if len(quantities) < 2 or not subjects or subjects[-1].end > quantities[0].start:
        return {}
    spans = [[(one.start, one.end) for one in row] for row in (quantities, subjects)]
    are_joined = all(
        pattern_of(_BETWEEN_TWINS).fullmatch(text, first[1], second[0])
        for row in spans
        for first, second in pairwise(row)
    )
    unknown = _named_before(text, quantities[-1], subjects[0])
    if not are_joined or len(subjects) + unknown != len(quantities):
        return {}
    return dict(zip(quantities[unknown:], subjects, strict=True))


def _rows_in_order(
    text: str, quantities: Sequence[Quantity], subjects: Sequence[ClaimSubject]
) -> dict[Quantity, ClaimSubject]:
    """The rows of parts of a sentence: "AWS is at 43 %; GCP and Azure trail at 25 % and 23 %"."""
    found: dict[Quantity, ClaimSubject] = {}
    since = 0
    for row in _rows(text, quantities):
        named = [one for one in subjects if since <= one.start and one.end <= row[0].start]
        if len(row) > 1 and len(named) == len(row):
            found |= _in_order(text, row, named)
        if not (len(row) == 1 and row[0].is_in_words and _EACH.search(text, since, row[0].start)):
            since = row[-1].end  # "Docker and Kubernetes each have a third (36 % and 33 %)"
    return found


def _rows(text: str, quantities: Sequence[Quantity]) -> list[list[Quantity]]:
    """The numbers of a sentence, those in one row that nothing but "and" or a comma parts."""
    rows: list[list[Quantity]] = []
    for quantity in quantities:
        is_next = bool(rows) and pattern_of(_BETWEEN_TWINS).fullmatch(
            text, rows[-1][-1].end, quantity.start
        )
        if is_next:
            rows[-1].append(quantity)
        else:
            rows.append([quantity])
    return rows


def _named_before(text: str, last: Quantity, first: ClaimSubject) -> int:
    """How many other things a row begins with whose numbers come first, "respectively"."""
    if not _RESPECTIVELY.match(text, last.end, last.end + _CLAUSE):
        return 0
    found = _OTHER_THINGS.search(text[max(0, first.start - _CLAUSE) : first.start])
    return found[1].count(",") if found else 0


def cost(
    text: str, quantity: Quantity, subject: ClaimSubject, numbers: Sequence[Quantity]
) -> float:
    """How far a subject stands from a number."""
    is_before = subject.end <= quantity.start
    start, end = (subject.end, quantity.start) if is_before else (quantity.end, subject.start)
    if start > end:
        return 0
    between = text[start:end]
    if is_before and (aside := pattern_of(_APPOSITION, 0).match(between)):
        start += aside.end()
        between = text[start:end]
    if not is_before and pattern_of(_ASKED).fullmatch(between):
        return _IS_ASKED
    weight = float(len(_WORD.findall(between)))
    weight += _COMMA * (between.count(",") + between.count("—")) + _BRACKET * between.count(")")
    if not is_before and between.lstrip().startswith(":"):
        weight += _COMMA  # "C++ in one of five postings: robotics, ads"
    if is_before and between.rstrip().endswith("("):
        weight += _BRACKET * (not text[quantity.end :].lstrip().startswith(")"))
        weight += _AT_A_VERB * has_own_verb(text, quantity)
    weight += _JOIN * len(pattern_of(_JOINING).findall(between)) + _BREAK * _breaks(
        text, start, end
    )
    weight += _NUMBER * sum(start <= number.start < end for number in numbers)
    return weight + (subject.is_level and 0.5)


def _names_what_follows(text: str, first: ClaimSubject, second: ClaimSubject) -> bool:
    """Whether a field is only what the things behind it are: "visualization tools, Tableau"."""
    return text[first.end : second.start].strip() == "," and bool(
        pattern_of(_KIND_OF_THING).search(text, first.start, first.end)
    )


def _breaks(text: str, start: int, end: int) -> int:
    """The strong breaks of a stretch, each seen with what stands behind it."""
    found = hard_breaks(text, start, end + _SEEN_BEHIND)
    return sum(1 for one in found if one.end() <= end)


def has_own_verb(text: str, quantity: Quantity) -> bool:
    """Whether a verb right behind a number has its own thing behind it: "(60 %) mention Docker"."""
    return pattern_of(_OWN_VERB).match(text, quantity.end) is not None


def is_said_too(before: str) -> bool:
    """Whether the words between two numbers say but one thing more of the same."""
    return pattern_of(_SAID_TOO).fullmatch(before) is not None


def twins_of(
    text: str, subject: ClaimSubject, subjects: Sequence[ClaimSubject]
) -> list[ClaimSubject]:
    """The subjects that are joined with this one by commas, "and", "or": with it, in order."""
    ordered = [one for one in subjects if one.statistic == subject.statistic]
    row = [subject]
    ordered = [one for one in ordered if one == subject or one.dimension != subject.dimension]
    for one in ordered:
        if one.start >= row[-1].end and pattern_of(_BETWEEN_TWINS).fullmatch(
            text, row[-1].end, one.start
        ):
            row.append(one)
    for one in reversed(ordered):
        if one.end > row[0].start or not pattern_of(_BETWEEN_TWINS).fullmatch(
            text, one.end, row[0].start
        ):
            continue
        if not _names_what_follows(text, one, row[0]):
            row.insert(0, one)
    return row
