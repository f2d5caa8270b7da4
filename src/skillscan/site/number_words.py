"""Numbers, intervals and days as they stand in tables, charts and sentences."""

from datetime import date

from skillscan.statistics.definitions import Definition
from skillscan.statistics.estimates import Estimate, View, WithheldCount
from skillscan.statistics.reading_error import ReadingError

VIEW_LABELS = {
    "all": "Of all openings",
    "stating": "Of those that state any",
    "employer": "One employer, one vote",
    "silent": "State none",
}
"""The four views in the words of the page and of ``skillscan stats``."""


def percent(share: float, decimals: int = 0) -> str:
    """A share in percent; what is not none or all is never printed as 0 % or 100 %."""
    shown = f"{share:.{decimals}%}"
    if 0 < share < 1 and float(shown[:-1]) in (0.0, 100.0):
        return f"under {10.0**-decimals:g}%" if share < 0.5 else f"over {100 - 10.0**-decimals:g}%"
    return shown


def amount(number: float, unit: str) -> str:
    """The number of a figure in its unit, as it stands in tables and sentences."""
    if unit == "share":
        return percent(number, 1)
    if unit == "change":
        return f"{number:+.1%}".replace("-", "\N{MINUS SIGN}")
    if unit == "points":
        return f"{number * 100:+.1f} points".replace("-", "\N{MINUS SIGN}")
    if unit == "times":
        return f"{number:.2g} times" if number < 10 else f"{number:.0f} times"
    return f"{number:,.0f}" if float(number).is_integer() or number >= 100 else f"{number:,.1f}"


def between(low: float | None, high: float | None, unit: str) -> str:
    """The interval of a figure in its unit; empty where it has none."""
    return "" if low is None or high is None else f"{amount(low, unit)} to {amount(high, unit)}"


def ends(view: View) -> str:
    """The interval of a share: both ends, in whole percent."""
    return f"{view.low:.0%} to {view.high:.0%}"


def days(first: date | None, last: date | None) -> str:
    """From when to when: one day where both are the same."""
    return str(first) if first == last else f"{first} to {last}"


def count_of(one: WithheldCount, definition: Definition) -> str:
    """A count with what it is of, in the denominator of the headline: "7 of 20"."""
    is_all = definition.headline.view == "all"
    whole = one.of_openings if is_all else one.stating_openings
    return f"{one.openings:,} of {whole:,}"


def error_words(error: ReadingError | None) -> str:
    """How well postings are read for a value, in words."""
    if error is None:
        return "not measured"
    if error.exact is not None:
        return f"read right in {error.exact:.0%} of {error.labelled} postings labelled by hand"
    precision, recall = (
        "–" if part is None else f"{part:.0%}" for part in (error.precision, error.recall)
    )
    return f"precision {precision}, recall {recall} on {error.labelled} labels made by hand"


def corrected_words(estimate: Estimate) -> str:
    """What a share is without the measured error of reading; empty where that is not known."""
    if estimate.corrected is None:
        return ""
    return (
        f"{percent(estimate.corrected, 1)} of all openings without the measured error of reading "
        "(Rogan and Gladen 1978)"
    )


def capitalised(text: str) -> str:
    """As it begins a sentence or a heading; the rest stays as it is."""
    return f"{text[:1].upper()}{text[1:]}"


def uncapitalised(text: str) -> str:
    """As it goes on within a sentence."""
    return f"{text[:1].lower()}{text[1:]}"
