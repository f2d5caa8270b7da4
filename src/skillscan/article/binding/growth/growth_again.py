"""A further number on the growth of openings, of which only another time is said: "rose 5 % on the
month, and is 33 % higher than a year ago", "… than in August. Over twelve months the gain is 28 %".
"""

import re

from skillscan.article.binding.named_things import names_only_times, without_own_boards
from skillscan.article.binding.reading import ArticleReading
from skillscan.article.binding.sentences import ArticleSentence, Surroundings
from skillscan.article.grammar import pattern_of

_PART_END = re.compile(r"[,;:()—–]| - |\band\b|\bbut\b|\bwhile\b|\bwhich\b")
_OWN = re.compile(
    r"\W*(?:But |And |Yet )?(?:Our|My)\b|.*\b(?:ours|our own|my own)\b", re.IGNORECASE
)
_FIGURE = r"\b{growth_nouns}\b"
_OTHER_WHOLE = r"\b{other_wholes}\b"
AND_THOSE = (
    r",? and (?:those|that) (?:of|in|from) (?:the |last )?"
    r"(?:{month_names}|same {time_units}|previous {time_units})\b[^,;:%]{0,20}"
    r" by (?:{nearly_words} )?"
)
_AND_AGAIN = (
    r"(?: {since_words} (?:\w+ ){0,3}?(?:{month_names}|{time_units}|week)(?: \d{4})?)?,? "
    r"(?:{plain_coordinators}|but|then)(?: then)? {changing_words} "
)
_COMPARED = (
    r"[^.;:%()]{0,60}?,? (?:and|but|while) (?:compared|measured|set) (?:with|to|against) "
    r"(?:the )?(?:(?:{month_names}|{season_names}|{quarters})(?: (?:of )?(?:last year|\d{4}))?"
    r"|last (?:{month_names}|year|{season_names})|same \w+ (?:of )?(?:last year|a year ago)"
    r"|a year (?:ago|earlier|before)),? (?:the (?:{growth_nouns})|it|that) (?:is|was|comes to) "
    r"(?:{nearly_words} )?[+−–~≈]?"
)
"""What sets the same openings against a further time: ", and compared with May the rise is"."""
_OF_SOME = r"\s*(?:{some_prepositions}\b|in (?!(?:{month_names}|the {time_units})\b|\d))"
"""What makes a change one of some openings only: "but down 6 % at one firm"."""


def goes_on_with_growth(reading: ArticleReading, around: Surroundings) -> Surroundings | None:
    """The percentage right before that this one goes on with, as nothing but a time and words of
    change stand between and behind it; ``None`` where anything else does, or where it turns and no
    time is named: a change that a word joins with it may (``joined_change``).
    """
    before, said = _before(reading, around)
    if before is None or before.quantity.is_in_words or around.quantity.is_in_words:
        return None
    if reading.attribution.source(around) is not None and not is_own_growth(reading, around):
        return None
    behind = _PART_END.split(reading.span(around.after), maxsplit=1)[0]
    if names_other_whole(said + behind) or _is_turned(reading, before, said + behind):
        return None
    if not _names_time(reading, said + behind) and not _says_change(reading, said):
        return None
    if reading.subjects(around.sentence) and before.sentence != around.sentence:
        return None
    texts = [without_own_boards(said), behind]
    if before.sentence != around.sentence and not is_own_growth(reading, around):
        texts.append(reading.text[before.quantity.end : before.sentence.end])
    return before if all(names_only_times(reading, text) for text in texts) else None


