"""Samples that an article tells plainly: where it reads openings, and nothing in the words speaks
against it, a count of many openings is believed to be of those that were read.
"""

import re
from collections.abc import Sequence

from skillscan.article.binding.counts.sample_sizes import sample_of
from skillscan.article.binding.model import ClaimSubject
from skillscan.article.binding.named_things import OPENINGS, words_beside
from skillscan.article.binding.openings_read import EVERY_ONE, names_openings
from skillscan.article.binding.outcome import Outcome
from skillscan.article.binding.reading import ArticleReading
from skillscan.article.binding.sentences import ArticleSentence, Surroundings
from skillscan.article.grammar import pattern_of, words_of
from skillscan.article.model import Binding

_SIZE = ClaimSubject.unnamed("sample_size")
_EMPLOYERS = ClaimSubject.unnamed("sample_size", "employers")
_LEAST, _MOST, _LEAST_EMPLOYERS = 100, 1_000_000, 20
_CLAUSE = re.compile(r"[;:()]|, (?:and|but|so|while|whereas)\b|[–—]")
_OTHERWISE = (
    r"\b(?:{dealing_words}|{dealing_stems}\w*|{used_words}|{otherwise_stems}\w*|{supposing_words}"
    r"|{making_words}|{opening_nouns} open (?:at|with|in|for)|it was (?:19|20)\d\d)\b"
    r"|\b(?:they|he|she) (?:\w+ )?(?:had|have|has)\b"
)
_REGULARLY = re.compile(r"[^,;.:()]{0,40} (?:a|every|each|per) (?:day|week|month|quarter|year)\b")
_CITED = re.compile(r"[A-Z]\w+ \((?:19|20)\d\d\)")
_KEPT_OUT = r"\b{kept_out_words}\b|^\W*(?:duplicates|reposts|agencies)\b"
_PART = re.compile(r"[,;:()]")
_TOO_FEW = r"\b{too_words} {few_words}\b|\b(?:is|are) thin\b"
_STATING = r"\b(?:that|which) {stating_verbs}\b"
_MADE = r"\b{making_words} (?:{nearly_words} )?$"
_OF_INDEX = r"\b{index_names} $"
_OWN_DATA = r"\b(?:own|our|my|authors['’]?) (?:\w+ )?{data_nouns}\b[^.;]{0,20}$"
_BARE_BEFORE = (
    r"(?:^\W*|[(,:;–—] ?|\b(?:{hedging_words}|{almost_words}|{nearly_words}|all|of the|of those"
    r"|from the|with|exactly|precisely|over|yes|okay|ok|well|a good|a full|a total of"
    r"|{holding_verbs}|{reading_words}|{taking_words}|(?:{reading_stems}|{taking_stems})\w*) )"
    r"(?:(?:{hedging_words}|{almost_words}|{nearly_words}|well over|more than|up|exactly) )*"
    r"[~≈>]? ?$"
)
"""What stands before a count whose noun was named before: "it holds", "(", "of the"."""
_IN_EDITION = (
    r" (?:in|at|by|from|after|out of) (?:(?:the|this|our|my|its) )?(?:\w+ ){0,3}"
    r"(?:{edition_nouns}|{data_nouns}|dedup\w*|\w*removing|\w*throwing|\w*dropping)\b"
)
"""What goes on with a count behind a comma: ", 5,840 in the present edition"."""
_AFTER_COMMA = r"[,(:–—] ?(?:{hedging_words} |{nearly_words} |{almost_words} )?[~≈]?$"
_OF_THINGS = r" of (?:the|these|those|such) things\b"
_WE_READ = r"\b(?:we|i)\b(?:['’]ve| have)?(?: \w+)? (?:{reading_words}|{taking_words}) $"
_EMPLOYERS_OF_WHICH = (
    r"\b(?:{any_employers}|advertisers|recruiters),? of which there (?:are|were) (?:\w+ )?$"
)
_BARE_BEHIND = r"(?=\W*$|[.,;:!?)\]–—]| [–—(-]|\+? {behind_bare_counts}\b)"
"""What stands behind it: "of them", "in total", or the end."""
_FROM_PLACES = r"\b(?:from|across|in|of) (?:all |the |\w+ ){0,3}$"
_FOR = r"\bfor (?:[\w/-]+ ){0,4}$"
_ONE_OF = r"\b{single_openings}\b"
_NAMED, _SENTENCES = 160, 3
_FEW_WORDS = 3
_GOES_ON = r"\b(?:it|this|that|these|those|they|which|total|{data_nouns}|{holding_verbs})\b"
_OTHER_DATA = (
    r"\b{data_nouns} of (?:(?:my|our|the|his|her|a|an|this|that) )?"
    r"(?!{time_units}|{season_names}|{month_names}|{edition_nouns}|\d)[a-z]"
    r"|\b(?:my|our|the|his|her) (?:blog|newsletter|podcast|shop|library|museum|town|city)['’]s "
    r"{data_nouns}\b"
)
"""Data of something else, where its sentence names no openings: "the archive of my blog"."""
_CLAUSE_OF_ALL = r" (?:that|which|,? we|i) (?:we|i|our|the|are|were|had|have|was|ran|appeared)\b"
_NARROWER = r" ?,? (?:that|which|with|without|where|naming|mentioning|asking|in which|to name)\b"
_COUNTED = r"\b(?:sample|crawl|data set|dataset|{counted_words})\b"
_LABEL_WORDS = words_of("sample_label_words") | words_of("counted_words")
_PAGES_OF = (
    r"\b(?:career|careers|job|jobs|vacancy|public)(?: \w+)? (?:sites|pages|boards)"
    r" (?:of|at|from) (?:{nearly_words} |{hedging_words} |{almost_words} )?$"
)
"""Where openings are that were read: "the career pages of 1,340 companies"."""
_SPREAD = r"\b(?:from|across|among|spread over|shared by) (?:{nearly_words} )?$"
_FROM = r"(?:\b(?:from|by|at|of|across|among|spread over|shared by)|[(,:]) ?(?:{nearly_words} )?$"
_HAD_THEM = r"(?: [\w.'’-]+){0,9}? {placing_openings}\b"


