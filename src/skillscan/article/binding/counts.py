"""Binds counts and multiples: sample sizes, and what is none of ours."""

import re
from collections.abc import Sequence
from dataclasses import replace

from skillscan.article.binding.changes import bind_change
from skillscan.article.binding.denominators import first_head_of, noun_phrase
from skillscan.article.binding.model import (
    ClaimDenominator,
    ClaimSubject,
    NamedSource,
    not_understood,
    nothing_to_judge,
)
from skillscan.article.binding.outcome import Outcome, ours, theirs
from skillscan.article.binding.read_openings import (
    is_analysed,
    is_named_before,
    is_only_place,
    openings_ahead,
    part_of_sample,
    told_of_openings,
)
from skillscan.article.binding.reading import ArticleReading
from skillscan.article.binding.sentences import Surroundings
from skillscan.article.grammar import pattern_of
from skillscan.article.model import Binding

_SIZE = ClaimSubject.unnamed("sample_size")
_EMPLOYERS = ClaimSubject.unnamed("sample_size", "employers")
_PAIRS, _LIFT = "skill_pairs", "lift"
_SHARE_BEFORE = r"{percent_signs} of (?:{owners} )?$"
_CHECKED = r"\b{checked_words} (?:\w+ )?$"
_BY_HAND = r"\b{by_hand_words}\b"
_OF_THE_OPENINGS = r" of (?:the|these|those|our) (?:[\w/-]+ ){0,3}{sample_nouns}\b"
_REMOVED = re.compile(
    r"[^.,;:]{0,60}\b(?:were|was|been|being) (?:then )?"
    r"(?:removed|deleted|excluded|dropped|discarded|rejected|thrown out)\b"
)
_IN_PARTS = r"\b{partitives} (?:{nearly_words} )?\d"
"""What is said of parts behind a sample is not said of all of it: "of which 3,105 in the US"."""
_OF_EVERY = r"\b{of_every} $"
_SAMPLE_OF = re.compile(r"\bsample of (?:\w+ )?$", re.IGNORECASE)
_TOTAL = r"\W*(?:{whole_words}|sum|n)\W*"
_PART_OF = re.compile(
    r"\s?(?:of|/|out of) \d[\d.,]*(?=[\s).,;]|$)(?! (?:%|percent))", re.IGNORECASE
)
"""What stands behind a part of a whole: "(228 of 3,840)"."""
_FROM = re.compile(r"\b(?:from|by|of|at) (?:\w+ )?$")
_PLACED = re.compile(r", (?:all )?(?:of them )?\w+ed (?=between|by|from|in|since|over|on)")
"""What goes on with a sample: "4,300 postings, published between May and July by 900 employers"."""
_THEY = re.compile(r"\W*(?:They|These|All(?: of them)?) (?:were|are|came|come)\b")
"""What goes on with the openings of the sentence before: "They were placed by 611 employers"."""
_AND_FROM = re.compile(r"\W*(?:And )?(?:[Ff]rom|[Pp]osted by|[Pp]ublished by|[Bb]y) (?:\w+ )?")
"""An item of a list that goes on with the sample of the item before: "From 840 employers"."""
_OURS_AGAIN = re.compile(r"\b(?:we|our|ours)\b", re.IGNORECASE)
_YEAR = re.compile(r"(?:19|20)\d\d")
_CELLS_BACK = 12
_OF_SOME = re.compile(r"\b(?:of|among|in) (?:the|these|those) $", re.IGNORECASE)
"""What makes fewer openings than were read a part of them: "of the 140 ads from banks"."""
_PHRASE = 60
_LEAST_SAMPLE = 20
_SUPPOSED = r"\W*(?:(?:so|now|but|let['’]s|let us),? )?{supposing_words}\b"
_OF_THEN = re.compile(
    r" (?:from|in|of) (?:(?:the|that) same (?:months|period|quarters?|weeks|time|season)"
    r"(?: (?:of|in))? ?)?(?:(?:19|20)\d\d|last year|the (?:year|edition|quarter) before"
    r"|(?:a|one|two) years? (?:ago|earlier|before))\b",
    re.IGNORECASE,
)
"""An earlier sample beside today's: "and 6,930 from the same months of 2025"."""
_AND_NEXT = r"(?:,|\b{plain_coordinators}|\b{versus_words})\s*$"
_CLAUSE_END = re.compile(r"[,;:(—–]| - ")
_OF_THE_PAIR = re.compile(
    r"\W*(?:(?:and|or|but) )?"
    r"(?:(?:that|this|it|which|they|both|the two|the pair|together)\b(?:['’]s\b)?"
    r"(?: (?:is|are|was|were|named|mentioned|listed|wanted|appear|stand|occur|come|go|meet|both|up|"
    r"together|still|they)){0,4} ?)?"
    r"(?:(?:about|around|roughly|nearly|almost|some) )?"
)
"""What stands before how often a pair is named: "that is 2.1 times", not "on GitHub it is"."""
_BY_CHANCE_AT = re.compile(
    r"\b(?:chance|coincidence|random),? (?:in|on|at|by|for|among|across|from|with)\b"
)
_SOME_OF_THEM = r"\b{some_of_all} $"


