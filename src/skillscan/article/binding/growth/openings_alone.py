"""Whether a change is of openings and of nothing else: not of the views of ads, of the ads of one
firm or town, nor of the wider economy.
"""

import re

from skillscan.article.binding.denominators.restrictions import is_of_firm
from skillscan.article.binding.reading import ArticleReading
from skillscan.article.binding.sentences import ArticleSentence, Surroundings
from skillscan.article.grammar import pattern_of, words_of

_THAN_BEFORE = (
    r" (?:(?:fewer|more|lower|higher)((?: (?!often)[\w-]+){0,9}) than"
    r"|(?:above|below|up on|down on|ahead of|behind|short of)"
    r"(?: (?:that|those|the level|the count|the number) of)?) (?:in )?"
    r"(?:(?:a|one|the) {time_units} (?:before|ago|earlier)|(?:last|the previous) {time_units}"
    r"|the same|(?:last |the )?(?:{month_names}|{season_names}|{quarters}))\b"
)
_THEY = r"\b{count_pronouns} (?=(?:\w+ ){0,2}$)"
_OPENINGS = "openings"
_STRONG = re.compile(r"[:;] ")
_TOKEN = re.compile(r"[^\W_]+(?:['’-][^\W_]+)*")
_POSSESSIVE = re.compile(r"['’]s$")
_YEAR = re.compile(r"(?:19|20)\d\d")
_MONTHS = frozenset(month.lower() for month in words_of("month_names"))
_ARTICLES = frozenset(("a", "an", "the", "this", "that", "last", "same"))
_PERIODS = frozenset(("week", "month", "months", "quarter", "year", "years"))
_ORDINALS = frozenset(("first", "second", "third", "fourth", "q1", "q2", "q3", "q4"))
_TIMES = _ARTICLES | _PERIODS | _ORDINALS | {"before", "ago", "earlier"}
_NEARLY = words_of("nearly_words") | {"some", "by", "then", "also", "even", "again", "still"}
_BEING = words_of("being_words") | {"was", "has", "have", "had", "been", "stood", "came", "come"}
_AT = frozenset(("in", "of", "for", "on", "over", "since"))
_TIMES_BETWEEN = _TIMES | _AT | {"numerous", "plentiful"}
_BEFORE_NOUN = _TIMES | _AT | {"all", "these", "those", "new", "open", "live", "number"}
_BEHIND_NOUN = _TIMES | _AT | _BEING | _NEARLY | {"volume", "numbers", "total"}
_BEFORE_NUMBER = _BEHIND_NOUN | {
    *("there", "we", "counted", "brought", "saw", "found", "posted", "advertised", "published")
}
_BEFORE_NUMBER |= words_of("any_employers") - {"teams"}
_GROWTH_WORDS = _BEFORE_NOUN | _BEHIND_NOUN | words_of("growth_words") | {_OPENINGS}
_BEFORE_THEY = _TIMES | _AT | {"against", "compared", "with", "to", "from", "versus"}
_OF_OPENINGS = re.compile(
    r"(?:[\w'’-]+ ){0,5}?([\w'’-]+) (?:of|to fill|to|on|in|among|for|with) "
    r"(?:(?:the|all|these|new|open|online|our|job) ){0,2}openings"
)
"""What belongs to openings, in the words of ``_tokens``."""
_COUNTS = _BEFORE_NOUN | words_of("growth_nouns")
_COUNTS |= {"counts", "volume", "total", "numbers", "demand"}
_OUR_BOARDS = re.compile(
    r",? on (?:(?:the|all) )?(?:job |career )?(?:boards|sites|pages) (?:that )?we [^,.;:()%]{2,60}"
    r"(?:,(?= )|$)| on (?:the|all) (?:job )?boards (?:that )?we \w+"
)
"""Where openings stand that the article reads, which are no other things than they."""
_OUR_BOARDS_FIRST = re.compile(
    r"\W*[OI]n (?:the |all )?(?:job |career )?(?:boards|sites|pages) (?:that |which )?(?:we|I) "
    r"[^,.;:()%]{2,60}, "
)
_FROM_OPENINGS = r"\W*(?:from|going by|according to) (?:the |our |these )?(?:job )?{sample_nouns}, "
"""What a sentence begins with that only says what it rests on: "From job postings, "."""
_ELSEWHERE = re.compile(
    r"\b(?:in|at|across|among|within|on|for|outside|beyond|of|by|from|with) ([^,;:.()—–]*)"
    r"|\b\w*wide\b|\belsewhere\b|\boverall\b",
    re.IGNORECASE,
)
_DATELINE = re.compile(r"\W*[A-Z][\w ,./()]{2,60}?\d{4}\W{0,3} ?(?:--|—|–|-) ")
"""With what a press release begins: "BONN, May 4, 2026 -- "."""
_AS_TOLD = r", {telling_words} "
"""Who says so, which is asked for elsewhere."""
_IN = re.compile(r" (?:in|across|around|from) ", re.IGNORECASE)
_NAMES_MORE = re.compile(
    r"\b(?:and|with|as|while|whereas|but|like|than|unlike|nor|or|plus|which)\b|[;:]", re.IGNORECASE
)


