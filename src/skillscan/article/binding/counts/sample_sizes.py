"""The binding of a sample size: of which job and country the openings are that were read."""

from dataclasses import replace
from typing import TypeGuard

from skillscan.article.binding.model import ClaimSubject, not_understood
from skillscan.article.binding.outcome import Outcome, is_ours, ours
from skillscan.article.binding.reading import ArticleReading
from skillscan.article.binding.sentences import Surroundings
from skillscan.article.grammar import pattern_of
from skillscan.article.model import Binding

SAMPLE_SIZE = "sample_size"
SIZE = ClaimSubject.unnamed(SAMPLE_SIZE)
EMPLOYERS = ClaimSubject.unnamed(SAMPLE_SIZE, "employers")
_IN_PARTS = r"\b{partitives} (?:{nearly_words} )?\d"
"""What is said of parts behind a sample is not said of all of it: "of which 3,105 in the US"."""
_ACCESS = r"\b{access_words}\b"
_ONLY_OPENINGS = r"\b(?!(?:roles|positions)\b){opening_nouns}\b"
_SENTENCES_BACK = 2
_AND_NEXT = r"(?:,|\b{plain_coordinators}|\b{versus_words}|\b(?:next to|alongside|beside|plus))\s*$"


def sample_of(
    reading: ArticleReading,
    around: Surroundings,
    subject: ClaimSubject,
    phrase: str,
    span: tuple[int, int],
) -> Outcome:
    """The outcome of a count (``phrase`` names at ``span`` what it counts) of openings that were
    read, or of the employers or boards that they are from (``subject``).
    """
    said = reading.whose.population_words(around, phrase)
    populations, block = reading.populations, reading.block(around)
    if joined := _up_to_next_count(reading, around):
        of_own = populations.read((joined,))
        if of_own.occupation:
            said = replace(
                said,
                occupation=of_own.occupation,
                country=of_own.country
                or populations.country(reading.sentence_text(around.sentence))
                or said.country,
            )
    parts = pattern_of(_IN_PARTS).search(reading.text, around.quantity.end, around.sentence.end)
    if parts:
        whole = reading.text[around.quantity.end : parts.start()]
        said = replace(said, country=populations.country(whole))
        if not populations.occupation(whole):
            return not_understood("the openings of no one job")
    is_other = populations.other_market(phrase) and not populations.is_of_ai(phrase)
    is_named = said.is_one_of_ours or reading.whose.names_no_job
    if not is_named or is_other or _are_of_access(reading, around):
        return not_understood("the openings of no job of ours")
    return ours(
        reading,
        around,
        subject,
        confidence=0.8,
        said=said,
        spans=[span],
        denominator=phrase.strip(),
        is_earlier=block.kind == "cell" and reading.column_periods.is_earlier(block),
        reasons=("the sample that was read",),
    )


def is_sample_of_openings(outcome: Outcome | None) -> TypeGuard[Binding]:
    """Whether a number was read as one of the openings that were read, and not of employers."""
    return is_ours(outcome, SAMPLE_SIZE) and outcome.dimension is None


def _are_of_access(reading: ArticleReading, around: Surroundings) -> bool:
    """Whether roles are what gives users access, where nothing near calls them openings: "roles in
    our RBAC system".
    """
    before = reading.sentences_before(around.sentence, _SENTENCES_BACK)
    said = " … ".join(map(reading.sentence_text, (around.sentence, *before)))
    is_access = pattern_of(_ACCESS).search(said) is not None
    return is_access and pattern_of(_ONLY_OPENINGS).search(said) is None


def _up_to_next_count(reading: ArticleReading, around: Surroundings) -> str:
    """The words between a count and the next of its sentence that "and" joins with it, which are
    of this one alone: "2,914 ads for ML engineers and 3,377 for data scientists".
    """
    later = reading.places_after(around)
    if not later or reading.quantities[later[0]].unit != "count":
        return ""
    between = reading.text[around.quantity.end : reading.quantities[later[0]].start]
    return between if pattern_of(_AND_NEXT).search(between) else ""