def bind_count(reading: ArticleReading, around: Surroundings, done: Sequence[Outcome]) -> Outcome:
    """A count of postings that were read is a sample size; ``done`` are the outcomes of the numbers
    before it.
    """
    text, words = reading.text, reading.words
    if pattern_of(_SUPPOSED).match(text, around.sentence.start, around.sentence.end):
        return nothing_to_judge("an illustration")
    if words.has("sample", reading.span(around.after).split(",")[0], "per_something"):
        return theirs(reading, around, None, "candidates are not in postings")
    start, end, _ = noun_phrase(words, text, *around.after)
    span, phrase = (start, end), text[start:end]
    head = first_head_of(words, phrase)
    if head is None and (labelled := _labelled(reading, around)):
        return labelled
    if no_sample := _no_sample(reading, around, done):
        return no_sample
    is_of_else = bool(phrase.strip()) and (head is None or head[0] == "others")
    if not is_of_else and (whole := _whole(reading, around, phrase, span, done)):
        return whole
    if beside := _beside_sample(reading, around, done):
        return beside
    if head is None and (unnamed := _without_noun(reading, around, span, done)):
        return unnamed
    if head is None or head[0] == "nothing":
        return nothing_to_judge("a count of no openings")
    kind, found = head
    if _is_of_thing(reading, around):
        return nothing_to_judge("the openings that name one thing")
    if kind == "others":
        return _of_others(reading, around, found.rule.id, phrase, span, done)
    is_again = is_named_before(reading, around, done)
    return _of_postings(reading, around, phrase, span, is_again=is_again)


def _no_sample(
    reading: ArticleReading, around: Surroundings, done: Sequence[Outcome]
) -> Outcome | None:
    """Why a count is none of all the openings that were read, whatever it counts."""
    text, before = reading.text, reading.span(around.before)
    if _PART_OF.match(text, around.quantity.end, around.sentence.end):
        return nothing_to_judge("a part of those that were counted")
    is_of_test = _SAMPLE_OF.search(before) is not None and reading.words.has(
        "nothing", reading.sentence_text(around.sentence), "performance"
    )
    if (
        is_of_test
        or pattern_of(_CHECKED).search(before)
        or _is_some_of_sample(reading, around, done)
    ):
        return nothing_to_judge("some that were checked")
    if _REMOVED.match(text, around.quantity.end, around.sentence.end):
        return nothing_to_judge("openings that were taken out")
    if pattern_of(_OF_EVERY).search(before):
        return nothing_to_judge("what a share is counted by")
    is_year = _YEAR.fullmatch(text, around.quantity.start, around.quantity.end) is not None
    if around.quantity.high < _LEAST_SAMPLE or is_year:
        return nothing_to_judge("too small for a sample, or a year")
    return None


