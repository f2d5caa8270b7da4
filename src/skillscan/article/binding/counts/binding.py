"""Binds counts: sample sizes, and what is none of ours."""

import re
from collections.abc import Sequence
from dataclasses import replace

from skillscan.article.binding.counts.bare_samples import bare_sample
from skillscan.article.binding.counts.bracketed_samples import bracketed_sample
from skillscan.article.binding.counts.counted_employers import (
    is_row_of_employers,
    of_others,
)
from skillscan.article.binding.counts.earlier_samples import earlier_sample
from skillscan.article.binding.counts.labelled_samples import labelled_sample
from skillscan.article.binding.counts.lifetimes_beside import lifetime_beside
from skillscan.article.binding.counts.lifts import lift_of_pair
from skillscan.article.binding.counts.likened_samples import likened_sample
from skillscan.article.binding.counts.naked_samples import naked_sample
from skillscan.article.binding.counts.plain_lifetimes import bare_lifetime
from skillscan.article.binding.counts.plain_samples import is_sample_of_few, plain_sample
from skillscan.article.binding.counts.read_openings import (
    is_analysed,
    is_named_before,
    is_only_place,
    openings_ahead,
    part_of_sample,
    told_of_openings,
)
from skillscan.article.binding.counts.sample_sizes import EMPLOYERS, SAMPLE_SIZE, SIZE, sample_of
from skillscan.article.binding.counts.years import bind_bare_years
from skillscan.article.binding.denominators.denominators import first_head_of, noun_phrase
from skillscan.article.binding.model import (
    NamedSource,
    not_understood,
    nothing_to_judge,
)
from skillscan.article.binding.outcome import Outcome, is_ours, theirs
from skillscan.article.binding.reading import ArticleReading
from skillscan.article.binding.sentences import Surroundings
from skillscan.article.grammar import pattern_of
from skillscan.article.model import Binding
from skillscan.article.quantities.printed_counts import counts_of_share

_SHARE_BEFORE = r"{percent_signs} of (?:{owners} )?$"
_APPLIED = re.compile(
    r"\bappl(?:y|ies|ied|ying) (?:to|for) (?:(?:about|some|over|nearly|around) )?[~≈]?$",
    re.IGNORECASE,
)
"""What somebody does with openings that are no sample: "Carla applied to 87 jobs"."""
_CHECKED = r"\b{checked_words} (?:\w+ )?$"
_BY_HAND = r"\b{by_hand_words}\b"
_OF_THE_OPENINGS = r" of (?:the|these|those|our) (?:[\w/-]+ ){0,3}{sample_nouns}\b"
_REMOVED = re.compile(
    r"(?:(?!\b(?:after|once|when|without)\b)[^.,;:]){0,60}\b(?:were|was|been|being) (?:then )?"
    r"(?:removed|deleted|excluded|dropped|discarded|rejected|thrown out)\b"
)
_OF_EVERY = r"\b{of_every} $"
_SAMPLE_OF = re.compile(r"\bsample of (?:\w+ )?$", re.IGNORECASE)
_TOTAL = r"\W*(?:{whole_words}|sum|n)\W*"
_PART_OF = re.compile(
    r"\s?(?:of|/|out of) \d[\d.,]*(?=[\s).,;]|$)(?! (?:%|percent))", re.IGNORECASE
)
"""What stands behind a part of a whole: "(228 of 3,840)"."""
_OURS_AGAIN = re.compile(r"\b(?:we|our|ours)\b", re.IGNORECASE)
_CITED_BEHIND = re.compile(r"[\w ,/-]{1,40}\((?:says |according to |from |per )?")
_OF_ALL = r"\b(?:(?:of|among|from|in) (?:all )?(?:the|these|those|our|my)|all) $"
"""What stands before a sample that is named again: "of the 412, 35 % …"."""
_YEAR = re.compile(r"(?:19|20)\d\d")
_THIS_TIME = r"(?:this|last) (?:{time_units}|{season_names}|{edition_nouns}|time|week)"
"""What may stand behind a sample and counts nothing: "n = 11,846 this year"."""
_OF_SOME = re.compile(r"\b(?:of|among|in) (?:the|these|those) $", re.IGNORECASE)
"""What makes fewer openings than were read a part of them: "of the 140 ads from banks"."""
_PHRASE = 60
_LEAST_SAMPLE = 20
_SUPPOSED = r"\W*(?:(?:so|now|but|let['’]s|let us),? )?{supposing_words}\b"


