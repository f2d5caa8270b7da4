"""``python -m benchmarks.coverage``: how often the 95 % intervals hold a truth that is known.

Markets are invented whose truth is given, with few and many employers, equal and very unequal ones,
common and rare values, and openings of one employer that are alike; the numbers are made by the
functions that make those of a release. Each market is one value of a slice, so that hundreds cost
as much as one release. Of a cell only markets count that the definition's minimum sample would
publish. ``tests/statistics/test_coverage.py`` holds a short form, docs/method.md the table.
"""

import argparse
from collections.abc import Callable, Iterator, Mapping, Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from functools import partial
from itertools import product
from pathlib import Path

import msgspec
import numpy as np
import pyarrow as pa

from benchmarks.coverage_table import Cell, table
from skillscan.statistics.counts_by_employer import CountsByEmployer
from skillscan.statistics.definitions import Definition, definitions
from skillscan.statistics.estimates import ALL, Slice
from skillscan.statistics.figures.amounts import Amounts
from skillscan.statistics.figures.difference import differences
from skillscan.statistics.figures.figure import Figure
from skillscan.statistics.figures.lift import lifts
from skillscan.statistics.figures.median import medians
from skillscan.statistics.figures.sums import ratios
from skillscan.statistics.figures.survival import survival_medians
from skillscan.statistics.shares import EmployerCounts, shares
from skillscan.statistics.slices import NumberedRows, Numbers
from skillscan.statistics.sparse_cells import Floats, SparseCells

Random = np.random.Generator
POPULATION = "ml_engineer_us"
SLICE = Slice(POPULATION, ALL, "", "")
PAGE = Path(__file__).parents[1] / "docs" / "method.md"
BEGINS, ENDS = "<!-- made by benchmarks.coverage -->", "<!-- end -->"
EMPLOYERS = (10, 20, 50, 400)
LIKENESS = (0.05, 0.2, 0.4)
"""Correlation of two openings of one employer."""
SHARES = (0.02, 0.1, 0.3, 0.6)


@dataclass(frozen=True, slots=True)
class Covered:
    """Of markets of one cell: whether each interval held the truth, and how wide it was."""

    holds: Sequence[bool]
    widths: Sequence[float]


def equal(_: Random, employers: int) -> Floats:
    """Four openings each."""
    return np.full(employers, 4.0)


def unequal(random: Random, employers: int) -> Floats:
    """Half have one or two, the largest some dozens."""
    return np.maximum(np.round(random.lognormal(0.7, 1.0, employers)), 1)


def very_unequal(random: Random, employers: int) -> Floats:
    """A tail without a mean to speak of, cut at 80."""
    return np.minimum(np.round(1 + random.pareto(1.2, employers)), 80)


def dominated(random: Random, employers: int) -> Floats:
    """One has an eighth of all openings, as in ``ml_us_2025`` with ``builtin_2026``."""
    sizes = np.minimum(np.round(1 + random.pareto(2.0, employers)), 15)
    sizes[0] = max(1, round(sizes[1:].sum() / 7))
    return sizes


SIZES: Mapping[str, Callable[[Random, int], Floats]] = {
    "equal": equal,
    "unequal": unequal,
    "very unequal": very_unequal,
    "one of an eighth": dominated,
}


def drawn_sizes(random: Random, shape: str, employers: int, least: int) -> Floats:
    """Sizes of that shape, of at least so many openings in all: what is published."""
    sizes = SIZES[shape](random, employers)
    while sizes.sum() < least:
        sizes += 1
    return sizes


def alike(random: Random, share: float, likeness: float, shape: tuple[int, int]) -> Floats:
    """Employers' own shares: beta, so that two openings of one correlate by ``likeness``."""
    spread = (1 - likeness) / likeness
    return random.beta(share * spread, (1 - share) * spread, size=shape)


def held(random: Random, sizes: Floats, own: Floats) -> Floats:
    """How many of each employer's openings hold the value."""
    return random.binomial(sizes.astype(int)[:, None], own).astype(float)


def counted(sizes: Floats, values: Floats, measure: str) -> CountsByEmployer:
    """Counts as a relation gives them; every opening states the thing."""
    names = tuple(f"{number:05}" for number in range(values.shape[1]))
    return CountsByEmployer(
        employers=tuple(f"e{number:05}" for number in range(len(sizes))),
        openings=sizes,
        responding=sizes,
        values=names,
        labels=dict.fromkeys(names, "x"),
        numerators={measure: SparseCells.of(values)},
        postings={measure: values.sum(axis=0)},
    )


