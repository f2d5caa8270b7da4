"""Binds points by which two jobs differ: "ML engineer ads name PyTorch 12 points more often than
data scientist ads", "Docker is in 44 % of ML engineer ads and 15 % of data scientist ads, a gap of
29 points".
"""

from collections.abc import Sequence

from skillscan.article.binding.jobs.populations import PopulationWords
from skillscan.article.binding.model import ClaimSubject, not_understood, nothing_to_judge
from skillscan.article.binding.outcome import Outcome, is_ours, ours, theirs
from skillscan.article.binding.reading import ArticleReading
from skillscan.article.binding.sentences import Surroundings
from skillscan.article.binding.shares.compared_jobs import told_gap
from skillscan.article.binding.shares.earlier_times import is_time_before
from skillscan.article.dimension import AGAINST, NamedPart
from skillscan.article.grammar import pattern_of
from skillscan.article.model import Binding
from skillscan.statistics.definitions import definitions

STATISTIC, _MEASURE, _OF_BOTH = "occupation_comparison", "difference", 2
_GAP = r"\b{gap_nouns}\b"
_NO_OPENINGS = r"\b{using_verbs}\b"


def bind_points(reading: ArticleReading, around: Surroundings, done: Sequence[Outcome]) -> Outcome:
    """The outcome of a number of percentage points; ``done`` are those of the numbers before it."""
    sentence = reading.sentence_text(around.sentence)
    gap = told_gap(reading, around)
    skill = gap.skill if gap else _only_skill(reading, around)
    if skill is None:
        return nothing_to_judge("points between other things than two jobs that name one skill")
    if gap is None and len(_jobs(reading, sentence)) < _OF_BOTH and reading.counts_postings:
        return not_understood("a change of a share, or a difference from what is not named")
    if gap is None and len(_jobs(reading, sentence)) != _OF_BOTH:
        return nothing_to_judge("points between other things than two jobs that name one skill")
    if reading.attribution.source(around) is not None:
        return theirs(reading, around, STATISTIC, "another source's figure")
    if reading.words.has("level", sentence) or is_time_before(sentence):
        return not_understood("a difference of some of the openings, or between two times")
    subject = ClaimSubject(
        start=skill.start, end=skill.end, statistic=STATISTIC, dimension=skill.dimension
    )
    shares = _shares_beside(reading, around, subject, done)
    order = _by_shares(reading, around, shares) or ((gap.higher, gap.lower) if gap else None)
    return _of_jobs(reading, around, subject, order)


def _of_jobs(
    reading: ArticleReading,
    around: Surroundings,
    subject: ClaimSubject,
    order: tuple[str, str] | None,
) -> Outcome:
    """The outcome of points between two jobs, the higher first."""
    sentence = reading.sentence_text(around.sentence)
    are_openings = reading.words.has("postings", sentence)
    is_counted = are_openings or (
        reading.counts_postings and pattern_of(_NO_OPENINGS).search(sentence) is None
    )
    if not is_counted or order is None:
        return not_understood("which of the two jobs leads is not said")
    higher, lower = order
    country = reading.populations.country(sentence) or reading.whose.article_country
    said = PopulationWords(higher, country, higher.replace("_", " "))
    against = definitions()[STATISTIC].figures[_MEASURE].against
    population = reading.whose.population(said)
    other = reading.whose.population(PopulationWords(lower, country))
    if against.get(higher) != lower:
        if against.get(str(other)) != population or population is None:
            return not_understood("a difference of jobs that none of ours is of")
        part = NamedPart(subject.dimension, AGAINST, str(other))
        subject = ClaimSubject(
            start=subject.start, end=subject.end, statistic=STATISTIC, dimension=part.dimension
        )
    return ours(
        reading,
        around,
        subject,
        confidence=0.8,
        said=said,
        measure=_MEASURE,
        reasons=("by how much the openings of two jobs differ",),
    )


def _only_skill(reading: ArticleReading, around: Surroundings) -> ClaimSubject | None:
    """The one skill that a sentence names."""
    skills = {
        one.dimension: one
        for one in reading.subjects(around.sentence)
        if one.statistic == "skill_share"
    }
    return next(iter(skills.values())) if len(skills) == 1 else None


def _jobs(reading: ArticleReading, sentence: str) -> list[str]:
    """The jobs that a sentence names, in order."""
    named = (str(one.rule.fields["occupation"]) for one in reading.words.find("fields", sentence))
    return list(dict.fromkeys(filter(None, named)))


def _shares_beside(
    reading: ArticleReading,
    around: Surroundings,
    subject: ClaimSubject,
    done: Sequence[Outcome],
) -> dict[str, float]:
    """The shares of the skill that the sentence tells before, by their population."""
    found: dict[str, float] = {}
    for place in reading.places_before(around):
        one = done[place]
        is_same = is_ours(one, "skill_share") and one.dimension == subject.dimension
        if is_same and isinstance(one, Binding) and not one.is_earlier:
            found[str(one.population)] = reading.quantities[place].low
    return found


def _by_shares(
    reading: ArticleReading, around: Surroundings, shares: dict[str, float]
) -> tuple[str, str] | None:
    """The jobs by their two shares that a gap is told of behind them, the higher first."""
    sentence = reading.text[around.sentence.start : around.quantity.start]
    behind = reading.text[around.quantity.start : around.sentence.end]
    is_gap = pattern_of(_GAP).search(sentence) or pattern_of(_GAP).search(behind)
    if len(shares) != _OF_BOTH or not is_gap:
        return None
    known = reading.vocabulary.populations
    higher, lower = sorted(shares, key=lambda one: -shares[one])
    if higher not in known or lower not in known or shares[higher] == shares[lower]:
        return None
    return known[higher].occupation[0], known[lower].occupation[0]
