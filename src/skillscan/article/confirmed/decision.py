"""What an editor has decided of one number of an article."""

from dataclasses import replace
from typing import Literal

import msgspec

from skillscan.article.confirmed.context import HEADERS_END, ClaimContext, in_its_sentence
from skillscan.article.model import Binding, Quantity

_MAX_READING, _OF = 500, " of "
DecisionKind = Literal["confirmed", "changed", "dismissed"]


class ClaimDecision(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """An entry of ``FILE.claims.yaml`` (``data/article_claims.schema.json``).

    ``read_as``: what the reading bound the number to when this was decided, ``None`` where it did
    not understand it. ``others``: ids of numbers that stood in the article then, read alike and in
    like words: this decision is never theirs.
    """

    id: str
    decision: DecisionKind
    quote: str
    before: str
    after: str
    section: str = ""
    occurrence: int = 1
    occurrences: int = 1
    read_as: str | None = None
    others: tuple[str, ...] = ()
    kind: Literal["ours", "theirs"] | None = None
    statistic: str | None = None
    dimension: str | None = None
    population: str | None = None
    view: str | None = None
    measure: str | None = None
    occupation: str | None = None
    country: str | None = None
    is_earlier: bool = False
    source_name: str | None = None
    note: str | None = None

    @property
    def context(self) -> ClaimContext:
        """Where the number stood. Files of earlier versions keep the sentence before a number that
        begins its own, which is no part of it.
        """
        is_cell = HEADERS_END in self.before
        return ClaimContext(
            before=self.before if is_cell else in_its_sentence(self.before),
            after=self.after,
            section=self.section,
            occurrence=self.occurrence,
            occurrences=self.occurrences,
        )

    def binding(self, quantity: Quantity, reading: object) -> Binding | None:
        """What a number is of by this decision; ``None`` where it was dismissed.

        A confirmed number that is still read as it was has all that the reading knows of it.
        """
        if self.decision == "dismissed" or self.kind is None:
            return None
        if (
            self.decision == "confirmed"
            and isinstance(reading, Binding)
            and read_as(reading) == self.read_as
        ):
            return replace(reading, by="editor", confidence=1.0)
        return Binding(
            start=quantity.start,
            end=quantity.end,
            kind=self.kind,
            statistic=self.statistic,
            dimension=self.dimension,
            population=self.population,
            view=self.view,
            measure=self.measure,
            occupation=self.occupation,
            country=self.country,
            is_earlier=self.is_earlier,
            source_name=self.source_name,
            by="editor",
            reasons=(f"an editor has {self.decision} it",),
        )


def read_as(reading: object) -> str | None:
    """A binding in one line, for comparison; ``None`` for what is none."""
    if not isinstance(reading, Binding):
        return None
    parts = (
        reading.kind,
        reading.statistic,
        reading.dimension,
        f"view={reading.view}" if reading.view else None,
        f"measure={reading.measure}" if reading.measure else None,
        "earlier" if reading.is_earlier else None,
    )
    people = (reading.population, reading.occupation, reading.country)
    read = " ".join(part for part in parts if part) + _OF + "/".join(one for one in people if one)
    return read.removesuffix(_OF)[:_MAX_READING]


def measured(read: str | None) -> str | None:
    """What was read without whom it is of."""
    return None if read is None else read.partition(_OF)[0]


def is_read_alike(one: str | None, other: str | None) -> bool:
    """Whether two numbers are read as the same measure, and not as one of different people.

    Whom a number is of often stands in another sentence, and may be read or not.
    """
    if one is None or other is None:
        return one is other
    (measure, _, people), (other_measure, _, others) = one.partition(_OF), other.partition(_OF)
    return measure == other_measure and (people == others or not people or not others)
