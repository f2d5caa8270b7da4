"""What the author of an article is called in it, or the firm whose release it is."""

import re
from collections.abc import Iterator

from skillscan.article.binding.sources.source_reader import SourceReader
from skillscan.article.binding.vocabulary import ArticleWords
from skillscan.article.grammar import pattern_of

AUTHOR = r"\b{author_words}\b"
"""Where the author of a text speaks of himself: "we"."""
AUTHORS_OWN = r"\b(?:{author_words}|ours|mine)\b"
"""The same, or what he calls his: "ours"."""
_NAME = r"[A-Z][\w.&’'-]{1,30}(?: (?:[A-Z&][\w.&’'-]{0,30}|of|for|and)){0,4}"
_DATELINE = (
    r"(?:^|\n)\W{0,4}[A-Z][A-Za-z.' ]{2,30}(?:, [A-Z][A-Za-z. ]{1,20})?,? (?:\d{1,2}\.? )?"
    r"(?:{month_names}|{month_abbreviations})\b\.?(?: \d{1,2})?"
    r"(?:, (?:19|20)\d\d)?\W{0,3} ?(?:[–—-]|[.:]\*)"
)
_RELEASE = re.compile(
    r"\bfor (?:immediate )?release\b|\bpress (?:release|contact)\b", re.IGNORECASE
)
_READS = (
    rf"\b(?P<told>{_NAME}), (?:which|who) (?:{{opening_readers}}) (?:[\w-]+ ){{0,5}}"
    rf"|\b(?P<reader>{_NAME}) (?:{{openings_read}}) (?:[\w.,-]+ ){{0,5}}"
)
_TOLD_US = r"\b(?:told|tells|assured|wrote to) (?P<name>The [A-Z][\w-]+(?: [A-Z][\w-]+)?)\b"
_DESK = (
    rf"\b[Tt]he (?P<name>{_NAME}) (?:{{own_desks}})"
    rf" (?:{{openings_read}}) (?:[\w.,-]+ ){{0,5}}"
)
_DISTANCE = (
    r"\b{0}(?:['’]s)? (?:\w+ ){{0,3}}(?:says?|said|reports?|reported|finds?|found|claims?|told)\b"
    r"|\b(?:[Aa]ccording to|[Pp]er) (?:the )?{0}\b"
)
"""What keeps a distance from somebody's numbers: "the Halden desk found"."""
QUOTED = re.compile(r"[\"“][^\"”\n]{0,400}[\"”]")
"""What somebody else says."""
_BEGINNING = 1_200


def own_names(reader: SourceReader, words: ArticleWords, text: str) -> frozenset[str]:
    """Names that stand for the author. No name of a well-known source is."""
    found = set(reader.called_author(text))
    if not found and not _has_own_voice(words, text):
        found |= set(_names_of_release(words, text)) | set(_names_of_desk(words, text))
    found |= set(_names_of_paper(words, text))
    return frozenset(found - words.source_names)


def is_release(text: str) -> bool:
    """Whether a text is a press release or a dispatch, which begins with a place and a day."""
    if _RELEASE.search(text) is not None:
        return True
    return pattern_of(_DATELINE, 0).search(text, 0, _BEGINNING) is not None


def _has_own_voice(words: ArticleWords, text: str) -> bool:
    """Whether somebody says "we" or "I" of reading openings, but in quotation marks."""
    said = QUOTED.sub(" ", text)
    return any(
        pattern_of(AUTHOR).search(line) is not None
        and words.has("sample", line, "analysed")
        and words.has("postings", line)
        for line in said.split("\n")
    )


def _names_of_release(words: ArticleWords, text: str) -> Iterator[str]:
    """Who is said at the beginning of a release or a dispatch to read openings."""
    if not is_release(text):
        return
    for found in pattern_of(_READS, 0).finditer(text, 0, _BEGINNING):
        if words.has("postings", text[found.end() - 1 : found.end() + 60].split(".")[0]):
            yield (found["told"] or found["reader"]).removeprefix("The ")


def _names_of_desk(words: ArticleWords, text: str) -> Iterator[str]:
    """Whose desk is said at the beginning to have read openings, where the text tells it as its own
    ("the Halden data desk went through 4,310 postings") and nowhere as what somebody says.
    """
    for found in pattern_of(_DESK, 0).finditer(text, 0, _BEGINNING):
        name = found["name"]
        if re.search(_DISTANCE.format(re.escape(name)), text):
            continue
        if words.has("postings", text[found.end("name") : found.end() + 60].split(".")[0]):
            yield name


def _names_of_paper(words: ArticleWords, text: str) -> Iterator[str]:
    """The paper that people talk to, where it also looked for openings: "jobs The Beacon found"."""
    for told in pattern_of(_TOLD_US, 0).finditer(text):
        name = told["name"]
        for found in re.finditer(rf"\b{re.escape(name)} (?:\w+ )?", text):
            near = text[max(0, found.start() - 60) : found.end() + 60]
            if words.has("postings", near) and pattern_of(r"(?:{openings_read})\b").match(
                text, found.start() + len(name) + 1
            ):
                yield name.removeprefix("The ")
