"""Binds money: pay that postings state, somebody else's salaries, and prices."""

import re
from collections.abc import Sequence

from skillscan.article.binding.model import NamedSource, not_understood, nothing_to_judge
from skillscan.article.binding.outcome import Outcome, is_ours, theirs
from skillscan.article.binding.pay.level_pay import AS_BEFORE, pay_of_level
from skillscan.article.binding.pay.named_levels import level_called
from skillscan.article.binding.pay.own_pay import OF_OTHERS, own_pay
from skillscan.article.binding.pay.pay_doubts import is_town
from skillscan.article.binding.pay.premiums import bind_premium
from skillscan.article.binding.pay.sums import above_sum, is_money, is_paid, part_of_sum
from skillscan.article.binding.reading import ArticleReading
from skillscan.article.binding.sentences import Surroundings
from skillscan.article.binding.sources.figures_of_others import is_sum_of_others
from skillscan.article.grammar import pattern_of
from skillscan.article.model import Binding

_LEAST_YEARLY, _MOST_YEARLY = 15_000, 3_000_000
_REFERS = re.compile(
    r"\W*(?:The|That|This|Its?) (?:overall )?(?:average|median|mean|figure|number|amount) "
    r"(?!for|of|in)"
)
_THEM = r"\b{plural_pronouns}\b"
_CONVERTED = re.compile(r"\b(?:exchange rate|converted (?:to|into)|conversion)\b", re.IGNORECASE)
_ASIDE = re.compile(r", (?:which|who) [^,;.]{3,80},")
"""What only explains a source: "Halden, which asks workers, puts it at"."""
_ONLY_PLACE = re.compile(
    r"\W*(?:And |but )?[Ii]n ([^,.;:()\d]{2,30}?)(?:,| it is| it['’]s|:)? ?[A-Z]{0,2}[~≈]?"
)
_RECORDS = re.compile(
    r"\bfilings\b|\bH-?1B\b|\b(?:visa|tax|payroll|census) (?:data|records|returns)\b"
)
"""What sums come from that no openings state."""
_WIDER = re.compile(r"\b(?:wider|narrower|broader) than (?:\w+ )?$")
_FOOTNOTE = re.compile(r"\*{0,2}\s?\[\^?\d{1,3}\]")
_OF_RANGES = r"\b{middle_words} of (?:the|all|what) (?:\w+ )?{stated_participles}\b"
"""What only openings have: "a base of $176,000, the median of the stated ranges"."""
_SELF_REPORTED = r"\b{self_reported}\b"
_PEOPLE_KNOWN = r"\b(?:{own_people}|friends|classmates|peers|members|respondents)\b"
_SHORT, _LINES_BACK, _LINES_AHEAD = 160, 7, 7
_COSTS = re.compile(r"\bcosts? (?:about |around |roughly |only |just )?$", re.IGNORECASE)


def bind_pay(reading: ArticleReading, around: Surroundings, done: Sequence[Outcome]) -> Outcome:
    """The outcome of an amount of money; ``done`` are those of the numbers before it."""
    if premium := bind_premium(reading, around, done):
        return premium
    if again := _of_others_again(reading, around, done):
        return again
    part = part_of_sum(reading, around)
    if not _is_yearly_pay(reading, around, part):
        return nothing_to_judge("a price, or no yearly pay")
    if _is_change(reading, around) or reading.words.has("pay", part, "one_person"):
        return nothing_to_judge("what pay changes by, or one person's pay")
    if reading.words.has("one_company", part):
        return theirs(reading, around, None, "one company's pay")
    if _is_total_pay(reading, around, part):
        return theirs(reading, around, None, "more than base pay")
    if of_level := pay_of_level(reading, around, done):
        return of_level
    if of_others := _of_others(reading, around, part):
        return of_others
    if is_sum_of_others(reading, around):
        return not_understood("a sum that ours is set against, of whom is not clear")
    if _is_said_to_be_pay(reading, around, part) or _is_next_country(reading, around, done):
        return own_pay(reading, around, done)
    return not_understood("not said to be pay", is_open=True)


def _of_others_again(
    reading: ArticleReading, around: Surroundings, done: Sequence[Outcome]
) -> Outcome | None:
    """The outcome of a sum that a sentence only calls "the median" or "that figure" where the sum
    before is somebody else's: it is of the same.
    """
    start, number = around.sentence.start, around.quantity
    behind = reading.text[number.end : around.after[1]]
    is_told_whose = reading.populations.occupation(behind) is not None or reading.words.has(
        "postings", reading.text[start : number.start]
    )
    if is_told_whose or _REFERS.match(reading.text, start, number.start) is None:
        return None
    sums = (n for n in range(around.place - 1, -1, -1) if is_money(reading.quantities[n]))
    last = next(sums, None)
    found = None if last is None else done[last]
    if not isinstance(found, Binding) or found.kind != "theirs":
        return None
    return theirs(reading, around, found.statistic, AS_BEFORE)