def _whole(
    reading: ArticleReading,
    around: Surroundings,
    phrase: str,
    span: tuple[int, int],
    done: Sequence[Outcome],
) -> Outcome | None:
    """The sample that a number is of: "60 % of 732", "$128,000 (n = 138)"."""
    if not _is_whole(reading, around) or _is_of_people(reading, around):
        return None
    if _is_of_unbound(reading, around, done):
        return not_understood("what it is the whole of was not bound")
    whole = _sample(reading, around, _SIZE, phrase, span)
    return _of_same_jobs(reading, around, whole, done)


def _beside_sample(
    reading: ArticleReading, around: Surroundings, done: Sequence[Outcome]
) -> Outcome | None:
    """An earlier sample, or a part, of the one before it in its sentence."""
    end = around.quantity.end
    then = _OF_THEN.match(reading.text, end)
    if then and _is_beside_sample(reading, around, done):
        whole = _sample(reading, around, _SIZE, then[0], then.span())
        return replace(whole, is_earlier=True) if isinstance(whole, Binding) else whole
    if part := part_of_sample(reading, around, done):
        return _sample(reading, around, _SIZE, part, (end, end))
    return None


def _without_noun(
    reading: ArticleReading,
    around: Surroundings,
    span: tuple[int, int],
    done: Sequence[Outcome],
) -> Outcome | None:
    """A sample whose openings, or employers, only the words before it, the next number or its row
    name.
    """
    if _is_total(reading, around) and is_named_before(reading, around, done):
        return _sample(reading, around, _SIZE, "", span)
    if told := told_of_openings(reading, around):
        return _sample(reading, around, _SIZE, told, span)
    if ahead := openings_ahead(reading, around, span):
        return _of_postings(reading, around, ahead, span, is_again=False)
    if _is_row_of_employers(reading, around, done):
        return _sample(reading, around, _EMPLOYERS, "", span)
    return None


def _is_beside_sample(
    reading: ArticleReading, around: Surroundings, done: Sequence[Outcome]
) -> bool:
    """Whether the count before it in its sentence is a sample of openings."""
    earlier = [n for n in reading.places_in(around.sentence) if n < around.place]
    found = done[earlier[-1]] if earlier else None
    return isinstance(found, Binding) and (found.kind, found.statistic, found.dimension) == (
        *("ours", "sample_size"),
        None,
    )


def _is_some_of_sample(
    reading: ArticleReading, around: Surroundings, done: Sequence[Outcome]
) -> bool:
    """Whether it counts some of a larger sample that was told before: those that were read again
    by hand, or that state something ("pay could be read from 1,390 of the openings").
    """
    is_larger = any(
        isinstance(one, Binding)
        and (one.kind, one.statistic) == ("ours", "sample_size")
        and reading.quantities[place].low > around.quantity.high
        for place, one in enumerate(done)
    )
    if not is_larger:
        return False
    if _OF_SOME.search(reading.span(around.before)) and not is_named_before(reading, around, done):
        phrase = reading.span(around.after)[:_PHRASE]
        return not any(reading.words.has(group, phrase) for group in ("countries", "fields"))
    said = pattern_of(_BY_HAND).search(reading.sentence_text(around.sentence)) is not None
    behind = pattern_of(_OF_THE_OPENINGS).match(reading.text, around.quantity.end)
    return said or (behind is not None and reading.span(around.before).rstrip()[-1:] != ":")


def _is_total(reading: ArticleReading, around: Surroundings) -> bool:
    """Whether it stands in a row that sums up the others of a table, or is of a country or job."""
    row = reading.block(around).row
    is_whose = row is not None and any(
        (one.start, one.end) == (0, len(row.strip()))
        for group in ("countries", "fields")
        for one in reading.words.find(group, row.strip())
    )
    return is_whose or (row is not None and pattern_of(_TOTAL).fullmatch(row) is not None)


