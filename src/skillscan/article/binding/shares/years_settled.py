"""Shares of openings that ask for so many years, settled by those told beside them: of which
openings ("Six ads in ten state a minimum. Of those, half want five") and how many years ("three or
more; for five or more it is 44 %").
"""

from collections.abc import Sequence
from dataclasses import replace

from skillscan.article.binding.outcome import Outcome, is_ours, is_read_as_ours
from skillscan.article.binding.reading import ArticleReading
from skillscan.article.binding.sentences import Surroundings
from skillscan.article.binding.shares.silent_left_out import leaves_silent_out
from skillscan.article.binding.subjects.asked_years import years_in_words
from skillscan.article.grammar import pattern_of
from skillscan.article.model import Binding

_YEARS = "experience_at_least"
_OF_ALL = (
    r"\b(?:every (?:single )?{single_openings}"
    r"|all (?:of )?(?:the |these |our |my )?(?:\d[\d,]* )?{opening_nouns}"
    r"|(?:count|take|counting|taking)(?: in)? (?:everything|everybody|all|every|them all)"
    r"|(?:silent|mute|quiet) (?:ones |openings |ads |adverts )?(?:included|too|as well)"
    r"|(?:of|over|across|among) (?:everything|the lot|all))\b"
)
"""What counts all openings, the silent ones too."""
_ONLY = (
    r"\b(?:only|just|leav\w+|without|of (?:those|these|them)|{stating_openings}"
    r" (?:that|which|who|with|where|{stating_participles}))\b"
)
_STATE_YEARS = (
    r"\b{stating_verbs} (?:(?:an?|any|some|the) )?(?:\w+ )?"
    r"(?:number|figure|minimum|years|floor|amount)\b(?! (?:of )?(?:applicants|people))"
)
_OF_THOSE = r"\b{of_words} (?:those|these|them)\b(?! (?:{stating_openings}|that|which|who|with)\b)"
_WHO_SAY = (
    r"^[^.;%\d]{0,60}\((?:of|among|counting only) (?:those|the ones|these) "
    r"(?:that|which|who) (?:{stating_verbs}|do)\b"
)
_FOR_MORE = (
    r"(?:^|[;.:,] |\b(?:and|but) )\W*(?:for|at|with) (\w{1,9})(?: years)? {or_more}\b[^;.:,]{0,20}$"
)
_NUMBERS_BACK = 4
_QUESTION = r"^\W*(?:at least )?(\w{1,9})(?: years)?,? {or_more}\?\W*$"


def with_years_settled(reading: ArticleReading, outcomes: Sequence[Outcome]) -> list[Outcome]:
    """The outcomes; those of ours that are shares by years asked for are of the openings and the
    years that the words around say.
    """
    found = list(outcomes)
    for place, own in enumerate(outcomes):
        if not is_read_as_ours(own, _YEARS) or own.view not in ("all", "stating"):
            continue
        around = reading.around[place]
        if reading.block(around).kind == "cell" or own.dimension is None:
            continue
        years = _years(reading, around) or own.dimension
        view = _view(reading, around, own, found)
        if (years, view) != (own.dimension, own.view):
            found[place] = replace(own, dimension=years, view=view)
    return found


def _years(reading: ArticleReading, around: Surroundings) -> str | None:
    """The threshold that the words right before a number name, or the question that it answers."""
    before = reading.span(around.before)
    said = pattern_of(_FOR_MORE).search(before)
    if said is None:
        last = reading.previous(around.sentence)
        is_named = any(
            one.statistic == _YEARS
            for one in reading.subjects(around.sentence)
            if one.start < around.after[1]
        )
        question = reading.sentence_text(last).strip() if last and not is_named else ""
        said = pattern_of(_QUESTION).search(question)
    years = years_in_words(said[1]) if said and (said[1].isalpha() or said[1].isdecimal()) else None
    return str(years) if years else None


def _view(
    reading: ArticleReading, around: Surroundings, own: Binding, found: Sequence[Outcome]
) -> str:
    """Of which openings a share is: all, or those that state years."""
    before, behind = reading.span(around.before), reading.span(around.after)
    text = f"{before} … {behind.split('. ')[0]}"
    view = str(own.view)
    if leaves_silent_out(reading, around):
        return view
    if view == "stating":
        is_of_all = pattern_of(_OF_ALL).search(before) or pattern_of(_OF_ALL).search(behind)
        return "all" if is_of_all and not pattern_of(_ONLY).search(text) else view
    if pattern_of(_WHO_SAY).match(behind):
        return "stating"
    if pattern_of(_OF_ALL).search(text):
        return view
    if pattern_of(_OF_THOSE).search(before) and _are_those_stating(reading, around):
        return "stating"
    return "stating" if _goes_on_with_stating(reading, around, text, found) else view


def _are_those_stating(reading: ArticleReading, around: Surroundings) -> bool:
    """Whether openings that state years stand right before "of those"."""
    said = reading.text[around.sentence.start : around.quantity.start]
    last = reading.previous(around.sentence)
    texts = (said, reading.sentence_text(last) if last else "")
    return any(pattern_of(_STATE_YEARS).search(text) for text in texts)


def _goes_on_with_stating(
    reading: ArticleReading, around: Surroundings, text: str, found: Sequence[Outcome]
) -> bool:
    """Whether a share names no openings and the one before it, in its sentence, the one before or
    the item before, is of those that state years.
    """
    place = next(
        (
            n
            for n in range(around.place - 1, max(-1, around.place - 1 - _NUMBERS_BACK), -1)
            if isinstance(found[n], Binding)
        ),
        around.place,
    )
    last = found[place] if place < around.place else None
    if not is_ours(last, _YEARS) or last.view != "stating" or reading.words.has("postings", text):
        return False
    beside = reading.around[place]
    if beside.sentence == around.sentence:
        return True
    own, other = reading.block(around), reading.block(beside)
    if own is other or beside.sentence == reading.previous(around.sentence):
        said = reading.sentence_text(around.sentence)
        return not reading.words.has("postings", said)
    return reading.is_next_item(around, beside)