def is_against_time(reading: ArticleReading, around: Surroundings) -> bool:
    """Whether a number is by how much more openings there are than at another time: "6 % fewer
    than a year before".
    """
    return pattern_of(_THAN_BEFORE, 0).match(reading.span(around.after)) is not None


def is_more_openings(reading: ArticleReading, around: Surroundings) -> bool:
    """Whether openings themselves are more or fewer than at another time: "new ML engineer ads were
    6 % fewer than a year before", not "views of ads" or "our clients posted 6 % fewer ads".
    """
    text, end = reading.text, around.quantity.end
    found = pattern_of(_THAN_BEFORE, 0).match(text, end, around.sentence.end)
    if _names_town(reading, reading.sentence_text(around.sentence)):
        return False
    if found is None:
        return False
    behind = pattern_of(_AS_TOLD, 0).split(text[found.end() : around.sentence.end], maxsplit=1)[0]
    if _is_elsewhere(reading, behind):
        return False
    start = around.sentence.start
    if dateline := _DATELINE.match(text, start, around.quantity.start):
        start = dateline.end()
    if boards := _OUR_BOARDS_FIRST.match(text, start, around.quantity.start):
        start = boards.end()
    if basis := pattern_of(_FROM_OPENINGS).match(text, start, around.quantity.start):
        start = basis.end()
    start += [0, *(m.end() for m in _STRONG.finditer(text[start : around.quantity.start]))][-1]
    before = _tokens(reading, text[start : around.quantity.start])
    between = _tokens(reading, found[1] or "")
    if _OPENINGS in between:
        return _is_noun(between) and _BEFORE_NUMBER.issuperset(before)
    return _TIMES_BETWEEN.issuperset(between) and _is_noun(before)


def is_on_own_boards(text: str) -> bool:
    """Whether a sentence begins with where the openings stand that the article reads."""
    return _OUR_BOARDS_FIRST.match(text) is not None


def without_own_boards(text: str) -> str:
    """A text but where openings stand that the article reads: "on the boards we could follow"."""
    return _OUR_BOARDS.sub(" ", text)


def names_only_times(reading: ArticleReading, text: str) -> bool:
    """Whether a text names nothing but a time, words of change and what stands for openings."""
    if any(reading.words.has(group, text) for group in ("fields", "countries", "pay", "others")):
        return False
    tokens = _tokens(reading, _without(text, reading, "change", "change_span"))
    return _GROWTH_WORDS.issuperset(tokens) and tokens.count(_OPENINGS) <= 1


def plain_tokens(reading: ArticleReading, text: str) -> list[str]:
    """The words of a text but levels, jobs of ours, countries and times; ``openings`` for those."""
    return _tokens(reading, _without(text, reading, "level"))


