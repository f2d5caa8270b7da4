"""What the regression knows of a number and of a thing that it may be a share of: plain facts, each
a word of its own, in the manner of maximum-entropy taggers (Ratnaparkhi 1996): words and signs
between the two and around them, how far they are apart, what else stands there, who else is named,
and whether the article reads openings.

A feature is ``name=value``; a number's and a thing's are joined where one tells more beside the
other. All are bounded: of a span its first or last words are taken.
"""

from collections.abc import Iterator, Sequence
from itertools import pairwise

from skillscan.article.binding.links.linking_words import unknown_words
from skillscan.article.binding.model import ClaimSubject
from skillscan.article.binding.outcome import Outcome
from skillscan.article.binding.reading import ArticleReading
from skillscan.article.binding.sentences import Surroundings
from skillscan.article.binding.trained.candidates import Candidate, candidates_of
from skillscan.article.binding.trained.words import rough_size
from skillscan.article.binding.trained.words import tokens as _tokens
from skillscan.article.model import Binding

_SIGNS = frozenset(',;:()–—?!."/')
_CLAUSE_SIGNS = frozenset(",;:()–—")
_NEAR_START = 4
"""Characters before a thing that a sentence begins with at most."""
_WINDOW = 12
"""Words of a span that are features of their own."""
_LONGEST_SPAN = 400
"""Characters of a span that are parted into words at most."""
_FEW = 3
_INSIDE = ("sentence", "years", "pairs")
_BEFORE = ("one_before", "two_before", "three_before", "carried")
_NAMED_DIMENSIONS = ("workplace_share", "degree_share")


class PairFeatures:
    """The features of the numbers of one article, for training and for use."""

    def __init__(self, reading: ArticleReading, outcomes: Sequence[Outcome]) -> None:
        self.reading = reading
        self._outcomes = outcomes
        self._article = _article_features(reading, outcomes)

    def of(self, around: Surroundings) -> list[tuple[Candidate, list[str]]]:
        """Each thing that a number may be of, where it is named, with the pair's features."""
        reading, outcomes = self.reading, self._outcomes
        candidates = candidates_of(reading, around, outcomes)
        if not candidates:
            return []
        number = _number_features(reading, around, outcomes)
        pairs = []
        for one in candidates:
            beside = _candidate_features(reading, around, candidates, one, outcomes)
            pairs.append((one, _joined(self._article, number, beside)))
        return pairs


def _article_features(reading: ArticleReading, outcomes: Sequence[Outcome]) -> list[str]:
    """What is known of a whole article: what it reads, and whose its other numbers are."""
    kinds = [one.kind for one in outcomes if isinstance(one, Binding)]
    return [
        f"reads={reading.reads_postings:d}",
        f"counts={reading.counts_postings:d}",
        f"ours={rough_size(kinds.count('ours'))}",
        f"theirs={min(_FEW, kinds.count('theirs'))}",
    ]


def _number_features(
    reading: ArticleReading, around: Surroundings, outcomes: Sequence[Outcome]
) -> list[str]:
    """What is known of a number without the thing that it may be of."""
    return [
        *_where(reading, around),
        *_company(reading, around, outcomes),
        *_groups(reading, around),
        *_words_at(reading, around),
    ]


def _candidate_features(
    reading: ArticleReading,
    around: Surroundings,
    candidates: Sequence[Candidate],
    one: Candidate,
    outcomes: Sequence[Outcome],
) -> list[str]:
    """What is known of a thing beside a number."""
    subject = one.subject
    found = [f"place={one.place}", f"statistic={_statistic(subject)}"]
    if subject.measure:
        found.append(f"measure={subject.measure}")
    rivals = [other for other in candidates if other.place == one.place]
    if one.place in _INSIDE and subject.start >= 0:
        if one.place != "sentence":
            rivals += [other for other in candidates if other.place == "sentence"]
        found += _beside(reading, around, rivals, subject, outcomes)
    else:
        is_named = any(other.place == "sentence" for other in candidates)
        found.append(f"rivals={one.place}{min(_FEW, len({r.thing for r in rivals}))}")
        found.append(f"sentence_names={is_named:d}{one.place}")
        if one.place in _BEFORE:
            found += _carried_on(around, rivals, one, outcomes)
    found.append(f"candidates={rough_size(len({other.thing for other in candidates}))}")
    return found


