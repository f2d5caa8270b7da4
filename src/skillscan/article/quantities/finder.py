"""Every quantity of an article, in text order, none overlapping.

The phrases of ``article_quantities.yaml`` run as a spaCy ``Matcher`` over the words around each
number of a block. The longest phrase at a place wins, then the words before it and behind it that
set its bound are taken in.
"""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache

from spacy.vocab import Vocab

from skillscan.article.grammar import pattern_of
from skillscan.article.model import ArticleBlock, ArticleText, Bound, Quantity
from skillscan.article.quantities.bare_cells import BareCells, is_bare_cell
from skillscan.article.quantities.bare_levels import bare_levels
from skillscan.article.quantities.bare_premiums import bare_premiums
from skillscan.article.quantities.bare_shares import goes_on_bare
from skillscan.article.quantities.bare_sums import unit_of_bare_sum
from skillscan.article.quantities.bracketed_levels import is_behind_number
from skillscan.article.quantities.carried_units import carried_units
from skillscan.article.quantities.change_levels import ends_of_change
from skillscan.article.quantities.declared_shares import DeclaredShares
from skillscan.article.quantities.number_style import NumberStyle
from skillscan.article.quantities.reading import AmountReader
from skillscan.article.quantities.words import DIGITS, LARGE, ArticleWord, WordClasses
from skillscan.article.quantities.years_in_words import years_in_words
from skillscan.nlp.experience.token_phrases import OTHER, PhraseMatch, TokenPhrases
from skillscan.nlp.phrase_rule import phrase_pattern
from skillscan.rules import RuleFile, load_rules

QUANTITIES_FILE = "article_quantities.yaml"
AROUND = 17
"""Words on each side of a number in which its unit and its bound stand: as many as the longest
phrases of both have.
"""
NUMERIC = frozenset(
    {
        DIGITS,
        LARGE,
        "number",
        "fraction",
        "half",
        "change",
        "twice",
        "second",
        "every",
        "most",
        "majority",
    }
)
"""Of the classes of its words an amount holds one of these; other words are not searched."""
BEFORE_FREE, FREE_WORDS = frozenset({"every", "most"}), 8
"""Behind which, and how near, phrases have words of any kind: "most of the junior ML postings"."""
_MOST_KNOWN = 20_000
"""Stretches whose matches are kept."""
_HUNDRED = 100
_MOST_YEARS, _LABEL = 30, 80
_LIST_NUMBER = re.compile(r"[.)]\s")
_THRESHOLD = re.compile(
    r"\d\s?(?:\+|[-–]plus| or (?:more|over)| and (?:more|over|up)|[-–]\d{1,2})?\s?(?:years?|yrs?)\b"
    r"|\b(?:or|and) (?:more|over) years\b",
    re.IGNORECASE,
)
"""Years that openings ask for in a header, where the cells are shares of those that do."""
_SHARES_SIGN = re.compile(
    r",? (?:and|or|against|versus) (?:[A-Z][\w+#.]{0,20} )?(?:(?:in|at|by|with|on) )?"
    r"\d{1,2}(?:[.,]\d{1,2})? ?(?:%|percent\b|per cent\b)"
)
"""A number that takes its sign from the next one: "in 35 and AWS in 38 per cent"."""
_NAME = r"[\w+#.-]{1,24}(?: [A-Z][\w+#.-]{0,24}){0,3}"
IN_ROW = r"(?: {row_verbs}(?: {row_participles})?)? (?:in|at|by) "
"""What stands between the name of a thing in a row and its number: "Azure trails at 24"."""
_IN_A_ROW = rf"(?:, |,? and |,? but ){_NAME}{IN_ROW}"
_SIGN_BEFORE = (
    r"\b(?:in|at|by) (?:(?:{hedging_words}|{almost_words}) )?"
    r"\d{1,2}(?:[.,]\d{1,2})? ?(?:%|percent\b|per cent\b)"
    r"(?: (?:of|in) (?:(?:the|all|our|these) ){0,2}(?:\w+ ){0,2}(?:{part_nouns}|jobs|roles|them))?"
    rf"(?:{_IN_A_ROW}\d{{1,2}}(?:[.,]\d{{1,2}})?){{0,6}}{_IN_A_ROW}$"
)
_ROW_GOES_ON = rf"(?:{_IN_A_ROW}\d|[.,;:)](?!\d)|\s*$)"
"""A number that goes on with the sign of the first of a row: "AWS in 41 percent, Azure in 24"."""
_ROW = 200


@dataclass(frozen=True, slots=True)
class FoundQuantity:
    """A quantity, and the rules that found it and its bound."""

    quantity: Quantity
    rule: str
    bound_rule: str = ""