def _is_row_of_employers(
    reading: ArticleReading, around: Surroundings, done: Sequence[Outcome]
) -> bool:
    """Whether its row is one of employers and the same column of the table counts openings that
    were read: "Postings | 4,410", then "Employers | 690".
    """
    block = reading.block(around)
    row = (block.row or "").strip()
    found = reading.words.find("others", row, "organisations")
    if not row or not any((one.start, one.end) == (0, len(row)) for one in found):
        return False
    for place in range(around.place - 1, max(-1, around.place - _CELLS_BACK), -1):
        other = reading.block(reading.around[place])
        if other.kind != "cell":
            return False
        sample = done[place]
        if other.column == block.column and isinstance(sample, Binding):
            return (sample.kind, sample.statistic) == ("ours", "sample_size")
    return False


def _is_of_thing(reading: ArticleReading, around: Surroundings) -> bool:
    """Whether it stands in a bracket right behind a thing: "AWS (1,126 postings)"."""
    before = reading.text[around.sentence.start : around.quantity.start].rstrip("~≈ ")
    end = around.sentence.start + len(before) - 1
    return before.endswith("(") and any(
        0 <= end - one.end <= 1 for one in reading.subjects(around.sentence)
    )


def _labelled(reading: ArticleReading, around: Surroundings) -> Outcome | None:
    """A count behind the name of the openings that it is of: "Data scientist listings: 127", in an
    article that counts them; ``None`` without such a label.
    """
    words, row = reading.words, reading.block(around).row or ""
    label = reading.label(around) or reading.label_in_sentence(around)
    if not label and words.has("counted_openings", row, "total_of"):
        label = row
    is_label = reading.populations.occupation(label) or words.has(
        "counted_openings", label, "total_of"
    )
    if not is_label or not words.has("postings", label) or "%" in label:
        return None
    if not reading.counts_postings and not reading.words.has("sample", reading.text, "analysed"):
        return not_understood("the article does not say that it read these")
    if source := reading.attribution.source(around):
        return theirs(reading, around, None, "another source's count", source, label)
    return _sample(reading, around, _SIZE, label, (around.quantity.start, around.quantity.end))


def _is_whole(reading: ArticleReading, around: Surroundings) -> bool:
    """Whether it is what a share is of: "60 % of 732", "n = 732"."""
    before = reading.text[around.sentence.start : around.quantity.start]
    if _YEAR.fullmatch(reading.text, around.quantity.start, around.quantity.end):
        return False
    return bool(pattern_of(_SHARE_BEFORE).search(before)) or bool(
        re.search(r"\bn ?= ?$", before, re.IGNORECASE)
    )


def _is_of_people(reading: ArticleReading, around: Surroundings) -> bool:
    """Whether people were asked, of whom "n = 2,150" are: "a survey (n = 2,150)"."""
    before = reading.text[around.sentence.start : around.quantity.start]
    opened = before.rfind("(")
    noun = before[before.rfind(",", 0, max(opened, 0)) + 1 :]
    words = reading.words
    return opened >= 0 and words.has("others", noun, "people") and not words.has("postings", noun)


def _is_of_unbound(reading: ArticleReading, around: Surroundings, done: Sequence[Outcome]) -> bool:
    """Whether the number that it is the sample of is none of ours: "without it $90,000 (n=77)"."""
    earlier = [n for n in reading.places_in(around.sentence) if n < around.place]
    if not earlier or reading.quantities[earlier[-1]].unit == "count":
        return False
    found = done[earlier[-1]]
    return not isinstance(found, Binding) or found.kind != "ours"


def _of_same_jobs(
    reading: ArticleReading, around: Surroundings, whole: Outcome, done: Sequence[Outcome]
) -> Outcome:
    """A sample in the bracket of a number is of its jobs: "$128,000 for scientists (n=138)"."""
    earlier = [n for n in reading.places_in(around.sentence) if n < around.place]
    found = done[earlier[-1]] if earlier else None
    if not isinstance(found, Binding) or not isinstance(whole, Binding) or found.kind != "ours":
        return whole
    return replace(
        whole, population=found.population, occupation=found.occupation, country=found.country
    )


