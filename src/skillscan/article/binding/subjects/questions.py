"""The question that a share answers: "Docker? 33 %.", "Who wants a PhD? She said half. It is 9 %".

A question speaks for the number of a sentence below it that begins with the number, or with words
that name nothing; a guess may stand between. One on people is answered by no share of openings.
"""

import re

from skillscan.article.binding.model import ClaimSubject
from skillscan.article.binding.reading import ArticleReading
from skillscan.article.binding.sentences import ArticleSentence, Surroundings
from skillscan.article.binding.subjects.distinct_things import only_thing
from skillscan.article.binding.subjects.topic_kept import keeps_topic
from skillscan.article.grammar import pattern_of

_ANSWER_LINE = r"\W*{fact_labels}\W*"
"""A line that only says that the answer follows."""
_BY_FILE = (
    r"\W*(?:in )?(?:(?:the|my|our) )?(?:{own_files}|{data_nouns}|{opening_nouns})"
    r"(?: (?:says?|said|has|shows?))?[:,] ?[~≈]?"
)
"""Who answers for the author: "Spreadsheet: 44 %"."""
_ONLY_NAME = re.compile(r"\W*(?:(?:[Aa]nd|[Bb]ut|[Oo]r|[Ww]hat about|[Hh]ow about) )?(\w+)")
_FAR = 3
"""Sentences that a question speaks for."""
_WORD = re.compile(r"[^\W\d_][\w-]*")
_SHORTENED = re.compile(r"['’](?:s|re)\b")
_MOST_WORDS, _SHORT, _LONGEST, _FEW_WORDS = 6, 5, 18, 4
_HOW_MANY = r"\b{asking_shares}\b"
_YES_OR_NO = r"^\W*(?:(?:and|but|so) )?{yes_or_no}\b"
_REVEALED = re.compile(r": ?[~≈]?$")
_NEXT_NUMBER = (
    r"\W*(?:(?:{versus_words}|{plain_coordinators}|to|then)\W*)?(?:{nearly_words} )?[~≈]?\d"
)
"""What gives an answer for two: "A doctorate? 21 % against 1 %"."""
_GUESSED = r"\b{guessing_verbs}\b"
_OF_PERSONS = r"\b{asked_persons}\b"
"""Whom a question is put to or is on, who are no openings: "Would you hire somebody without"."""
_NEEDED = r"^\W*(?:(?:and|but|so) )?{needing_starts}\b"
_BY_ASKING = r"\b{asking_people}\b"
_POLLED = r"\b{polling_words}\b"
PEOPLE_ASKED = r"\b(?:{asking_people}|{answering_verbs}|{polling_words})\b"
"""What tells that people were asked or answered: "Our readers answered. Docker managed 40 %"."""
_ON_IT = re.compile(r"\b(?:it|that|this|so)$")
_SAY_IT = r"\b{it_verbs} (?:it|that|this|so)$"
_TITLE_WORDS = 10
_ARE = r"\b(?:{being_words}|be)\b"


def question_of(reading: ArticleReading, around: Surroundings) -> str:
    """The question, without its mark, that a number answers; empty where it answers none."""
    if around.neighbours[:1] != (around.place,) or not _begins_answer(reading, around):
        return ""
    home, blocks = around.sentence.block, reading.article.blocks
    for one in reading.sentences_before(around.sentence, _FAR):
        text = reading.sentence_text(one).strip()
        is_heading = blocks[one.block].kind == "heading"
        if pattern_of(_ANSWER_LINE).fullmatch(text):
            home = one.block
            continue
        if home - one.block > 1 or (is_heading and not text.endswith("?")):
            return ""
        if text.endswith("?"):
            asked = text.rstrip("?").strip()
            return _with_title(reading, one, asked) if _is_on_openings(reading, asked) else ""
        is_guess = pattern_of(_GUESSED).search(text) and not pattern_of(_BY_ASKING).search(text)
        is_answer = len(text.split()) <= _FEW_WORDS and keeps_topic(text)
        if one.block != home or reading.subjects(one) or not (is_guess or is_answer):
            return ""
    return ""