def _joined(article: Sequence[str], number: Sequence[str], candidate: Sequence[str]) -> list[str]:
    """All features of a pair: those given, and those that tell more beside another."""
    place, statistic = candidate[0], candidate[1]
    plain = [one for one in number if not one.startswith(("before=", "behind=", "names"))]
    at_number = [one for one in number if one.startswith(("at-", "at+"))]
    near = [one for one in candidate if one.startswith(("between", "distance", "unknown"))]
    return [
        *article,
        *number,
        *candidate,
        *(f"{one}|{place}" for one in (*plain, *article)),
        *(f"{one}|{statistic}" for one in (*at_number, *near)),
    ]


def _where(reading: ArticleReading, around: Surroundings) -> Iterator[str]:
    text = reading.sentence_text(around.sentence)
    attribution, words = reading.attribution, reading.words
    yield f"block={reading.block(around).kind}"
    yield f"of={reading.denominator(around).kind}"
    yield f"source={attribution.source(around) is not None:d}"
    yield f"sources={bool(attribution.sources(around.sentence)):d}"
    yield f"openings={words.has('postings', text):d}"
    for group in ("people", "organisations"):
        yield f"{group}={words.has('others', text, group):d}"
    yield f"first={around.sentence.start == reading.block(around).start:d}"
    yield f"named={min(_FEW, len(reading.subjects(around.sentence)))}"
    for before in reading.sentences_before(around.sentence, 1):
        asked = reading.sentence_text(before).rstrip().endswith("?")
        yield f"asked={asked:d}{not reading.span(around.before).strip():d}"
        yield f"openings_before={words.has('postings', reading.sentence_text(before)):d}"
        yield f"sources_before={bool(attribution.sources(before)):d}"


def _groups(reading: ArticleReading, around: Surroundings) -> Iterator[str]:
    """Which groups of the rules' words the number's part of the sentence names."""
    words = reading.words
    for name, text in (
        ("names-", reading.span(around.before)[-_LONGEST_SPAN:]),
        ("names+", reading.span(around.after)[:_LONGEST_SPAN]),
    ):
        yield from (f"{name}={group}" for group in words.groups if words.has(group, text))


def _company(
    reading: ArticleReading, around: Surroundings, outcomes: Sequence[Outcome]
) -> Iterator[str]:
    """What the other numbers of the sentence, and the one before, were bound to."""
    kinds = [
        one.kind if isinstance(one, Binding) else "none"
        for one in (outcomes[n] for n in around.neighbours if n != around.place)
    ]
    yield f"ours_beside={min(_FEW, kinds.count('ours'))}"
    yield f"theirs_beside={min(_FEW, kinds.count('theirs'))}"
    yield f"shares={rough_size(len(around.neighbours))}"
    before = outcomes[around.place - 1] if around.place else None
    yield f"last={before.kind if isinstance(before, Binding) else bool(before)}"
    number = around.quantity
    yield f"sign={'%' in reading.span((number.start, number.end)):d}"
    yield f"range={number.low != number.high:d}"


def _words_at(reading: ArticleReading, around: Surroundings) -> Iterator[str]:
    before = _tokens(reading.span(around.before)[-_LONGEST_SPAN:])
    behind = _tokens(reading.span(around.after)[:_LONGEST_SPAN])
    for size in (1, 2, 3):
        yield f"at-{size}={' '.join(before[-size:])}"
        yield f"at+{size}={' '.join(behind[:size])}"
    yield from (f"before={word}" for word in sorted(set(before[-_WINDOW:])))
    yield from (f"behind={word}" for word in sorted(set(behind[:_WINDOW])))
    first = _tokens(reading.sentence_text(around.sentence)[:_LONGEST_SPAN])
    yield f"begins={' '.join(first[:1])}"
    yield f"begins={' '.join(first[:2])}"


