"""Numbers that were bound as ours and that somebody else tells as the subject of their clause: "The
Census found a median of $84,000", "The firm Halden Pryce, in its guide, gives £68,000", "a site
claiming that 41 % of jobs are entry level", "on LinkedIn, half list a master's".

A body is one by "the" and a name, or by a known name; a country, a skill, a job, a level or the
author's own name is none. Where the author speaks between it and the number, the number is his.
"""

import re
from collections.abc import Iterator, Sequence

from skillscan.article.binding.outcome import Outcome
from skillscan.article.binding.reading import ArticleReading
from skillscan.article.binding.sentences import Surroundings
from skillscan.article.binding.sources.own_names import AUTHORS_OWN
from skillscan.article.binding.sources.told_after import as_anothers
from skillscan.article.grammar import pattern_of
from skillscan.article.model import Binding

_NAMES = r"[A-Z][\w&.'’-]{1,30}(?: (?:(?:of|for|and|the|on) )*[A-Z][\w&.'’-]{1,30}){0,6}"
_BODY = (
    r"(?:^|[;:] |, (?:and|but|while|whereas) |\. )\W*(?:(?:But|And|Yet|Meanwhile),? )?"
    rf"(?:(?P<the>(?:[Tt]he|[Aa]n?) (?:[a-z][\w-]+ ){{0,3}}))?(?P<name>{_NAMES})"
    r"(?P<aside>, [^;:%]{3,120}?,)? (?:(?:also|now|then|itself|recently|currently) )?"
    r"(?:{source_verbs}|{body_verbs})\b"
)
"""A body that tells, or has, a number in its own clause."""
_CLAIM = re.compile(r"\bclaim(?:s|ed|ing)?\b(?! to\b)(?=[^,;:]{0,30}$)", re.IGNORECASE)
_AUTHOR_CLAIMS = re.compile(r"\b(?:I|[Ww]e|[Oo]ur|[Mm]y) (?:\w+ )?$")
_NO_BODIES = ("countries", "fields", "level", "postings")
"""Groups of words that a name of these is no body by."""
_OTHER_GROUP = (
    r"\b(?:an?|another|one) (?:[\w-]+ )?{other_counters} (?:at|from|of|in) [^.;%]{2,60},"
    r" (?:it|they) (?:{source_verbs}|{body_verbs}|came to|arrived at)\b[^.;%]{0,30}$"
)
"""Others who did the same: "when a group at Ohio State did a similar count, it got"."""
_ON_SITE = r"(?:^|[:;,] |\b(?:and|but) )on (?P<name>[A-Z][\w.]{2,20}),? [^.;:%]{0,40}$"
_POLL = r"\b{poll_nouns}s? ?[(\[](?:n ?= ?)?[~≈]?$"
_ENTRIES = re.compile(r"\bn ?= ?[~≈]?$")
_ENDS = re.compile(r"[;]|\.\s")
_NUMBERS_BACK = 3


def with_bodies_that_tell(reading: ArticleReading, outcomes: Sequence[Outcome]) -> list[Outcome]:
    """The outcomes; those of ours that a body, a claim or a poll tells are another's."""
    return as_anothers(outcomes, _places(reading, outcomes))


def _places(reading: ArticleReading, outcomes: Sequence[Outcome]) -> Iterator[int]:
    for place, one in enumerate(outcomes):
        if not isinstance(one, Binding) or one.kind != "ours" or one.by != "reading":
            continue
        around = reading.around[place]
        if reading.block(around).kind == "cell":
            continue
        is_of_poll = one.statistic == "sample_size" and _is_of_poll(reading, around, outcomes)
        if is_of_poll or _is_told(reading, around, is_sample=one.statistic == "sample_size"):
            yield place


def _is_told(reading: ArticleReading, around: Surroundings, *, is_sample: bool) -> bool:
    """Whether somebody else is who tells a number; a paper or firm that counted openings may be who
    wrote the article (``is_sample``), unless it is a known one.
    """
    said = reading.text[around.sentence.start : around.quantity.start]
    claims = list(_CLAIM.finditer(said))
    if claims and not _is_author_behind(said[claims[-1].end() :]):
        return (
            re.search(r"\b(?:I|[Ww]e|[Oo]ur|[Mm]y) (?:\w+ )?$", said[: claims[-1].start()]) is None
        )
    if pattern_of(_OTHER_GROUP).search(said):
        return True
    site = pattern_of(_ON_SITE, 0).search(said)
    if site and site["name"] in reading.words.source_names:
        clause = said[site.end("name") :] + reading.span(around.after)
        return not reading.words.has("postings", clause)
    return _is_of_body(reading, said, is_sample=is_sample)


def _is_of_body(reading: ArticleReading, said: str, *, is_sample: bool) -> bool:
    """Whether the clause of a number, which ends ``said``, begins with a body that tells it."""
    found = list(pattern_of(_BODY, 0).finditer(said))
    if not found:
        return False
    last = found[-1]
    if _ENDS.search(said, last.end()) or _is_author_behind(said[last.end() :]):
        return False
    name = last["name"]
    is_known = any(name.startswith(one) for one in reading.words.source_names)
    if reading.attribution.is_own_name(name):
        return False
    if not is_known and (is_sample or not last["the"]):
        return False
    return is_known or not _is_no_body(reading, name)


def _is_author_behind(said: str) -> bool:
    """Whether the author speaks in the words behind a teller, or of openings as his own."""
    return pattern_of(AUTHORS_OWN).search(said) is not None


def _is_no_body(reading: ArticleReading, name: str) -> bool:
    words = reading.words
    return reading.names_skill(name) or any(
        words.has(group, name) for group in ("countries", "fields", "level", "postings", "others")
    )


def _is_of_poll(reading: ArticleReading, around: Surroundings, outcomes: Sequence[Outcome]) -> bool:
    """Whether a count is of those who answered: behind a poll, below one, or beside what another's
    number is of.
    """
    said = reading.text[around.sentence.start : around.quantity.start]
    if pattern_of(_POLL).search(said):
        return True
    if _ENTRIES.search(said) is None:
        return False
    if pattern_of(r"\b{poll_nouns}\b").search(reading.heading(reading.block(around))):
        return True
    last = outcomes[around.place - 1] if around.place else None
    is_near = around.place and reading.around[around.place - 1].sentence in (
        around.sentence,
        reading.previous(around.sentence),
    )
    is_in_bracket = said.rstrip("n =~≈").endswith("(")
    return bool(is_near and is_in_bracket and isinstance(last, Binding) and last.kind == "theirs")