def share_of(view: str) -> Callable[..., Covered]:
    """Markets of one statistic with values of all kinds, of which one kind is looked at."""

    def simulated(
        random: Random, sizes: Floats, cell: tuple[float, float], markets: int
    ) -> Covered:
        share, likeness = cell
        size = (len(sizes), markets)
        own = [alike(random, share, likeness, size)]
        own += [alike(random, p, r, (len(sizes), 8)) for p in SHARES for r in LIKENESS]
        counts = SparseCells.of(held(random, sizes, np.hstack(own)))
        found = shares(
            EmployerCounts(openings=sizes, responding=sizes, numerators=counts),
            headline="all",
            seed=int(random.integers(2**32)),
        )[view]
        low, high = found.low[:markets], found.high[:markets]
        return Covered(list((low <= share) & (share <= high)), list(high - low))

    return simulated


def single_share(random: Random, sizes: Floats, cell: tuple[float, float], markets: int) -> Covered:
    """A statistic of one value alone, such as the share that states nothing."""
    share, likeness = cell
    values = held(random, sizes, alike(random, share, likeness, (len(sizes), markets)))
    holds: list[bool] = []
    widths: list[float] = []
    for column in range(markets):
        counts = SparseCells.of(values[:, [column]])
        given = EmployerCounts(openings=sizes, responding=sizes, numerators=counts)
        found = shares(given, headline="all", seed=1)["all"]
        holds.append(bool(found.low[0] <= share <= found.high[0]))
        widths.append(float(found.high[0] - found.low[0]))
    return Covered(holds, widths)


def difference(random: Random, sizes: Floats, cell: tuple[float, float], markets: int) -> Covered:
    """Two occupations of which one has twenty points more; an employer is alike in both."""
    share, likeness = cell
    more = min(share + 0.2, 0.9)
    own = alike(random, 0.5, likeness, (len(sizes), markets))
    definition = definitions()["occupation_comparison"]
    here, there = next(iter(definition.figures["difference"].against.items()))
    measure = definition.figures["difference"].measure or definition.headline.measure
    counts = {}
    for population, true in ((here, more), (there, share)):
        tilted = np.clip(true + (own - 0.5) * 2 * min(true, 1 - true), 0, 1)
        one = Slice(population, ALL, "", "")
        counts[one] = counted(sizes, held(random, sizes, tilted), measure)
    return _covered(differences(definition, "difference", counts), more - share)


def lift(random: Random, sizes: Floats, cell: tuple[float, float], markets: int) -> Covered:
    """Two skills, of which the second is named half as often where the first is not."""
    share, likeness = cell
    shape = (len(sizes), markets)
    first = held(random, sizes, alike(random, share, likeness, shape))
    second = alike(random, 0.4, likeness, shape)
    both = random.binomial(first.astype(int), second).astype(float)
    alone = random.binomial((sizes[:, None] - first).astype(int), second / 2).astype(float)
    definition = definitions()["skill_pairs"]
    is_enough = both.sum(axis=0) >= definition.minimum.value_openings
    if not is_enough.any():
        return Covered([], [])
    columns = [part[:, is_enough] for part in (both, first, both + alone)]
    pairs = counted(sizes, columns[0], "together")
    names = tuple(f"a{one}|b{one}" for one in pairs.values)
    pairs = CountsByEmployer(
        employers=pairs.employers,
        openings=sizes,
        responding=sizes,
        values=names,
        labels=dict.fromkeys(names, "x"),
        numerators=pairs.numerators,
        postings=pairs.postings,
    )
    single_names = (*(n.split("|")[0] for n in names), *(n.split("|")[1] for n in names))
    values = np.hstack(columns[1:])
    singles = CountsByEmployer(
        employers=pairs.employers,
        openings=sizes,
        responding=sizes,
        values=single_names,
        labels=dict.fromkeys(single_names, "x"),
        numerators={"named": SparseCells.of(values)},
        postings={},
    )
    found = lifts(definition, "lift", {SLICE: pairs}, {SLICE: singles}, "named")
    return _covered(found, 1 / (share + (1 - share) / 2))