def _beside(
    reading: ArticleReading,
    around: Surroundings,
    rivals: Sequence[Candidate],
    subject: ClaimSubject,
    outcomes: Sequence[Outcome],
) -> Iterator[str]:
    """What stands between a number and a thing of its sentence, and around the thing."""
    text, number, sentence = reading.text, around.quantity, around.sentence
    side = "-" if subject.end <= number.start else "+"
    start, end = (
        (subject.end, number.start) if side == "-" else (number.end, max(number.end, subject.start))
    )
    words = _tokens(text[start:end][:_LONGEST_SPAN])
    things = [one.subject for one in rivals]
    inside = [one for one in things if one is not subject and start <= one.start < end]
    numbers = [
        n
        for n in around.neighbours
        if n != around.place and start <= reading.quantities[n].start < end
    ]
    yield f"distance{side}={rough_size(len(words))}"
    yield f"things{side}={min(_FEW, len(inside))}"
    yield f"numbers{side}={min(_FEW, len(numbers))}"
    unknown = unknown_words(reading, around, (start, end)) if end - start < _LONGEST_SPAN else words
    yield f"unknown{side}={min(_FEW, len(unknown))}"
    yield f"unknown_at{side}={bool(unknown) and unknown[-1] in words[-1:]:d}"
    yield f"next={not inside and not numbers:d}{side}"
    yield from (f"sign_between={word}" for word in sorted(_SIGNS.intersection(words)))
    yield from (f"between{side}={word}" for word in sorted(set(words[:_WINDOW])))
    yield from (f"between{side}={one} {two}" for one, two in pairwise(words[:_WINDOW]))
    if len(words) <= _FEW + 2:
        yield f"all{side}={' '.join(words)}"
    left = _tokens(text[max(sentence.start, subject.start - _LONGEST_SPAN) : subject.start])
    right = _tokens(text[subject.end : min(sentence.end, subject.end + _LONGEST_SPAN)])
    for size in (1, 2):
        yield f"thing-{size}={' '.join(left[-size:])}"
        yield f"thing+{size}={' '.join(right[:size])}"
    yield from _order(reading, around, things, subject)
    yield f"turns={_turns(reading, around, things)}{side}"
    yield f"clause={not _CLAUSE_SIGNS.isdisjoint(words):d}{side}"
    yield f"begins_with={subject.start - sentence.start <= _NEAR_START:d}{side}"
    yield f"own_part={around.before[0] <= subject.start and subject.end <= around.after[1]:d}"
    beside = [outcomes[n] for n in around.neighbours if n != around.place]
    yield f"taken={any(_is_of(one, subject) for one in beside):d}"


def _order(
    reading: ArticleReading,
    around: Surroundings,
    things: Sequence[ClaimSubject],
    subject: ClaimSubject,
) -> Iterator[str]:
    """Whether thing and number are the same in the order of theirs, and as many of each."""
    starts = sorted({one.start for one in things})
    numbers = sorted(reading.quantities[n].start for n in around.neighbours)
    if around.quantity.start in numbers:
        is_same = starts.index(subject.start) == numbers.index(around.quantity.start)
        yield f"order={is_same:d}{len(starts) == len(numbers):d}"


def _turns(reading: ArticleReading, around: Surroundings, things: Sequence[ClaimSubject]) -> str:
    """In which order things (T) and numbers (N) stand in a sentence, as far as it repeats."""
    marks = sorted(
        {
            *((one.start, "T") for one in things),
            *((reading.quantities[n].start, "N") for n in around.neighbours),
        }
    )
    order = "".join(mark for _, mark in marks)
    for turn in ("TN", "NT"):
        if len(order) > len(turn) and order == turn * (len(order) // len(turn)):
            return turn * 2
    return order if len(order) <= _FEW else order[:2]


def _carried_on(
    around: Surroundings, rivals: Sequence[Candidate], one: Candidate, outcomes: Sequence[Outcome]
) -> Iterator[str]:
    """How a thing of a sentence before stands to the number before."""
    yield f"last_named={one is rivals[-1]:d}{one.place}"
    yield f"first_named={one is rivals[0]:d}{one.place}"
    before = outcomes[around.place - 1] if around.place else None
    if isinstance(before, Binding):
        yield f"as_before={_is_of(before, one.subject):d}"


def _is_of(outcome: Outcome, subject: ClaimSubject) -> bool:
    return isinstance(outcome, Binding) and (outcome.statistic, outcome.dimension) == (
        subject.statistic,
        subject.dimension,
    )


def _statistic(subject: ClaimSubject) -> str:
    is_named = subject.statistic in _NAMED_DIMENSIONS
    return f"{subject.statistic}:{subject.dimension}" if is_named else subject.statistic
