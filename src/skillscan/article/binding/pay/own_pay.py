"""Pay that nobody is named for: of which job, level and country it is, and whether it is the middle
of what openings state.
"""

import re
from collections.abc import Sequence
from dataclasses import replace

from skillscan.article.binding.jobs.named_countries import code_of
from skillscan.article.binding.jobs.populations import PopulationWords
from skillscan.article.binding.model import ClaimSubject, NotBound, not_understood
from skillscan.article.binding.outcome import Outcome, ours
from skillscan.article.binding.pay.named_levels import FOR_LEVEL, level_of_pay, names_two_levels
from skillscan.article.binding.pay.pay_doubts import end_of_range, is_of_few, is_of_skill
from skillscan.article.binding.pay.sums import is_money, part_of_sum
from skillscan.article.binding.reading import ArticleReading
from skillscan.article.binding.sentences import HARD_BREAK, Surroundings
from skillscan.article.grammar import pattern_of
from skillscan.article.model import MEAN, ArticleBlock, Binding

_IN_COUNTRY = re.compile(
    r" (?:is|was) (?:the )?"
    r"|(?: a year)?(?: (?:at|in|for) the (?:median|middle))? (?:in|for) (?:the )?"
)
"""What stands between a sum and its country."""
_NEAR, _WIDEST = 60, 3
"""A range of pay is of the middle where its ends are not further apart than this many times."""
_IN_BRACKET = re.compile(r"\s?\(([A-Z][A-Za-z &/]{2,30})\)")
_SEVERAL = r"[&/]| {plain_coordinators} "
_BRACKETED, _COLUMNS = 40, 6
_WHERE_ASIDE = re.compile(r", where [^,.;:$€£]{3,90}(?=, )")
"""What only explains a country: "Austria, where the law asks for a minimum, comes to"."""
_OWN_OPENING = (
    r"\b(?:ours|(?:our|my) (?:(?:own|old|new|last|first|latest|current) )?{single_openings})\b"
    r"(?: now| then| still| also)? (?:says?|said|offers?|offered|states?|stated|pays?|paid|prints?"
    r"|printed|reads?|has|had|shows?|names?|gives?|gave|is|was)\b[^.;]{0,40}$"
)
"""The author's own opening, whose pay is no middle: "Ours now says €78,000–€96,000"."""
_WITHOUT_PLACE = (
    r"\b(?i:take|leave|strip|drop|cut|throw)(?i: out)? (?:the )?[A-Z][\w.-]+(?: [A-Z][\w.-]+){0,2}"
    r"(?i: out| aside| away| off)?(?:,)? (?:and|then|so)\b[^.;]{0,60}$"
    r"|\b(?i:without|excluding|outside|leaving out) (?:of )?(?:the )?(?!{month_names})[A-Z][\w.-]+"
    r"(?: [A-Z][\w.-]+){0,2},? [^.;]{0,50}$"
)
"""What leaves the openings of a place out: "Take London out and senior drops to £74k"."""
_CONTRAST = r"\b{contrasts}\b"
OF_OTHERS = "pay of others"
_OTHER_JOB = not_understood("pay of no job of ours")
_OF_FEW = not_understood("pay of few, of one place, or of those who know one skill")
_WHOSE_GROUPS = ("level", "fields", "countries", "postings", "middle")


def own_pay(reading: ArticleReading, around: Surroundings, done: Sequence[Outcome]) -> Outcome:
    """The outcome of a sum that is said to be pay and is nobody else's figure."""
    if around.quantity.high > _WIDEST * around.quantity.low:
        return not_understood("from the lowest to the highest pay")
    if _is_beside_median(reading, around):
        return not_understood("a range beside the median of its row")
    part = _WHERE_ASIDE.sub("", part_of_sum(reading, around))
    if before := _as_before(reading, around, part, done):
        return before
    said = reading.whose.population_words(around, *_whose(reading, around))
    block = reading.block(around)
    texts = [_of_own_job(reading, around, part), block.row or "", block.column or ""]
    if refused := _refused(reading, around, part, said, texts):
        return refused
    said, dimension = _split_by(reading, around, part, said, texts)
    is_stated = reading.words.has("postings", reading.sentence_text(around.sentence))
    return ours(
        reading,
        around,
        ClaimSubject.unnamed("pay_median", dimension),
        confidence=0.85 if is_stated else 0.7,
        said=said,
        view="stating",
        measure=end_of_range(reading, around, part) or _mean(reading, part, around),
        spans=[around.before] if around.before[1] - around.before[0] < _NEAR else [],
        is_earlier=block.kind == "cell" and reading.column_periods.is_earlier(block),
        reasons=("pay that nobody is named for",),
    )


