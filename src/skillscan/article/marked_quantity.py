"""The number inside a marker, whose unit the marked statistic tells."""

import re
from collections.abc import Sequence

from skillscan.article.model import ArticleText, Quantity
from skillscan.article.source.markers import Marker
from skillscan.statistics.definitions import definitions

_NUMBER = re.compile(r"(?<![\d.,])\d{1,9}(?:[.,]\d{1,4})?(?![\d]|[.,]\d)")
_ALL = 100.0


def marked_quantity(
    article: ArticleText, marker: Marker, found: Sequence[Quantity]
) -> Quantity | None:
    """The one number of a marker: one that was found there, else a bare one ("72", where the sign
    stands outside), which is a share in per cent. ``None`` where there is not exactly one.
    """
    within = [one for one in found if marker.start <= one.number_start < marker.end]
    if len(within) > 1:
        return None
    if within and (within[0].unit == "percent" or not _is_share(marker)):
        return within[0]
    numbers = list(_NUMBER.finditer(article.text[marker.start : marker.end]))
    return _bare(marker, numbers[0]) if len(numbers) == 1 else None


def _is_share(marker: Marker) -> bool:
    definition = definitions().get(marker.address.statistic)
    return definition is None or (marker.address.measure or definition.headline.measure) in (
        definition.measures
    )


def _bare(marker: Marker, number: re.Match[str]) -> Quantity | None:
    """A number without a unit: a share in per cent, or between 0 and 1 as a fraction."""
    value = float(number[0].replace(",", "."))
    places = len(re.split(r"[.,]", number[0])[1]) if re.search(r"[.,]", number[0]) else 0
    scale = _ALL if number[0].startswith("0") and places > 1 else 1.0
    if value * scale > _ALL:
        return None
    return Quantity(
        start=marker.start + number.start(),
        end=marker.start + number.end(),
        number_start=marker.start + number.start(),
        number_end=marker.start + number.end(),
        low=value * scale,
        high=value * scale,
        unit="percent",
        step=scale * 10.0**-places,
    )