def _is_yearly_pay(reading: ArticleReading, around: Surroundings, part: str) -> bool:
    """Whether a sum is as large as pay, by the year or hour, and no price."""
    quantity, words = around.quantity, reading.words
    before = reading.text[around.sentence.start : quantity.start]
    is_priced = words.has("pay", part, "price") and not is_paid(reading, part)
    if is_priced or _COSTS.search(before.removesuffix("C").removesuffix("A")):
        return False
    unit = str(quantity.unit)
    is_of_size = _LEAST_YEARLY <= quantity.low <= quantity.high <= _MOST_YEARLY
    return unit.endswith("/hour") or (unit.endswith("/year") and is_of_size)


def _is_change(reading: ArticleReading, around: Surroundings) -> bool:
    """Whether a sum is what pay changes by, or the sum before in another currency."""
    quantity, words = around.quantity, reading.words
    before = reading.text[around.sentence.start : quantity.start]
    return (
        reading.text[max(0, quantity.start - 1) : quantity.start] == "+"
        or _is_converted(reading, around)
        or _WIDER.search(before) is not None
        or words.has("change_noun", reading.text[quantity.end : around.sentence.end], "of_sum")
        or words.has("change_noun", before, "before_sum")
    )


def _is_total_pay(reading: ArticleReading, around: Surroundings, part: str) -> bool:
    """Whether a sum is of more than base pay."""
    is_base = reading.words.has("pay", reading.span(around.before), "base_before")
    own = _of_own_source(reading, around, part)
    return not is_base and reading.words.has("pay", own, "total_pay")


def _of_others(reading: ArticleReading, around: Surroundings, part: str) -> Outcome | None:
    """The outcome of a sum that a source, a footnote or people tell, and no openings."""
    source = reading.attribution.source(around) or _source_of_them(reading, around)
    is_noted = _FOOTNOTE.match(reading.text, around.quantity.end) is not None
    if source or (is_noted and not reading.attribution.has_own_note(around)):
        return theirs(reading, around, _related(reading, around), "another source's pay", source)
    words = reading.words
    if (
        _is_self_reported(reading, around, part)
        or _is_below_people(reading, around)
        or _is_column_of_people(reading, around)
    ):
        return theirs(reading, around, _related(reading, around), OF_OTHERS)
    is_of_ranges = pattern_of(_OF_RANGES).search(part) is not None
    is_of_ours = any(words.has(group, part) for group in ("level", "fields", "postings"))
    if words.has("others", part, "people") and not is_of_ranges and not is_of_ours:
        return theirs(reading, around, None, OF_OTHERS)
    return None


def _is_self_reported(reading: ArticleReading, around: Surroundings, part: str) -> bool:
    """Whether people told a sum, as its words, headers, or the next words of a short item say: a
    column "Self-reported median", "$182k average. 930 self-reports".
    """
    block = reading.block(around)
    if _RECORDS.search(reading.sentence_text(around.sentence)):
        return not reading.words.has("postings", part)
    texts = [part, block.row or "", block.column or ""]
    if block.kind == "list_item" or block.end - block.start <= _SHORT:
        texts.append(reading.text[block.start : block.end])
    return any(
        pattern_of(_SELF_REPORTED).search(text) and not reading.words.has("postings", text)
        for text in texts
    )


def _is_column_of_people(reading: ArticleReading, around: Surroundings) -> bool:
    """Whether a column is what people have or say: "What our candidates say they earn"."""
    column, words = reading.block(around).column or "", reading.words
    people = words.find("others", column, "people")
    is_of_jobs = any(reading.populations.is_of_ours(column, one.start, one.end) for one in people)
    return bool(people) and not is_of_jobs and not words.has("postings", column)


def _is_below_people(reading: ArticleReading, around: Surroundings) -> bool:
    """Whether the line above a list says that people have its sums: "What my friends earn:"."""
    block = reading.block(around)
    lead = reading.lead(block).rstrip() if block.kind == "list_item" else ""
    if not lead.endswith(":"):
        return False
    words = reading.words
    is_of_people = words.has("others", lead, "people") or pattern_of(_PEOPLE_KNOWN).search(lead)
    return bool(is_of_people) and not words.has("postings", lead) and not words.has("fields", lead)