def _of_postings(
    reading: ArticleReading,
    around: Surroundings,
    phrase: str,
    span: tuple[int, int],
    *,
    is_again: bool,
) -> Outcome:
    said = reading.populations.read((phrase,))
    source = reading.attribution.source(around)
    if source is not None and _OURS_AGAIN.search(
        reading.text, min(source.end, around.quantity.start), around.quantity.start
    ):
        source = None  # "a survey by Halden; our count of 1,950 ads"
    if source is not None and is_only_place(reading, around, source):
        said, source = reading.whose.population_words(around, phrase), None
    is_told = (
        source is not None
        and source.end <= around.quantity.start
        and (source.is_teller or _counts_itself(reading, around, source))
    )
    if source is not None and (is_told or not said.is_one_of_ours):
        return theirs(reading, around, None, "another source's sample", source, phrase)
    if said.occupation == "" and not reading.populations.is_of_ai(phrase):
        return not_understood("the openings of no one job")
    if not is_again and not is_analysed(reading, around):
        if source is not None:
            return theirs(reading, around, None, "another source's count", source, phrase)
        return not_understood("the article does not say that it read these")
    return _sample(reading, around, _SIZE, phrase, span)


def _counts_itself(reading: ArticleReading, around: Surroundings, source: NamedSource) -> bool:
    """Whether a source is who counted: "Halden counted 9,400 ads", not "our Halden ads"."""
    said = reading.text[source.end : around.quantity.start]
    is_own = (
        _OURS_AGAIN.search(reading.text, around.sentence.start, around.quantity.start) is not None
    )
    return not is_own and reading.words.has("sample", said, "analysed")


def _of_others(
    reading: ArticleReading,
    around: Surroundings,
    rule_id: str,
    phrase: str,
    span: tuple[int, int],
    done: Sequence[Outcome],
) -> Outcome:
    sentence = reading.sentence_text(around.sentence)
    is_sample = reading.words.has("postings", sentence) and reading.words.has(
        "sample", sentence, "analysed"
    )
    is_sample = is_sample or _is_sample_from(reading, around, done)
    is_few = pattern_of(_SOME_OF_THEM).search(reading.span(around.before)) is not None
    if (
        rule_id == "organisations"
        and is_sample
        and not is_few
        and reading.attribution.source(around) is None
    ):
        return _sample(reading, around, _EMPLOYERS, phrase, span)
    if reading.attribution.source(around):
        return theirs(
            reading, around, None, "a count of something else than postings", words=phrase
        )
    return nothing_to_judge("a count of something else than openings")


def _is_sample_from(reading: ArticleReading, around: Surroundings, done: Sequence[Outcome]) -> bool:
    """Whether a sample right before is from so many employers: "1,310 ads from 540 companies",
    "They were placed by 611 employers".
    """
    earlier = [n for n in reading.places_in(around.sentence) if n < around.place]
    start = reading.quantities[earlier[-1]].end if earlier else around.sentence.start
    before = reading.previous(around.sentence)
    if before is None and _AND_FROM.fullmatch(reading.text, start, around.quantity.start):
        before = next(iter(reading.sentences_before(around.sentence, 1)), None)
        is_item = reading.block(around).kind == "list_item"
        earlier = list(reading.places_in(before)) if before and is_item else []
        earlier = [n for n in earlier if reading.quantities[n].unit == "count"][:1]
    elif not earlier and before and _THEY.match(reading.text, start):
        earlier = [n for n in reading.places_in(before) if reading.quantities[n].unit == "count"]
    found = done[earlier[-1]] if earlier else None
    if not isinstance(found, Binding) or (found.kind, found.statistic) != ("ours", "sample_size"):
        return False
    between = _PLACED.sub(" ", reading.text[start : around.quantity.start])
    return _FROM.search(between) is not None and "," not in between