def bind_count(reading: ArticleReading, around: Surroundings, done: Sequence[Outcome]) -> Outcome:
    """A count of postings that were read is a sample size; ``done`` are the outcomes of the numbers
    before it.
    """
    text, words = reading.text, reading.words
    if pattern_of(_SUPPOSED).match(text, around.sentence.start, around.sentence.end):
        return nothing_to_judge("an illustration")
    if _APPLIED.search(text, around.sentence.start, around.quantity.start):
        return nothing_to_judge("openings that somebody applied for")
    if words.has("sample", reading.span(around.after).split(",")[0], "per_something"):
        return theirs(reading, around, None, "candidates are not in postings")
    start, end, _ = noun_phrase(words, text, *around.after)
    span, phrase = (start, end), text[start:end]
    head = first_head_of(words, phrase)
    if head is None and (labelled := _labelled(reading, around)):
        return labelled
    if lift := lift_of_pair(reading, around, done):
        return lift
    if years := bind_bare_years(reading, around, done):
        return years
    if days := lifetime_beside(reading, around, done) or bare_lifetime(reading, around, done):
        return days
    if no_sample := _no_sample(reading, around, done):
        return no_sample
    is_of_time = pattern_of(_THIS_TIME).fullmatch(phrase.strip()) is not None
    is_of_else = bool(phrase.strip()) and not is_of_time and (head is None or head[0] == "others")
    if not is_of_else and (whole := _whole(reading, around, phrase, span, done)):
        return whole
    is_of_firms = head is not None and head[1].rule.id == "organisations"
    if not is_of_firms and (beside := _beside_sample(reading, around, done)):
        return beside
    if bracketed := bracketed_sample(reading, around):
        return bracketed
    if head is None and (unnamed := _without_noun(reading, around, span, done)):
        return unnamed
    if (head is None or head[0] == "nothing") and not _is_of_thing(reading, around):
        told = labelled_sample(reading, around, done) or bare_sample(reading, around, done)
        told = told or naked_sample(reading, around, done) or likened_sample(reading, around, done)
        return told or nothing_to_judge("a count of no openings", is_open=True)
    if head is None or head[0] == "nothing":
        return nothing_to_judge("a count of no openings")
    kind, found = head
    if _is_of_thing(reading, around):
        return nothing_to_judge("the openings that name one thing")
    if kind == "others":
        told = bare_sample(reading, around, done)
        return told or of_others(reading, around, found.rule.id, phrase, span, done)
    is_again = is_named_before(reading, around, done)
    return _of_postings(reading, around, phrase, span, done, is_again=is_again)


def _no_sample(
    reading: ArticleReading, around: Surroundings, done: Sequence[Outcome]
) -> Outcome | None:
    """Why a count is none of all the openings that were read, whatever it counts."""
    text, before = reading.text, reading.span(around.before)
    if _PART_OF.match(text, around.quantity.end, around.sentence.end) or _is_part_of_share(
        reading, around
    ):
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


def _is_part_of_share(reading: ArticleReading, around: Surroundings) -> bool:
    """Whether a share of its sentence was counted from it: "440 postings, 60 % of 732"."""
    sentence = around.sentence
    for place in reading.places_in(sentence):
        share = reading.quantities[place]
        if share.unit == "percent" and (
            counts := counts_of_share(
                reading.text, (share.start, share.end), sentence.start, sentence.end
            )
        ):
            start, end = counts.part
            if start <= around.quantity.number_start < end:
                return True
    return False


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
    whole = sample_of(reading, around, SIZE, phrase, span)
    return _of_same_jobs(reading, around, whole, done)


def _beside_sample(
    reading: ArticleReading, around: Surroundings, done: Sequence[Outcome]
) -> Outcome | None:
    """An earlier sample, or a part, of the one before it in its sentence."""
    end = around.quantity.end
    if earlier := earlier_sample(reading, around, done):
        return earlier
    if part := part_of_sample(reading, around, done):
        return sample_of(reading, around, SIZE, part, (end, end))
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
    before = reading.text[around.sentence.start : around.quantity.start]
    is_again = is_named_before(reading, around, done)
    if is_again and (_is_total(reading, around) or pattern_of(_OF_ALL).search(before)):
        return sample_of(reading, around, SIZE, "", span)
    if told := told_of_openings(reading, around):
        return sample_of(reading, around, SIZE, told, span)
    if ahead := openings_ahead(reading, around, span):
        return _of_postings(reading, around, ahead, span, done, is_again=False)
    if is_row_of_employers(reading, around, done):
        return sample_of(reading, around, EMPLOYERS, "", span)
    return None