def plain_sample(
    reading: ArticleReading,
    around: Surroundings,
    phrase: str,
    span: tuple[int, int],
    done: Sequence[Outcome],
) -> Outcome | None:
    """The outcome of a count of openings (``phrase`` names them at ``span``, or they were named
    before) that an article tells as its own; ``None`` where it may be something else.
    """
    if not _is_believed(reading, around) or _is_narrowed(reading, span, phrase):
        return None
    return _larger(reading, around, sample_of(reading, around, _SIZE, phrase, span), done)


def is_of_few(reading: ArticleReading, around: Surroundings, span: tuple[int, int]) -> bool:
    """Whether a count that was read is none of all openings: of too few to tell anything of, of
    those that state something, or of jobs that came or went.
    """
    sentence = reading.sentence_text(around.sentence)
    before = reading.text[around.sentence.start : around.quantity.start]
    behind = _PART.split(reading.text[span[0] : around.sentence.end])[0]
    return (
        pattern_of(_TOO_FEW).search(sentence) is not None
        or pattern_of(_MADE).search(before) is not None
        or pattern_of(_STATING).search(behind) is not None
    )


def bare_sample(
    reading: ArticleReading, around: Surroundings, done: Sequence[Outcome]
) -> Outcome | None:
    """The same of a count without a noun: "As of today the drawer holds 3,044"."""
    named = _named_before(reading, around)
    is_cell = reading.block(around).kind == "cell"
    if not named or is_cell or _is_of_middle(reading, around):
        return None
    end = around.quantity.end
    is_of_employers = words_of("any_employers") & set(named.lower().split()[-_FEW_WORDS:])
    if is_of_employers:
        is_own = plain_employers(reading, around, done)
        return _bound(sample_of(reading, around, _EMPLOYERS, named, (end, end))) if is_own else None
    if not _is_believed(reading, around):
        return None
    sample = sample_of(reading, around, _SIZE, named, (end, end))
    if not isinstance(sample, Binding) and not reading.populations.other_market(named):
        sample = sample_of(reading, around, _SIZE, "", (end, end))
    return _larger(reading, around, sample, done)


def _is_of_middle(reading: ArticleReading, around: Surroundings) -> bool:
    """Whether a number is told of a middle: "the median of the posted ranges is 185k"."""
    before = reading.text[around.sentence.start : around.quantity.start]
    return reading.words.has("middle", before)


def _larger(
    reading: ArticleReading, around: Surroundings, sample: Outcome, done: Sequence[Outcome]
) -> Outcome | None:
    """A sample where none that was told before, of the same jobs, is larger: then it is a part."""
    if not isinstance(sample, Binding):
        return None
    is_part = any(
        isinstance(one, Binding)
        and _is_sample(one)
        and (one.population, one.occupation) == (sample.population, sample.occupation)
        and reading.quantities[place].low > around.quantity.low
        for place, one in enumerate(done)
    )
    return None if is_part else sample


