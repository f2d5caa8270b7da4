"""Whose jobs a share is of, as the words around it say."""

from skillscan.article.binding.model import ClaimDenominator, ClaimSubject
from skillscan.article.binding.reading import ArticleReading
from skillscan.article.binding.sentences import Surroundings


def texts_of_job(
    reading: ArticleReading, around: Surroundings, denominator: ClaimDenominator
) -> tuple[str, ...]:
    """The texts that say whose share a number is, the surest first: its noun or the job behind it,
    then what stands before it in its sentence.
    """
    near = reading.text[denominator.start : denominator.end]
    jobs = reading.whose.joined.before(around)
    behind = reading.denominator(around)
    return (
        behind.words if behind.kind == "none" else "",
        near if _is_behind(around, denominator) else "",
        reading.whose.job_behind(around),
        reading.whose.joined.own(around, jobs) if jobs else "",
        reading.span(around.before),
        reading.text[around.sentence.start : around.quantity.start],
        near,
        denominator.words,
    )


def is_of_two_jobs(
    reading: ArticleReading,
    around: Surroundings,
    denominator: ClaimDenominator,
    _subject: ClaimSubject,
) -> bool:
    """Whether two jobs are named for it before it, and none behind it: "data analyst and data
    engineer roles ask for SQL in over half of postings".
    """
    whose = reading.whose
    jobs = whose.joined.before(around)
    if not jobs or whose.joined.own(around, jobs) or whose.job_behind(around):
        return False
    before = reading.text[around.sentence.start : around.quantity.start]
    since = before[before.rfind(jobs[-1]) + len(jobs[-1]) :]
    near = reading.text[denominator.start : denominator.end]
    if _is_behind(around, denominator) and reading.words.has("fields", near):
        return False
    return not reading.words.has("others", since, "people")


def _is_behind(around: Surroundings, denominator: ClaimDenominator) -> bool:
    return denominator.start >= around.quantity.end
