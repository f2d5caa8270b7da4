"""``python -m benchmarks.install_weight [EXTRA …]``: what an installation of skillscan weighs.

Counted are the packages that it requires, directly or through others, as they are installed where
this runs, and the bytes of their files. Left out: skillscan itself, bytecode (Python makes that
anew), and what is installed beside (pip, the tools of development).
"""

import sys
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from importlib.metadata import Distribution, PackageNotFoundError, distribution

from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

PRODUCT = "skillscan"
SHOWN = 10
MIB = 2**20


@dataclass(frozen=True, slots=True)
class Weight:
    """Bytes by package."""

    of_package: dict[str, int]

    @property
    def mib(self) -> float:
        """Of all packages together."""
        return sum(self.of_package.values()) / MIB


def weigh(product: str = PRODUCT, extras: Iterable[str] = ()) -> Weight:
    """What must be installed beside the product, with these extras of it.

    Raises PackageNotFoundError where it is not installed itself, or not all of it.
    """
    found: dict[str, int] = {}
    seen: set[tuple[str, str]] = set()
    waiting = [(product, extra) for extra in ("", *extras)]
    while waiting:
        name, extra = waiting.pop()
        if (name, extra) in seen:
            continue
        seen.add((name, extra))
        package = distribution(name)
        if name != product:
            found[name] = _bytes(package)
        waiting += _required(package, extra)
    return Weight(found)


def _required(package: Distribution, extra: str) -> list[tuple[str, str]]:
    """Packages and extras that hold on this machine."""
    needs = [Requirement(line) for line in package.requires or ()]
    return [
        (canonicalize_name(need.name), one)
        for need in needs
        if need.marker is None or need.marker.evaluate({"extra": extra})
        for one in ("", *need.extras)
    ]


def _bytes(package: Distribution) -> int:
    places = [package.locate_file(file) for file in package.files or () if file.suffix != ".pyc"]
    return sum(place.stat().st_size for place in places if place.is_file())  # type: ignore[attr-defined]


def main(extras: Sequence[str]) -> int:
    """Print it; gives the exit code."""
    try:
        weight = weigh(extras=extras)
    except PackageNotFoundError as error:
        print(f"{error.name} is not installed here: make setup")
        return 1
    print(f"{len(weight.of_package)} packages, {weight.mib:,.0f} MiB")
    heaviest = sorted(weight.of_package.items(), key=lambda one: -one[1])[:SHOWN]
    for name, size in heaviest:
        print(f"{size / MIB:8,.0f} MiB  {name}")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