def find(article: ArticleText) -> list[Quantity]:
    """The quantities of an article. Dates, versions and addresses are none."""
    return [found.quantity for found in quantity_finder(load_rules(QUANTITIES_FILE)).find(article)]


@lru_cache(maxsize=1)
def _packaged_finder() -> "QuantityFinder":
    return QuantityFinder(load_rules(QUANTITIES_FILE))


def quantity_finder(rules: RuleFile) -> "QuantityFinder":
    """The finder of a rule file; that of the packaged one is made once."""
    return _packaged_finder() if rules is load_rules(QUANTITIES_FILE) else QuantityFinder(rules)


class QuantityFinder:
    """Finds quantities by one rule file."""

    def __init__(self, rules: RuleFile) -> None:
        self._rules = rules
        vocab = Vocab()
        self._amounts = TokenPhrases(vocab, rules, "amounts")
        self._bounds = TokenPhrases(vocab, rules, "bounds")
        self._words = WordClasses(rules, self._amounts.named | self._bounds.named)
        self._none = phrase_pattern(rules, "no_quantity")
        self._known: dict[tuple[str, ...], tuple[Sequence[PhraseMatch], Sequence[PhraseMatch]]] = {}
        listed = "|".join(map(re.escape, rules.words["share_words"]))
        years = "|".join(map(re.escape, rules.words["word_classes"]["year_unit"]))
        self._behind_years = re.compile(
            rf"\b(?:{years})\b[^.;,()\d]{{0,40}}[:=]\s?$", re.IGNORECASE
        )
        self._of_years = re.compile(
            rf"\b(?:{years})\b.{{0,30}}\b(?:experience|asked|required|median)\b|"
            rf"\b(?:median|average)\b.{{0,30}}\b(?:{years})\b",
            re.IGNORECASE,
        )
        self._is_share = re.compile(rf"(?<!\w)(?:{listed})(?!\w)", re.IGNORECASE)

    def find(self, article: ArticleText) -> Iterator[FoundQuantity]:
        """The quantities of an article with the rules that found them."""
        reader = AmountReader(self._rules, NumberStyle.of(article.text))
        cells = BareCells(article, lambda text: self._is_share.search(text) is not None)
        declared = DeclaredShares(article, cells)
        above: list[Quantity] = []
        for place, block in enumerate(article.blocks):
            masked = [m.span() for m in self._none.finditer(article.text, block.start, block.end)]
            words = list(self._words.cut(article.text, block.start, block.end, masked))
            found = [
                _as_declared(one, place, declared)
                for one in self._of_block(article, block, words, reader, cells)
            ]
            known = {one.quantity.start: one.quantity for one in found}
            found = _anew(found, bare_levels(article.text, block, known), "bare_levels")
            premiums = [one for one in bare_premiums(article.text, block) if _is_free(one, found)]
            found = _anew(found, premiums, "bare_premiums")
            quantities = [one.quantity for one in found]
            found = _anew(found, years_in_words(article, place, quantities), "years_in_words")
            quantities = [one.quantity for one in found]
            found = _anew(found, carried_units(article, place, quantities, above), "carried_units")
            above = [one.quantity for one in found]
            yield from found

    def _of_block(
        self,
        article: ArticleText,
        block: ArticleBlock,
        words: Sequence[ArticleWord],
        reader: AmountReader,
        cells: BareCells,
    ) -> Iterator[FoundQuantity]:
        for window in _windows(words):
            for found in self._of_window(window, reader):
                if _is_list_number(article.text, block, found.quantity):
                    continue
                for end in ends_of_change(article.text, found.quantity, self._rules):
                    yield self._as_share(article, block, replace(found, quantity=end), cells)

    def _of_window(
        self, words: Sequence[ArticleWord], reader: AmountReader
    ) -> Iterator[FoundQuantity]:
        kinds = [word.kind for word in words]
        matches, beside = self._search(kinds)
        nothing = MatchesByPlace([m for m in matches if m.gives == "nothing"])
        bounds = MatchesByPlace(beside)
        end = 0
        for match in sorted(matches, key=lambda m: (m.first, m.first - m.last)):
            if match.first < end or match.gives == "nothing" or _is_followed(match, kinds):
                continue
            if any(m.first < match.last and match.first < m.last for m in nothing.touching(match)):
                continue
            quantity = reader.read(match.gives, words[match.first : match.last])
            if quantity is not None:
                end = match.last
                around = bounds.touching(match)
                yield _with_bound(FoundQuantity(quantity, match.rule.id), match, around, words)

    def _search(self, kinds: Sequence[str]) -> tuple[list[PhraseMatch], list[PhraseMatch]]:
        """The amounts in a window, and the bounds in the same stretches of words as they."""
        amounts: list[PhraseMatch] = []
        bounds: list[PhraseMatch] = []
        for start, end in _stretches(kinds):
            found, beside = self._in_stretch(tuple(kinds[start:end]))
            amounts += [
                replace(one, first=one.first + start, last=one.last + start) for one in found
            ]
            bounds += [
                replace(one, first=one.first + start, last=one.last + start) for one in beside
            ]
        return amounts, bounds

    def _in_stretch(
        self, kinds: tuple[str, ...]
    ) -> tuple[Sequence[PhraseMatch], Sequence[PhraseMatch]]:
        """The same of one stretch; most of them come back many times in an article."""
        if (known := self._known.get(kinds)) is None:
            found = self._amounts.search(kinds)
            known = (found, self._bounds.search(kinds) if found else ())
            if len(self._known) < _MOST_KNOWN:
                self._known[kinds] = known
        return known

    def _as_share(
        self,
        article: ArticleText,
        block: ArticleBlock,
        found: FoundQuantity,
        cells: BareCells,
    ) -> FoundQuantity:
        """A bare number in a column of shares, one below 1 beside "share", or one that the sign of
        the next is for; one below or behind "years" is of years.
        """
        quantity = found.quantity
        if quantity.unit != "count":
            return found
        if quantity.high <= _HUNDRED and _SHARES_SIGN.match(article.text, quantity.end, block.end):
            return replace(found, quantity=replace(quantity, unit="percent"))
        if quantity.high <= _HUNDRED and (
            _goes_on_in_row(article.text, block, quantity)
            or goes_on_bare(article.text, block, quantity)
        ):
            return replace(found, quantity=replace(quantity, unit="percent"))
        if unit := unit_of_bare_sum(article, block, quantity):
            return replace(found, quantity=replace(quantity, unit=unit))
        if self._is_years(article, block, quantity) and not (
            _is_of_threshold(block) and cells.is_of_shares(block)
        ):
            return replace(found, quantity=replace(quantity, unit="years"))
        if is_behind_number(article, block, quantity.start) and not cells.has_earlier_in_brackets:
            return found  # "34 (120)" may be a share and its count
        is_cell, is_below_one = is_bare_cell(article, block), 0 < quantity.high < 1
        if not (is_cell or is_below_one) or quantity.high > _HUNDRED:
            return found
        text = article.text[block.start : block.end]
        if not (cells.is_of_shares(block) if is_cell else self._is_share.search(text)):
            return found
        return replace(found, quantity=_as_percent(quantity))

    def _is_years(self, article: ArticleText, block: ArticleBlock, quantity: Quantity) -> bool:
        """Whether a label or header says that a bare number is of years ("Median years: 4")."""
        if quantity.high > _MOST_YEARS:
            return False
        label = article.text[max(block.start, quantity.start - _LABEL) : quantity.start]
        if self._behind_years.search(label):
            return True
        headers = (block.column, block.row) if is_bare_cell(article, block) else ()
        return any(text and self._of_years.search(text) for text in headers)


