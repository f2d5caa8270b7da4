"""Which statistic of ours stands beside another source's figure: that of the thing which its words,
its headers or its sentence name, "57 % use Python" beside our share of openings that do.

A number that was bound to nothing is another's figure too where its sentence names a source, not
the author, and such a thing.
"""

from collections.abc import Iterator, Sequence
from dataclasses import replace

from skillscan.article.binding.model import ClaimSubject
from skillscan.article.binding.outcome import ANOTHERS, Outcome, theirs
from skillscan.article.binding.reading import ArticleReading
from skillscan.article.binding.sentences import Surroundings
from skillscan.article.binding.sources.own_names import AUTHORS_OWN
from skillscan.article.grammar import pattern_of
from skillscan.article.model import Binding

_PREMIUM = r"\b{related_premiums}\b"
_CHANGING = r"\b{related_changes}\b"
_MARKET = r"\b(?:{opening_nouns}|{job_markets}|{market_words}|employment|jobs|index|help-wanted)\b"
_TOPICS = (
    ("certification_share", r"\b{certificate_nouns}\b"),
    ("pay_premium_by_skill", _PREMIUM),
    ("degree_share", r"\b{related_degrees}\b"),
    ("workplace_share", r"\b{related_workplaces}\b"),
    ("entry_level_share", r"\b{related_beginners}\b"),
    ("experience_at_least", r"\b{related_years}\b"),
)
"""What a sentence on a figure is on, where it names no skill or other value."""
_FILLING = r"\b{related_fillings}\b"
_LEAST_PAY = 20_000
_SHARE_UNITS = ("percent", "ratio", "points")


def with_related(reading: ArticleReading, outcomes: Sequence[Outcome]) -> list[Outcome]:
    """The outcomes; those of others with our statistic beside them."""
    return [_related(reading, place, one) for place, one in enumerate(outcomes)]


def _related(reading: ArticleReading, place: int, outcome: Outcome) -> Outcome:
    around = reading.around[place]
    if isinstance(outcome, Binding):
        if outcome.kind == "ours" or outcome.statistic is not None:
            return outcome
        found = _beside(reading, around)
        if found is None:
            return outcome
        return replace(outcome, statistic=found.statistic, dimension=found.dimension)
    if not _is_told_by_others(reading, around):
        return outcome
    beside = _beside(reading, around)
    if beside is None:
        return outcome
    bound = theirs(reading, around, beside.statistic, ANOTHERS)
    return replace(bound, dimension=beside.dimension)


def _is_told_by_others(reading: ArticleReading, around: Surroundings) -> bool:
    """Whether a source is named for a number and its sentence is not the author's."""
    said = reading.sentence_text(around.sentence)
    if reading.attribution.source(around) is None or pattern_of(AUTHORS_OWN).search(said):
        return False
    return not reading.words.has("postings", reading.region(around))


def _beside(reading: ArticleReading, around: Surroundings) -> ClaimSubject | None:
    """What of ours a figure of others is nearest to, by its unit and its words."""
    unit = str(around.quantity.unit)
    said = reading.sentence_text(around.sentence)
    if "/" in unit:
        return _pay(reading, around)
    if unit == "days":
        is_of_filling = pattern_of(_FILLING).search(said) is not None
        return ClaimSubject.unnamed("posting_lifetime") if is_of_filling else None
    if unit == "count":
        is_of_openings = reading.words.has("postings", reading.span(around.after))
        return ClaimSubject.unnamed("sample_size") if is_of_openings else None
    return _share(reading, around) if unit in _SHARE_UNITS else None


def _pay(reading: ArticleReading, around: Surroundings) -> ClaimSubject | None:
    """Our pay beside another's, but that of all workers."""
    job = reading.populations.occupation(reading.sentence_text(around.sentence))
    is_of_all = job is not None and not job[0]
    is_pay = around.quantity.low >= _LEAST_PAY
    return ClaimSubject.unnamed("pay_median") if is_pay and not is_of_all else None


def _share(reading: ArticleReading, around: Surroundings) -> ClaimSubject | None:
    """What a share of others is of: the nearest thing of its part, its headers or its sentence;
    else a change of openings, else what its sentence is on.
    """
    said = reading.sentence_text(around.sentence)
    part = reading.region(around)
    for subjects in _named(reading, around):
        if subjects:
            found = min(subjects, key=lambda one: (one.is_level, _distance(around, one)))
            is_premium = found.statistic == "skill_share" and pattern_of(_PREMIUM).search(part)
            return replace(found, statistic="pay_premium_by_skill") if is_premium else found
    for statistic, template in _TOPICS:
        if pattern_of(template).search(part):
            return ClaimSubject.unnamed(statistic)
    is_changing = pattern_of(_CHANGING).search(said) is not None
    if is_changing and pattern_of(_MARKET).search(said):
        return ClaimSubject.unnamed("posting_growth")
    return next(
        (
            ClaimSubject.unnamed(statistic)
            for statistic, template in _TOPICS
            if pattern_of(template).search(said)
        ),
        None,
    )


def _named(reading: ArticleReading, around: Surroundings) -> Iterator[list[ClaimSubject]]:
    """The things that are named for a number, those nearest to it first."""
    own = reading.subjects(around.sentence)
    start, end = around.before[0], around.after[1]
    yield [one for one in own if start <= one.start and one.end <= end]
    block = reading.block(around)
    yield reading.header_subjects(block.row)
    yield reading.header_subjects(block.column)
    yield own


def _distance(around: Surroundings, one: ClaimSubject) -> int:
    if one.end <= around.quantity.start:
        return around.quantity.start - one.end
    return max(one.start - around.quantity.end, 0)