def joined_change(reading: ArticleReading, around: Surroundings) -> Surroundings | None:
    """The change right before in the sentence that a word of change joins this number with, which
    may turn: "up 22 % on September 2025, and down 6 % on August", "slipped 3 % in July and gained
    8 % in August"; ``None`` where anything else is named between.
    """
    if around.place - 1 not in around.neighbours:
        return None
    before = reading.around[around.place - 1]
    between = reading.text[before.quantity.end : around.quantity.start]
    words = reading.words
    is_else = any(words.has(group, between) for group in ("others", "fields", "pay"))
    named = any(before.quantity.end <= one.start for one in reading.subjects(around.sentence))
    is_next = any(pattern_of(one).fullmatch(between) for one in (_AND_AGAIN, AND_THOSE))
    is_of_some = pattern_of(_OF_SOME).match(reading.text, around.quantity.end) is not None
    return None if is_else or named or not is_next or is_of_some else before


def is_compared_again(reading: ArticleReading, around: Surroundings) -> bool:
    """Whether a number only sets the openings of the change before against a further time."""
    if around.place - 1 not in around.neighbours:
        return False
    between = reading.text[reading.quantities[around.place - 1].end : around.quantity.start]
    return pattern_of(_COMPARED).fullmatch(between) is not None


def names_other_whole(text: str) -> bool:
    """Whether a text is on more than the openings told of before: "overall it was 1 %"."""
    return pattern_of(_OTHER_WHOLE).search(text) is not None


def is_of_growth_before(reading: ArticleReading, around: Surroundings) -> bool:
    """Whether "it" may stand for the growth told before, as nothing but times are named beside
    the number: not "in the economy as a whole it was 2 %".
    """
    said = reading.text[around.sentence.start : around.quantity.start]
    behind = _PART_END.split(reading.span(around.after), maxsplit=1)[0]
    is_told = reading.attribution.source(around) is not None
    return (
        not is_told
        and not names_other_whole(said + behind)
        and all(names_only_times(reading, without_own_boards(text)) for text in (said, behind))
    )


def _is_turned(reading: ArticleReading, before: Surroundings, said: str) -> bool:
    """Whether growth turns into its opposite and no time is named for which it does."""
    if _names_time(reading, said):
        return False
    text = reading.text[before.sentence.start : before.quantity.end]
    words = reading.words
    return any(
        words.has("change", text, one) and words.has("change", said, other)
        for one, other in (("rise", "fall"), ("fall", "rise"))
    )


def is_own_growth(reading: ArticleReading, around: Surroundings) -> bool:
    """Whether the author calls a figure of growth over a time his own: "our own year-over-year
    figure is a calmer 36 %".
    """
    said = reading.text[around.sentence.start : around.quantity.start]
    return (
        _OWN.match(said) is not None
        and pattern_of(_FIGURE).search(said) is not None
        and _names_time(reading, said)
        and not reading.attribution.sources(around.sentence)
    )


def _before(reading: ArticleReading, around: Surroundings) -> tuple[Surroundings | None, str]:
    """The percentage before in the sentence, else the last of the sentence before in the block,
    and the words between it, or the start of the sentence, and this one.
    """
    number = around.quantity
    if around.place - 1 in around.neighbours:
        before = reading.around[around.place - 1]
        return before, reading.text[before.quantity.end : number.start]
    previous = reading.previous(around.sentence) or _item_before(reading, around)
    percents = reading.percentages_in(previous) if previous else []
    said = reading.text[around.sentence.start : number.start]
    return (reading.around[percents[-1]] if percents else None), said


def _item_before(reading: ArticleReading, around: Surroundings) -> ArticleSentence | None:
    """The sentence before where both are items of one list."""
    before = next(iter(reading.sentences_before(around.sentence, 1)), None)
    blocks = [reading.article.blocks[one.block] for one in (around.sentence, before) if one]
    is_list = len(blocks) > 1 and {block.kind for block in blocks} == {"list_item"}
    return before if is_list and blocks[0].lead == blocks[1].lead else None


def _names_time(reading: ArticleReading, text: str) -> bool:
    return reading.words.has("change_span", text)


def _says_change(reading: ArticleReading, text: str) -> bool:
    return reading.words.has("change", text, "rise", "fall")
