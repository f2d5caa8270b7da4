"""What a number is told with: the models that answers are made of.

Their keys are a promise (``docs/promises.md``): more may come, none goes. Shares are in [0, 1].
"""

from datetime import date, datetime
from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field

ViewName = Literal["all", "stating", "employer", "silent"]


class AnswerPart(BaseModel):
    """What parts of answers have in common."""

    model_config = ConfigDict(frozen=True)


class ReleaseStamp(AnswerPart):
    """The release that an answer rests on."""

    name: str
    published_at: datetime | None
    as_of: Annotated[date | None, Field(description="Newest day of the data.")]
    notice: Annotated[str | None, Field(description="What every reader must be told of it.")]
    licence: str | None


class CountedValue(AnswerPart):
    """What was counted where the sample is too small for a share."""

    value: str
    label: str
    openings: Annotated[int, Field(description="Openings that hold the value.")]
    employers: int
    of_openings: Annotated[int, Field(description="Openings in the headline's denominator.")]
    of_employers: int


class NumberPart(AnswerPart):
    """The share in a part of the openings, or the number of a figure."""

    part: str
    employer: Annotated[str | None, Field(description="Name of the one employer it is of.")] = None
    share: float
    openings: int
    employers: int


class Alternative(AnswerPart):
    """What can be said or asked instead of what was refused."""

    text: str
    names: Annotated[list[str], Field(description="Names that the release knows.")] = []
    counts: list[CountedValue] = []
    parts: list[NumberPart] = []


class ConfidenceInterval(AnswerPart):
    """The ends of an interval, in the number's unit; ``level`` of such intervals hold the truth of
    the population that was sampled.
    """

    low: float
    high: float
    level: float = 0.95


class ShareDenominator(AnswerPart):
    """What a number is of."""

    view: ViewName
    words: str
    openings: int
    employers: int


class ViewShare(AnswerPart):
    """The same value in another view."""

    share: float
    interval: ConfidenceInterval
    denominator: ShareDenominator


class NumberSource(AnswerPart):
    """Where postings of the release come from."""

    source: str
    label: str | None
    url: str | None


class PopulationSample(AnswerPart):
    """What the release holds of a population; days are UTC."""

    openings: int
    advertisements: int
    employers: int
    boards: int
    first_day: date | None
    last_day: date | None
    sources: list[NumberSource]
    largest_employer: str | None
    largest_employer_share: float | None


class NumberContext(AnswerPart):
    """What must stand beside every number of one statistic and population."""

    statistic: str
    title: str
    definition: str
    population: str
    population_label: str
    sample: PopulationSample
    caveats: list[str]
    do_not: Annotated[list[str], Field(description="How the number must not be used.")]
    method: Annotated[str, Field(description="How its intervals are made.")]
    citation: str


class PublishedNumber(AnswerPart):
    """A number of the release. ``number`` is null where it would mislead: then ``parts`` stand in
    its place, and ``warnings`` say why. ``openings`` hold the value.
    """

    statistic: str
    population: str
    value: str
    label: str
    kind: str | None
    measure: str
    measure_words: str
    split: str
    group: str
    group_label: str
    number: float | None
    unit: str
    shown: Annotated[str, Field(description="The number as it may be printed.")]
    interval: ConfidenceInterval | None
    denominator: ShareDenominator
    openings: int
    employers: int
    advertisements: int | None
    sentence: Annotated[str, Field(description="A sentence that may be printed as it stands.")]
    other_views: list[ViewShare] = []
    parts: list[NumberPart] = []
    components: Annotated[dict[str, float], Field(description="Numbers it is made of.")] = {}
    reading_error: str
    corrected_share: Annotated[
        float | None, Field(description="Share without the measured error of reading.")
    ] = None
    warnings: list[str] = []
