"""Counts of the employers that the openings which were read are from."""

import re
from collections.abc import Sequence

from skillscan.article.binding.counts.plain_employers import plain_employers
from skillscan.article.binding.counts.sample_sizes import EMPLOYERS, SAMPLE_SIZE, sample_of
from skillscan.article.binding.model import nothing_to_judge
from skillscan.article.binding.outcome import Outcome, is_ours, theirs
from skillscan.article.binding.reading import ArticleReading
from skillscan.article.binding.sentences import Surroundings
from skillscan.article.grammar import pattern_of
from skillscan.article.model import Binding

_FROM = re.compile(r"\b(?:from|by|of|at) (?:\w+ )?$")
_PLACED = re.compile(r", (?:all )?(?:of them )?\w+ed (?=between|by|from|in|since|over|on)")
"""What goes on with a sample: "4,300 postings, published between May and July by 900 employers"."""
_THEY = re.compile(r"\W*(?:They|These|All(?: of them)?) (?:were|are|came|come)\b")
"""What goes on with the openings of the sentence before: "They were placed by 611 employers"."""
_AND_FROM = re.compile(r"\W*(?:And )?(?:[Ff]rom|[Pp]osted by|[Pp]ublished by|[Bb]y) (?:\w+ )?")
"""An item of a list that goes on with the sample of the item before: "From 840 employers"."""
_SOME_OF_THEM = r"\b{some_of_all} $"
_NO_EMPLOYERS = r"^(?:\w+ ){0,2}{no_employers}\b"
_CELLS_BACK = 12


def of_others(
    reading: ArticleReading,
    around: Surroundings,
    rule_id: str,
    phrase: str,
    span: tuple[int, int],
    done: Sequence[Outcome],
) -> Outcome:
    """The outcome of a count of something else than openings: of the employers that those which
    were read are from, another source's, or none to judge.
    """
    sentence = reading.sentence_text(around.sentence)
    is_sample = reading.words.has("postings", sentence) and reading.words.has(
        "sample", sentence, "analysed"
    )
    is_sample = (
        is_sample
        or _is_sample_from(reading, around, done)
        or plain_employers(reading, around, done)
    )
    is_few = pattern_of(_SOME_OF_THEM).search(reading.span(around.before)) is not None
    if (
        rule_id == "organisations"
        and not pattern_of(_NO_EMPLOYERS).search(phrase)
        and is_sample
        and not is_few
        and reading.attribution.source(around) is None
    ):
        return sample_of(reading, around, EMPLOYERS, phrase, span)
    if reading.attribution.source(around):
        return theirs(
            reading, around, None, "a count of something else than postings", words=phrase
        )
    is_open = rule_id == "organisations" and not is_few
    return nothing_to_judge("a count of something else than openings", is_open=is_open)


def _is_sample_from(reading: ArticleReading, around: Surroundings, done: Sequence[Outcome]) -> bool:
    """Whether a sample right before is from so many employers: "1,310 ads from 540 companies",
    "They were placed by 611 employers".
    """
    earlier = reading.places_before(around)
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
    if not is_ours(found, SAMPLE_SIZE):
        return False
    between = _PLACED.sub(" ", reading.text[start : around.quantity.start])
    return _FROM.search(between) is not None and "," not in between


def is_row_of_employers(
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
            return is_ours(sample, SAMPLE_SIZE)
    return False