def _is_beside_median(reading: ArticleReading, around: Surroundings) -> bool:
    """Whether a cell holds a range, and another column of its table is the median."""
    block, number = reading.block(around), around.quantity
    if block.kind != "cell" or number.low == number.high:
        return False
    if reading.words.has("middle", block.column or ""):
        return False
    return any(
        one.kind == "cell"
        and one.row == block.row
        and reading.words.has("middle", one.column or "")
        for one in reading.article.blocks[around.sentence.block : around.sentence.block + _COLUMNS]
    )


def _refused(
    reading: ArticleReading,
    around: Surroundings,
    part: str,
    said: PopulationWords,
    texts: Sequence[str],
) -> NotBound | None:
    """Why a sum is no middle of what openings of one job and level of ours state; ``None`` where it
    is; ``part`` is its part of the sentence, ``texts`` that of its job, its row and its column.
    """
    _, row, column = texts
    if any(
        reading.words.has("pay", text, "part_of_all", "of_some") for text in (part, column, row)
    ):
        return not_understood("a part of pay, or pay of some")
    said_before = reading.text[around.sentence.start : around.quantity.start]
    if pattern_of(_OWN_OPENING).search(said_before):
        return not_understood("what the author's own opening pays")
    if pattern_of(_WITHOUT_PLACE, 0).search(said_before):
        return not_understood("pay without the openings of one place")
    if is_of_skill(reading, around) or is_of_few(reading, around, part):
        return _OF_FEW
    if _is_compared(reading, around) or _is_bracketed_other(reading, around):
        return not_understood("pay beside another's, whose is not clear")
    is_named = said.is_one_of_ours or _is_of_own_openings(reading, around)
    if not is_named or _is_of_other_job(reading, around, part):
        return _OTHER_JOB
    if any(names_two_levels(reading, text) for text in texts):
        return not_understood("pay of two levels at once")
    return None


def _is_of_own_openings(reading: ArticleReading, around: Surroundings) -> bool:
    """Whether a sum is of the openings of an article that names no job: its sentence, headers or
    heading name openings, or the article counts them.
    """
    block = reading.block(around)
    texts = (
        reading.sentence_text(around.sentence),
        block.column or "",
        block.row or "",
        *block.headings,
    )
    is_told = any(reading.words.has("postings", text) for text in texts)
    return reading.whose.names_no_job and (is_told or reading.is_on_openings)


def _split_by(
    reading: ArticleReading,
    around: Surroundings,
    part: str,
    said: PopulationWords,
    texts: Sequence[str],
) -> tuple[PopulationWords, str | None]:
    """The population that tells a sum, and by what it splits it: a level, else the country where
    only the population of all countries has the pay of this one.
    """
    block = reading.block(around)
    level = level_of_pay(reading, around, texts)
    country = _country_behind(reading, around) or reading.populations.country(
        _up_to_break(reading, around, part)
    )
    is_list = _is_list_of_countries(reading, around, said)
    if is_list and block.row:
        country = reading.populations.country(block.row) or country
    if country and country != said.country:
        said = replace(said, country=country)
    if level:
        return said, f"seniority={level}"
    if country and country != reading.whose.article_country:
        if not is_list and reading.whose.population(said) is not None:
            return said, None  # it is that population's own median
        return replace(said, country=None), f"country={country}"
    named = _country_of_row(reading, block)
    if named and reading.whose.population(replace(said, country=named)) is None:
        return replace(said, country=None), f"country={named}"
    return said, None


def _country_of_row(reading: ArticleReading, block: ArticleBlock) -> str | None:
    """The country that the row of a cell is on."""
    is_row = block.kind == "cell" and block.row is not None
    return reading.populations.country(block.row or "") if is_row else None


def _country_behind(reading: ArticleReading, around: Surroundings) -> str | None:
    """The country right behind a sum: "£74,000 in the United Kingdom and C$142,000 in Canada"."""
    end = around.quantity.end
    behind = reading.text[end : min(end + _NEAR, around.sentence.end)]
    found = reading.populations.countries.named(behind)[:1]
    is_next = any(_IN_COUNTRY.fullmatch(behind, 0, one.start) for one in found)
    return code_of(found[0]) if is_next else None


def _is_list_of_countries(
    reading: ArticleReading, around: Surroundings, said: PopulationWords
) -> bool:
    """Whether the sums of several countries stand in one sentence or column, of one of which there
    is no population, so that all are told by that of all countries.
    """
    block = reading.block(around)
    text = reading.sentence_text(around.sentence)
    if block.kind == "cell":
        text = "\n".join(
            one.row or ""
            for one in reading.article.blocks
            if one.kind == "cell" and one.column == block.column and one.headings == block.headings
        )
    named = {code_of(one) for one in reading.populations.countries.named(text)}
    return len(named) > 1 and any(
        reading.whose.population(replace(said, country=one)) is None for one in named
    )


