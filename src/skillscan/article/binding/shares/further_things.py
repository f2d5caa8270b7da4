"""Things named near a share that only look like what it is of: any degree before a certain one, and
words that compare.
"""

from skillscan.article.binding.model import ClaimDenominator, ClaimSubject
from skillscan.article.binding.reading import ArticleReading
from skillscan.article.binding.sentences import Surroundings
from skillscan.article.grammar import pattern_of

_INSTEAD = (
    r"\b(?:but|and|or|though) (?:will |would |may |also )?(?:accept|take|consider|allow)s? "
    r"(?:[\w-]+ ){0,3}experience (?:in (?:its|their|that) (?:place|stead)|instead)\b"
)


def is_of_further_degree(
    reading: ArticleReading,
    around: Surroundings,
    _denominator: ClaimDenominator,
    subject: ClaimSubject,
) -> bool:
    """Whether any degree is named before a number, and which one behind it ("of those that state a
    degree, 11 % won't look at anybody below a PhD"), or it may be missing ("ask for a degree but
    take experience in its place").
    """
    if (subject.statistic, subject.measure) != ("degree_share", "at_least"):
        return False
    start, end = around.after
    return pattern_of(_INSTEAD).search(reading.text, start, end) is not None or any(
        one.statistic == "degree_share" and one.dimension != "bachelor" and start <= one.start < end
        for one in reading.subjects(around.sentence)
    )


def is_comparative(
    reading: ArticleReading,
    _around: Surroundings,
    _denominator: ClaimDenominator,
    subject: ClaimSubject,
) -> bool:
    """Whether what looks like a name only compares: "And XGBoost? Less: 6.8 %"."""
    return reading.text[max(0, subject.start) : subject.end].lower() in {"less", "more", "fewer"}
