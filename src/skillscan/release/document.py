"""``statistics.json``: the estimates of a release with all that is needed to understand them.

The JSON schema ``data/statistics.schema.json`` is generated from these models (a test compares).
"""

import json
from collections.abc import Sequence
from datetime import date, datetime
from typing import Any, Literal

import msgspec

from skillscan.nlp.reason import ReasonWords
from skillscan.statistics.confounding import Confounding
from skillscan.statistics.definitions import Definition
from skillscan.statistics.estimates import (
    Denominator,
    Disagreement,
    Estimate,
    SampleDifference,
    Withheld,
    WithheldCount,
)
from skillscan.statistics.figures.figure import Figure
from skillscan.statistics.populations import Population, Sample

TITLE = "Skills and requirements in public job postings"
"""What a release is, where it is listed or cited."""


class PopulationEntry(msgspec.Struct, frozen=True, kw_only=True):
    """A population as defined, and the sample that this release holds of it."""

    definition: Population
    sample: Sample


class SourceEntry(msgspec.Struct, frozen=True, kw_only=True):
    """A source that postings of the release come from, with the link back to it."""

    source: str
    label: str
    url: str | None
    postings: int


class MeasuredShare(msgspec.Struct, frozen=True, kw_only=True):
    """A share of ``of`` labels, with the ends of its 95 % interval; all in [0, 1]."""

    share: float
    low: float
    high: float
    of: int


class EvaluationEntry(msgspec.Struct, frozen=True, kw_only=True):
    """What the reading errors were measured on; ``is_current``: with the rules of this release.

    ``labels``: ``blind`` where nobody had seen how the postings are read when they were labelled,
    ``development`` where the rules were developed with them. Of all labelled skills together:
    ``precision`` of those that were found, ``recall`` of those that are there, ``classes`` of those
    whose class (required, preferred …) was read rightly. ``fields``: of postings, whose field was
    read exactly. What was not measured is absent.
    """

    postings: int
    is_current: bool
    labels: Literal["blind", "development"] = "development"
    label_file: str | None = None
    measured_on: date | None = None
    pipeline_version: str | None = None
    """The rules that it was measured with."""
    precision: MeasuredShare | None = None
    recall: MeasuredShare | None = None
    classes: MeasuredShare | None = None
    fields: dict[str, MeasuredShare] = {}


class BoardsRead(msgspec.Struct, frozen=True, kw_only=True):
    """The crawled boards of a source. ``proven_boards``: when they were last read, the source said
    how many postings there are, and all were listed; ``unread_boards``: not read for the days of
    ``Freshness``.
    """

    source: str
    boards: int
    proven_boards: int
    unread_boards: int


class Freshness(msgspec.Struct, frozen=True, kw_only=True):
    """How many of the open openings on crawled boards stand only on boards that nobody has read for
    ``unread_days`` days before the data's newest day: they may be gone. Imported files, which show
    what there was, do not count.
    """

    unread_days: int
    open_openings: int
    unread_openings: int
    unread_share: float | None
    boards: list[BoardsRead]


class QuotedExample(msgspec.Struct, frozen=True, kw_only=True):
    """A sentence that a value rests on: ``quote[start:end]`` is what was found, ``reason`` why it
    counts as it does (``quoted`` in it are the posting's own words).
    """

    statistic: str
    population: str
    value: str
    employer: str
    posting_id: str
    quote: str
    start: int
    end: int
    reason: ReasonWords


class PooledHeadline(msgspec.Struct, frozen=True, kw_only=True):
    """A number that pools samples which disagree, and the reason why it may be printed all the
    same.
    """

    statistic: str
    value: str
    population: str
    reason: str