def labelled_sample(
    reading: ArticleReading, around: Surroundings, done: Sequence[Outcome]
) -> Outcome | None:
    """The same of a row or line that its words call the openings, or employers, of the sample:
    "Openings in the sample | 5,204", "Employers: 388".
    """
    if around.quantity.low < _LEAST_EMPLOYERS:
        return None
    is_counted = reading.counts_postings or any(map(_is_sample, done))
    block = reading.block(around)
    labels = [reading.label(around), reading.label_in_sentence(around), block.row or ""]
    labels.append(_label_behind(reading, around))
    span = around.quantity.start, around.quantity.end
    for label in filter(None, labels):
        kind = _label_of_sample(reading, label)
        is_told = is_counted or pattern_of(_COUNTED).search(label)
        if kind is None or not is_told or reading.header_subjects(block.column):
            continue
        if kind is _SIZE and not _LEAST <= around.quantity.low < _MOST:
            continue
        if reading.attribution.source(around) is None:
            return _bound(sample_of(reading, around, kind, label, span))
    return None


def plain_employers(reading: ArticleReading, around: Surroundings, done: Sequence[Outcome]) -> bool:
    """Whether employers are those of the openings that the article is on: "… from 911 companies",
    "1,204 organisations sought an ML engineer".
    """
    if not reading.counts_postings or reading.attribution.sources(around.sentence):
        return False
    is_countable = _LEAST_EMPLOYERS <= around.quantity.low < _MOST
    if not is_countable or _is_used_otherwise(reading, around):
        return False
    start, end = around.sentence.start, around.sentence.end
    before = reading.text[start : around.quantity.start]
    behind = reading.text[around.quantity.end : end]
    words = reading.words
    is_had = pattern_of(_HAD_THEM).match(behind) is not None and (
        words.has("postings", behind) or words.has("fields", behind)
    )
    is_of_openings = words.has("postings", before) or _has_sample(reading, around, done)
    if pattern_of(_PAGES_OF).search(before) or pattern_of(_EMPLOYERS_OF_WHICH).search(before):
        return True
    if is_had or (is_of_openings and pattern_of(_FROM).search(before)):
        return True
    is_told = bool(_openings_before(reading, around.sentence, 1))
    return is_told and pattern_of(_SPREAD).search(before) is not None


def _bound(outcome: Outcome) -> Outcome | None:
    return outcome if isinstance(outcome, Binding) else None


def _is_believed(reading: ArticleReading, around: Surroundings) -> bool:
    """Whether nothing speaks against a count as one of the openings that were read."""
    if not reading.counts_postings or not _LEAST <= around.quantity.low < _MOST:
        return False
    before = reading.text[around.sentence.start : around.quantity.start]
    is_own = pattern_of(_OWN_DATA).search(before) is not None
    if reading.attribution.sources(around.sentence) and not is_own:
        return False
    if reading.words.has("one_company", reading.sentence_text(around.sentence)):
        return False
    is_of_index = pattern_of(_OF_INDEX, 0).search(before) or _CITED.search(before)
    return not is_of_index and not _is_used_otherwise(reading, around)


def _is_used_otherwise(reading: ArticleReading, around: Surroundings) -> bool:
    """Whether its clause says what people do with openings that they do not count."""
    text, start, end = reading.text, around.sentence.start, around.sentence.end
    for one in _CLAUSE.finditer(text, start, end):
        if one.end() <= around.quantity.start:
            start = one.end()
        elif one.start() >= around.quantity.end:
            end = one.start()
            break
    said = text[start:end]
    behind = _PART.split(text[around.quantity.end : around.sentence.end])[0]
    if pattern_of(_KEPT_OUT).search(f"{text[start : around.quantity.start]} {behind}"):
        return True
    if _REGULARLY.match(text, around.quantity.end, end):
        return True
    is_few = pattern_of(_TOO_FEW).search(reading.sentence_text(around.sentence)) is not None
    return is_few or pattern_of(_OTHERWISE).search(said) is not None


def _is_narrowed(reading: ArticleReading, span: tuple[int, int], phrase: str) -> bool:
    """Whether the openings are a part of all: "remote postings", "postings that state pay"."""
    if any(not one.is_level for one in reading.header_subjects(phrase)):
        return True
    narrower = pattern_of(_NARROWER).match(reading.text, span[1])
    return narrower is not None and pattern_of(_CLAUSE_OF_ALL).match(reading.text, span[1]) is None


