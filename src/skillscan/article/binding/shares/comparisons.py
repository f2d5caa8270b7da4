"""Binds points by which two jobs differ: "ML engineer ads name PyTorch 12 points more often than
data scientist ads".
"""

from skillscan.article.binding.jobs.populations import PopulationWords
from skillscan.article.binding.model import ClaimSubject, not_understood, nothing_to_judge
from skillscan.article.binding.outcome import Outcome, ours, theirs
from skillscan.article.binding.reading import ArticleReading
from skillscan.article.binding.sentences import Surroundings
from skillscan.statistics.definitions import definitions

STATISTIC, _MEASURE, _OF_BOTH = "occupation_comparison", "difference", 2


def bind_points(reading: ArticleReading, around: Surroundings) -> Outcome:
    """The outcome of a number of percentage points."""
    sentence = reading.sentence_text(around.sentence)
    jobs = _jobs(reading, sentence)
    skills = {
        one.dimension: one
        for one in reading.subjects(around.sentence)
        if one.statistic == "skill_share"
    }
    if len(jobs) != _OF_BOTH or len(skills) != 1:
        return nothing_to_judge("points between other things than two jobs that name one skill")
    if reading.attribution.source(around) is not None:
        return theirs(reading, around, STATISTIC, "another source's figure")
    is_counted = reading.words.has("postings", sentence) or reading.counts_postings
    higher = _higher(reading, around, jobs)
    if not is_counted or higher is None:
        return not_understood("which of the two jobs leads is not said")
    skill = next(iter(skills.values()))
    subject = ClaimSubject(
        start=skill.start, end=skill.end, statistic=STATISTIC, dimension=skill.dimension
    )
    country = reading.populations.country(sentence) or reading.whose.article_country
    said = PopulationWords(higher, country, higher.replace("_", " "))
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


def _higher(reading: ArticleReading, around: Surroundings, jobs: list[str]) -> str | None:
    """The job that is said to have the larger share, if its difference from the other is one of
    ours.
    """
    sentence = reading.sentence_text(around.sentence)
    is_more = reading.words.has("compared", sentence, "more")
    if is_more is reading.words.has("compared", sentence, "fewer"):
        return None
    higher, lower = jobs if is_more else reversed(jobs)
    against = definitions()[STATISTIC].figures[_MEASURE].against or {}
    return higher if against.get(higher) == lower else None