def _up_to_break(reading: ArticleReading, around: Surroundings, part: str) -> str:
    """The part of a sum without what stands behind a semicolon: "…; most of them are American"."""
    before, number, behind = part.partition(
        reading.text[around.quantity.start : around.quantity.end]
    )
    return before + number + behind.split(";")[0]


def _as_before(
    reading: ArticleReading, around: Surroundings, part: str, done: Sequence[Outcome]
) -> NotBound | None:
    """The outcome of the sum before in the sentence where this one is of the same: it is joined
    with it ("below $80,000 and $90,000"), that is of few ("the highest was $425,000, the lowest a
    county's, $61,000") or of other jobs and nobody else is named since ("platform engineers:
    $156,000, ranging to $195,000").
    """
    earlier = [n for n in reading.places_before(around) if is_money(reading.quantities[n])]
    if not earlier:
        return None
    found = done[earlier[-1]]
    between = reading.text[reading.quantities[earlier[-1]].end : around.quantity.start]
    if isinstance(found, NotBound) and between.strip() in {"and", "or"}:
        return found
    if found == _OF_FEW and not any(reading.words.has(one, between) for one in _WHOSE_GROUPS):
        return _OF_FEW
    if against := reading.words.find("against", between):
        since = reading.quantities[earlier[-1]].end + against[-1].end
        part = reading.text[since : around.quantity.start]
        part += re.split(r"[,;(]", reading.text[around.quantity.end : around.after[1]])[0]
    if against and not reading.populations.occupation(part):
        return not_understood("pay beside another's, whose is not clear")
    is_others = isinstance(found, Binding) and OF_OTHERS in found.reasons
    is_same = (is_others or found == _OTHER_JOB) and not reading.populations.occupation(part)
    contrast = pattern_of(_CONTRAST).search(between)
    if contrast and reading.words.has("postings", between[contrast.end() :]):
        return None  # "Halden has $430,000, whereas the median in all those ads was"
    return _OTHER_JOB if is_same else None


def _of_own_job(reading: ArticleReading, around: Surroundings, part: str) -> str:
    """The words since the last strong break where they name the job: "seniors earn more — data
    scientists make $138,000".
    """
    before = part.partition(reading.text[around.quantity.start : around.quantity.end])[0]
    breaks = list(HARD_BREAK.finditer(before))
    own = part[breaks[-1].end() :] if breaks else part
    return own if reading.populations.occupation(own) else part


def _whose(reading: ArticleReading, around: Surroundings) -> tuple[str, ...]:
    """The job right behind a sum ("$95K for data analysts to …"), else the words before it, where
    they name one.
    """
    before = reading.span(around.before)
    end = min(around.quantity.end + _NEAR, around.sentence.end)
    behind = reading.text[around.quantity.end : end]
    jobs = reading.words.find("fields", behind)
    if pattern_of(FOR_LEVEL).match(behind) and jobs:
        return (behind[: jobs[0].end],)
    return (before,) if reading.populations.occupation(before) else ()


def _is_compared(reading: ArticleReading, around: Surroundings) -> bool:
    """Whether the job that is named before a sum is only what another is likened to."""
    before = reading.span(around.before)
    found = reading.words.find("fields", before)
    return bool(found) and reading.words.has("likened", before[: found[-1].start])


def _is_bracketed_other(reading: ArticleReading, around: Surroundings) -> bool:
    """Whether a bracket right behind a sum names something else than a job, level or country of
    ours: "from $58,000 (IT support) to …".
    """
    found = _IN_BRACKET.match(reading.text, around.quantity.end)
    if found is None or reading.words.has("level", found[1]):
        return False
    if pattern_of(_SEVERAL, 0).search(found[1]):
        return True
    named = reading.populations.occupation(found[1]) or reading.populations.country(found[1])
    return not named


def _is_of_other_job(reading: ArticleReading, around: Surroundings, part: str) -> bool:
    block = reading.block(around)
    before = reading.span(around.before).rstrip("~≈ ")
    if before.endswith("("):
        noun = before[-_BRACKETED:]
        jobs = reading.words.find("fields", noun)
        others = reading.words.find("other_jobs", noun)
        if others and (not jobs or jobs[-1].end < others[-1].end):
            return True
    texts = (reading.label(around), block.row or "", block.column or "", part)
    named = [text for text in texts if reading.populations.occupation(text)]
    return not named and any(map(reading.populations.other_market, texts))


def _mean(reading: ArticleReading, part: str, around: Surroundings) -> str | None:
    """``mean`` where the words say so and not that it is a median."""
    block = reading.block(around)
    for text in (part, block.column or "", block.row or "", reading.sentence_text(around.sentence)):
        if reading.words.has("middle", text):
            return None
        if reading.words.has("pay", text, "mean"):
            return MEAN
    return None
