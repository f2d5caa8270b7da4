"""Articles, claims and publications made by hand, for tests of judging and of proposals."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, date, datetime
from typing import Any

import msgspec

from skillscan.article.judging.bound_claim import BoundClaim
from skillscan.article.model import ArticleBlock, ArticleText, Binding, Bound, Quantity
from skillscan.release.document import PopulationEntry, Publication
from skillscan.statistics.definitions import definitions
from skillscan.statistics.estimates import Denominator, Estimate, View, Views
from skillscan.statistics.figures.figure import Figure
from skillscan.statistics.populations import Population, Sample

US = "ml_engineer_us"


def article(*paragraphs: str) -> ArticleText:
    """A plain text of these paragraphs."""
    text = "\n\n".join(paragraphs)
    blocks, position = [], 0
    for one in paragraphs:
        blocks.append(ArticleBlock(kind="paragraph", start=position, end=position + len(one)))
        position += len(one) + 2
    return ArticleText(
        format="text",
        source=text,
        text=text,
        origins=tuple(range(len(text) + 1)),
        blocks=tuple(blocks),
    )


def quantity(text: ArticleText, words: str, low: float, **fields: Any) -> Quantity:
    """The first place of ``words``; ``number`` is the part of them that is replaced."""
    start = text.text.index(words)
    number = fields.pop("number", words)
    at = start + words.index(number)
    made: dict[str, Any] = {"high": low, "unit": "percent", "step": 1.0, "bound": Bound.EXACT}
    return Quantity(
        start=start,
        end=start + len(words),
        number_start=at,
        number_end=at + len(number),
        low=low,
        **{**made, **fields},
    )


def claim(
    found: Quantity, statistic: str | None, dimension: str | None, **fields: Any
) -> BoundClaim:
    """A claim whose quote is its number."""
    made: dict[str, Any] = {"kind": "ours", "view": "all"}
    binding = Binding(
        start=found.start,
        end=found.end,
        statistic=statistic,
        dimension=dimension,
        **{**made, **fields},
    )
    return BoundClaim(quantity=found, binding=binding)


def skill(text: ArticleText, words: str, percent: float, name: str, **fields: Any) -> BoundClaim:
    """A share of a skill, printed in the article as ``words``."""
    of_number = {key: fields.pop(key) for key in ("step", "bound", "number") if key in fields}
    return claim(quantity(text, words, percent, **of_number), "skill_share", name, **fields)


def view(share: float, half_width: float = 0.03) -> View:
    """A share with a symmetric interval."""
    return View(share=share, low=max(0.0, share - half_width), high=min(1.0, share + half_width))


def estimate(statistic: str, value: str, measure: str, share: float, **fields: Any) -> Estimate:
    """An estimate of 120 openings, of which 80 state it: there the share is half as large again."""
    stating = fields.pop("stating", min(1.0, share * 1.5))
    return Estimate(
        statistic=statistic,
        population=fields.pop("population", US),
        value=value,
        label=fields.pop("label", value),
        measure=measure,
        openings=round(120 * share),
        postings=round(150 * share),
        employers=30,
        of_openings=120,
        of_employers=40,
        stating_openings=80,
        stating_employers=30,
        views=Views(all=view(share), stating=view(stating), silent=view(1 / 3), employer=None),
        reading_error=None,
        **fields,
    )


def figure(statistic: str, value: str, name: str, number: float, **fields: Any) -> Figure:
    """A figure whose interval is a tenth to both sides."""
    rule = definitions()[statistic].figures[name]
    made = {"low": number * 0.9, "high": number * 1.1, "split": "all", "group": ""}
    return Figure(
        statistic=statistic,
        population=US,
        group_label="",
        value=value,
        label=value,
        figure=name,
        unit=rule.unit,
        number=number,
        openings=80,
        employers=30,
        of_openings=120,
        of_employers=40,
        **{**made, **fields},
    )


def population(name: str, **fields: Any) -> PopulationEntry:
    """A population of one occupation with a sample of 2026."""
    sample = Sample(
        openings=120,
        postings=150,
        employers=40,
        first_day=date(2026, 10, 1),
        last_day=date(2026, 11, 2),
    )
    made = Population(id=name, label=name, occupation=(name.removesuffix("_us"),))
    return PopulationEntry(definition=made, sample=msgspec.structs.replace(sample, **fields))


def publication(*rows: Estimate | Figure, **fields: Any) -> Publication:
    """A release that says these numbers, and of two populations nothing else."""
    made: dict[str, Any] = {
        "release": "2026-11-02-0123456789ab",
        "withheld": [],
        "populations": {
            one: population(one) for one in (US, "data_scientist_us", "ml_engineer_gb")
        },
        "denominators": [
            Denominator(
                statistic="skill_share",
                population=US,
                split="all",
                group="",
                group_label="",
                openings=120,
                employers=40,
                stating_openings=118,
                stating_employers=40,
                none_high=0.03,
            )
        ],
    }
    return Publication(
        published_at=datetime(2026, 11, 2, tzinfo=UTC),
        as_of=date(2026, 11, 2),
        notice=None,
        skillscan_version="0",
        pipeline_version="p",
        method="",
        statistics=dict(definitions()),
        caveats={},
        sources=[],
        estimates=[one for one in rows if isinstance(one, Estimate)],
        figures=[one for one in rows if isinstance(one, Figure)],
        **{**made, **fields},
    )


def numbered(
    claims: Sequence[BoundClaim], sample: int, members: tuple[int, ...]
) -> list[BoundClaim]:
    """The claims, of which one is the sample of others."""
    found = list(claims)
    one = found[sample]
    found[sample] = replace(one, binding=replace(one.binding, sample_of=members))
    return found