def _is_some_of_sample(
    reading: ArticleReading, around: Surroundings, done: Sequence[Outcome]
) -> bool:
    """Whether it counts some of a sample that was told before: those that were read again by hand,
    or of a larger one that state something ("pay could be read from 1,390 of the openings").
    """
    sentence = reading.sentence_text(around.sentence)
    is_by_hand = pattern_of(_BY_HAND).search(sentence) is not None
    is_other = any(
        is_ours(one, SAMPLE_SIZE)
        and one.dimension is None
        and not one.is_earlier
        and reading.around[place].sentence != around.sentence
        and reading.quantities[place].low != around.quantity.low
        for place, one in enumerate(done)
    )
    if is_by_hand and is_other and not reading.words.has("fields", sentence):
        return True  # also once a refresh has written a smaller sample than was checked
    is_larger = any(
        is_ours(one, SAMPLE_SIZE) and reading.quantities[place].low > around.quantity.high
        for place, one in enumerate(done)
    )
    if not is_larger:
        return False
    if _OF_SOME.search(reading.span(around.before)) and not is_named_before(reading, around, done):
        phrase = reading.span(around.after)[:_PHRASE]
        return not any(reading.words.has(group, phrase) for group in ("countries", "fields"))
    behind = pattern_of(_OF_THE_OPENINGS).match(reading.text, around.quantity.end)
    return is_by_hand or (behind is not None and reading.span(around.before).rstrip()[-1:] != ":")


def _is_total(reading: ArticleReading, around: Surroundings) -> bool:
    """Whether it stands in a row that sums up the others of a table, or is of a country or job."""
    row = reading.block(around).row
    is_whose = row is not None and any(
        (one.start, one.end) == (0, len(row.strip()))
        for group in ("countries", "fields")
        for one in reading.words.find(group, row.strip())
    )
    return is_whose or (row is not None and pattern_of(_TOTAL).fullmatch(row) is not None)


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
    label = reading.nearest_label(around)
    if not label and words.has("counted_openings", row, "total_of"):
        label = row
    is_label = reading.populations.occupation(label) or words.has(
        "counted_openings", label, "total_of"
    )
    if not is_label or not words.has("postings", label) or "%" in label:
        return None
    if not reading.counts_postings and not reading.tells_analysis:
        return not_understood("the article does not say that it read these", is_open=True)
    if source := reading.attribution.source(around):
        return theirs(reading, around, None, "another source's count", source, label)
    return sample_of(reading, around, SIZE, label, (around.quantity.start, around.quantity.end))


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
    earlier = reading.places_before(around)
    if not earlier or reading.quantities[earlier[-1]].unit == "count":
        return False
    found = done[earlier[-1]]
    return not isinstance(found, Binding) or found.kind != "ours"


def _of_same_jobs(
    reading: ArticleReading, around: Surroundings, whole: Outcome, done: Sequence[Outcome]
) -> Outcome:
    """A sample in the bracket of a number is of its jobs: "$128,000 for scientists (n=138)"."""
    earlier = reading.places_before(around)
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
    done: Sequence[Outcome],
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
    is_told = source is not None and (
        _is_cited_behind(reading, around, source)
        or (
            source.end <= around.quantity.start
            and (source.is_teller or _counts_itself(reading, around, source))
        )
    )
    if source is not None and (is_told or not said.is_one_of_ours):
        return theirs(reading, around, None, "another source's sample", source, phrase)
    if said.occupation == "" and not reading.populations.is_of_ai(phrase):
        return not_understood("the openings of no one job")
    if not is_again and is_sample_of_few(reading, around, span):
        return nothing_to_judge("some of the openings")
    is_told = is_again or is_analysed(reading, around)
    if not is_told and (plain := plain_sample(reading, around, phrase, span, done)):
        return plain
    if not is_told:
        if source is not None:
            return theirs(reading, around, None, "another source's count", source, phrase)
        return not_understood("the article does not say that it read these", is_open=True)
    return sample_of(reading, around, SIZE, phrase, span)


def _is_cited_behind(reading: ArticleReading, around: Surroundings, source: NamedSource) -> bool:
    """Whether a source opens the bracket behind a count: "300 million jobs (Halden, by way of"."""
    behind = reading.text[around.quantity.end : max(source.start, around.quantity.end)]
    return _CITED_BEHIND.fullmatch(behind) is not None


def _counts_itself(reading: ArticleReading, around: Surroundings, source: NamedSource) -> bool:
    """Whether a source is who counted: "Halden counted 9,400 ads", not "our Halden ads"."""
    said = reading.text[source.end : around.quantity.start]
    is_own = (
        _OURS_AGAIN.search(reading.text, around.sentence.start, around.quantity.start) is not None
    )
    return not is_own and reading.words.has("sample", said, "analysed")
