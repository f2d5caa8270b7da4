"""The words with which an editor says what a number measures, in a marker or on a command line."""

from dataclasses import dataclass
from typing import Literal

from skillscan.article.model import Binding
from skillscan.errors import UsageError
from skillscan.text.printable import shortened

ADDRESS_FORM = "STATISTIC VALUE POPULATION [view=…] [measure=…]"
_OPTIONS = frozenset({"view", "measure"})


class AddressError(UsageError):
    """Words are no address; the message says why, and the form of one."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ClaimAddress:
    """What a number measures; ``None`` for the headline's view or measure."""

    statistic: str
    value: str
    population: str
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
            dimension=self.value,
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
    unknown = sorted(set(options) - _OPTIONS)
    if len(plain) != 3 or unknown:
        fault = (
            f"unknown option {shortened(unknown[0], 40)!r}" if unknown else f"{len(plain)} words"
        )
        written = shortened(" ".join(words), 80)
        raise AddressError(f"{fault} in {written!r}; write {ADDRESS_FORM}")
    return ClaimAddress(
        statistic=plain[0],
        value=plain[1],
        population=plain[2],
        view=options.get("view"),
        measure=options.get("measure"),
    )
