"""The splits whose groups are samples: of each whole population, and of each group of a split.

They are counted as other splits are, to be compared, and not published.
"""

from collections.abc import Iterable

from skillscan.statistics.estimates import ALL, Slice

LEAST_OPENINGS, LEAST_EMPLOYERS = 30, 10
"""A smaller sample cannot disagree beyond chance, and a value that fewer openings hold neither."""
SAMPLE = "sample"
"""The split whose groups are the samples that a number of a whole population pools."""
SAMPLE_OF = f"{SAMPLE} of "
"""How the splits begin whose groups are the samples of each group of another split."""
_PARTS = 3
"""Of the name of a sample: source, year and quarter, which a bar parts (of a group of a split its
own name stands before them)."""
Pooling = tuple[str, str, str]
"""Population, split and group of what pools samples."""


def samples_of(split: str) -> str:
    """The split by the samples of each group of a split."""
    return SAMPLE if split == ALL else f"{SAMPLE_OF}{split}"


def is_sample(one: Slice) -> bool:
    """Whether a slice is a sample, of a whole population or of a group."""
    return one.split == SAMPLE or one.split.startswith(SAMPLE_OF)


def pooling(one: Slice) -> Pooling:
    """What pools the openings of a slice that is a sample."""
    if one.split == SAMPLE:
        return one.population, ALL, ""
    return one.population, one.split.removeprefix(SAMPLE_OF), one.group.rsplit("|", _PARTS)[0]


def samples_by_pooling(slices: Iterable[Slice]) -> dict[Pooling, dict[str, Slice]]:
    """The samples among slices by what pools them, each by its source, year and quarter."""
    found: dict[Pooling, dict[str, Slice]] = {}
    for one in slices:
        if is_sample(one):
            name = "|".join(one.group.split("|")[-_PARTS:])
            found.setdefault(pooling(one), {})[name] = one
    return found