def _as_declared(found: FoundQuantity, place: int, declared: DeclaredShares) -> FoundQuantity:
    """A bare number as a share, where a line beside its block says so."""
    quantity = found.quantity
    if quantity.unit != "count" or quantity.high > _HUNDRED or quantity.low != quantity.high:
        return found
    if not declared.is_share(place, quantity):
        return found
    return replace(found, quantity=_as_percent(quantity))


def _as_percent(quantity: Quantity) -> Quantity:
    """A bare number as a share; one below 1 is a fraction."""
    factor = _HUNDRED if 0 < quantity.high < 1 else 1
    low, high, step = (
        round(number * factor, 6) for number in (quantity.low, quantity.high, quantity.step)
    )
    return replace(quantity, low=low, high=high, step=step, unit="percent")


def _is_of_threshold(block: ArticleBlock) -> bool:
    """Whether a cell's header names an amount of years, which its number is then a share of:
    "5 or more years required".
    """
    return any(text and _THRESHOLD.search(text) for text in (block.column, block.row))


def _anew(
    found: Sequence[FoundQuantity], read: Iterable[Quantity], rule: str
) -> list[FoundQuantity]:
    """The quantities of a block in order, those that a rule reads in place of what stood there."""
    told = {one.start: FoundQuantity(one, rule) for one in read}
    kept = [one for one in found if one.quantity.start not in told]
    return sorted([*kept, *told.values()], key=lambda one: one.quantity.start)


