"""Bare numbers, also in words, by which a share is told again for another time: "In May 2024: 29.
In May 2023: eleven", "(it was 8)", "Down from 27", "It was eight last year", "has slid back to 9".

A share with its sign stands a little before. What could be counted stands behind none of them.
"""

import re
from collections.abc import Iterator

from skillscan.article.grammar import pattern_of
from skillscan.article.model import ArticleBlock, Quantity
from skillscan.article.quantities.words import number_in_words
from skillscan.rules import load_rules

PERIOD = r"(?:{time_units}|{season_names}|{edition_kinds}|{edition_nouns}|{month_names})s?"
TIME = (
    rf"(?:(?:just |only )?(?:an?|one|{{small_numbers}}|\d{{1,2}}) {PERIOD} {{ago_words}}"
    rf"|(?:in |at |of |by |during )?(?:the |our |my |this )?(?:{{earlier_editions}}"
    rf"|{{previous_words}}|(?:19|20)\d\d) ?(?:[\w’']+ )?{PERIOD}"
    r"|(?:back )?(?:in|during|as of|of) (?:the |my |our )?(?:early |late |mid-|end of )?"
    r"(?:(?:{season_names}|{month_names})(?: (?:of )?(?:(?:19|20)\d\d|last year))?|(?:19|20)\d\d)"
    rf"|the {PERIOD} (?:before(?: last)?|prior)|{{back_then}}|last year"
    r"|when (?:we|i) (?:first |last |previously )?{first_times}\b[^.;%]{0,40})"
)
"""A time before today's: "two years ago", "in our last edition", "in May 2024"."""
_NUMBERS: dict[str, float] = load_rules("article_quantities.yaml").words["numbers"]
_LEAST, _MOST = 2, 99
_TENS = "|".join(name for name, value in _NUMBERS.items() if value % 10 == 0 and value > 10)
_UNITS = "|".join(name for name, value in _NUMBERS.items() if 0 < value < 10)
_ALONE = "|".join(name for name, value in _NUMBERS.items() if _LEAST <= value <= _MOST)
_WORD = rf"(?:(?:{_TENS})-(?:{_UNITS})|{_ALONE})"
_NUMBER = rf"(?P<number>\d{{1,2}}(?:[.,]\d)?|{_WORD})(?![\w-])"
_ROUGH = r"(?:(?:{hedging_words}|{almost_words}|{nearly_words}|still|as low as|as high as) )?[~≈]?"
_BEGIN = r"(?:(?<=[.!?:;,(—–] )|(?<=[(])|^|\b(?:and|but|while) )"
_AGAIN = (
    r"(?:{level_pronouns}(?: (?:was|were|had been|used to be|stood at|sat at|lay at)|['’]d been)"
    r"|it had)(?: (?:in|at))?"
)
_END = (
    r"(?=\s*(?:[.,;)!?](?!\d)|$| [–—])"
    r"| (?:and|but|so|while|whereas) (?!(?:\d|{small_numbers}\b))"
    rf"|,? {TIME})"
)
_ROW = rf"(?P<row>(?: and |, | and then ){_NUMBER.replace('number', 'second')})?"
_TEMPLATES = (
    rf"{_BEGIN}{TIME}(?::|,| –| —|,? {_AGAIN}|,? (?:was|were)) {_ROUGH}{_NUMBER}{_ROW}{_END}",
    rf"{_BEGIN}(?:that['’]s |which is |and )?(?:up|down) from {_ROUGH}{_NUMBER}{_ROW}{_END}",
    rf"{_BEGIN}(?:and |but )?(?:it|they|that|which) (?:had been|used to be)(?: (?:in|at))?"
    rf" {_ROUGH}{_NUMBER}{_END}",
    rf"\((?:it |they )?(?:was|were)(?: (?:in|at))? {_ROUGH}{_NUMBER}(?=\)|,? {TIME}\))",
    rf"{_BEGIN}{_AGAIN} {_ROUGH}{_NUMBER}{_ROW}(?=,? {TIME})",
    r"\b(?:{moving_verbs}|shrunk|come)(?: (?:back|down|up))? to "
    rf"{_ROUGH}{_NUMBER}{_END}",
)
_SIGNED = re.compile(r"(?:\d|\b[a-z]{3,9}|\bzero) ?(?:%|percent\b|per cent\b)", re.IGNORECASE)
_OTHER_UNIT = re.compile(
    r"\d (?:days|weeks|months|years|hours|postings|openings|ads|points|of them)\b"
    r"|[$€£] ?\d",
    re.IGNORECASE,
)
_BARE = frozenset({"count", "years"})
"""What a number without its unit is taken for: "A year ago: 14" looks like a label of years."""
_NEAR, _MOST_ENDS = 320, 4
_SENTENCE_END = re.compile(r"[.!?][”\"')]?\s+(?=\W{0,3}[A-Z])")


def bare_levels(text: str, block: ArticleBlock, known: dict[int, Quantity]) -> Iterator[Quantity]:
    """Such numbers of a block; ``known``: its quantities by where they begin, of which only such
    without a unit are read anew.
    """
    first = _SIGNED.search(text, block.start, block.end)
    if first is None or block.kind == "cell":
        return
    found = {
        span
        for template in _TEMPLATES
        for match in pattern_of(template).finditer(text, first.end(), block.end)
        for name in ("number", "second")
        if (span := match.span(name) if name in match.re.groupindex else (-1, -1)) != (-1, -1)
    }
    for start, end in sorted(found):
        other = known.get(start)
        is_free = other is None or (other.unit in _BARE and other.end <= end)
        if is_free and _goes_on(text, block, start):
            yield _share(text, start, end)


def _goes_on(text: str, block: ArticleBlock, start: int) -> bool:
    """Whether a share stands a little before, and nothing else was counted since."""
    since = max(block.start, start - _NEAR)
    signed = list(_SIGNED.finditer(text, since, start))
    if not signed or _OTHER_UNIT.search(text, signed[-1].end(), start):
        return False
    return len(_SENTENCE_END.findall(text, signed[-1].end(), start)) <= _MOST_ENDS


def _share(text: str, start: int, end: int) -> Quantity:
    said = text[start:end].lower()
    worth = number_in_words(_NUMBERS, said)
    value = float(said.replace(",", ".")) if worth is None else worth
    step = 1.0 if said.isdigit() or worth is not None else 0.1
    return Quantity.bare((start, end), value, "percent", step=step, is_in_words=worth is not None)
