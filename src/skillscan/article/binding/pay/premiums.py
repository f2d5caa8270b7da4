"""Binds premiums of pay: "a 56 % wage premium"."""

from skillscan.article.binding.model import ClaimSubject, not_understood
from skillscan.article.binding.outcome import Outcome, ours, theirs
from skillscan.article.binding.reading import ArticleReading
from skillscan.article.binding.sentences import Surroundings
from skillscan.article.binding.shares.doubts import is_slashed
from skillscan.article.grammar import pattern_of

_THEY_ARE = (
    r"[^.;:%\d]{0,20}, (?:{contrasts}|though|although|and) (?:(?:\w+ )?(?:all|most) (?:of )?)?"
    r"(?:those|these|they|them|that) (?:are|come from|is|reflects?)\b"
)
"""What explains pay by who the employers are: "pay 8 % more, but those are chip makers"."""


def bind_premium(reading: ArticleReading, around: Surroundings) -> Outcome:
    """A premium of pay: ours only where it is of openings that name a skill."""
    source = reading.attribution.source(around)
    region = reading.region(around)
    skills = [
        s
        for s in reading.subjects(around.sentence)
        if s.statistic == "skill_share" and around.before[0] <= s.start < around.after[1]
    ]
    ahead = [s for s in skills if s.end <= around.quantity.start]
    skills = ahead if len(ahead) == 1 else skills
    if source:
        statistic = "pay_premium_by_skill" if skills else None
        return theirs(reading, around, statistic, "another source's premium", source)
    if pattern_of(_THEY_ARE).match(reading.text, around.quantity.end, around.sentence.end):
        return not_understood("a premium that is told to be that of some employers")
    is_one = len(skills) == 1 and not is_slashed(reading, skills[0])
    if is_one and reading.words.has("postings", reading.sentence_text(around.sentence)):
        subject = ClaimSubject(
            start=skills[0].start,
            end=skills[0].end,
            statistic="pay_premium_by_skill",
            dimension=skills[0].dimension,
        )
        said = reading.whose.population_words(around)
        return ours(
            reading,
            around,
            subject,
            confidence=0.75,
            said=said,
            reasons=("pay of openings that name it",),
        )
    if reading.words.has("others", region):
        return theirs(reading, around, None, "a premium of something else than postings")
    return not_understood("a premium that no skill in postings is named for")
