"""Numbers without their unit, which go on with what the number before them is of: "Python is named
in 84 % of ads, PyTorch in 55, JAX at nine", "35 days, versus 27 for software engineers".

Such a number is of the same, but for the one thing, level, country, job or time that its own words
name in place of those of the number before. Where they name two things, or anybody else, nothing is
said.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from functools import partial

from skillscan.article.binding.model import ClaimSubject, NotBound, not_understood
from skillscan.article.binding.named_things import without_named
from skillscan.article.binding.outcome import Outcome
from skillscan.article.binding.pay.named_levels import level_id
from skillscan.article.binding.reading import ArticleReading
from skillscan.article.binding.sentences import Surroundings
from skillscan.article.dimension import NamedPart, read_dimension
from skillscan.article.grammar import pattern_of
from skillscan.article.model import Binding, Quantity
from skillscan.article.quantities.bare_levels import TIME
from skillscan.article.quantities.carried_units import JOINT, NO_LINK, is_bare_number

_SKILLS = frozenset({"skill_share", "skill_share_by_seniority", "certification_share"})
_PREMIUM = "pay_premium_by_skill"
_BY_LEVEL = "skill_share_by_seniority"
_LEVELS = frozenset({"seniority_share", "entry_level_share"})
_YEARS = "experience_years"
_OF_ALL = frozenset({"posting_lifetime", _YEARS})
"""Statistics that no thing is named for, only whose openings they are of."""
_PART_END = re.compile(r"[.;:!?](?=\s|$)|[,(—–]|\b(?:and|but|while|whereas|against|versus|vs)\b")
_BEHIND = re.compile(r"[^.,;:()!?—–\d]{0,40}?(?=[.,;:()!?—–\d]|$|\b(?:and|but|while|whereas)\b)")
_ROW_BACK = 6
_BEGIN = re.compile(r"\W*(?:(?:and|but|in|at|of|from) )?", re.IGNORECASE)
_TOLD_LARGEST = frozenset({"five", "ten", "5", "10"})
_LARGEST = re.compile(
    r"\b(?:top|largest|biggest|busiest) "
    r"(two|three|four|five|seven|eight|ten|twelve|fifteen|[a-z]+ty|hundred|\d+)\b",
    re.IGNORECASE,
)
_OF_ROW = not_understood("one of a row of numbers, of which is not clear")
_NO_SHARE = not_understood("fewer or less than nothing, which no share is")
_OF_OTHERS = not_understood("goes on with a number, but of somebody else")
_OF_PERSONS = r"\b(?:{had_by_people}|my|been)\b"
_CITY = r"\b{city_names}\b"
_NOT = r"\b(?:{silence_words}|not(?! (?:just|only|merely)\b)|never|other(?! way\b)|rest)\b"


def is_carried(text: str, quantity: Quantity) -> bool:
    """Whether a number of a unit is printed without it."""
    return quantity.unit in ("percent", "days", "years") and is_bare_number(text, quantity)


def carried(
    reading: ArticleReading, around: Surroundings, done: Sequence[Outcome]
) -> Outcome | None:
    """The outcome of a number without its unit as the one before it is bound; ``None`` where its
    words do not say in which way it is another.
    """
    if reading.block(around).kind == "cell":
        return None
    row = _row(reading, around)
    is_share = around.quantity.unit == "percent"
    is_row = is_share and len(row) > 1
    is_bare = any(map(partial(is_carried, reading.text), row.values()))
    is_row = is_row and (is_bare or _repeats_row(reading, done, row))
    if is_row and not _has_own_words(reading, row):
        return _in_row(reading, around, done, row)
    if not is_carried(reading.text, around.quantity):
        return None
    before = reading.text[around.sentence.start : around.quantity.start]
    if pattern_of(NO_LINK, 0).search(before):
        return None
    place = _place_before(reading, around)
    if place is None:
        return _NO_SHARE if around.quantity.low < 0 else None
    found, last = done[place], reading.quantities[place]
    if not isinstance(found, Binding) or found.kind != "ours":
        signed = _signed_before(reading, place)
        first = None if signed is None else done[signed]
        return first if is_share and isinstance(first, NotBound) else None
    if around.quantity.low < 0 and found.statistic != _PREMIUM:
        return _NO_SHARE
    if reading.attribution.source(around) is not None:
        return None
    for step, own in enumerate(_own(reading, around, last)):
        if _is_of_others(reading, own) or _is_of_other_largest(reading, own):
            return _OF_OTHERS if step == 0 and around.quantity.unit == "percent" else None
        if (bound := _as(reading, around, found, own)) is not None:
            is_apart = last.end < around.sentence.start
            if found.is_earlier and is_apart and not _is_then(reading, own):
                return None
            return bound
    return None


def _row(reading: ArticleReading, around: Surroundings) -> dict[int, Quantity]:
    """The numbers that stand in one row with it, joined by nothing but "and", by their places."""
    first = last = around.place
    while _is_joined(reading, first - 1, first):
        first -= 1
    while _is_joined(reading, last, last + 1):
        last += 1
    return {place: reading.quantities[place] for place in range(first, last + 1)}


def _is_joined(reading: ArticleReading, first: int, second: int) -> bool:
    if first < 0 or second >= len(reading.quantities):
        return False
    one, other = reading.quantities[first], reading.quantities[second]
    return (
        one.unit == other.unit and JOINT.fullmatch(reading.text, one.end, other.start) is not None
    )


def _in_row(
    reading: ArticleReading,
    around: Surroundings,
    done: Sequence[Outcome],
    row: Mapping[int, Quantity],
) -> Outcome | None:
    """The outcome of one of a row of numbers as that of the same place in the row told before:
    "Python is named in 81 % of their ads and 71 % of ours; SQL the other way round, 38 and 66".
    """
    first = min(row)
    models = [
        (found, reading.quantities[place])
        for place, found in enumerate(done[:first])
        if isinstance(found, Binding) and found.kind == "ours" and place >= first - _ROW_BACK
        if reading.quantities[place].unit == around.quantity.unit
    ][-len(row) :]
    head = reading.around[first]
    found, last = models[around.place - first] if len(models) == len(row) else (None, None)
    if found is None or last is None or reading.attribution.source(around) is not None:
        return None if around.place == first else _OF_ROW
    if len(set(map(_told_of, (one for one, _ in models)))) < len(models):
        return None if around.place == first else _OF_ROW
    for own in _own(reading, head, models[-1][1]):
        if bound := _as(reading, head, found, own[:1]):
            return replace(bound, start=around.quantity.start, end=around.quantity.end)
    return None if around.place == first else _OF_ROW


def _told_of(found: Binding) -> tuple[object, ...]:
    """All that parts one of a row of numbers from the others."""
    country = found.population or found.country
    return found.dimension, country, found.view, found.measure, found.is_earlier


def _repeats_row(
    reading: ArticleReading, done: Sequence[Outcome], row: Mapping[int, Quantity]
) -> bool:
    """Whether a row of shares stands behind as many of one other thing, each of other openings:
    "Python is in 72 % of the ads here and 66 % of those there. SQL: 41 % and 38 %".
    """
    first = min(row)
    models = done[max(0, first - len(row)) : first]
    found = [one for one in models if isinstance(one, Binding) and one.kind == "ours"]
    if len(found) < len(row) or any(one.statistic not in _SKILLS for one in found):
        return False
    before, own = reading.around[first - 1].sentence, reading.around[first].sentence
    parts = {read_dimension(one.dimension).value for one in found}
    is_next = before == own or reading.previous(own) == before
    return is_next and len(parts) == 1 and len(set(map(_told_of, found))) == len(found)


def _as(
    reading: ArticleReading,
    around: Surroundings,
    found: Binding,
    own: tuple[tuple[int, int], ...],
) -> Binding | None:
    """The binding ``found`` but for what the words of these spans name; ``None`` where they name
    nothing, or too much.
    """
    said = " ".join(reading.text[slice(*span)] for span in own)
    if pattern_of(_NOT).search(said) or _is_of_others(reading, own):
        return None
    if found.statistic == _YEARS and pattern_of(_OF_PERSONS).search(said):
        return None
    if pattern_of(_CITY).search(said):
        return None
    part = _part(reading, around, found, own)
    whose = any(reading.words.has(group, said) for group in ("fields", "countries"))
    is_then = _is_then(reading, own)
    is_required = found.statistic in _SKILLS and reading.words.has("asks", said)
    if part is None:
        return None
    if part == (found.statistic, found.dimension) and not (whose or is_then or is_required):
        return None
    statistic, dimension = part
    start, end = around.quantity.start, around.quantity.end
    bound = replace(
        found,
        start=start,
        end=end,
        statistic=statistic,
        dimension=dimension,
        measure="required" if is_required else found.measure,
        is_earlier=found.is_earlier or is_then,
        reasons=(*found.reasons, "goes on with the number before"),
    )
    if not whose:
        return bound
    words = reading.whose.population_words(around, said)
    population = reading.whose.population(words)
    return replace(
        bound,
        population=population,
        occupation=None if population else words.occupation or None,
        country=None if population else words.country,
        population_words=words.words,
    )


def _is_of_others(reading: ArticleReading, own: tuple[tuple[int, int], ...]) -> bool:
    said = " ".join(reading.text[slice(*span)] for span in own)
    return reading.words.has("others", without_named(reading, said, "fields"))


def _is_of_other_largest(reading: ArticleReading, own: tuple[tuple[int, int], ...]) -> bool:
    """Whether words are of more or fewer of the largest employers than we tell of."""
    found = _LARGEST.search(reading.text, *own[0])
    return found is not None and found[1].lower() not in _TOLD_LARGEST


def _is_then(reading: ArticleReading, own: tuple[tuple[int, int], ...]) -> bool:
    (start, number), *behind = own
    before = pattern_of(TIME).search(reading.text, start, number)
    if before is not None and _BEGIN.fullmatch(reading.text, start, before.start()):
        return True
    return any(pattern_of(TIME).match(reading.text, first + 1, end) for first, end in behind)


def _has_own_words(reading: ArticleReading, row: Mapping[int, Quantity]) -> bool:
    """Whether the last of a row has words behind it that are of it alone: "four years, six for
    senior roles".
    """
    last = row[max(row)]
    end = reading.around[max(row)].sentence.end
    behind = _BEHIND.match(reading.text, last.end, end)
    said = behind[0] if behind else ""
    if pattern_of(TIME).search(said):
        return True
    return any(reading.words.has(group, said) for group in ("fields", "countries", "level"))


def _place_before(reading: ArticleReading, around: Surroundings) -> int | None:
    """The place of the number before that has a unit; ``None`` where that is another one."""
    for place in range(around.place - 1, -1, -1):
        unit = reading.quantities[place].unit
        if unit not in (None, "count"):
            return place if unit == around.quantity.unit else None
    return None


def _signed_before(reading: ArticleReading, place: int) -> int | None:
    """The place of the number whose unit one at a place went on with; ``None`` far from it."""
    unit = reading.quantities[place].unit
    while place >= 0 and is_bare_number(reading.text, reading.quantities[place]):
        place -= 1
    return place if place >= 0 and reading.quantities[place].unit == unit else None


def _own(
    reading: ArticleReading, around: Surroundings, last: Quantity
) -> Iterator[tuple[tuple[int, int], ...]]:
    """The words that are of a number alone: before it up to the next mark, and behind it; then the
    same up to the mark before.
    """
    text, number = reading.text, around.quantity
    since = max(last.end, around.sentence.start)
    ends = [m.end() for m in _PART_END.finditer(text, since, number.start)]
    ends = [end for end in ends if text[end : number.start].strip()]
    if since > last.end:
        ends.insert(0, since)  # what stands right behind the number before is of that one
    behind = _BEHIND.match(text, number.end, around.sentence.end)
    for start in reversed(ends):
        yield (start, number.start), (number.end, behind.end() if behind else number.end)


def _part(
    reading: ArticleReading,
    around: Surroundings,
    found: Binding,
    own: tuple[tuple[int, int], ...],
) -> tuple[str, str | None] | None:
    """The statistic and dimension of a number, of whose own words ``own`` are the spans."""
    things = [
        one
        for one in reading.subjects(around.sentence)
        if any(start <= one.start and one.end <= end for start, end in own)
    ]
    said = " ".join(reading.text[slice(*span)] for span in own)
    levels = {level_id(one) for one in reading.words.find("level", said)}
    level = levels.pop() if len(levels) == 1 else ""
    if levels:
        return None
    statistic = found.statistic or ""
    if statistic in ("posting_growth", "employer_concentration"):
        return None
    if statistic in _SKILLS or statistic == _PREMIUM:
        return _of_skill(found, things, level)
    if statistic in _OF_ALL:
        if any(not one.is_level for one in things) or (level and statistic != _YEARS):
            return None
        return statistic, f"seniority={level}" if level else found.dimension
    family = _LEVELS if statistic in _LEVELS else {statistic}
    same = {(one.statistic, one.dimension) for one in things if one.statistic in family}
    if any(one.statistic not in family for one in things) or len(same) > 1:
        return None
    return same.pop() if same else (statistic, found.dimension)


def _of_skill(
    found: Binding, things: Sequence[ClaimSubject], level: str
) -> tuple[str, str | None] | None:
    skills = {(one.statistic, one.dimension) for one in things if not one.is_level}
    if len(skills) > 1 or any(one not in _SKILLS for one, _ in skills):
        return None
    known = read_dimension(found.dimension)
    named = skills.pop() if skills else (found.statistic or "", known.value)
    if found.statistic == "certification_share" and skills and not level:
        return found.statistic, named[1]
    if found.statistic == _PREMIUM:
        return None if level else (_PREMIUM, named[1])
    group = level or known.group
    if not group:
        return named
    return _BY_LEVEL, NamedPart(named[1], "seniority", group).dimension