def _is_item_of_level(reading: ArticleReading, around: Surroundings) -> bool:
    """Whether an item or line is but a level and a sum, and the lines around its list are on pay of
    openings: "Only 44 % of adverts print a salary. Where they do:", then "Mid: £65k".
    """
    block, text = reading.block(around), reading.text
    label = reading.label(around).strip(" *_•·→")
    is_line = block.kind in ("list_item", "paragraph") and not text[
        around.quantity.end : block.end
    ].strip(" .*_")
    if not is_line or not label or level_called(reading, around) is None:
        return False
    blocks, home = reading.article.blocks, around.sentence.block
    near = [
        text[one.start : one.end]
        for one in blocks[max(0, home - _LINES_BACK) : home + _LINES_AHEAD]
        if one.headings == block.headings and one is not block
    ]
    return any(
        is_paid(reading, one) and not reading.words.has("others", one, "people") for one in near
    )


def _is_said_to_be_pay(reading: ArticleReading, around: Surroundings, part: str) -> bool:
    """Whether the words of a sum, its sentence or what stands above speak of pay."""
    texts = [reading.sentence_text(around.sentence), *above_sum(reading, around)]
    if reading.column_periods.is_earlier(reading.block(around)):
        texts += [cell.column or "" for cell in reading.row_cells(around)]
    return (
        is_paid(reading, part, is_own=True)
        or any(is_paid(reading, one) for one in texts)
        or _is_item_of_level(reading, around)
    )


def _is_next_country(
    reading: ArticleReading, around: Surroundings, done: Sequence[Outcome]
) -> bool:
    """Whether a line is but a country and a sum, and the one above tells pay of ours: "In the US,
    the median is $178K", then "In Germany, €82,000".
    """
    before, behind = reading.span(around.before), reading.span(around.after)
    found = _ONLY_PLACE.fullmatch(before)
    is_alone = found is not None and not behind.strip(" .!")
    if found is None or not is_alone or not _is_country(reading, found[1]):
        return False
    last = done[around.place - 1] if around.place else None
    is_next = around.sentence.block - reading.around[around.place - 1].sentence.block <= 1
    return is_next and is_ours(last, "pay_median")


def _is_country(reading: ArticleReading, place: str) -> bool:
    """Whether a place is a country, and no town of one."""
    return reading.populations.country(place) is not None and not is_town(reading, place)


def _of_own_source(reading: ArticleReading, around: Surroundings, part: str) -> str:
    """The part of a sentence that is of a sum, without the next source's, which has a sum of its
    own: "Halden has $162,000 and Orvane, which counts stock, $258,000".
    """
    text, own, sentence = reading.text, around.quantity, around.sentence
    later = [reading.quantities[n] for n in reading.places_after(around)]
    following = (
        one.start
        for one in reading.attribution.sources(sentence)
        if one.start >= own.end and any(is_money(q) and q.start >= one.end for q in later)
    )
    cut = next(following, None)
    before = part.partition(text[own.start : own.end])[0]
    return part if cut is None else before + text[own.start : cut]


def _is_converted(reading: ArticleReading, around: Surroundings) -> bool:
    """Whether a sum is the one before it in another currency: "$171,000 (£129,000)", "at an
    exchange rate of 1.27 about $91,000".
    """
    if _CONVERTED.search(reading.sentence_text(around.sentence)):
        return True
    before = reading.places_before(around)
    other = reading.quantities[before[-1]] if before else None
    return (
        other is not None
        and is_money(other)
        and other.unit != around.quantity.unit
        and reading.text[other.end : around.quantity.start].strip(" ~≈") == "("
    )


def _source_of_them(reading: ArticleReading, around: Surroundings) -> NamedSource | None:
    """Who is named for those whom "they" or "them" stand for: the sentence before says it."""
    before = reading.previous(around.sentence)
    named = reading.text[around.sentence.start : around.quantity.start]
    is_of_them = pattern_of(_THEM).search(named) is not None
    if before is None or not is_of_them or reading.words.has("postings", named):
        return None
    return next(iter(reading.attribution.sources(before)), None)


def _related(reading: ArticleReading, around: Surroundings) -> str | None:
    """Our statistic beside another source's pay: of one of our occupations, not of all workers."""
    sentence = _ASIDE.sub(",", reading.sentence_text(around.sentence))
    part = _ASIDE.sub(",", part_of_sum(reading, around))
    own = reading.populations.occupation(part) or reading.populations.occupation(sentence)
    if own is not None:
        return "pay_median" if own[0] and own[0] != "software_engineer" else None
    said = reading.whose.population_words(around)
    return "pay_median" if said.is_one_of_ours and said.occupation != "software_engineer" else None