def _amounts(
    name: str, sizes: Floats, columns: Mapping[str, Floats], markets: int
) -> tuple[Definition, Amounts, Mapping[Slice, CountsByEmployer]]:
    """A statistic of amounts, a value a market; ``columns`` have a row an opening."""
    definition = definitions()[name]
    employer = np.repeat(np.arange(len(sizes)), sizes.astype(int))
    rows = len(employer)
    counts = counted(sizes, np.zeros((len(sizes), 1)), "stated")
    names = [f"{number:05}" for number in range(markets)]
    numbered = NumberedRows(
        name=name,
        values=np.array(names, dtype=np.object_),
        labels=dict.fromkeys(names, "x"),
        answers=rows * markets,
        is_whole=False,
    )
    amounts = Amounts(
        numbers=Numbers(
            slices={SLICE: 0},
            employers=np.array(counts.employers, dtype=np.object_),
            rows=numbered,
        ),
        columns={
            "slice": np.zeros(rows * markets, np.int32),
            "employer": np.tile(employer, markets),
            "value_number": np.repeat(np.arange(markets), rows),
            **{f"amount_{key}": column.T.ravel() for key, column in columns.items()},
        },
    )
    return definition, amounts, {SLICE: counts}


def _employers_effect(
    random: Random, sizes: Floats, likeness: float, markets: int
) -> tuple[Floats, Floats]:
    """Normal effects of employers and of openings, an opening a row, with variance one in all."""
    own = random.normal(0, likeness**0.5, (len(sizes), markets))
    rest = random.normal(0, (1 - likeness) ** 0.5, (int(sizes.sum()), markets))
    return np.repeat(own, sizes.astype(int), axis=0), rest


def median(random: Random, sizes: Floats, cell: tuple[float, float], markets: int) -> Covered:
    """Pay: lognormal, with employers that pay more or less; the median is 150,000."""
    own, rest = _employers_effect(random, sizes, cell[1], markets)
    pay = 150_000 * np.exp(0.3 * (own + rest))
    columns = {"median_pay": pay, "median_low": pay, "median_high": pay}
    definition, rows, counts = _amounts("pay_median", sizes, columns, markets)
    return _covered(medians(definition, "median_pay", rows, counts), 150_000)


def survival(random: Random, sizes: Floats, cell: tuple[float, float], markets: int) -> Covered:
    """Lifetimes: lognormal about 30 days; a third are still open when they are last watched."""
    own, rest = _employers_effect(random, sizes, cell[1], markets)
    life = np.round(30 * np.exp(0.7 * (own + rest)), 1)
    watched = np.round(random.uniform(5, 120, life.shape), 1)
    until, ended = np.minimum(life, watched), (life <= watched).astype(float)
    columns = {
        "median_days": until,
        "median_days_from": np.full(life.shape, np.nan),
        "median_days_ended": ended,
    }
    definition, rows, counts = _amounts("posting_lifetime", sizes, columns, markets)
    return _covered(survival_medians(definition, "median_days", rows, counts), 30)


def _by_employer(
    name: str, figure: str, above: Floats, below: Floats, openings: Floats
) -> Iterator[Figure]:
    definition = definitions()[name]
    employers, markets = above.shape
    rows = pa.table(
        {
            "population_id": [POPULATION] * above.size,
            "employer_id": [f"e{number:05}" for number in range(employers)] * markets,
            "value": np.repeat([f"{number:05}" for number in range(markets)], employers),
            "label": ["x"] * above.size,
            "openings": openings.T.ravel().astype(np.int64),
            f"amount_{figure}": above.T.ravel(),
            f"amount_{figure}_of": below.T.ravel(),
        }
    )
    return ratios(definition, figure, rows, [POPULATION])


def growth(random: Random, sizes: Floats, cell: tuple[float, float], markets: int) -> Covered:
    """New openings of two months: a tenth more, with employers that grow and shrink by chance."""
    own = random.gamma(1 / cell[1], cell[1], (len(sizes), markets))
    earlier = random.poisson(np.broadcast_to(sizes[:, None], own.shape)).astype(float)
    later = random.poisson(1.1 * sizes[:, None] * own).astype(float)
    return _covered(
        _by_employer("posting_growth", "on_month", later, earlier, later + earlier), 0.1
    )


def premium(random: Random, sizes: Floats, cell: tuple[float, float], markets: int) -> Covered:
    """Naming a skill goes with ten per cent more pay, more at some employers, less at others."""
    share, likeness = cell
    shape = (len(sizes), markets)
    naming = held(random, sizes, alike(random, share, likeness, shape))
    others = sizes[:, None] - naming
    is_mixed = (naming > 0) & (others > 0)
    own = 0.1 + random.normal(0, 0.1 * likeness**0.5, shape)
    noise = [random.normal(0, 0.2, shape) / np.sqrt(np.maximum(n, 1)) for n in (naming, others)]
    below = np.where(is_mixed, naming * others / sizes[:, None], 0.0)
    above = below * (own + noise[0] - noise[1])
    openings = np.where(is_mixed, sizes[:, None], 0.0)
    holds: list[bool] = []
    widths: list[float] = []
    for column in range(markets):
        chosen = is_mixed[:, column]
        if not chosen.any():
            continue
        parts = [part[chosen][:, [column]] for part in (above, below, openings)]
        found = _by_employer("pay_premium_by_skill", "premium", parts[0], parts[1], parts[2])
        one = _covered(found, float(np.exp(0.1) - 1))
        holds += one.holds
        widths += one.widths
    return Covered(holds, widths)