def _is_free(number: Quantity, found: Sequence[FoundQuantity]) -> bool:
    """Whether nothing else was read where a number stands, or only a count without a unit."""
    return all(
        one.quantity.end <= number.start
        or number.end <= one.quantity.start
        or (one.quantity.start == number.start and one.quantity.unit == "count")
        for one in found
    )


class MatchesByPlace:
    """Matches of a window, asked for by place: a line of a thousand numbers has thousands."""

    def __init__(self, matches: Sequence[PhraseMatch]) -> None:
        self._ordered = sorted(enumerate(matches), key=lambda numbered: numbered[1].first)
        self._firsts = [match.first for _, match in self._ordered]
        self._longest = max((match.last - match.first for match in matches), default=0)

    def touching(self, other: PhraseMatch) -> list[PhraseMatch]:
        """Those that overlap another one or stand right beside it, in their order."""
        begin = bisect_left(self._firsts, other.first - self._longest)
        end = bisect_right(self._firsts, other.last)
        near = sorted(self._ordered[begin:end], key=lambda numbered: numbered[0])
        return [match for _, match in near if match.last >= other.first]


def _windows(words: Sequence[ArticleWord]) -> Iterator[Sequence[ArticleWord]]:
    """Stretches of words around numbers; those that overlap are one."""
    first = last = -1
    for place, word in enumerate(words):
        if word.kind not in NUMERIC:
            continue
        if last >= 0 and place - AROUND > last:
            yield words[first:last]
            last = -1
        if last < 0:
            first = max(0, place - AROUND)
        last = min(len(words), place + AROUND)
    if last >= 0:
        yield words[first:last]


def _stretches(kinds: Sequence[str]) -> Iterator[tuple[int, int]]:
    """Where runs of words stand that some phrase names, and a number among them. Words that none
    names stand only behind "every" and "most".
    """
    start, free = -1, 0
    is_numeric = False
    for place, kind in enumerate((*kinds, OTHER)):
        if place < len(kinds) and (kind != OTHER or place < free):
            start = place if start < 0 else start
            is_numeric = is_numeric or kind in NUMERIC
            free = place + FREE_WORDS if kind in BEFORE_FREE else free
            continue
        if start >= 0 and is_numeric:
            yield start, place
        start, is_numeric = -1, False


def _is_followed(match: PhraseMatch, kinds: Sequence[str]) -> bool:
    unwanted = match.rule.fields.get("not_before", ())
    return match.last < len(kinds) and kinds[match.last] in unwanted


def _is_list_number(text: str, block: ArticleBlock, quantity: Quantity) -> bool:
    """Whether it only numbers its block: "1. Python"."""
    if quantity.unit != "count" or text[block.start : quantity.start].strip("# *"):
        return False
    return _LIST_NUMBER.match(text, quantity.end) is not None


def _goes_on_in_row(text: str, block: ArticleBlock, quantity: Quantity) -> bool:
    """Whether it is one of a row of things with a number each, of which the first has the sign."""
    return pattern_of(_ROW_GOES_ON, 0).match(
        text, quantity.end, block.end
    ) is not None and has_sign_before(text, block.start, quantity)


def has_sign_before(text: str, since: int, quantity: Quantity) -> bool:
    """Whether a number has no sign but that of the first of a row before it, since this place:
    "AWS in 41 percent, Azure in 24".
    """
    start = max(since, quantity.start - _ROW)
    is_bare = text[quantity.start : quantity.end].replace(".", "").replace(",", "").isdecimal()
    return is_bare and pattern_of(_SIGN_BEFORE, 0).search(text, start, quantity.start) is not None


def _with_bound(
    found: FoundQuantity,
    match: PhraseMatch,
    bounds: Iterable[PhraseMatch],
    words: Sequence[ArticleWord],
) -> FoundQuantity:
    """The quantity with the longest words before it, else behind it, that set its bound."""
    behind, before = [], []
    for bound in bounds:
        if bound.rule.fields.get("is_behind"):
            if bound.first == match.last or (
                bound.last == match.last and bound.first > match.first
            ):
                behind.append(bound)
            elif match.first < bound.first and bound.last < match.last:
                behind.append(bound)  # "5+ years": inside of the amount
        elif bound.last == match.first:
            before.append(bound)
    chosen = max(before or behind, key=lambda bound: bound.last - bound.first, default=None)
    if chosen is None:
        if found.rule == "majority":
            return replace(found, quantity=replace(found.quantity, bound=Bound.MORE_THAN))
        return found
    start = min(found.quantity.start, words[chosen.first].start)
    end = max(found.quantity.end, words[chosen.last - 1].end)
    quantity = replace(found.quantity, start=start, end=end, bound=Bound(chosen.gives))
    return replace(found, quantity=quantity, bound_rule=chosen.rule.id)
