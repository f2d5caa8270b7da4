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
from skillscan.article.binding.shares.earlier_times import is_time_before
from skillscan.article.dimension import AGAINST, NamedPart
from skillscan.article.grammar import pattern_of
from skillscan.article.model import Binding
from skillscan.statistics.definitions import definitions

STATISTIC, _MEASURE, _OF_BOTH = "occupation_comparison", "difference", 2
_GAP = r"\b{gap_nouns}\b"
_SET_BEFORE = r"(?:\b{compared_with}|\bthan(?: in| for)?|^\W*(?:unlike|against)) (?:[\w-]+ ){0,3}$"
"""What stands before a job that another one, which follows, is set against."""
_NO_OPENINGS = r"\b{using_verbs}\b"


def bind_points(reading: ArticleReading, around: Surroundings, done: Sequence[Outcome]) -> Outcome:
    """The outcome of a number of percentage points; ``done`` are those of the numbers before it."""
    sentence = reading.sentence_text(around.sentence)
    jobs = _jobs(reading, sentence)
    skills = {
        one.dimension: one
        for one in reading.subjects(around.sentence)
        if one.statistic == "skill_share"
    }
    if skills and len(jobs) < _OF_BOTH and reading.counts_postings:
        return not_understood("a change of a share, or a difference from what is not named")
    if len(jobs) != _OF_BOTH or len(skills) != 1:
        return nothing_to_judge("points between other things than two jobs that name one skill")
    if reading.attribution.source(around) is not None:
        return theirs(reading, around, STATISTIC, "another source's figure")
    if reading.words.has("level", sentence) or is_time_before(sentence):
        return not_understood("a difference of some of the openings, or between two times")
    skill = next(iter(skills.values()))
    subject = ClaimSubject(
        start=skill.start, end=skill.end, statistic=STATISTIC, dimension=skill.dimension
    )
    return _of_jobs(reading, around, subject, _shares_beside(reading, around, subject, done))


def _of_jobs(
    reading: ArticleReading,
    around: Surroundings,
    subject: ClaimSubject,
    shares: dict[str, float],
) -> Outcome:
    """The outcome of points between two jobs whose shares may stand beside them."""
    sentence = reading.sentence_text(around.sentence)
    are_openings = reading.words.has("postings", sentence)
    is_counted = are_openings or (
        reading.counts_postings and pattern_of(_NO_OPENINGS).search(sentence) is None
    )
    order = _by_shares(reading, around, shares) or _by_words(reading, around)
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


def _by_words(reading: ArticleReading, around: Surroundings) -> tuple[str, str] | None:
    """The jobs as the words set one above the other, the higher first."""
    sentence = reading.sentence_text(around.sentence)
    jobs = _jobs(reading, sentence)
    is_more = reading.words.has("compared", sentence, "more")
    if is_more is reading.words.has("compared", sentence, "fewer"):
        return None
    first = next(
        one
        for one in reading.words.find("fields", sentence)
        if one.rule.fields["occupation"] == jobs[0]
    )
    if pattern_of(_SET_BEFORE).search(sentence, 0, first.start):
        jobs.reverse()
    return (jobs[0], jobs[1]) if is_more else (jobs[1], jobs[0])