def _sample(
    reading: ArticleReading,
    around: Surroundings,
    subject: ClaimSubject,
    phrase: str,
    span: tuple[int, int],
) -> Outcome:
    said = reading.whose.population_words(around, phrase)
    populations, block = reading.populations, reading.block(around)
    if joined := _up_to_next_count(reading, around):
        of_own = populations.read((joined,))
        if of_own.occupation:
            said = replace(
                said,
                occupation=of_own.occupation,
                country=of_own.country
                or populations.country(reading.sentence_text(around.sentence))
                or said.country,
            )
    parts = pattern_of(_IN_PARTS).search(reading.text, around.quantity.end, around.sentence.end)
    if parts:
        whole = reading.text[around.quantity.end : parts.start()]
        said = replace(said, country=populations.country(whole))
        if not populations.occupation(whole):
            return not_understood("the openings of no one job")
    is_other = populations.other_market(phrase) and not populations.is_of_ai(phrase)
    if not said.is_one_of_ours or is_other:
        return not_understood("the openings of no job of ours")
    return ours(
        reading,
        around,
        subject,
        confidence=0.8,
        said=said,
        spans=[span],
        denominator=phrase.strip(),
        is_earlier=block.kind == "cell" and reading.column_periods.is_earlier(block),
        reasons=("the sample that was read",),
    )


def _up_to_next_count(reading: ArticleReading, around: Surroundings) -> str:
    """The words between a count and the next of its sentence that "and" joins with it, which are
    of this one alone: "2,914 ads for ML engineers and 3,377 for data scientists".
    """
    later = [n for n in reading.places_in(around.sentence) if n > around.place]
    if not later or reading.quantities[later[0]].unit != "count":
        return ""
    between = reading.text[around.quantity.end : reading.quantities[later[0]].start]
    return between if pattern_of(_AND_NEXT).search(between) else ""


def _lift(reading: ArticleReading, around: Surroundings, done: Sequence[Outcome]) -> Outcome | None:
    """How many times as often as by chance the pair of the share before is named."""
    if not reading.words.has("by_chance", reading.span(around.after)):
        return None
    previous = reading.share_before(around)
    found = done[previous.place] if previous else None
    if previous is None or not isinstance(found, Binding):
        return None
    if (found.kind, found.statistic) != ("ours", _PAIRS):
        return None
    if not _is_told_of_pair(reading, around, previous):
        return None
    start, end = around.quantity.start, around.quantity.end
    return replace(found, start=start, end=end, measure=_LIFT, view=None)


def _is_told_of_pair(reading: ArticleReading, around: Surroundings, previous: Surroundings) -> bool:
    """Whether a multiple goes on with the share of a pair in its sentence or the one before, and
    neither another source nor other people or things are named for it.
    """
    is_same = previous.sentence == around.sentence
    if not is_same and previous.sentence != reading.previous(around.sentence):
        return False
    start = previous.quantity.end if is_same else around.sentence.start
    said = reading.text[start : around.quantity.start]
    behind = reading.span(around.after)
    if reading.attribution.source(around) is not None or _BY_CHANCE_AT.search(behind):
        return False
    if reading.words.has("others", said) or reading.words.has("others", behind):
        return False
    own = _CLAUSE_END.split(said)[-1] if is_same else said
    return _OF_THE_PAIR.fullmatch(own.lower()) is not None


def bind_ratio(reading: ArticleReading, around: Surroundings, done: Sequence[Outcome]) -> Outcome:
    """Growth by a multiple, and how much more often than by chance a pair is named; what is per
    candidate, or of others, is not in postings.
    """
    if change := bind_change(reading, around, ClaimDenominator(kind="none")):
        return change
    region = reading.region(around)
    if lift := _lift(reading, around, done):
        return lift
    if reading.words.has("sample", region, "per_something"):
        return theirs(reading, around, None, "candidates are not in postings")
    if reading.attribution.source(around) and reading.words.has(
        "others", region, "people", "things"
    ):
        return theirs(reading, around, None, "another source's figure")
    return nothing_to_judge("no multiple of openings")