def names_only_openings(reading: ArticleReading, phrase: str) -> bool:
    """Whether a phrase for openings tells of them but their job of ours, country or time: not
    "nurse postings" or "senior postings".
    """
    return _is_noun(_tokens(reading, phrase))


def belongs_to_openings(reading: ArticleReading, part: str) -> bool:
    """Whether a clause names openings only as that which something belongs to, or those of one
    firm: "views of ML engineer ads", "Halden's ML engineer ads".
    """
    postings = reading.words.find("postings", part)
    if not postings:
        return False
    tokens = _tokens(reading, part[: postings[0].end])
    named = _OF_OPENINGS.fullmatch(" ".join(tokens))
    is_of_else = named is not None and named[1] not in _COUNTS
    return is_of_else or is_of_firm(reading, part[: postings[0].end])


def are_they_openings(
    reading: ArticleReading, around: Surroundings, before: ArticleSentence
) -> bool:
    """Whether "they" are the openings of the sentence before, which names nothing else that "they"
    could be, and it is told of no other place: not "they were up 12 % in the wider economy".
    """
    said = reading.text[around.sentence.start : around.quantity.start]
    they = pattern_of(_THEY).search(said)
    if they is None or _is_elsewhere(
        reading, reading.text[around.quantity.end : around.sentence.end]
    ):
        return False
    if _names_town(reading, reading.sentence_text(around.sentence)):
        return False
    verbs = _tokens(reading, _without(said[they.end() :], reading, "change"))
    if not _BEFORE_THEY.issuperset(_tokens(reading, said[: they.start()])):
        return False
    if not (_BEING | _NEARLY | _TIMES).issuperset(verbs):
        return False
    text = _OUR_BOARDS.sub("", reading.sentence_text(before))
    is_more = any(reading.words.has(group, text) for group in ("others", "pay"))
    return not (is_more or _NAMES_MORE.search(text) or reading.subjects(before))


def _is_noun(tokens: list[str]) -> bool:
    """Whether openings are what a phrase is of: nothing stands before them but what tells of which
    job, country or time they are.
    """
    if tokens.count(_OPENINGS) != 1:
        return False
    place = tokens.index(_OPENINGS)
    return _BEFORE_NOUN.issuperset(tokens[:place]) and _BEHIND_NOUN.issuperset(tokens[place + 1 :])


def _is_elsewhere(reading: ArticleReading, behind: str) -> bool:
    """Whether what stands behind a number tells of a place, or of whom, and not of a time."""
    return any(
        found[1] is None or not _BEHIND_NOUN.issuperset(_tokens(reading, found[1]))
        for found in _ELSEWHERE.finditer(behind)
    )


def _names_town(reading: ArticleReading, text: str) -> bool:
    """Whether a text is on the openings of a part of a country: "in London, they fell"."""
    text = f" {text.lower()}"
    return any(
        reading.words.has("narrowed", text[one.start() :], "by_place") for one in _IN.finditer(text)
    )


def _tokens(reading: ArticleReading, text: str) -> list[str]:
    """The words of a text in small letters but jobs of ours, countries and times; a word for
    openings is ``openings``.
    """
    for one in reversed(reading.words.find("postings", text)):
        text = f"{text[: one.start]} {_OPENINGS} {text[one.end :]}"
    text = _without(text, reading, "fields", "countries", "periods")
    found = [_POSSESSIVE.sub("", word.lower()) for word in _TOKEN.findall(text) if word != "s"]
    return [word for word in found if word not in _MONTHS and not _YEAR.fullmatch(word)]


def _without(text: str, reading: ArticleReading, *groups: str) -> str:
    spans = [(one.start, one.end) for group in groups for one in reading.words.find(group, text)]
    return "".join(
        sign
        for place, sign in enumerate(text)
        if not any(start <= place < end for start, end in spans)
    )