def asks_of_people(reading: ArticleReading, title: str) -> bool:
    """Whether a title asks how many people do something: "How many developers use Docker?"."""
    is_asked = pattern_of(_HOW_MANY).search(title) is not None
    return is_asked and reading.words.has("others", title, "people")


def asked_thing(reading: ArticleReading, question: str) -> ClaimSubject | None:
    """The one thing that a question asks of."""
    return only_thing(reading.header_subjects(question)) or _cloud_of(reading, question)


def _cloud_of(reading: ArticleReading, question: str) -> ClaimSubject | None:
    """The cloud of a maker that a question only names, in an article that names clouds: "Azure?
    41 %", then "And Google? 24 %".
    """
    maker = _ONLY_NAME.fullmatch(question)
    makers = reading.words.cloud_makers
    cloud = makers.get(maker[1]) if maker else None
    clouds = set(makers.values()) - {cloud}
    are_told = cloud is not None and any(
        one.dimension in clouds
        for sentence in reading.sentences
        for one in reading.subjects(sentence)
    )
    return ClaimSubject.unnamed("skill_share", cloud) if are_told else None


def _with_title(reading: ArticleReading, sentence: ArticleSentence, asked: str) -> str:
    """A question, behind what it calls "it" where the short line above says that: "'PhD required'",
    then "How often do they say it?".
    """
    if not _ON_IT.search(asked) or reading.header_subjects(asked):
        return asked
    above = next(iter(reading.sentences_before(sentence, 1)), None)
    if above is None or sentence.block - above.block > 1:
        return asked
    title = reading.sentence_text(above).strip()
    is_on_people = reading.words.has("others", title, "people") or asks_of_people(reading, title)
    if reading.words.has("only_wished", title):
        return asked
    is_short = len(title.split()) <= _TITLE_WORDS and not title.endswith("?")
    return f"{title}: {asked}" if is_short and not is_on_people else asked


def _begins_answer(reading: ArticleReading, around: Surroundings) -> bool:
    """Whether nothing that may be meant instead stands before a number: "It's 33 %", "No: 33 %"."""
    before = reading.text[around.sentence.start : around.quantity.start]
    if pattern_of(_NEXT_NUMBER).match(reading.text, around.quantity.end, around.sentence.end):
        return False
    if pattern_of(_GUESSED).search(before) or reading.words.has("others", before):
        return False
    if pattern_of(_POLLED).search(before):
        return False
    is_named = any(one.start < around.quantity.start for one in reading.subjects(around.sentence))
    if _REVEALED.search(before) and not reading.subjects(around.sentence):
        return True
    if not is_named and pattern_of(_BY_FILE).fullmatch(before):
        return True
    words = _WORD.findall(_SHORTENED.sub("", before).lower())
    return len(words) <= _MOST_WORDS and reading.words.link_words.issuperset(words)


def _is_on_openings(reading: ArticleReading, question: str) -> bool:
    """Whether a question asks of openings, or of a thing in a word; not one on people."""
    length = len(question.split())
    needed = pattern_of(_NEEDED).match(question)
    if pattern_of(_OF_PERSONS).search(question) and not needed:
        return False
    known = [(level.start, level.end) for level in reading.words.find("level", question)]
    known += [needed.span()] if needed else []  # "do people need a doctorate"
    people = [
        one
        for one in reading.words.find("others", question, "people")
        if not any(start <= one.start < end for start, end in known)
    ]
    if pattern_of(_HOW_MANY).search(question):
        return not people and length <= _LONGEST and _is_asked_of_openings(reading, question)
    is_asked = needed is not None or _is_asked_of_openings(reading, question)
    is_short = length <= _SHORT or (pattern_of(_YES_OR_NO).match(question) is not None and is_asked)
    is_of_ours = all(reading.words.has("fields", question[one.start : one.end]) for one in people)
    return is_short and is_of_ours and length <= _LONGEST


def _is_asked_of_openings(reading: ArticleReading, question: str) -> bool:
    """Whether a question tells what openings want or are, not what else they do: "how often do ads
    lie about Docker".
    """
    words = reading.words
    is_told = words.has("employer_asks", question) or any(
        pattern_of(said).search(question) for said in (_ARE, _SAY_IT)
    )
    return is_told or len(question.split()) <= _SHORT
