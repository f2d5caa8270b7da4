"""The words with which an editor says what a number measures, in a marker or on a command line."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

from skillscan.article.dimension import AGAINST, NamedPart
from skillscan.article.model import Binding
from skillscan.errors import UsageError
from skillscan.statistics.definitions import splits
from skillscan.statistics.estimates import ALL
from skillscan.text.printable import shortened

ADDRESS_FORM = "STATISTIC VALUE POPULATION [SPLIT=GROUP] [view=…] [measure=…]"
_OPTIONS = frozenset({"view", "measure"})


class AddressError(UsageError):
    """Words are no address; the message says why, and the form of one."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ClaimAddress:
    """What a number measures: of a part of the population where it names a ``group`` of a
    ``split``; ``None`` for the headline's view or measure.
    """

    statistic: str
    value: str
    population: str
    split: str = ALL
    group: str = ""
    view: str | None = None
    measure: str | None = None

    def binding(
        self,
        start: int,
        end: int,
        by: Literal["marker", "editor"],
        *,
        reasons: tuple[str, ...] = (),
    ) -> Binding:
        """What the number at a span of the article's text is of, as this says."""
        return Binding(
            start=start,
            end=end,
            kind="ours",
            statistic=self.statistic,
            dimension=NamedPart(self.value, self.split, self.group).dimension,
            population=self.population,
            view=self.view,
            measure=self.measure,
            by=by,
            reasons=reasons,
        )


def read_address(text: str) -> ClaimAddress:
    """The address that a text is. Raises AddressError; whether its words are known is not asked."""
    words = text.split()
    plain = [word for word in words if "=" not in word]
    options = dict(word.split("=", 1) for word in words if "=" in word)
    known = {*splits(), AGAINST}
    parts = [name for name in options if name in known and options[name]]
    if fault := _fault(plain, options, parts):
        written = shortened(" ".join(words), 80)
        raise AddressError(f"{fault} in {written!r}; write {ADDRESS_FORM}")
    return ClaimAddress(
        statistic=plain[0],
        value=plain[1],
        population=plain[2],
        split=parts[0] if parts else ALL,
        group=options[parts[0]] if parts else "",
        view=options.get("view"),
        measure=options.get("measure"),
    )


def _fault(plain: list[str], options: Mapping[str, str], parts: list[str]) -> str | None:
    """What makes words no address."""
    if unknown := sorted({*options} - {*_OPTIONS, *parts}):
        return f"unknown option {shortened(unknown[0], 40)!r}"
    if len(parts) > 1:
        return f"two groups, of {parts[0]!r} and of {parts[1]!r},"
    return None if len(plain) == 3 else f"{len(plain)} words"