def _named_before(reading: ArticleReading, around: Surroundings) -> str:
    """The words before a count without a noun that name its openings (or employers); empty where
    none do.
    """
    before = reading.text[around.sentence.start : around.quantity.start]
    behind = reading.text[around.quantity.end : around.sentence.end]
    if pattern_of(_EMPLOYERS_OF_WHICH).search(before):
        return before.partition(" of which")[0].rstrip(",")
    if pattern_of(_OF_THINGS).match(behind) and pattern_of(_WE_READ).search(before):
        return _openings_before(reading, around.sentence, _SENTENCES, is_single=True)
    is_behind = pattern_of(_BARE_BEHIND).match(behind) or (
        pattern_of(_AFTER_COMMA).search(before) and pattern_of(_IN_EDITION).match(behind)
    )
    if not is_behind or not pattern_of(_BARE_BEFORE).search(before):
        return ""
    named = _last_named(reading, before)
    if named is not None:
        return before[:named][-_NAMED:]
    if pattern_of(_OTHER_DATA).search(before):
        return ""
    is_fragment = len(before.split()) <= _FEW_WORDS
    if not is_fragment and pattern_of(_GOES_ON).search(before) is None:
        return ""
    return _openings_before(reading, around.sentence, _SENTENCES)


def _last_named(reading: ArticleReading, text: str) -> int | None:
    """Where the openings or employers end that a text names last; 0 where it is something else,
    ``None`` where it names nothing that could be counted. Those whose jobs they are do not count.
    """
    words = reading.words
    ends = [one.end for one in words.find("postings", text)]
    ends += [one.end() for one in pattern_of(EVERY_ONE).finditer(text)]
    last = max(ends, default=-1)
    for one in words.find("others", text):
        is_for = pattern_of(_FOR).search(text, 0, one.start) is not None
        if one.end <= last or (one.rule.id == "people" and (is_for or last >= 0)):
            continue
        if last >= 0 and pattern_of(_FROM_PLACES).search(text, last, one.start):
            continue  # "postings from all fifty states, 2,705 in the end"
        is_employers = text[one.start : one.end].lower() in words_of("any_employers")
        last = one.end if is_employers else 0
    return last if last >= 0 else None


def _openings_before(
    reading: ArticleReading, sentence: ArticleSentence, most: int, *, is_single: bool = False
) -> str:
    """The sentence a little before one that is on openings, where nobody else is named since and
    nothing counted; empty where there is none.
    """
    for before in reading.sentences_before(sentence, most):
        said = reading.sentence_text(before)
        if reading.attribution.sources(before):
            return ""
        if names_openings(reading.words, said) or (is_single and pattern_of(_ONE_OF).search(said)):
            return said[-_NAMED:]
        if reading.places_in(before):
            return ""
    return ""


def _label_behind(reading: ArticleReading, around: Surroundings) -> str:
    """What stands behind a number that begins its line and a colon: "2,480: openings in this
    month's count".
    """
    block = reading.block(around)
    is_first = not reading.text[block.start : around.quantity.start].strip(" *_>•-")
    behind = re.match(
        r"[*_ ]{0,4}[:–—-][*_ ]{0,4}([^.;:]{3,60})", reading.text[around.quantity.end : block.end]
    )
    return behind[1] if is_first and behind else ""


def _label_of_sample(reading: ArticleReading, label: str) -> ClaimSubject | None:
    """What sample a label names; ``None`` where it says anything more of the openings."""
    found = words_beside(reading, label)
    if OPENINGS in found and set(found) - {OPENINGS} <= _LABEL_WORDS:
        return _SIZE
    employers = words_of("any_employers")
    if employers & set(found[:3]):
        rest = set(found) - employers - {OPENINGS}
        return _EMPLOYERS if rest <= _LABEL_WORDS else None
    return None


def _has_sample(reading: ArticleReading, around: Surroundings, done: Sequence[Outcome]) -> bool:
    """Whether the count before it is the sample that is from so many employers."""
    earlier = reading.places_before(around)
    return bool(earlier) and _is_sample(done[earlier[-1]])


def _is_sample(outcome: Outcome) -> bool:
    """Whether a number was read as one of the openings that the article is on."""
    return isinstance(outcome, Binding) and (
        (outcome.kind, outcome.statistic, outcome.dimension) == ("ours", "sample_size", None)
    )