class Publication(msgspec.Struct, frozen=True, kw_only=True):
    """What a release says; ``release`` and ``published_at`` are all that differ between two of the
    same content. ``as_of`` is the day (UTC) of the newest last_seen.

    ``statistics.json`` holds it with the numbers of the largest values (``release.excerpt`` says
    which); ``left_out`` counts the rows that only the tables have.
    """

    schema_version: Literal[1, 2] = 2
    release: str
    content_hash: str | None = None
    """SHA-256 of all that the release holds but its name and times (``release.content``); the name
    has its first 12 digits. Releases of form 1 have none."""
    data_hash: str | None = None
    """The same of what follows from the warehouse alone: two releases with one of these differ in
    what they were compared with."""
    previous: str | None = None
    """The release that this one was compared with; ``None`` for the first one."""
    published_at: datetime | None
    as_of: date | None
    notice: str | None
    licence: str | None = None
    """Licence of the numbers (SPDX id); quotes and titles belong to the employers."""
    storage_version: str | None = None
    """The oldest DuckDB whose storage format the release's database has."""
    skillscan_version: str
    pipeline_version: str | None
    own_rules: dict[str, list[str]] = msgspec.field(default_factory=dict)
    """What the operator had added to the rules, by file: rules as ``group.id`` (a minus before it
    where one was taken away), and word lists by name."""
    own_taxonomy: list[str] = msgspec.field(default_factory=list)
    """The skills, categories and conditions that the operator had added or changed."""
    own_populations: list[str] = msgspec.field(default_factory=list)
    """Ids of the populations that the operator had added, or put in the place of a packaged one."""
    own_statistics: list[str] = msgspec.field(default_factory=list)
    """Ids of the statistics that the operator had added."""
    own_splits: list[str] = msgspec.field(default_factory=list)
    """Names of the splits that the operator had added."""
    method: str
    evaluation: EvaluationEntry | None = None
    freshness: Freshness | None = None
    statistics: dict[str, Definition]
    caveats: dict[str, str]
    populations: dict[str, PopulationEntry]
    sources: list[SourceEntry]
    withheld: list[Withheld]
    withheld_counts: list[WithheldCount] = []
    denominators: list[Denominator] = []
    disagreements: list[Disagreement] = []
    sample_differences: list[SampleDifference] = []
    """Numbers whose samples lie far apart, though chance may explain it."""
    confounded: list[Confounding] = []
    """Populations whose sources and times cannot be told apart."""
    pooled_headlines: list[PooledHeadline] = []
    """Numbers that pool samples which disagree, and that somebody accepted as they are."""
    examples: list[QuotedExample] = []
    figures: list[Figure] = []
    estimates: Sequence[Estimate]
    left_out: dict[str, int] = {}


NUMBERS = (
    *("withheld", "withheld_counts", "denominators", "disagreements", "sample_differences"),
    *("figures", "estimates"),
)
"""The fields that are tables of the release's database."""
NAMING = ("release", "published_at", "content_hash", "data_hash")
"""What a release is called, and when it was made: no part of its content."""
_BY_LINE = (
    *("withheld_counts", "denominators", "disagreements", "sample_differences"),
    *("figures", "estimates"),
)


def head(publication: Publication) -> dict[str, Any]:
    """All that is said beside the numbers, as JSON has it."""
    said = {
        name: getattr(publication, name)
        for name in publication.__struct_fields__
        if name not in NUMBERS
    }
    content: dict[str, Any] = msgspec.to_builtins(said)
    return content


def to_json(publication: Publication) -> str:
    """The text of a file, one number a line, so that two releases compare line by line.

    The order is that of the models, the definitions and the populations: the same every time.
    """
    return text_of(msgspec.to_builtins(publication))


def text_of(content: dict[str, Any]) -> str:
    """The same of the content of such a file, which is emptied of its numbers."""
    numbers = {name: content.pop(name) for name in _BY_LINE if name in content}
    parts = [json.dumps(content, ensure_ascii=False, indent=1)[:-2]]
    for name, rows in numbers.items():
        lines = ",\n".join("  " + json.dumps(one, ensure_ascii=False) for one in rows)
        parts.append(f' "{name}": [\n{lines}\n ]')
    return ",\n".join(parts) + "\n}\n"


def from_json(text: str | bytes) -> Publication:
    """The publication of a file's text; raises ValueError where it is not one."""
    return msgspec.json.decode(text, type=Publication)
