"""Bare numbers, also in words, that go on with the unit of the one before them: "PyTorch is in 54 %
of ads. TensorFlow: 36, JAX at nine", "35 days, versus 27 for software engineers".

It is asked how they stand, not which words stand around them: nothing that could be counted is
behind such a number, nothing that only numbers a thing is before it, and a number with its unit
stands a little before, behind which no number of another unit does. What it is of is for the
binding to say.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import pairwise

from skillscan.article.grammar import pattern_of
from skillscan.article.model import ArticleBlock, ArticleText, Bound, Quantity
from skillscan.article.quantities.bare_levels import TIME
from skillscan.article.quantities.bare_shares import is_version
from skillscan.article.quantities.words import number_in_words
from skillscan.rules import load_rules

_CARRIED = frozenset({"percent", "days", "years"})
_NEAR, _MOST_ENDS = 220, 2
_MOST_YEARS = 15
_MIDDLE = r"\b(?:{medians}|middle|typical|typically)\b"
"""Beside years that go on: thresholds ("ask for five years") do not."""
_AROUND_MIDDLE = 160
_THOUSANDS = re.compile(r"[1-9]\d{1,2}")
_SUM = re.compile(r"[1-9]\d{1,2}[.,]\d{3}")
_LEAST_PAY = 30
_PAY_OF = (
    r"\b(?:{level_names})(?:s|-level)?(?:['’]s)?(?: (?:level|roles|ones|ads|postings|openings|jobs"
    r"|median|pay))*(?:['’]s| is| are| get| gets| at|:|,)? [~≈]?$"
    r"|\b(?:for|in) (?:the )?[A-Z][\w.]{1,14}(?: [A-Z]\w+)?(?: alone)?,? (?:it|that)(?: is|['’]s) $"
)
"""What stands before a sum that goes on with pay: "Juniors: 134", "for Germany it is"."""
_FAR_FROM_PAY = 130
_NEAR_ABOVE = 160
_NAMED_FIRST = (
    r"(?:^|[.!?:*] )\W{0,3}(?:And |and |But )?"
    r"(?!{numbered_things}\b)(?:[A-Z][\w+#-]{0,20}(?: [A-Z][\w+#-]{0,20}){0,2}|{small_names})"
    r"(?:,? at|:|\?| –| —)[*_]{0,2} [~≈]?$"
)
"""What begins a line, or is asked in it, of which its number is: "And JAX at", "Hybrid?"."""
_MOST_SHARE = 100
_NUMBERS: dict[str, float] = load_rules("article_quantities.yaml").words["numbers"]
_LEAST, _MOST = 2, 99
_TENS = "|".join(name for name, value in _NUMBERS.items() if value % 10 == 0 and 10 < value < 100)
_UNITS = "|".join(name for name, value in _NUMBERS.items() if 0 < value < 10)
_ALONE = "|".join(name for name, value in _NUMBERS.items() if _LEAST <= value <= _MOST)
_WORD = re.compile(
    rf"(?<![\w-])(?:(?:minus|plus) )?(?:(?:{_TENS})[- ](?:{_UNITS})|{_ALONE})(?![\w-])",
    re.IGNORECASE,
)
_BARE = re.compile(r"\d{1,2}(?:[.,]\d)?")
JOINT = re.compile(r"(?:(?:,|,? (?:and|or|against|versus|vs\.?)) | ?/ ?(?=\d))[~≈]?", re.IGNORECASE)
"""What stands between the numbers of a row: "38 and 66", "24, 33 and 39 %"."""
_LABEL = re.compile(r"\W*(?!\d)[^.;!?\d]{2,40}?(?:[:,–—-]|\s)[\s*_]{0,4}")
"""What an item of a list names before its number: "Kubernetes: 30"."""
_SENTENCE_END = re.compile(r"[.!?][”\"')]?\s+(?=\W{0,3}[A-Z])")
_END = (
    r"[*_”\"'’†‡]{0,3}(?:[.,;:)!](?!\d)|\s*$|\s[–—(-]"
    r"|,? (?:and|but|while|whereas|against|versus|vs\.?|which|because|where|if|when)\b"
    r"| (?:for|in|at|among|of) (?:the |our |my )?(?:{level_names}|[A-Z])"
    r"| (?:are|were|is|was|fully|{level_names}|remote|hybrid|on-?site)\b"
    r"| (?:an? )?(?:bachelor|master|doctor|phd)|"
    r" (?:say|don['’]t|do not|never|didn['’]t|want|require|ask for|mention|name)\b)"
)
_TIME_BEHIND = rf",? {TIME}"
_OF_BEFORE = (
    r"(?:\b(?:it|that|this|they|which|{figure_again})(?: was| were| stood at| had been|['’]d been)"
    r"|\bfrom|\() $|\($"
)
"""What stands before a number that another time is behind: "It was 29 in the fall of 2024"."""
"""What stands behind a number that counts nothing."""
_ON_YEARS = re.compile(r"\b(?:years?|yrs|experience)\b", re.IGNORECASE)
_OF_PERSONS = re.compile(r"\bof (?:us|my|our|them|his|her)\b", re.IGNORECASE)
_TELLS = (
    r"(?:\b(?:in|at|by|is|are|was|were|with|worth|{hedging_words}|{almost_words}|{bare_verbs}"
    r"|{getting_verbs}|modest|meagre|mere|bare|further|plain|another|{level_names})|[:,;(—–]|’s|'s"
    r"|(?-i:[A-Z])[\w+#]*) $"
)
"""What stands before a small number in words that tells a share."""
_THERE = re.compile(r"\bthere (?:are|is|were|was) $")
"""What is there are persons or things, not their share."""
_LIFT = re.compile(
    r"\blifts?\b(?:[^.;!?%\d]{0,40} )?(?:(?:of|is|was|at|to) )?(?:(?:an? )?[a-z]+ )?\W{0,3}$",
    re.IGNORECASE,
)
"""What calls a number a lift, which has no unit: "24 %, lift 2.2"."""
NO_LINK = (
    r"\b(?:{shown_words}|arrived|appeared|came) (?:in|at|by|on) $"
    r"|\b[A-Z][\w+#]*(?<!s) (?:is|was|turns|turned) $"
    r"|\?[”\"')]?\s+(?:It|That|This)(?: is| was|[’']s) $"
)
"""What stands before a number that is none of a share: "as shown in 24", "Python is 30"."""
_NUMBERED = (
    r"(?:\b(?:{numbered_things}|no\.|nr\.|the|these|those|this|that|all|my|our|your|their|its|his|her"
    r"|other|first|last|next|past|top|every|any|of|than|number|nr|no|aged?|between|from"
    r"|by|points?|version|paragraph|past|or|up to|until|till|since|after|before) |[#№/:\d.-])$"
)
"""What stands before one that is not a share: "page 12", "the two", "of nine", "by 3"."""


def carried_units(
    article: ArticleText, place: int, known: Sequence[Quantity], above: Sequence[Quantity]
) -> Iterator[Quantity]:
    """The bare numbers of the block at ``place`` with the unit of the number before; ``known``:
    what is found in it already, of which bare counts are read anew, ``above``: the same of the
    block before it.
    """
    text, block = article.text, article.blocks[place]
    if block.kind == "cell":
        return
    found = {one.start: one for one in known if one.unit is not None}
    taken = {n for one in known for n in range(one.start, one.end)}
    for match in _WORD.finditer(text, block.start, block.end):
        if not taken & set(range(match.start(), match.end())):
            found[match.start()] = _in_words(match)
    ordered = [one for _, one in sorted(found.items())]
    last = _last_above(article, place, above, ordered)
    pay = next((one for one in reversed(above) if _is_pay(one)), None)
    for number, one in enumerate(ordered):
        if one.unit in (None, "count") and _is_joined_to_sign(text, ordered[number:]):
            one = replace(one, unit="percent")
            yield one
        if one.unit not in (None, "count"):
            last = one
            pay = one if _is_pay(one) else pay
        elif (
            pay
            and (last is None or _is_pay(last) or one.high > _MOST_SHARE)
            and (more := _as_pay(text, block, one, pay))
        ):
            last = pay = more
            yield more
        elif last is not None and _goes_on(text, block, one, last):
            last = replace(
                one,
                start=one.number_start,
                end=one.number_end,
                unit=last.unit,
                bound=Bound.EXACT,
            )
            yield last


def _last_above(
    article: ArticleText, place: int, above: Sequence[Quantity], inside: Sequence[Quantity]
) -> Quantity | None:
    """The number above with whose unit a block may go on: that of the item before in a list of
    labels, that of what was asked after.
    """
    if not place or not inside or not above:
        return None
    text, block, before = article.text, article.blocks[place], article.blocks[place - 1]
    label = text[block.start : inside[0].start]
    if block.kind == before.kind == "list_item":
        is_same = (block.headings, block.lead) == (before.headings, before.lead)
        first = text[before.start : above[0].start]
        is_labelled = _LABEL.fullmatch(label) and _LABEL.fullmatch(first)
        return above[0] if is_same and is_labelled else None
    is_near = inside[0].start - above[-1].end <= _NEAR_ABOVE
    is_line = block.kind == before.kind == "paragraph" and block.headings == before.headings
    if is_line and is_near and above[-1].unit == "percent":
        return above[-1] if pattern_of(_NAMED_FIRST, 0).search(label) else None
    return None


def _is_joined_to_sign(text: str, row: Sequence[Quantity]) -> bool:
    """Whether a bare number is one of a row whose last has the sign: "34, 35 and 40 percent"."""
    for one, following in pairwise(row):
        is_bare = not one.is_in_words and _BARE.fullmatch(text, one.start, one.end)
        if not is_bare or JOINT.fullmatch(text, one.end, following.start) is None:
            return False
        if following.unit == "percent":
            return following.low == following.high
    return False


def is_bare_number(text: str, quantity: Quantity) -> bool:
    """Whether a number is printed without a unit: "36", "thirty-six"."""
    return any(
        pattern.fullmatch(text, quantity.start, quantity.end) is not None
        for pattern in (_BARE, _WORD)
    )


def _goes_on(text: str, block: ArticleBlock, one: Quantity, last: Quantity) -> bool:
    """Whether a number goes on with the unit of the one before."""
    if last.unit not in _CARRIED or not _is_bare(text, block, one, last):
        return False
    if last.unit != "years":
        return True
    start = max(0, last.start - _AROUND_MIDDLE)
    end = min(block.end, one.end + _NEAR // 4)
    is_middle = pattern_of(_MIDDLE).search(text, start, end) is not None
    return is_middle and max(last.low, one.low) <= _MOST_YEARS


def _is_pay(one: Quantity) -> bool:
    return (one.unit or "").endswith("/year") and one.high >= _LEAST_PAY * 1000


def _as_pay(text: str, block: ArticleBlock, one: Quantity, last: Quantity) -> Quantity | None:
    """A bare number as pay, in thousands where it is small: "$151,000. The senior median's 180"."""
    if one.is_in_words:
        return None
    is_small = _THOUSANDS.fullmatch(text, one.start, one.end) is not None
    is_sum = _SUM.fullmatch(text, one.start, one.end) is not None
    if not (is_small and one.low >= _LEAST_PAY) and not is_sum:
        return None
    before = text[max(last.end, one.start - _NEAR // 4) : one.start]
    is_near = one.start - last.end <= _FAR_FROM_PAY
    if not is_near or pattern_of(_PAY_OF).search(before) is None:
        return None
    if pattern_of(_END).match(text, one.end, block.end) is None:
        return None
    value = one.low * (1000 if one.low < 1000 else 1)
    return replace(one, low=value, high=value, step=1000.0, unit=last.unit, bound=Bound.EXACT)


def _is_bare(text: str, block: ArticleBlock, one: Quantity, last: Quantity) -> bool:
    """Whether a number has no unit of its own and stands near the one that has."""
    if not one.is_in_words and not _BARE.fullmatch(text, one.start, one.end):
        return False
    if one.start - last.end > _NEAR:
        return False
    if last.unit != "years" and _is_else(text, block, one):
        return False
    if len(_SENTENCE_END.findall(text, last.end, one.start)) > _MOST_ENDS:
        return False
    before = text[max(last.end, one.start - 40) : one.start]
    if not one.is_in_words and is_version(before, text[one.start : one.end]):
        return False
    is_then = pattern_of(_OF_BEFORE).search(before) is not None and (
        pattern_of(_TIME_BEHIND).match(text, one.end, block.end) is not None
    )
    if is_then:
        return True
    if pattern_of(NO_LINK, 0).search(before) or _LIFT.search(before) or _THERE.search(before):
        return False
    if pattern_of(_END).match(text, one.end, block.end) is None:
        return False
    return pattern_of(_NUMBERED).search(before) is None


def _is_else(text: str, block: ArticleBlock, one: Quantity) -> bool:
    """Whether a small number is years that are asked for, or stands where a small one in words is
    but a pronoun: "go up to eight", "list two".
    """
    if one.high > _MOST_YEARS:
        return False
    before = text[max(block.start, one.start - _NEAR) : one.start]
    if _ON_YEARS.search(before):
        return True
    if not one.is_in_words:
        return False
    behind = text[one.end : one.end + len(" were")]
    if not before.strip(' *_"“(') or re.search(r"[.!?][\"”*_)]*\s\W*$", before):
        return behind.startswith((" are", " were", " is ", " was")) and bool(
            _OF_PERSONS.search(before)
        )
    return pattern_of(_TELLS).search(before) is None


def _in_words(match: re.Match[str]) -> Quantity:
    said = match[0].lower()
    value = number_in_words(_NUMBERS, said.removeprefix("minus ").removeprefix("plus ")) or 0.0
    value = -value if said.startswith("minus") else value
    return Quantity.bare(match.span(), value, None, is_in_words=True)
