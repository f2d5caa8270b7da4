"""An editor's decision on one number of an article, put into the file beside it."""

from collections.abc import Iterable, Sequence
from difflib import get_close_matches
from pathlib import Path

from skillscan.article.article_numbers import ReadArticle
from skillscan.article.confirmed.claim_places import ClaimPlaces
from skillscan.article.confirmed.claims_file import load, save
from skillscan.article.confirmed.decision import ClaimDecision
from skillscan.article.confirmed.matching import match
from skillscan.article.dimension import AGAINST
from skillscan.article.model import Binding, Quantity
from skillscan.article.source.claim_address import ClaimAddress
from skillscan.article.source.source_lines import SourceLines
from skillscan.errors import UsageError
from skillscan.statistics.definitions import Definition, definitions
from skillscan.statistics.estimates import ALL, Views
from skillscan.text.printable import shortened

_FEW, _SHOWN = 12, 60


def confirm(
    path: Path,
    read: ReadArticle,
    claim: str,
    *,
    populations: Iterable[str],
    address: ClaimAddress | None = None,
    note: str | None = None,
) -> ClaimDecision:
    """Keep that a number is of what the reading says, or of ``address``.

    ``claim`` is its id, or the number of its line where that has one claim only. Raises UsageError
    where it is none, where the reading has nothing to confirm, or where the address names what is
    not known; ``populations`` are those that are.
    """
    chosen = _Choice(read).index(claim, is_any_number=address is not None)
    if address is not None:
        binding: Binding | None = _binding(read.quantities[chosen], address, populations)
    else:
        reading = read.readings[chosen]
        binding = reading if isinstance(reading, Binding) else None
        if binding is None:
            raise UsageError(
                f"{claim}: nothing is known of this number that could be confirmed; say what it"
                ' is with --as "STATISTIC VALUE POPULATION"'
            )
    return _put(path, read, chosen, binding, note)


def dismiss(path: Path, read: ReadArticle, claim: str, *, note: str | None = None) -> ClaimDecision:
    """Keep that a number is nothing to judge. Raises UsageError where the claim is none."""
    return _put(path, read, _Choice(read).index(claim), None, note)


def _put(
    path: Path, read: ReadArticle, index: int, binding: Binding | None, note: str | None
) -> ClaimDecision:
    """Write the decision in the place of an earlier one on the same number, or at the end."""
    _refuse_marked(read, index)
    decisions = load(path)
    places = ClaimPlaces(read.article, read.quantities, read.readings)
    new = places.decide(index, binding, note=note)
    matched = match(read.article, read.quantities, read.readings, decisions)
    old = matched.found.get(index)
    if old is None:
        save(path, [*decisions, new])
    else:
        save(path, [new if one is old else one for one in decisions])
    return new


def _refuse_marked(read: ReadArticle, index: int) -> None:
    quantity = read.quantities[index]
    for marker in (*(one for one, _ in read.marked), *read.numberless):
        if marker.start < quantity.number_end and quantity.number_start < marker.end:
            raise UsageError(
                f"line {marker.line}: a marker in the article says what this number is, and wins;"
                " change the marker, or take it out"
            )


def _binding(quantity: Quantity, address: ClaimAddress, populations: Iterable[str]) -> Binding:
    """What an editor says a number is of."""
    known = definitions()
    _require(address.statistic, "statistic", known)
    _require(address.population, "population", populations)
    definition = known[address.statistic]
    if address.split == AGAINST:
        _require(address.group, "population beside it", _compared(definition, address.population))
    elif address.group:
        _require(address.split, f"split of {address.statistic}", definition.splits)
    elif ALL not in definition.splits:
        asked = " or ".join(f"{split}=…" for split in definition.splits)
        raise UsageError(f"{address.statistic} is told of groups alone; say {asked}")
    if address.measure is not None:
        _require(address.measure, "measure", {*definition.measures, *definition.figures})
    if address.view is not None:
        _require(address.view, "view", Views.__struct_fields__)
    return address.binding(quantity.start, quantity.end, "editor")


def _compared(definition: Definition, population: str) -> set[str]:
    """The populations from which a statistic has the difference of one."""
    pairs = [pair for rule in definition.figures.values() for pair in rule.against.items()]
    return {other for pair in pairs for other in pair if population in pair} - {population}


def _require(word: str, kind: str, known: Iterable[str]) -> None:
    names = sorted(known)
    if word in names:
        return
    near = get_close_matches(word, names, n=3, cutoff=0.5) or names[:_FEW]
    raise UsageError(f"unknown {kind} {shortened(word, _SHOWN)!r}; known here: {', '.join(near)}")


class _Choice:
    """The numbers of an article by the names that an editor has for them."""

    def __init__(self, read: ReadArticle) -> None:
        self._read = read
        self._ids = ClaimPlaces(read.article, read.quantities, read.readings).ids
        self._lines = SourceLines(read.article.source)

    def index(self, claim: str, *, is_any_number: bool = False) -> int:
        """The number of this id, or the only one of this line. Raises UsageError."""
        if claim in self._ids:
            return self._ids.index(claim)
        if not claim.isdecimal():
            raise UsageError(
                f"{shortened(claim, _SHOWN)!r}: no such claim here; name an id that"
                " `skillscan article check` lists, or the number of a line with one claim"
            )
        numbers = [one for one in range(len(self._ids)) if self._line(one) == int(claim[:12])]
        bound = [one for one in numbers if isinstance(self._read.readings[one], Binding)]
        chosen = numbers if is_any_number and len(bound) != 1 else bound
        if len(chosen) != 1:
            raise UsageError(self._told(claim, chosen or numbers))
        return chosen[0]

    def _line(self, index: int) -> int:
        article = self._read.article
        return self._lines.number(article.origins[self._read.quantities[index].number_start])

    def _told(self, line: str, indices: Sequence[int]) -> str:
        if not indices:
            return f"line {line[:12]} has no number; name another line, or a claim's id"
        text = self._read.article.text
        shown = [
            f"{self._ids[one]} ({shortened(text[self._read.quantities[one].start :][:_SHOWN], 30)})"
            for one in indices[:_FEW]
        ]
        return (
            f"line {line[:12]} has several claims, or numbers that are none; name one by its id"
            f" (one that is none needs --as): {', '.join(shown)}"
        )
