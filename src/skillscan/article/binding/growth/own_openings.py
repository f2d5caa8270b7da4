"""Whether openings whose number changes are the author's own, where others have told of theirs."""

import re

from skillscan.article.binding.growth.openings_alone import is_on_own_boards
from skillscan.article.binding.model import NamedSource
from skillscan.article.binding.reading import ArticleReading
from skillscan.article.binding.sentences import Surroundings
from skillscan.article.grammar import pattern_of

_FEW_SENTENCES = 12
_OWN = re.compile(r"\b(?:our|my|we)\b", re.IGNORECASE)
_OWN_OPENINGS = (
    r"\b(?:our|my) (?:own )?(?:job )?{opening_nouns}\b"
    r"|\b(?:on|in|by) (?:our|my) (?:own )?{own_collections}\b"
)
_OTHERS_OWN = r"\w['’]s?\b|\w['’] |\b{other_owners}\b"
"""Who else openings may be of, or from whom they are known: "our rivals' ads", "we hear that"."""
_NAME = re.compile(r"\b[A-Z]\w*[a-z]")
_SET_AGAINST = (
    r"\b(?:{contrast_openers}|(?:from|in|by|going by) (?:the )?(?:job )?{going_by_openings},)"
)
"""What sets the openings of an article against the figures before: "Openings, meanwhile, are"."""
_NEXT_CLAUSE = r"[;:] |,? {next_clause_words} "


def own_again(reading: ArticleReading, around: Surroundings, source: NamedSource) -> str:
    """The words before a number by which a sentence goes on with the author's own openings behind
    what a source tells: "the BLS expects a fall of 10 %, and ML ads on our board rose 16 %".
    """
    number = around.quantity
    said = reading.text[min(source.end, number.start) : number.start]
    own = pattern_of(_NEXT_CLAUSE, 0).split(said)[-1]
    is_own = pattern_of(_OWN_OPENINGS).search(own) is not None and reading.words.has(
        "postings", own
    )
    if own == said or not is_own or pattern_of(_OTHERS_OWN).search(own):
        return ""
    jobs = reading.words.find("fields", own)
    is_named = any(
        not any(job.start <= name.start() < job.end for job in jobs) for name in _NAME.finditer(own)
    )
    return "" if is_named else own


def is_behind_source(reading: ArticleReading, around: Surroundings) -> bool:
    """Whether the article has told another source's figures on openings just before, which it may
    go on with; those on pay, or on who works there, are no hindrance. Where the article reads
    openings and the sentence names them anew, only a sentence right before, or one on both openings
    and a change, is one to go on with.
    """
    if not reading.attribution.names_source(around):
        return False
    headings = reading.block(around).headings
    is_own = reading.reads_postings and _names_openings_first(reading, around)
    said = reading.text[around.sentence.start : around.quantity.start]
    if is_own and pattern_of(_SET_AGAINST).search(said):
        return False
    for place, sentence in enumerate(reading.sentences_before(around.sentence, _FEW_SENTENCES)):
        if reading.article.blocks[sentence.block].headings != headings:
            return False
        said = reading.sentence_text(sentence)
        is_on_change = reading.words.has("change", said, "rise", "fall")
        is_on_openings = reading.words.has("postings", said)
        holds = all if is_own and place else any
        if holds((is_on_change, is_on_openings)) and reading.attribution.sources(sentence):
            return True
    return False


def _names_openings_first(reading: ArticleReading, around: Surroundings) -> bool:
    """Whether a sentence begins with openings, which it so takes up anew: "New ads for ML engineers
    were 12 % above …", not "They were up 12 %".
    """
    said = reading.text[around.sentence.start : around.quantity.start]
    return reading.words.has("postings", said)


def are_own(reading: ArticleReading, around: Surroundings, part: str) -> bool:
    """Whether the author calls the openings that a clause (``part``) names his own."""
    said = reading.text[around.sentence.start : around.quantity.start]
    return bool(
        _OWN.search(part) or pattern_of(_OWN_OPENINGS).search(said) or is_on_own_boards(said)
    )