def _covered(figures: Iterator[Figure], truth: float) -> Covered:
    ends = [(one.low, one.high) for one in figures]
    found = [(low, high) for low, high in ends if low is not None and high is not None]
    return Covered(
        [bool(low <= truth <= high) for low, high in found],
        [float(high - low) for low, high in found],
    )


@dataclass(frozen=True, slots=True)
class Kind:
    """A kind of number: how it is simulated, for which values, and its least openings."""

    simulate: Callable[..., Covered]
    shares: Sequence[float]
    statistic: str


KINDS: Mapping[str, Kind] = {
    "share": Kind(share_of("all"), SHARES, "skill_share"),
    "share of one value alone": Kind(single_share, SHARES, "entry_level_share"),
    "one employer, one vote": Kind(share_of("employer"), SHARES, "skill_share"),
    "difference": Kind(difference, SHARES, "occupation_comparison"),
    "lift": Kind(lift, (0.1, 0.3, 0.6), "skill_pairs"),
    "median": Kind(median, (0.0,), "pay_median"),
    "survival median": Kind(survival, (0.0,), "posting_lifetime"),
    "growth": Kind(growth, (0.0,), "posting_growth"),
    "premium": Kind(premium, (0.1, 0.3, 0.6), "pay_premium_by_skill"),
}


def cells(
    kind: str, employers: int, shape: str, *, markets: int, draws_of_sizes: int = 4, seed: int = 0
) -> Iterator[Cell]:
    """Every share and likeness of a kind, for one number of employers of one shape; another seed
    gives other markets.
    """
    one = KINDS[kind]
    least = definitions()[one.statistic].minimum
    if employers < least.employers:
        return
    for share, likeness in product(one.shares, LIKENESS):
        name = f"{seed} {kind} {employers} {shape} {share} {likeness}".encode()
        random = np.random.default_rng(list(name))
        holds: list[bool] = []
        widths: list[float] = []
        for _ in range(draws_of_sizes):
            sizes = drawn_sizes(random, shape, employers, least.openings)
            found = one.simulate(random, sizes, (share, likeness), markets // draws_of_sizes)
            holds += found.holds
            widths += found.widths
        if len(holds) >= markets / 4:
            yield Cell(
                kind=kind,
                employers=employers,
                sizes=shape,
                share=share,
                likeness=likeness,
                markets=len(holds),
                coverage=float(np.mean(holds)),
                width=float(np.mean(widths)),
            )


def _cells(task: tuple[str, int, str], markets: int, seed: int) -> list[Cell]:
    return list(cells(*task, markets=markets, seed=seed))


def main() -> None:
    """Make the table of docs/method.md."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("--only", nargs="+", choices=list(KINDS), help="some kinds")
    parser.add_argument("--employers", nargs="+", type=int, default=list(EMPLOYERS))
    parser.add_argument("--markets", type=int, default=400, help="markets a cell")
    parser.add_argument("--seed", type=int, default=0, help="of the markets")
    parser.add_argument("--processes", type=int, default=1)
    parser.add_argument("--cells", action="store_true", help="every cell, as JSON lines")
    parser.add_argument("--write", action="store_true", help=f"put the table into {PAGE.name}")
    arguments = parser.parse_args()
    tasks = list(product(arguments.only or KINDS, arguments.employers, SIZES))
    simulate = partial(_cells, markets=arguments.markets, seed=arguments.seed)
    found: list[Cell] = []
    with ProcessPoolExecutor(arguments.processes) as pool:
        for some in pool.map(simulate, tasks):
            found += some
            if arguments.cells and some:
                print(*(msgspec.json.encode(one).decode() for one in some), sep="\n", flush=True)
    print(table(found))
    if arguments.write:
        text = PAGE.read_text("utf-8")
        before, rest = text.split(BEGINS)
        PAGE.write_text(f"{before}{BEGINS}\n{table(found)}\n{ENDS}{rest.split(ENDS)[1]}", "utf-8")


if __name__ == "__main__":
    main()
